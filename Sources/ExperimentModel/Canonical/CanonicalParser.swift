// SPDX-License-Identifier: GPL-3.0-or-later

/// A text that is not JSON.
public struct CanonicalJSONError: Error, Sendable, Hashable {
    /// The offset of the byte where it was noticed.
    public var offset: Int
}

extension CanonicalJSON {
    /// Reads one JSON value and nothing after it; numbers keep their text.
    ///
    /// Follows RFC 8259; repeated keys and nesting deeper than 64 are refused.
    ///
    /// - Parameter bytes: The text in UTF-8.
    /// - Throws: ``CanonicalJSONError`` when it is not JSON.
    public init(parsing bytes: [UInt8]) throws(CanonicalJSONError) {
        var parser = CanonicalParser(bytes: bytes)
        self = try parser.document()
    }
}

private struct CanonicalParser {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }
    private var error: CanonicalJSONError { CanonicalJSONError(offset: position) }

    mutating func document() throws(CanonicalJSONError) -> CanonicalJSON {
        let found = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw error }
        return found.sorted
    }

    private mutating func skipSpace() {
        while let byte = current, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(CanonicalJSONError) -> CanonicalJSON {
        guard depth < 64 else { throw error }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(
        _ word: String, _ value: CanonicalJSON
    ) throws(CanonicalJSONError) -> CanonicalJSON {
        guard bytes[position...].starts(with: word.utf8) else { throw error }
        position += word.utf8.count
        return value
    }

    private mutating func object(_ depth: Int) throws(CanonicalJSONError) -> CanonicalJSON {
        position += 1
        var members: [CanonicalJSON.Member] = []
        var keys: Set<String> = []
        if take("}") { return .object([]) }
        repeat {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw error }
            let key = try string()
            guard keys.insert(key).inserted, take(":") else { throw error }
            members.append(CanonicalJSON.Member(key, try value(depth: depth + 1)))
        } while take(",")
        guard take("}") else { throw error }
        return .object(members)
    }

    private mutating func array(_ depth: Int) throws(CanonicalJSONError) -> CanonicalJSON {
        position += 1
        if take("]") { return .array([]) }
        var items: [CanonicalJSON] = []
        repeat { items.append(try value(depth: depth + 1)) } while take(",")
        guard take("]") else { throw error }
        return .array(items)
    }

    /// A number by the grammar of JSON, as its own text.
    private mutating func number() throws(CanonicalJSONError) -> CanonicalJSON {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else {
            throw error
        }
        if current == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { throw error }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard digits() > 0 else { throw error }
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = current, (48...57).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func string() throws(CanonicalJSONError) -> String {
        position += 1
        var units: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw error }
            position += 1
            guard byte == UInt8(ascii: "\\") else {
                units.append(byte)
                continue
            }
            guard let escaped = current else { throw error }
            position += 1
            switch escaped {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(escaped)
            case UInt8(ascii: "b"): units.append(0x08)
            case UInt8(ascii: "f"): units.append(0x0C)
            case UInt8(ascii: "n"): units.append(0x0A)
            case UInt8(ascii: "r"): units.append(0x0D)
            case UInt8(ascii: "t"): units.append(0x09)
            case UInt8(ascii: "u"): units += Array(String(Character(try scalar())).utf8)
            default: throw error
            }
        }
        guard current != nil, let text = String(validating: units, as: UTF8.self) else {
            throw error
        }
        position += 1
        return text
    }

    /// The character of `\uXXXX`, or of two of them that make one.
    private mutating func scalar() throws(CanonicalJSONError) -> Unicode.Scalar {
        let high = try unit()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800..<0xDC00).contains(high), current == UInt8(ascii: "\\") else { throw error }
        position += 1
        guard current == UInt8(ascii: "u") else { throw error }
        position += 1
        let low = try unit()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw error }
        return scalar
    }

    private mutating func unit() throws(CanonicalJSONError) -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(
                String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw error }
        position += 4
        return value
    }
}
