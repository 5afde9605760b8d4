// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Foundation
import Inference
import Testing

@Suite struct MultivariateMomentsTests {
    /// Correlated, skewed rows about an offset.
    static func rows(
        _ count: Int, dimension: Int, offset: Double = 0, seed: UInt64 = 1
    ) -> [[Double]] {
        var generator = MersenneTwister(seed: seed)
        return (0..<count).map { _ in
            let shared = generator.logNormal(mu: 0, sigma: 0.8)
            return (0..<dimension).map { variable in
                offset + Double(variable) * shared
                    + (generator.uniform() < 0.4 ? 0 : generator.logNormal(mu: 0, sigma: 1))
            }
        }
    }

    static func summary(_ rows: [[Double]]) throws -> MultivariateMoments {
        try MultivariateMoments(rows: rows)
    }

    /// Random cuts into parts, merged in a random order.
    static func shuffledMerge(_ rows: [[Double]], seed: UInt64) throws -> MultivariateMoments {
        var generator = MersenneTwister(seed: seed)
        var parts: [MultivariateMoments] = []
        var start = 0
        while start < rows.count {
            let end = min(rows.count, start + 1 + Int(generator.uniform() * 400))
            parts.append(try summary(Array(rows[start..<end])))
            start = end
        }
        while parts.count > 1 {
            let first = parts.remove(at: Int(generator.uniform() * Double(parts.count)))
            let other = Int(generator.uniform() * Double(parts.count))
            parts[other] = try parts[other].merged(with: first)
        }
        return try #require(parts.first)
    }

    static func isSame(_ a: Moments, _ b: Moments, tolerance: Double = 1e-9) -> Bool {
        let scale = a.sumOfSquaredDeviations.squareRoot()
        let cubed = abs((a.sumOfCubedDeviations ?? .nan) - (b.sumOfCubedDeviations ?? .nan))
        return a.count == b.count
            && MomentsTests.isClose(a.mean, b.mean, tolerance)
            && MomentsTests.isClose(
                a.sumOfSquaredDeviations, b.sumOfSquaredDeviations, tolerance)
            && cubed <= tolerance * scale * scale * scale
    }

