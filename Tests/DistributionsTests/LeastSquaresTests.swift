// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Testing

@Suite struct LeastSquaresTests {
    static func columns(_ rows: Int, _ width: Int, seed: UInt64) -> [[Double]] {
        var generator = MersenneTwister(seed: seed)
        return (0..<width).map { j in
            (0..<rows).map { _ in j == 0 ? 1 : generator.uniform() * 10 - 3 }
        }
    }

    static func product(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test(arguments: [(3, 1), (5, 5), (40, 3), (500, 8)])
    func `residuals are orthogonal to every column and leverages add up to the rank`(
        rows: Int, width: Int
    ) throws {
        let columns = Self.columns(rows, width, seed: 1)
        let response = Self.columns(rows, 2, seed: 2)[1]
        let fit = try LeastSquares(columns: columns, response: response)
        for (index, column) in columns.enumerated() {
            #expect(abs(Self.product(column, fit.residuals)) < 1e-10 * Double(rows))
            let influence = try #require(fit.influence(onCoefficient: index))
            #expect(abs(Self.product(influence, response) - fit.coefficients[index]) < 1e-10)
            for (other, values) in columns.enumerated() {
                #expect(abs(Self.product(influence, values) - (other == index ? 1 : 0)) < 1e-10)
            }
        }
        #expect(abs(fit.leverages.reduce(0, +) - Double(width)) < 1e-10)
        #expect(fit.leverages.allSatisfy { (0...1).contains($0) })
        #expect(fit.influence(onCoefficient: width) == nil)
    }

    @Test func `an exact relation comes back in any unit`() throws {
        let columns = Self.columns(50, 3, seed: 3).enumerated().map { index, column in
            column.map { $0 * [1, 1e9, 1e-9][index] }
        }
        let response = (0..<50).map { 2 - 3e-9 * columns[1][$0] + 4e9 * columns[2][$0] }
        let fit = try LeastSquares(columns: columns, response: response)
        for (found, expected) in zip(fit.coefficients, [2, -3e-9, 4e9]) {
            #expect(abs(found / expected - 1) < 1e-12)
        }
        #expect(fit.residuals.allSatisfy { abs($0) < 1e-12 })
    }

    @Test func `a row that a column isolates has leverage one`() throws {
        let columns = [[1, 1, 1, 1.0], [0, 0, 1, 0]]
        let fit = try LeastSquares(columns: columns, response: [1, 2, 30, 6])
        #expect(abs(fit.leverages[2] - 1) < 1e-15)
        #expect(abs(fit.coefficients[0] - 3) < 1e-14)
        #expect(abs(fit.coefficients[1] - 27) < 1e-13)
    }

    @Test func `columns that do not fit are refused`() {
        #expect(throws: StatisticsError.self) { try LeastSquares(columns: [], response: [1]) }
        #expect(throws: StatisticsError.self) {
            try LeastSquares(columns: [[1]], response: [1, 2])
        }
        #expect(throws: StatisticsError.self) {
            try LeastSquares(columns: [[1], [2]], response: [1])
        }
        #expect(throws: StatisticsError.self) {
            try LeastSquares(columns: [[0, 0]], response: [1, 2])
        }
        #expect(throws: StatisticsError.outOfDomain(argument: "rank", value: 1)) {
            try LeastSquares(columns: [[1, 2, 3], [2, 4, 6]], response: [1, 2, 5])
        }
        #expect(throws: StatisticsError.self) {
            try LeastSquares(columns: [[1, .nan]], response: [1, 2])
        }
    }
}
