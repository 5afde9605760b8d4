// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts of a field that may be a number, before a decimal convention is chosen.
struct NumberShape {
    enum Kind { case empty, number, notFinite, currency, percent, other }

    private(set) var kind: Kind
    private let text: FieldBytes
    /// The bytes before an exponent.
    private var mantissaEnd = 0
    private var points: [Int] = []
    private var commas: [Int] = []
    private var digits = 0

    init(_ field: FieldBytes) {
        text = field.trimmed
        kind = .other
        if text.isEmpty {
            kind = .empty
        } else if text.count > 400 {
            kind = .other
        } else if Self.isNotFinite(text) {
            kind = .notFinite
        } else if scan() {
            kind = .number
        } else if Self.isPercent(text) {
            kind = .percent
        } else if Self.isCurrency(text) {
            kind = .currency
        }
    }

    private static func isSign(_ byte: UInt8) -> Bool { byte == 0x2B || byte == 0x2D }

    /// Takes the text apart; false if it holds anything but digits, separators, sign and exponent.
    private mutating func scan() -> Bool {
        var position = Self.isSign(text[0]) ? 1 : 0
        while position < text.count {
            let byte = text[position]
            if byte == 0x2E {
                points.append(position)
            } else if byte == 0x2C {
                commas.append(position)
            } else if byte &- 0x30 <= 9 {
                digits += 1
            } else {
                break
            }
            position += 1
        }
        mantissaEnd = position
        guard digits > 0 else { return false }
        guard position < text.count else { return true }
        guard text[position] | 0x20 == 0x65 else { return false }
        position += 1
        if position < text.count, Self.isSign(text[position]) { position += 1 }
        guard position < text.count else { return false }
        while position < text.count {
            guard text[position] &- 0x30 <= 9 else { return false }
            position += 1
        }
        return true
    }

    /// Whether the number can be read with this convention.
    func fits(_ decimal: DecimalConvention) -> Bool {
        let marks = decimal == .point ? points : commas
        let groups = decimal == .point ? commas : points
        guard marks.count <= 1 else { return false }
        let wholeEnd = marks.first ?? mantissaEnd
        let wholeStart = Self.isSign(text[0]) ? 1 : 0
        if let mark = marks.first, mark == mantissaEnd - 1 { return false }
        guard let first = groups.first else { return true }
        guard first > wholeStart, first - wholeStart <= 3, mantissaEnd == text.count else {
            return false
        }
        // Groups of three, the first of one to three digits that is not a lone zero.
        if text[wholeStart] == 0x30 { return false }
        for (place, next) in zip(groups, groups.dropFirst() + [wholeEnd]) where next - place != 4 {
            return false
        }
        return true
    }

    /// The value with this convention, correctly rounded.
    func value(decimal: DecimalConvention) -> ParsedNumber {
        guard fits(decimal) else { return .notANumber }
        let mark: UInt8 = decimal == .point ? 0x2E : 0x2C
        let group: UInt8 = decimal == .point ? 0x2C : 0x2E
        var plain: [UInt8] = []
        for byte in text.buffer where byte != group { plain.append(byte == mark ? 0x2E : byte) }
        guard let value = Double(String(decoding: plain, as: UTF8.self)) else {
            return .notANumber
        }
        return value.isFinite ? .value(value) : .notFinite
    }

    private static func isNotFinite(_ text: FieldBytes) -> Bool {
        guard text.count <= 10 else { return false }
        var word = text.string.lowercased()
        if let first = word.utf8.first, isSign(first) { word.removeFirst() }
        return ["nan", "inf", "infinity", "#num!", "#div/0!", "∞"].contains(word)
    }

    private static func isPercent(_ text: FieldBytes) -> Bool {
        let word = text.string
        return word.hasSuffix("%") && word.contains { $0.isASCII && $0.isNumber }
    }

    private static func isCurrency(_ text: FieldBytes) -> Bool {
        let signs: [Character] = ["€", "$", "£", "¥"]
        let word = text.string
        guard word.contains(where: { $0.isASCII && $0.isNumber }) else { return false }
        if let first = word.first(where: { $0 != "-" && $0 != "+" }), signs.contains(first) {
            return true
        }
        if let last = word.last, signs.contains(last) { return true }
        return ["EUR", "USD", "GBP"].contains { word.hasPrefix($0) || word.hasSuffix($0) }
    }
}