    @Test(arguments: [(1, 1), (2, 3), (255, 2), (256, 4), (257, 8), (3_000, 5)])
    func `every combination has the moments of the values it makes`(count: Int, dimension: Int)
        throws
    {
        let rows = Self.rows(count, dimension: dimension, offset: 50, seed: UInt64(count))
        let moments = try Self.summary(rows)
        #expect(moments.count == count)
        #expect(moments.dimension == dimension)
        var generator = MersenneTwister(seed: 7)
        for _ in 0..<10 {
            let weights = (0..<dimension).map { _ in generator.uniform() * 4 - 2 }
            let constant = generator.uniform() * 100
            let values = rows.map { row in
                zip(row, weights).reduce(constant) { $0 + $1.0 * $1.1 }
            }
            let expected = try Moments(values)
            let found = try moments.combination(weights: weights, constant: constant)
            #expect(Self.isSame(expected, found), "\(expected) \(found)")
        }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `merging parts gives the whole in any order`(seed: UInt64) throws {
        let rows = Self.rows(2_000, dimension: 4, offset: 1e5, seed: seed)
        let whole = try Self.summary(rows)
        let merged = try Self.shuffledMerge(rows, seed: seed &+ 100)
        for weights in [[1, 0, 0, 0], [0, 0, 0, 1.0], [1, -2, 0.5, 3], [0.1, 0.1, -0.1, 0]] {
            let expected = try whole.combination(weights: weights)
            #expect(Self.isSame(expected, try merged.combination(weights: weights)))
        }
    }

    @Test func `covariances are those of two passes`() throws {
        let rows = Self.rows(700, dimension: 3, offset: -20)
        let moments = try Self.summary(rows)
        for i in 0..<3 {
            for j in 0..<3 {
                let (a, b) = (rows.map { $0[i] }, rows.map { $0[j] })
                let (ma, mb) = (MomentsTests.direct(a).mean, MomentsTests.direct(b).mean)
                let sum = zip(a, b).reduce(0) { $0 + ($1.0 - ma) * ($1.1 - mb) }
                #expect(MomentsTests.isClose(moments.covariance(i, j), sum / 699, 1e-10))
            }
        }
        #expect(moments.covariance(0, 3) == nil)
        #expect(moments.covariance(-1, 0) == nil)
    }

    @Test func `marginals are the summaries of one and of two variables`() throws {
        let rows = Self.rows(900, dimension: 3)
        let moments = try Self.summary(rows)
        let one = try #require(moments.marginal(2))
        #expect(Self.isSame(try Moments(rows.map { $0[2] }), one))
        let pair = try #require(moments.marginal(y: 2, x: 1))
        let expected = try BivariateMoments(y: rows.map { $0[2] }, x: rows.map { $0[1] })
        #expect(MomentsTests.isClose(pair.coMoment, expected.coMoment, 1e-10))
        #expect(MomentsTests.isClose(pair.mixedXXY, expected.mixedXXY, 1e-9))
        #expect(MomentsTests.isClose(pair.mixedXYY, expected.mixedXYY, 1e-9))
        let ratio = try #require(pair.linearised().value)
        #expect(Self.isSame(try #require(expected.linearised().value), ratio))
        #expect(moments.marginal(3) == nil)
        #expect(moments.marginal(y: 0, x: 3) == nil)
    }

    @Test func `a variable that never changes has no variance whatever its size`() throws {
        let rows = Self.rows(1_500, dimension: 1).map { $0 + [0.1, 1e12 + 0.3] }
        let moments = try Self.shuffledMerge(rows, seed: 3)
        #expect(moments.marginal(1)?.variance == 0)
        #expect(moments.marginal(2)?.variance == 0)
        #expect(moments.covariance(0, 1) == 0)
        #expect(moments.means[1] == 0.1)
    }

    @Test func `an exact relation leaves no spread`() throws {
        let rows = Self.rows(800, dimension: 2, offset: 3).map { $0 + [2 * $0[0] - 3 * $0[1]] }
        let rest = try Self.summary(rows).combination(weights: [2, -3, -1], constant: 5)
        #expect(rest.sumOfSquaredDeviations == 0)
        #expect(rest.sumOfCubedDeviations == 0)
        #expect(abs(rest.mean - 5) < 1e-9)
    }

    @Test func `aggregates without third moments stay without them`() throws {
        let given = try MultivariateMoments(
            count: 10, means: [1, 2], covariances: [[4, 1], [1, 3]])
        #expect(given.covariance(0, 1) == 1)
        let sum = try given.combination(weights: [1, 1])
        #expect(sum.variance == 9)
        #expect(sum.sumOfCubedDeviations == nil)
        let known = try Self.summary(Self.rows(10, dimension: 2))
        #expect(try given.merged(with: known).marginal(0)?.sumOfCubedDeviations == nil)
        let empty = try MultivariateMoments(dimension: 2)
        #expect(try empty.merged(with: given) == given)
        #expect(try given.merged(with: empty) == given)
    }

    @Test func `a summary survives being written and read`() throws {
        let moments = try Self.summary(Self.rows(50, dimension: 3))
        let text = try JSONEncoder().encode(moments)
        #expect(try JSONDecoder().decode(MultivariateMoments.self, from: text) == moments)
        let broken = Data(#"{"count":3,"means":[1,2],"second":[1]}"#.utf8)
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(MultivariateMoments.self, from: broken)
        }
    }

    @Test func `what does not fit is refused`() throws {
        #expect(throws: StatisticsError.self) { try MultivariateMoments(dimension: 0) }
        #expect(throws: StatisticsError.self) { try MultivariateAccumulator(dimension: 33) }
        #expect(throws: StatisticsError.self) { try MultivariateMoments(rows: [[1, 2], [1]]) }
        #expect(throws: StatisticsError.self) { try MultivariateMoments(rows: [[1, .nan]]) }
        #expect(throws: StatisticsError.self) { try MultivariateMoments(rows: [[1e200], [0]]) }
        #expect(throws: StatisticsError.self) {
            try MultivariateMoments(count: 5, means: [0, 0], covariances: [[1, 2], [2, 1]])
        }
        #expect(throws: StatisticsError.self) {
            try MultivariateMoments(count: 5, means: [0, 0], covariances: [[1, 0], [0]])
        }
        #expect(throws: StatisticsError.self) {
            try MultivariateMoments(count: 5, means: [0], covariances: [[-1]])
        }
        let two = try MultivariateMoments(dimension: 2)
        #expect(throws: StatisticsError.self) { try two.combination(weights: [1]) }
        #expect(throws: StatisticsError.self) {
            try two.merged(with: MultivariateMoments(dimension: 3))
        }
    }
}
