// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// A JSON value that is always written the same way: sorted keys, 12 significant digits.
indirect enum JSONText {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONText])
    case object([String: JSONText])

    /// The text, indented by two spaces.
    func written(indent: Int = 0) -> String {
        let margin = String(repeating: "  ", count: indent + 1)
        let end = String(repeating: "  ", count: indent)
        switch self {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .number(let value): return JSONText.number(value)
        case .string(let value): return JSONString.quoted(value)
        case .array(let values):
            guard !values.isEmpty else { return "[]" }
            let lines = values.map { margin + $0.written(indent: indent + 1) }
            return "[\n" + lines.joined(separator: ",\n") + "\n" + end + "]"
        case .object(let members):
            guard !members.isEmpty else { return "{}" }
            let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            let lines = keys.map { key in
                margin + JSONString.quoted(key) + ": "
                    + (members[key] ?? .null).written(indent: indent + 1)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + end + "}"
        }
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "null" }
        if value.isInfinite { return value < 0 ? "\"-inf\"" : "\"inf\"" }
        return Decimal.significant(value, 12)
    }
}

extension JSONText {
    /// A text, or null.
    static func optional(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }
    /// A number, or null.
    static func optional(_ number: Double?) -> JSONText { number.map { .number($0) } ?? .null }
    /// A p-value; never below 1e-300.
    static func pValue(_ p: Double) -> JSONText { .number(max(p, 1e-300)) }
}
