// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// A value of a plan's canonical JSON, written as a plan writes it.
struct PlanValue {
    /// The text.
    let text: String

    /// Reads a scalar, or one of the small objects that stand for one: a share, a day, money, a bar,
    /// a length of time; nil for other objects and lists.
    init?(_ json: CanonicalJSON, at path: String) {
        switch json {
        case .string(let value): text = "`\(Visible.value(value))`"
        case .bool(let value): text = value ? "true" : "false"
        case .number(let number):
            text = Self.fractions.contains(path) ? Self.percent(number) : Self.plain(number)
        case .object(let members):
            guard let found = Self.quantity(json, keys: members.map(\.key)) ?? Self.named(json)
            else { return nil }
            text = found
        case .null, .array: return nil
        }
    }

    /// Any value in words.
    static func described(_ json: CanonicalJSON, at path: String) -> String {
        if let value = PlanValue(json, at: path) { return value.text }
        switch json {
        case .array(let items):
            return items.map { described($0, at: path) }.joined(separator: ", ")
        case .object(let members):
            return members.map { "\($0.key) \(described($0.value, at: path))" }
                .joined(separator: ", ")
        default: return json.text
        }
    }

    /// Numbers that a plan writes as a percentage.
    private static let fractions: Set<String> = [
        "decision.confidence", "value.margin", "data.maximumRejected", "power.power",
        "metrics.definitions.quantile", "metrics.definitions.lifetimeValue.discountRate",
    ]

    private static func plain(_ number: String) -> String {
        number.hasSuffix(".0") ? String(number.dropLast(2)) : number
    }

    /// A fraction in percent, without the dust of binary numbers.
    private static func percent(_ number: String) -> String {
        guard let value = Double(number) else { return number }
        return plain(String((value * 100 * 1e9).rounded() / 1e9)) + "%"
    }

    private static func quantity(_ json: CanonicalJSON, keys: [String]) -> String? {
        func number(_ key: String) -> String? {
            if case .number(let text)? = json[key] { text } else { nil }
        }
        switch keys {
        case ["denominator", "numerator"]:
            guard let top = number("numerator").flatMap(Int.init),
                let bottom = number("denominator").flatMap(Int.init), bottom > 0
            else { return nil }
            let (hundredths, rest) =
                (Int128(top) * 10_000).quotientAndRemainder(dividingBy: Int128(bottom))
            return rest == 0
                ? Self.percent(String(Double(hundredths) / 10_000)) : "\(top)/\(bottom)"
        case ["day", "month", "year"]:
            let parts = ["year", "month", "day"].compactMap { number($0).flatMap(Int.init) }
            guard parts.count == 3 else { return nil }
            return Day(year: parts[0], month: parts[1], day: parts[2])?.iso
        case ["hour", "minute"]:
            guard let hour = number("hour").flatMap(Int.init),
                let minute = number("minute").flatMap(Int.init)
            else { return nil }
            return TimeOfDay(hour: hour, minute: minute)?.iso
        case ["count", "unit"]:
            guard let count = number("count"), let unit = json["unit"]?.string else { return nil }
            return count + unit
        case ["amount", "currency"]:
            guard let amount = number("amount"), let currency = json["currency"]?.string else {
                return nil
            }
            return "\(plain(amount)) \(currency)"
        default: return nil
        }
    }

    /// A case of an enumeration with what it holds.
    private static func named(_ json: CanonicalJSON) -> String? {
        guard case .object(let members) = json, members.count == 1,
            case .object(let parts) = members[0].value,
            parts.isEmpty || parts[0].key == "_0" || caseNames.contains(members[0].key)
        else { return nil }
        let first = parts.first { $0.key == "_0" }?.value
        switch (members[0].key, first) {
        case ("points", .number(let value)?):
            return percent(value).dropLast() + " pt"
        case ("relative", .number(let value)?):
            return (value.hasPrefix("-") ? "" : "+") + percent(value)
        case ("amount", .number(let value)?):
            let currency = parts.first { $0.key == "currency" }?.value.string
            return plain(value) + (currency.map { " " + $0 } ?? "")
        case ("value", .number(let value)?): return plain(value)
        case ("quantile", .number(let value)?): return percent(value)
        case ("column", .string(let name)?): return "`\(Visible.value(name))`"
        case (let name, nil) where parts.isEmpty: return "`\(name)`"
        case (let name, _):
            let inner = parts.map { part in
                (part.key == "_0" ? "" : part.key + " ") + described(part.value, at: "")
            }
            return "`\(name)` (\(inner.joined(separator: ", ")))"
        }
    }

    /// Cases whose values have names.
    private static let caseNames: Set<String> = [
        "ratio", "groupSequential", "alwaysValid", "hwangShihDeCani", "kimDeMets",
    ]
}
