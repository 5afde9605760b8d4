// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ExperimentCampaign

/// Expected values by hand, from the closed forms of the chi-square tails for 1 and 3 degrees.
@Suite struct CellTestsTests {
    @Test func `uniformity is the two-sided chi-square`() throws {
        let places = (0..<4).flatMap { Array(repeating: $0, count: [30, 20, 25, 25][$0]) }
        let result = try CellTests.uniformity(places, size: 4, cells: 4)
        #expect(abs(result.statistic - 2) < 1e-12)
        // erf(1) - 2/sqrt(pi)/e = 0.427593, the smaller tail, twice.
        #expect(abs(result.p - 0.855186588) < 1e-8)
    }

    @Test func `a cell expects as many as it has places`() throws {
        // Seven places in two cells: four and three.
        let result = try CellTests.uniformity([0, 1, 2, 3, 4, 5, 6], size: 7, cells: 2)
        #expect(result.statistic == 0)
    }

    @Test func `independence is the chi-square of the table`() throws {
        let left = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]
        let right = [0, 0, 0, 0, 1, 1, 0, 1, 1, 1]
        // Upper tail erfc(sqrt(5/6)) = 0.1967056.
        let result = try CellTests.independence(left, of: 2, right, of: 2, cells: 2)
        #expect(abs(result.statistic - 5.0 / 3) < 1e-12)
        #expect(abs(result.p - 0.196705602) < 1e-8)
    }

    @Test func `a corner is judged by the exact binomial`() throws {
        // 100 ids on rings of 10: the lowest hundredth is one place, a tenth of the ring.
        let left = [Int](repeating: 0, count: 4) + [Int](repeating: 5, count: 96)
        let result = try CellTests.corner(left, of: 10, left, of: 10, isHighest: false)
        #expect(result.statistic == 4)
        // P(at least 4 of 100 at 1%) = 0.0183740, twice.
        #expect(abs(result.p - 2 * 0.018374) < 1e-6)
    }

    @Test func `two equal halves are no proof of anything, ten equal tenths are`() throws {
        let places = (0..<10_000).map { $0 % 10 }
        #expect(try CellTests.uniformity(places, size: 10, cells: 2).p == 1)
        #expect(try CellTests.uniformity(places, size: 10, cells: 10).p == 0)
    }

    @Test func `a draw that always gives one cell is not independent`() throws {
        let result = try CellTests.independence([0, 0, 0], of: 2, [0, 1, 0], of: 2, cells: 2)
        #expect(result.p == 0)
    }

    @Test func `evenly spread values are uniform and bunched ones are not`() {
        let even = (0..<100).map { (Double($0) + 0.5) / 100 }
        #expect(CellTests.uniform(even).statistic <= 0.0051)
        #expect(CellTests.uniform(even).p == 1)
        let bunched = even.map { $0 * $0 }
        // The largest gap of x² is a quarter, at x = 0.5; 2·exp(-2·2.583²) is 3.2e-6.
        #expect(abs(CellTests.uniform(bunched).statistic - 0.255) < 0.001)
        #expect((1e-6...1e-5).contains(CellTests.uniform(bunched).p))
    }
}
