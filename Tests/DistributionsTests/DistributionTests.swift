// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Testing

@Suite struct DistributionTests {
    static let probabilities = [1e-300, 1e-100, 1e-12, 1e-3, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999]

    @Test(arguments: probabilities)
    func `the quantile undoes the tail`(p: Double) throws {
        #expect(abs(try Normal.upperTail(Normal.upperQuantile(p)) / p - 1) < 1e-11)
        for df in [1.5, 4, 17.3, 100, 1e6] {
            let t = try StudentT(degreesOfFreedom: df)
            let quantile = try t.upperQuantile(p)
            guard p > 1e-200, quantile.isFinite else { continue }
            #expect(abs(try t.upperTail(quantile) / p - 1) < 1e-9)
        }
        for df in [1.0, 3, 40] where p > 1e-50 {
            let chi = try ChiSquare(degreesOfFreedom: df)
            #expect(abs(try chi.upperTail(chi.upperQuantile(p)) / p - 1) < 1e-9)
        }
    }

    @Test func `tails of both sides add to one`() throws {
        for z in [-8.0, -1, 0, 0.3, 5] {
            #expect(abs(try Normal.lowerTail(z) + Normal.upperTail(z) - 1) < 1e-15)
            let t = try StudentT(degreesOfFreedom: 7)
            #expect(abs(try t.lowerTail(z) + t.upperTail(z) - 1) < 1e-14)
            let shifted = try NoncentralT(degreesOfFreedom: 7, noncentrality: 1.5)
            #expect(abs(try shifted.lowerTail(z) + shifted.upperTail(z) - 1) < 1e-12)
        }
    }

    @Test func `what is out of domain throws and is never not-a-number`() {
        #expect(throws: StatisticsError.self) { try Normal.upperTail(.nan) }
        #expect(throws: StatisticsError.self) { try Normal.quantile(0) }
        #expect(throws: StatisticsError.self) { try Normal.quantile(1) }
        #expect(throws: StatisticsError.self) { try StudentT(degreesOfFreedom: 0) }
        #expect(throws: StatisticsError.self) { try StudentT(degreesOfFreedom: .nan) }
        #expect(throws: StatisticsError.self) { try ChiSquare(degreesOfFreedom: 1).upperTail(-1) }
        #expect(throws: StatisticsError.self) { try Beta(0, 1) }
        #expect(throws: StatisticsError.self) { try Beta(1, 1).lowerTail(1.5) }
        #expect(throws: StatisticsError.self) {
            try Hypergeometric(marked: 1, unmarked: 1, drawn: 3)
        }
        #expect(throws: StatisticsError.self) {
            try NoncentralT(degreesOfFreedom: 5, noncentrality: .infinity)
        }
    }

    @Test func `a root is found where the sign changes and nowhere else`() throws {
        let root = try BrentRoot.find(from: 0, to: 2) { $0 * $0 - 2 }
        #expect(abs(root - 2.0.squareRoot()) < 1e-14)
        #expect(throws: StatisticsError.self) { try BrentRoot.find(from: 2, to: 3) { $0 } }
        #expect(throws: StatisticsError.self) { try BrentRoot.find(from: -1, to: 3) { _ in .nan } }
    }

    @Test func `hypergeometric masses add to one`() throws {
        let distribution = try Hypergeometric(marked: 400, unmarked: 41_600, drawn: 2_000)
        let mode = distribution.mode
        let mass = try Double.exponential(distribution.logMass(mode))
        let below = distribution.relativeLowerSum(from: mode)
        let above = distribution.relativeUpperSum(from: mode)
        #expect(abs(mass * (below + above - 1) - 1) < 1e-12)
        #expect(try distribution.logMass(401) == -.infinity)
    }
}

extension Double {
    /// e to the power of a number, without a mathematics library.
    fileprivate static func exponential(_ x: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        let part = x / 64
        for k in 1..<30 {
            term *= part / Double(k)
            sum += term
        }
        for _ in 0..<6 { sum *= sum }
        return sum
    }
}
