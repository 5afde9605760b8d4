// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Why a calculation gave no result.
enum CalculatorError: Error {
    /// The inputs are not usable; the message names the field.
    case invalid(String)
    /// The inputs are fine and there is no answer.
    case notEstimable(NotEstimableReason)
}

/// The named inputs of a calculation; every accessor names the field it could not read.
struct Arguments {
    private static let smallestAlpha = 1e-99
    private static let largestCount = 1 << 52

    private let members: [String: JSONValue]
    private let path: String

    init(_ value: JSONValue, path: String = "") throws(CalculatorError) {
        guard case .object(let members) = value else {
            throw .invalid(
                path.isEmpty ? "inputs must be an object" : "field \(path) must be an object")
        }
        self.members = members
        self.path = path
    }

    /// Refuses a field that the method does not have; `fields` are paths such as `control.n`.
    func check(against fields: [String]) throws(CalculatorError) {
        for (field, value) in members.sorted(by: { $0.key < $1.key }) {
            let inside = fields.filter { $0.hasPrefix("\(name(field)).") }
            if !inside.isEmpty, case .object = value {
                try Arguments(value, path: name(field)).check(against: inside)
            } else if inside.isEmpty && !fields.contains(name(field)) {
                throw .invalid(unknown(field, fields))
            }
        }
    }

    private func unknown(_ field: String, _ fields: [String]) -> String {
        let start = path.isEmpty ? 0 : path.utf8.count + 1
        let known = Set(fields.map { String($0.dropFirst(start).prefix { $0 != "." }) })
        let shown = "unknown field \(name(String(field.prefix(80))))"
        guard let near = EditDistance.nearest(to: field, in: known.sorted()) else { return shown }
        return "\(shown); did you mean \(name(near))?"
    }

    func name(_ field: String) -> String { path.isEmpty ? field : "\(path).\(field)" }

    func has(_ field: String) -> Bool { (members[field] ?? .null) != .null }

    func member(_ field: String) throws(CalculatorError) -> JSONValue {
        guard let value = members[field], value != .null else {
            throw .invalid("missing field \(name(field))")
        }
        return value
    }

    func nested(_ field: String) throws(CalculatorError) -> Arguments {
        try Arguments(try member(field), path: name(field))
    }

    func list(_ field: String) throws(CalculatorError) -> [JSONValue] {
        guard case .array(let values) = try member(field) else {
            throw .invalid("field \(name(field)) must be an array")
        }
        return values
    }

    /// One of a few words; more that are too many to list in a message may be allowed besides.
    func text(
        _ field: String, oneOf choices: [String], or more: [String] = []
    ) throws(CalculatorError) -> String {
        guard case .string(let text) = try member(field) else {
            throw .invalid("field \(name(field)) must be a string")
        }
        guard choices.contains(text) || more.contains(text) else {
            throw .invalid(
                "field \(name(field)) must be one of \((choices + more.suffix(1)).joined(separator: ", "))"
                    + " (\"\(text.prefix(80))\")")
        }
        return text
    }

    // MARK: numbers

    func number(
        _ field: String, where condition: (Double) -> Bool = { $0.isFinite },
        must rule: String = "be finite"
    ) throws(CalculatorError) -> Double {
        let value = try Self.number(try member(field), name(field))
        guard condition(value) else {
            throw .invalid("field \(name(field)) must \(rule) (\(JSONValue(value).text))")
        }
        return value
    }

    func number(_ field: String, default fallback: Double) throws(CalculatorError) -> Double {
        has(field) ? try number(field) : fallback
    }

    func positive(_ field: String) throws(CalculatorError) -> Double {
        try number(field, where: { $0 > 0 && $0.isFinite }, must: "be positive")
    }

    func nonNegative(_ field: String) throws(CalculatorError) -> Double {
        try number(field, where: { $0 >= 0 && $0.isFinite }, must: "not be negative")
    }

    /// A probability strictly between 0 and 1.
    func probability(_ field: String) throws(CalculatorError) -> Double {
        try number(field, where: { $0 > 0 && $0 < 1 }, must: "lie strictly between 0 and 1")
    }

    /// α, 0.05 where it is not given.
    func alpha() throws(CalculatorError) -> Double {
        guard has("alpha") else { return 0.05 }
        let alpha = try probability("alpha")
        guard alpha >= Self.smallestAlpha else {
            throw .invalid(
                "field \(name("alpha")) must be at least 1e-99 (\(JSONValue(alpha).text))")
        }
        return alpha
    }

