// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

@Suite("Numbers and truth values")
struct FieldParserTests {
    static let point: [(String, ParsedNumber)] = [
        ("0", .value(0)), ("12", .value(12)), ("-3.5", .value(-3.5)), ("+7", .value(7)),
        ("0.1", .value(0.1)), (".5", .value(0.5)), ("1e3", .value(1000)), ("2.5E-2", .value(0.025)),
        (" 42 ", .value(42)), ("1,234.56", .value(1234.56)), ("1,234,567", .value(1_234_567)),
        ("123456789012345678", .value(123_456_789_012_345_680)),
        ("9007199254740993", .value(9_007_199_254_740_992)),
        ("0.12345678901234567890123", .value(0.12345678901234567890123)),
        ("179769313486231570000", .value(179_769_313_486_231_568_384)),
        ("", .empty), ("  ", .empty), ("NaN", .notFinite), ("-inf", .notFinite),
        ("Infinity", .notFinite), ("1e999", .notFinite), ("€12", .currency), ("12 €", .currency),
        ("$5.00", .currency), ("-€3", .currency), ("10%", .percent), ("EUR 5", .currency),
        ("abc", .notANumber), ("1.2.3", .notANumber), ("1,23", .notANumber), ("12-", .notANumber),
        ("0x10", .notANumber), ("1e", .notANumber), ("-", .notANumber), (".", .notANumber),
        ("--1", .notANumber), ("5.", .notANumber), ("1,2345", .notANumber), ("0,123", .notANumber),
        ("1.234,56", .notANumber), ("1 234", .notANumber),
    ]

    @Test("with a decimal point", arguments: point)
    func decimalPoint(text: String, expected: ParsedNumber) throws {
        #expect(try withField(text) { FieldParser.double($0, decimal: .point) } == expected)
    }

    static let comma: [(String, ParsedNumber)] = [
        ("12,5", .value(12.5)), ("1.234,56", .value(1234.56)), ("1.234.567", .value(1_234_567)),
        ("12,500", .value(12.5)), ("62,50", .value(62.5)), ("-0,25", .value(-0.25)),
        ("1.5", .notANumber), ("1,234.56", .notANumber), ("12", .value(12)),
    ]

    @Test("with a decimal comma", arguments: comma)
    func decimalComma(text: String, expected: ParsedNumber) throws {
        #expect(try withField(text) { FieldParser.double($0, decimal: .comma) } == expected)
    }

    static let undeclared: [(String, ParsedNumber)] = [
        ("12,500", .ambiguous), ("1.234", .ambiguous), ("12,50", .value(12.5)),
        ("12.50", .value(12.5)), ("1,234.5", .value(1234.5)), ("1.234,5", .value(1234.5)),
        ("0.125", .value(0.125)), ("1234", .value(1234)), ("1234.567", .value(1234.567)),
        ("1,234,567", .value(1_234_567)), ("x", .notANumber), ("", .empty),
    ]

    @Test("with nothing declared", arguments: undeclared)
    func withoutConvention(text: String, expected: ParsedNumber) throws {
        #expect(try withField(text) { FieldParser.double($0) } == expected)
    }

    @Test("every decimal is the nearest double", arguments: 1...4)
    func nearest(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<5_000 {
            let digits = Int.random(in: 1...21, using: &generator)
            var text = (0..<digits).map { _ in
                String(Int.random(in: 0...9, using: &generator))
            }.joined()
            let mark = Int.random(in: 0...digits, using: &generator)
            if mark > 0, mark < digits {
                text.insert(".", at: text.index(text.startIndex, offsetBy: mark))
            }
            if Bool.random(using: &generator) { text = "-" + text }
            let expected = ParsedNumber.value(try #require(Double(text)))
            let parsed = try withField(text) { FieldParser.double($0, decimal: .point) }
            #expect(parsed == expected, "\(text)")
        }
    }

    @Test("spaces around a value are tolerated and can be reported")
    func outerSpaces() throws {
        #expect(try withField(" 4") { $0.hasOuterSpaces && FieldParser.integer($0) == 4 })
        #expect(try withField("4\t") { $0.hasOuterSpaces })
        #expect(try !withField("a b") { $0.hasOuterSpaces })
    }

    static let integers: [(String, Int?)] = [
        ("0", 0), ("-12", -12), ("+5", 5), (" 7 ", 7), ("007", 7), ("", nil), ("-", nil),
        ("1.0", nil), ("999999999999999999", 999_999_999_999_999_999),
        ("9999999999999999999", nil), ("a", nil),
    ]

    @Test("whole numbers", arguments: integers)
    func integer(text: String, expected: Int?) throws {
        #expect(try withField(text) { FieldParser.integer($0) } == expected)
    }

    static let booleans: [(String, Bool?)] = [
        ("1", true), ("0", false), ("TRUE", true), ("no", false), ("Ja", true), ("nee", false),
        (" yes ", true), ("", nil), ("2", nil), ("maybe", nil),
    ]

    @Test("truth values", arguments: booleans)
    func boolean(text: String, expected: Bool?) throws {
        #expect(try withField(text) { FieldParser.boolean($0) } == expected)
    }
}
