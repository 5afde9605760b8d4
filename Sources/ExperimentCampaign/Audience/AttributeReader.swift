// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// Reads the fields of customers as what a rule compares them with.
struct AttributeReader: Sendable {
    /// How the file writes numbers; nil reads what can be read in one way only.
    let decimal: DecimalConvention?

    /// The field as a number of its kind: days in their order, 1 and 0 for true and false.
    ///
    /// NaN for a field that cannot be read.
    @inline(__always)
    func number(_ field: FieldBytes, _ kind: AudienceValue.Kind) -> Double {
        switch kind {
        case .number, .money: number(field)
        case .truth: Self.truth(field)
        case .day: Self.day(field)
        case .text: .nan
        }
    }

    @inline(__always)
    private func number(_ field: FieldBytes) -> Double {
        guard let decimal else { return undecided(field) }
        return Self.value(FieldParser.double(field, decimal: decimal))
    }

    @inline(__always)
    private static func value(_ parsed: ParsedNumber) -> Double {
        if case .value(let number) = parsed { number } else { .nan }
    }

    /// Reads a number whose only mark, if it has one, cannot stand between thousands.
    private func undecided(_ field: FieldBytes) -> Double {
        var mark: Int?
        for position in 0..<field.count where field[position] == 0x2E || field[position] == 0x2C {
            guard mark == nil else { return Self.value(FieldParser.double(field)) }
            mark = position
        }
        guard let mark else { return Self.value(FieldParser.double(field, decimal: .point)) }
        guard field.count - mark != 4 else { return Self.value(FieldParser.double(field)) }
        let decimal: DecimalConvention = field[mark] == 0x2E ? .point : .comma
        return Self.value(FieldParser.double(field, decimal: decimal))
    }

    // MARK: Truths

    @inline(__always)
    private static func truth(_ field: FieldBytes) -> Double {
        if field.count == 1, field[0] == 0x31 { return 1 }
        if field.count == 1, field[0] == 0x30 { return 0 }
        return word(field)
    }

    /// Reads the words for true and false by their bytes in lower case.
    private static func word(_ field: FieldBytes) -> Double {
        guard field.count <= 5 else { return slowTruth(field) }
        var key: UInt64 = 0
        for position in 0..<field.count { key = key << 8 | UInt64(field[position] | 0x20) }
        return switch key {
        case 0x74_72_75_65, 0x79_65_73, 0x6A_61: 1
        case 0x66_61_6C_73_65, 0x6E_6F, 0x6E_65_65: 0
        default: slowTruth(field)
        }
    }

    private static func slowTruth(_ field: FieldBytes) -> Double {
        FieldParser.boolean(field).map { $0 ? 1 : 0 } ?? .nan
    }

    // MARK: Days

    /// A day as a number that grows with it.
    static func number(year: Int, month: Int, day: Int) -> Double {
        Double(year * 10_000 + month * 100 + day)
    }

    /// Reads `2026-03-02`, or the day of `2026-03-02T09:00:00Z` as it is written.
    private static func day(_ field: FieldBytes) -> Double {
        let text = field.trimmed
        guard text.count >= 10, text[4] == 0x2D, text[7] == 0x2D,
            let year = digits(text, 0, 4), let month = digits(text, 5, 2),
            let day = digits(text, 8, 2), exists(year, month, day),
            text.count == 10 || isTime(text)
        else { return .nan }
        return number(year: year, month: month, day: day)
    }

    private static func exists(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        guard year > 0, day > 0 else { return false }
        switch month {
        case 1, 3, 5, 7, 8, 10, 12: return day <= 31
        case 4, 6, 9, 11: return day <= 30
        case 2:
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            return day <= (isLeap ? 29 : 28)
        default: return false
        }
    }

    private static func digits(_ text: FieldBytes, _ start: Int, _ count: Int) -> Int? {
        guard start + count <= text.count else { return nil }
        var value = 0
        for position in start..<(start + count) {
            let digit = text[position] &- 0x30
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// Whether a time follows the ten characters of a day: hours, minutes, what may follow, a zone.
    private static func isTime(_ text: FieldBytes) -> Bool {
        guard text[10] == 0x54 || text[10] == 0x74 || text[10] == 0x20,
            let hours = digits(text, 11, 2), hours <= 24, text.count >= 16, text[13] == 0x3A,
            let minutes = digits(text, 14, 2), minutes < 60
        else { return false }
        var at = 16
        if at < text.count, text[at] == 0x3A {
            guard let seconds = digits(text, at + 1, 2), seconds <= 60 else { return false }
            at += 3
            if at < text.count, text[at] == 0x2E || text[at] == 0x2C {
                let start = at + 1
                at = start
                while at < text.count, text[at] &- 0x30 <= 9 { at += 1 }
                guard at > start else { return false }
            }
        }
        return at == text.count || isZone(text, at)
    }

    private static func isZone(_ text: FieldBytes, _ start: Int) -> Bool {
        if text[start] | 0x20 == 0x7A { return start + 1 == text.count }
        guard text[start] == 0x2B || text[start] == 0x2D, digits(text, start + 1, 2) != nil else {
            return false
        }
        if text.count == start + 3 { return true }
        let minutes = text[start + 3] == 0x3A ? start + 4 : start + 3
        return digits(text, minutes, 2) != nil && text.count == minutes + 2
    }

    /// Shorter texts first, those of one length by bytes.
    static func precedes(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return left.utf8.count < right.utf8.count }
        return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
