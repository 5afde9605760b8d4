// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON value as the calculator reads and writes it.
///
/// Whole numbers are kept apart so that counts beyond 2⁵³ stay exact. Output has sorted keys and the
/// shortest digits that read back to the same number; infinities are the strings `inf` and `-inf`.
public indirect enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number written without fraction and exponent.
    case integer(Int)
    /// Any other number.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object([String: JSONValue])

    /// Wraps a number that may be missing (null) or infinite (a string).
    ///
    /// What is not a number stays one, and is written as null.
    public init(_ value: Double?) {
        switch value {
        case nil: self = .null
        case let value? where value.isInfinite: self = .string(value > 0 ? "inf" : "-inf")
        case let value?: self = .number(value)
        }
    }

    /// The compact text with sorted keys.
    public var text: String {
        var result = ""
        write(to: &result)
        return result
    }

    private func write(to result: inout String) {
        switch self {
        case .null: result += "null"
        case .bool(let value): result += value ? "true" : "false"
        case .integer(let value): result += value.description
        case .number(let value):
            if value.isFinite {
                result += value.description
            } else {
                result += value.isNaN ? "null" : JSONValue(value).text
            }
        case .string(let value): Self.quote(value, to: &result)
        case .array(let values):
            result += "["
            for (index, value) in values.enumerated() {
                if index > 0 { result += "," }
                value.write(to: &result)
            }
            result += "]"
        case .object(let members):
            result += "{"
            let sorted = members.sorted { $0.key < $1.key }
            for (index, member) in sorted.enumerated() {
                if index > 0 { result += "," }
                Self.quote(member.key, to: &result)
                result += ":"
                member.value.write(to: &result)
            }
            result += "}"
        }
    }

    private static func quote(_ text: String, to result: inout String) {
        result += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        result += "\""
    }
}
