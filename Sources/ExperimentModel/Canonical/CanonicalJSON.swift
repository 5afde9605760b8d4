// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON value whose text is the same on every machine: sorted keys, and numbers kept as text.
///
/// A digest is taken of ``text``; ``pretty`` is the same value for people. Numbers are the shortest
/// text that reads back as the same number, and are never read as numbers here, so that reading and
/// writing changes nothing.
public indirect enum CanonicalJSON: Sendable, Hashable {
    /// One key of an object with its value.
    public struct Member: Sendable, Hashable {
        /// The key.
        public var key: String
        /// The value.
        public var value: CanonicalJSON

        /// Creates a member.
        public init(_ key: String, _ value: CanonicalJSON) {
            self.key = key
            self.value = value
        }
    }

    /// An object, its members sorted bytewise by key.
    case object([Member])
    /// A list.
    case array([CanonicalJSON])
    /// A text.
    case string(String)
    /// A number as it is written.
    case number(String)
    /// Yes or no.
    case bool(Bool)
    /// Nothing.
    case null

    /// The canonical form of a value.
    ///
    /// - Parameter value: The value.
    /// - Throws: When a number in it is not finite.
    public init(encoding value: some Encodable) throws {
        self = try CanonicalEncoder.json(of: value)
    }

    /// The value of a key; nil when there is none, or this is no object.
    public subscript(key: String) -> CanonicalJSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text, where this is one.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The object without one of its keys.
    public func without(_ key: String) -> CanonicalJSON {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.key != key })
    }

    /// The same value with the members of every object in order.
    public var sorted: CanonicalJSON {
        switch self {
        case .object(let members):
            .object(
                members.map { Member($0.key, $0.value.sorted) }
                    .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        case .array(let items): .array(items.map(\.sorted))
        case .string, .number, .bool, .null: self
        }
    }
}

extension CanonicalJSON {
    /// The text without needless space.
    public var text: String {
        var out = ""
        write(into: &out, indent: nil)
        return out
    }

    /// The text over several lines, indented by two spaces, ending with a line feed.
    public var pretty: String {
        var out = ""
        write(into: &out, indent: 0)
        return out + "\n"
    }

    private func write(into out: inout String, indent: Int?) {
        switch self {
        case .object(let members):
            Self.group("{", "}", members, into: &out, indent: indent) { member, out, inner in
                out += JSONString.quoted(member.key) + (inner == nil ? ":" : ": ")
                member.value.write(into: &out, indent: inner)
            }
        case .array(let items):
            Self.group("[", "]", items, into: &out, indent: indent) { item, out, inner in
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