    func count(_ field: String) throws(CalculatorError) -> Int {
        try Self.count(try member(field), name(field))
    }

    func numbers(_ field: String) throws(CalculatorError) -> [Double] {
        var result: [Double] = []
        for (index, value) in try list(field).enumerated() {
            let number = try Self.number(value, "\(name(field))[\(index)]")
            guard number.isFinite else {
                throw .invalid("field \(name(field))[\(index)] must be finite")
            }
            result.append(number)
        }
        return result
    }

    func counts(_ field: String) throws(CalculatorError) -> [Int] {
        var result: [Int] = []
        for (index, value) in try list(field).enumerated() {
            result.append(try Self.count(value, "\(name(field))[\(index)]"))
        }
        return result
    }

    static func number(_ value: JSONValue, _ name: String) throws(CalculatorError) -> Double {
        switch value {
        case .integer(let whole): return Double(whole)
        case .number(let number): return number
        case .string("inf"): return .infinity
        case .string("-inf"): return -.infinity
        default: throw .invalid("field \(name) must be a number")
        }
    }

    static func count(_ value: JSONValue, _ name: String) throws(CalculatorError) -> Int {
        let whole: Int
        switch value {
        case .integer(let number): whole = number
        case .number(let number):
            guard number.rounded() == number else {
                throw .invalid("field \(name) must be a whole number (\(value.text))")
            }
            // Numbers beyond the range of counts are whole; they are refused as too large below.
            whole = Int(exactly: number) ?? (number < 0 ? -1 : .max)
        default: throw .invalid("field \(name) must be a whole number")
        }
        guard whole >= 0 else {
            throw .invalid("field \(name) must not be negative (\(value.text))")
        }
        guard whole <= largestCount else {
            throw .invalid("field \(name) must be at most 2^52 (\(value.text))")
        }
        return whole
    }

    // MARK: groups

    /// `{x, n}` of a group; `events` names the field of the events.
    func proportion(
        _ field: String, events: String = "x"
    ) throws(CalculatorError) -> Proportion {
        try nested(field).proportion(events: events)
    }

    /// `x` and `n` of these inputs themselves.
    func proportion(events: String = "x") throws(CalculatorError) -> Proportion {
        let successes = try count(events)
        let total = try count("n")
        guard successes <= total else {
            throw .invalid(
                "field \(name(events)) must not exceed \(name("n")) (\(successes) > \(total))")
        }
        guard total > 0 else { throw .notEstimable(.tooFewUnits) }
        return Proportion(uncheckedSuccesses: successes, count: total)
    }

    /// `{n, mean, var}` of a group.
    func moments(
        _ field: String, mean: String = "mean", variance: String = "var"
    ) throws(CalculatorError) -> Moments {
        try nested(field).moments(mean: mean, variance: variance)
    }

    /// `n`, `mean` and `var` of these inputs themselves.
    func moments(
        mean: String = "mean", variance: String = "var"
    ) throws(CalculatorError) -> Moments {
        let total = try count("n")
        let center = try number(mean)
        let spread = try nonNegative(variance)
        return Moments(
            uncheckedCount: total, mean: center, squared: spread * Double(max(0, total - 1)),
            cubed: nil)
    }

    /// `{n, mean_y, mean_x, var_y, var_x, cov_xy}` of a group, under whatever names.
    func bivariate(
        _ field: String, y: String = "y", x: String = "x", covariance: String = "cov_xy"
    ) throws(CalculatorError) -> BivariateMoments {
        let group = try nested(field)
        let total = try group.count("n")
        let product = try group.number(covariance)
        return BivariateMoments(
            unchecked: try moments(field, mean: "mean_\(y)", variance: "var_\(y)"),
            x: try moments(field, mean: "mean_\(x)", variance: "var_\(x)"),
            coMoment: product * Double(max(0, total - 1)), mixedXXY: nil, mixedXYY: nil)
    }
}

extension Estimated {
    /// The value, or an error that carries the reason.
    func get() throws(CalculatorError) -> Value {
        switch self {
        case .estimated(let value): return value
        case .notEstimable(let reason): throw .notEstimable(reason)
        }
    }
}
