// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// A JSON value whose text is the same on every machine: members keep the order they were given
/// in, and numbers are written once, as text.
indirect enum JSONText: Sendable {
    case object([(key: String, value: JSONText)])
    case array([JSONText])
    case string(String)
    /// A number as it is written.
    case number(String)
    case bool(Bool)
    case null

    /// The text without needless space.
    var compact: String {
        var out = ""
        write(into: &out, indent: nil)
        return out
    }

    /// The text over several lines, indented by two spaces.
    var pretty: String {
        var out = ""
        write(into: &out, indent: 0)
        return out
    }

    private func write(into out: inout String, indent: Int?) {
        switch self {
        case .object(let members):
            JSONText.group("{", "}", members, into: &out, indent: indent) { member, out, inner in
                out += JSONString.quoted(member.key)
                out += inner == nil ? ":" : ": "
                member.value.write(into: &out, indent: inner)
            }
        case .array(let items):
            JSONText.group("[", "]", items, into: &out, indent: indent) { item, out, inner in
                item.write(into: &out, indent: inner)
            }
        case .string(let text): out += JSONString.quoted(text)
        case .number(let text): out += text
        case .bool(let bool): out += bool ? "true" : "false"
        case .null: out += "null"
        }
    }

    private static func group<Item>(
        _ open: String, _ close: String, _ items: [Item], into out: inout String, indent: Int?,
        _ write: (Item, inout String, Int?) -> Void
    ) {
        out += open
        let inner = indent.map { $0 + 2 }
        for (number, item) in items.enumerated() {
            if number > 0 { out += "," }
            if let inner { out += "\n" + String(repeating: " ", count: inner) }
            write(item, &out, inner)
        }
        if let indent, !items.isEmpty { out += "\n" + String(repeating: " ", count: indent) }
        out += close
    }
}
