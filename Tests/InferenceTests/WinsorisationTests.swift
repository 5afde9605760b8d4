// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct WinsorisationTests {
    static let values = MomentsTests.values(300, seed: 11)
    static let others = MomentsTests.values(500, seed: 12)

    @Test func `caps are the quantiles of all groups together`() throws {
        let rule = try Winsorisation(lower: 0.02, upper: 0.95)
        let caps = try #require(rule.caps(Self.values, Self.others).value)
        let table = try ValueTable(Self.values).merged(with: ValueTable(Self.others))
        #expect(rule.caps(table) == .estimated(caps))
        let sorted = (Self.values + Self.others).sorted()
        // (800 − 1)·0.95 = 759.05
        let expected = sorted[759] + 0.05 * (sorted[760] - sorted[759])
        #expect(MomentsTests.isClose(caps.high, expected, 1e-13))
        #expect(caps.low == 0)
    }

    @Test func `capped values and the capped table are the same`() throws {
        for ofNonZero in [false, true] {
            let rule = try Winsorisation(lower: 0.1, upper: 0.9, ofNonZero: ofNonZero)
            let caps = try #require(rule.caps(Self.values, Self.others).value)
            let capped = caps(Self.values)
            #expect(try caps(ValueTable(Self.values)) == ValueTable(capped))
            #expect(capped.max() == caps.high)
            #expect(capped.count { $0 == 0 } == Self.values.count { $0 == 0 })
        }
    }

    @Test func `quantiles of the values other than zero leave zeros alone`() throws {
        let x: [Double] = [0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 100]
        let caps = try #require(
            try Winsorisation(lower: 0.25, upper: 0.75, ofNonZero: true).caps(x).value)
        #expect(caps.low == 2)
        #expect(caps.high == 4)
        #expect(caps(x) == [0, 0, 0, 0, 0, 0, 0, 2, 2, 3, 4, 4])
        #expect(try caps(ValueTable(x)).values == [0, 2, 3, 4])
        let negative = try #require(
            try Winsorisation(lower: 0.5, upper: nil, ofNonZero: true).caps([-3, -1, 0, 5]).value)
        #expect(try negative(ValueTable([-3, 0, 5])).values == [-1, 0, 5])
    }

    @Test func `only high values are cut by default, and nothing is cut at the ends`() throws {
        let caps = try #require(try Winsorisation().caps(Self.values).value)
        #expect(caps.low == nil)
        #expect(caps(-5) == -5)
        #expect(caps(1e9) == caps.high)
        let all = try #require(try Winsorisation(lower: 0, upper: 1).caps(Self.values).value)
        #expect(all(Self.values) == Self.values)
    }

    @Test func `cutting twice is cutting once`() throws {
        let caps = try #require(try Winsorisation(lower: 0.3, upper: 0.8).caps(Self.others).value)
        #expect(caps(caps(Self.others)) == caps(Self.others))
    }

    @Test func `what cannot be done has a reason`() throws {
        #expect(try Winsorisation().caps([]).reason == .noValues)
        #expect(try Winsorisation(ofNonZero: true).caps([0, 0]).reason == .noValues)
        #expect(try Winsorisation().caps([1, .nan]).reason == .outOfDomain)
        #expect(throws: StatisticsError.self) { try Winsorisation(upper: 1.1) }
        #expect(throws: StatisticsError.self) { try Winsorisation(lower: .nan) }
        #expect(throws: StatisticsError.self) { try Winsorisation(lower: 0.9, upper: 0.1) }
    }
}
