// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong with the id of a unit, seen on its own.
public enum UnitID {
    /// Why a unit with this id is not drawn.
    public enum Invalid: String, Sendable, Hashable, Codable, CaseIterable {
        /// There is no id, or only spaces.
        case empty = "empty-id"
        /// The id is a word for "no id", so that many people would be one giant customer.
        case placeholder = "placeholder-id"
        /// The id has a character that the algorithm of the plan cannot hash.
        case notASCII = "id-not-ascii"
    }

    /// What makes an id doubtful though it is drawn.
    public enum Suspicious: String, Sendable, Hashable, Codable, CaseIterable {
        /// A space, tab, no-break space or invisible character before or after the id.
        case outerSpace = "id-outer-space"
        /// A number as a spreadsheet shortens it, as `1.04E+05`.
        case scientificNotation = "id-scientific-notation"
    }

    /// The words that stand for "no id", in lower case; a row of zeros is one too.
    public static let placeholders = [
        "null", "(null)", "<null>", "nil", "none", "nan", "na", "n/a", "#n/a", "#na", "unknown",
        "undefined", "onbekend", "nvt", "n.v.t.", "leeg", "empty", "(empty)", "(blank)", "blank",
        "missing", "test", "-", "--", "?", ".", "tbd",
    ]

    /// Why a unit with this id is not drawn; nil for an id that can be drawn.
    public static func invalid(_ id: UnsafeRawBufferPointer) -> Invalid? {
        // The usual id starts with a letter or digit that starts no placeholder: one look-up.
        guard let first = id.first else { return .empty }
        guard mayStartInvalid[Int(first)] else { return nil }
        let inner = trimmed(id)
        guard !inner.isEmpty else { return .empty }
        if inner.allSatisfy({ $0 == UInt8(ascii: "0") }) { return .placeholder }
        guard inner.count <= longestPlaceholder else { return nil }
        return placeholderBytes.contains { inner.elementsEqual($0) { lowercased($0) == $1 } }
            ? .placeholder : nil
    }

    /// Why a unit with this id is not drawn; nil for an id that can be drawn.
    public static func invalid(_ id: String) -> Invalid? {
        var id = id
        return id.withUTF8 { invalid(UnsafeRawBufferPointer($0)) }
    }

    /// What makes an id doubtful; nil for an ordinary id.
    public static func suspicious(_ id: UnsafeRawBufferPointer) -> Suspicious? {
        guard let first = id.first, let last = id.last else { return nil }
        if isOuterSpace[Int(first)] || isOuterSpace[Int(last)] || first >= 0x80 || last >= 0x80,
            trimmed(id).count != id.count
        {
            return .outerSpace
        }
        guard isDigit(first), isDigit(last), isScientific(id) else { return nil }
        return .scientificNotation
    }

    /// What makes an id doubtful; nil for an ordinary id.
    public static func suspicious(_ id: String) -> Suspicious? {
        var id = id
        return id.withUTF8 { suspicious(UnsafeRawBufferPointer($0)) }
    }
}

extension UnitID {
    private static let placeholderBytes = placeholders.map { Array($0.utf8) }
    private static let longestPlaceholder = placeholders.map(\.utf8.count).max() ?? 0

    private static let isOuterSpace: [Bool] = (0..<256).map { $0 <= 0x20 || $0 == 0x7F }

    /// Whether an id that starts with a byte may be invalid, for loops over many ids.
    package static let mayStartInvalid: [Bool] = {
        var table = isOuterSpace
        table[Int(UInt8(ascii: "0"))] = true
        // UTF-8 first bytes of the spaces and marks of `invisibles`.
        for mark in invisibles { table[Int(mark[0])] = true }
        for word in placeholders {
            for byte in word.utf8.prefix(1) {
                table[Int(byte)] = true
                if (97...122).contains(byte) { table[Int(byte) - 32] = true }
            }
        }
        return table
    }()

    /// No-break space, zero-width space to right-to-left mark, narrow no-break space, ideographic
    /// space, byte order mark.
    private static let invisibles: [[UInt8]] = [
        "\u{A0}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{202F}",
        "\u{2060}", "\u{3000}", "\u{FEFF}",
    ].map { Array($0.utf8) }

    private static func trimmed(_ id: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
        var rest = id[...]
        trimming: while let first = rest.first {
            if isOuterSpace[Int(first)] {
                rest = rest.dropFirst()
                continue
            }
            for mark in invisibles where first == mark[0] && rest.starts(with: mark) {
                rest = rest.dropFirst(mark.count)
                continue trimming
            }
            break
        }
        trimming: while let last = rest.last {
            if isOuterSpace[Int(last)] {
                rest = rest.dropLast()
                continue
            }
            for mark in invisibles where rest.suffix(mark.count).elementsEqual(mark) {
                rest = rest.dropLast(mark.count)
                continue trimming
            }
            break
        }
        return rest
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (65...90).contains(byte) ? byte + 32 : byte
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// Digits, at most one decimal mark, `E`, a sign and one to three digits.
    ///
    /// A spreadsheet always writes the sign; without one `12E4` is an ordinary article code.
    private static func isScientific(_ id: UnsafeRawBufferPointer) -> Bool {
        guard let e = id.lastIndex(where: { $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e") }),
            e + 1 < id.endIndex,
            id[e + 1] == UInt8(ascii: "+") || id[e + 1] == UInt8(ascii: "-")
        else { return false }
        let exponent = id[(e + 2)...]
        guard (1...3).contains(exponent.count), exponent.allSatisfy(isDigit) else { return false }
        let mantissa = id[..<e]
        let marks = mantissa.count { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
        return marks <= 1 && mantissa.count { isDigit($0) } + marks == mantissa.count
    }
}
