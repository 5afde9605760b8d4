// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

@Suite("The decimal mark of a column")
struct NumberConventionDetectorTests {
    typealias Decision = NumberConventionDetector.Decision

    static let cases: [([String], Decision)] = [
        (["1", "20", ""], .either),
        (["1.5", "1.234"], .decided(.point)),
        (["1.234", "1,5"], .decided(.comma)),
        (["12,500", "1,750"], .ambiguous(row: 1)),
        (["1", "1.234", "2.345"], .ambiguous(row: 2)),
        (["1.234.567"], .decided(.comma)),
        (["1,234,567.8"], .decided(.point)),
        (["0.125"], .decided(.point)),
        (["-0,125"], .decided(.comma)),
        (["1.5", "x", "2,5"], .mixed(pointRow: 1, commaRow: 3)),
        (["1.234,5"], .decided(.comma)),
        (["-1.234"], .ambiguous(row: 1)),
        (["1e3", "2.5e1"], .decided(.point)),
    ]

    @Test("is decided by the whole column", arguments: cases)
    func decision(column: [String], expected: Decision) throws {
        for assumed in DecimalConvention.allCases {
            var detector = NumberConventionDetector(assuming: assumed)
            for (index, text) in column.enumerated() {
                _ = try withField(text) { detector.parse($0, row: index + 1) }
            }
            #expect(detector.decision == expected, "assuming \(assumed)")
        }
    }

    @Test("does not depend on where blocks are cut", arguments: cases)
    func merge(column: [String], expected: Decision) throws {
        for cut in 0...column.count {
            var first = NumberConventionDetector()
            var second = NumberConventionDetector()
            for (index, text) in column.enumerated() {
                try withField(text) { field in
                    if index < cut {
                        _ = first.parse(field, row: index + 1)
                    } else {
                        _ = second.parse(field, row: index + 1)
                    }
                }
            }
            first.merge(second)
            #expect(first.decision == expected)
        }
    }

    @Test("never turns 62,50 into 6250")
    func neverThousandfold() throws {
        var detector = NumberConventionDetector(assuming: .point)
        #expect(try withField("62,50") { detector.parse($0, row: 1) } == .notANumber)
        #expect(detector.decision == .decided(.comma))
        var comma = NumberConventionDetector(assuming: .comma)
        #expect(try withField("62,50") { comma.parse($0, row: 1) } == .value(62.5))
    }

    @Test("asks for a flag, or names the two rows")
    func problems() throws {
        var ambiguous = NumberConventionDetector()
        _ = try withField("12,500") { ambiguous.parse($0, row: 4) }
        let asked = try #require(ambiguous.problem(column: "spend", file: "a.csv"))
        #expect(asked.code == .decimalAmbiguous)
        #expect(asked.place.row == 4)
        var mixed = ambiguous
        _ = try withField("1,5") { mixed.parse($0, row: 5) }
        #expect(mixed.problem(column: "spend", file: "a.csv") == nil)
        _ = try withField("1.5") { mixed.parse($0, row: 6) }
        #expect(mixed.problem(column: "spend", file: "a.csv")?.code == .decimalMixed)
    }
}
