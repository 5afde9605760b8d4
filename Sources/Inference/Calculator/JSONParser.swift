// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a text is not JSON.
public struct JSONParseError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// The offset of the byte where it was noticed.
    public let offset: Int
    /// Whether the text is JSON, with a number that no double can hold.
    public let isOutOfRange: Bool

    /// The message with its place.
    public var description: String { "\(message) at byte \(offset)" }
}

extension JSONValue {
    /// Reads one JSON value and nothing after it.
    ///
    /// Follows RFC 8259; repeated keys, numbers beyond the range of a double and nesting deeper than
    /// 64 are refused.
    public init(parsing text: some StringProtocol) throws(JSONParseError) {
        var parser = JSONParser(Array(text.utf8))
        self = try parser.document()
    }
}

private struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSONParseError) -> JSONValue {
        let result = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw error("unexpected text after the value") }
        return result
    }

    private func error(_ message: String, isOutOfRange: Bool = false) -> JSONParseError {
        JSONParseError(message: message, offset: position, isOutOfRange: isOutOfRange)
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONParseError) -> JSONValue {
        guard depth < 64 else { throw error("nesting is too deep") }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case nil: throw error("unexpected end")
        default: return try number()
        }
    }

    private mutating func literal(
        _ word: String, _ value: JSONValue
    ) throws(JSONParseError) -> JSONValue {
        let expected = Array(word.utf8)
        guard bytes[position...].starts(with: expected) else { throw error("unknown word") }
        position += expected.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONParseError) -> JSONValue {
        position += 1
        var members: [String: JSONValue] = [:]
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw error("expected a key") }
            let key = try string()
            guard members[key] == nil else { throw error("repeated key \"\(key)\"") }
            guard take(":") else { throw error("expected ':'") }
            members[key] = try value(depth: depth + 1)
        } while take(",")
        guard take("}") else { throw error("expected ',' or '}'") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONParseError) -> JSONValue {
        position += 1
        var values: [JSONValue] = []
        if take("]") { return .array(values) }
        repeat { values.append(try value(depth: depth + 1)) } while take(",")
        guard take("]") else { throw error("expected ',' or ']'") }
        return .array(values)
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = current, byte >= 0x30, byte <= 0x39 { position += 1 }
        return position - start
    }

    private mutating func number() throws(JSONParseError) -> JSONValue {
        let start = position
        var isWhole = true
        if current == UInt8(ascii: "-") { position += 1 }
        let leadingZero = current == UInt8(ascii: "0")
        let count = digits()
        guard count > 0, !(leadingZero && count > 1) else { throw error("expected a value") }
        if current == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            guard digits() > 0 else { throw error("expected digits after the point") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isWhole = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard digits() > 0 else { throw error("expected digits in the exponent") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let whole = Int(text) { return .integer(whole) }
        guard let value = Double(text), value.isFinite else {
            throw error("number out of range: \(text.prefix(40))", isOutOfRange: true)
        }
        return .number(value)
    }

    private mutating func string() throws(JSONParseError) -> String {
        position += 1
        var content: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw error("invalid UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &content)
            case 0..<0x20: throw error("control character in a string")
            default: content.append(byte)
            }
        }
        throw error("unfinished string")
    }

    private mutating func escape(into content: inout [UInt8]) throws(JSONParseError) {
        guard let byte = current else { throw error("unfinished string") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try hexUnit()
            if unit >= 0xD800, unit < 0xDC00, current == UInt8(ascii: "\\") {
                position += 1
                guard current == UInt8(ascii: "u") else { throw error("lone surrogate") }
                position += 1
                let low = try hexUnit()
                guard low >= 0xDC00, low < 0xE000 else { throw error("lone surrogate") }
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw error("lone surrogate") }
            content.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw error("unknown escape")
        }
    }

    private mutating func hexUnit() throws(JSONParseError) -> UInt32 {
        guard position + 4 <= bytes.count,
            let unit = UInt32(
                String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw error("expected four hexadecimal digits") }
        position += 4
        return unit
    }
}
