// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct MomentsTests {
    /// Skewed values with many zeros about an offset.
    static func values(_ count: Int, offset: Double = 0, seed: UInt64 = 1) -> [Double] {
        var generator = MersenneTwister(seed: seed)
        return (0..<count).map { _ in
            offset + (generator.uniform() < 0.7 ? 0 : generator.logNormal(mu: 1, sigma: 1))
        }
    }

    /// Central sums in two passes, as the definition says.
    static func direct(_ x: [Double]) -> (mean: Double, squared: Double, cubed: Double) {
        let pivot = x[0]
        let mean = pivot + x.reduce(0) { $0 + ($1 - pivot) } / Double(x.count)
        return (
            mean, x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) },
            x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) }
        )
    }

    static func isClose(_ a: Double?, _ b: Double?, _ tolerance: Double = 1e-11) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) <= tolerance * max(abs(a), abs(b))
    }

    @Test(arguments: [(1, 0.0), (2, 0), (255, 0), (256, 0), (257, 1e6), (5_000, -1e9), (777, 1e12)])
    func `one value after another gives the sums of the definition`(count: Int, offset: Double)
        throws
    {
        let x = Self.values(count, offset: offset)
        let moments = try Moments(x)
        let expected = Self.direct(x)
        #expect(moments.count == count)
        #expect(Self.isClose(moments.mean, expected.mean, 1e-13))
        // Beside 1e12 a mean has four decimals, so neither way is exact.
        let tolerance = abs(offset) < 1e12 ? 1e-9 : 1e-5
        #expect(
            abs(moments.sumOfSquaredDeviations - expected.squared) <= tolerance * expected.squared)
        let cubed = try #require(moments.sumOfCubedDeviations)
        #expect(abs(cubed - expected.cubed) <= 10 * tolerance * abs(expected.cubed) + 1e-9)
        #expect(moments.minimum == x.min())
        #expect(moments.maximum == x.max())
    }

    @Test(arguments: [1, 3, 100, 256, 999])
    func `merging parts gives the whole in any order`(cut: Int) throws {
        let x = Self.values(1_000)
        let whole = try Moments(x)
        let first = try Moments(Array(x[..<cut]))
        let second = try Moments(Array(x[cut...]))
        for merged in [first.merged(with: second), second.merged(with: first)] {
            #expect(merged.count == whole.count)
            #expect(Self.isClose(merged.mean, whole.mean))
            #expect(Self.isClose(merged.sumOfSquaredDeviations, whole.sumOfSquaredDeviations))
            #expect(Self.isClose(merged.sumOfCubedDeviations, whole.sumOfCubedDeviations, 1e-10))
            #expect(merged.maximum == whole.maximum)
        }
        #expect(whole.merged(with: .empty) == whole)
        #expect(Moments.empty.merged(with: whole) == whole)
    }

    @Test func `equal values have no variance whatever their size`() throws {
        for value in [0.1, 1e12 + 0.3, -7] {
            let moments = try Moments([Double](repeating: value, count: 1_000))
            #expect(moments.variance == 0)
            #expect(moments.mean == value)
        }
    }

    @Test func `a factor scales the mean once, the variance twice, the third moment thrice`() throws
    {
        let x = Self.values(500)
        let scaled = try Moments(x).scaled(by: -2.5)
        let direct = try Moments(x.map { $0 * -2.5 })
        #expect(Self.isClose(scaled.mean, direct.mean))
        #expect(Self.isClose(scaled.variance, direct.variance))
        #expect(Self.isClose(scaled.thirdCentralMoment, direct.thirdCentralMoment))
        #expect(scaled.minimum == direct.minimum)
    }

    @Test func `zeros and ones need no values`() throws {
        let counted = try Moments(successes: 30, count: 400)
        let listed = try Moments((0..<400).map { $0 < 30 ? 1 : 0 })
        #expect(Self.isClose(counted.mean, listed.mean))
        #expect(Self.isClose(counted.variance, listed.variance))
        #expect(Self.isClose(counted.thirdCentralMoment, listed.thirdCentralMoment))
    }

    @Test func `aggregates without a third moment stay without it`() throws {
        let known = try Moments(Self.values(50))
        let unknown = try Moments(count: 50, mean: 1, variance: 2)
        #expect(unknown.variance == 2)
        #expect(unknown.thirdCentralMoment == nil)
        #expect(known.merged(with: unknown).sumOfCubedDeviations == nil)
    }

    @Test func `what is not finite or negative is refused`() {
        #expect(throws: StatisticsError.self) { try Moments([1, .nan]) }
        #expect(throws: StatisticsError.self) { try Moments([1, .infinity]) }
        #expect(throws: StatisticsError.self) { try Moments([1e200, -1e200]) }
        #expect(throws: StatisticsError.self) { try Moments(count: 3, mean: 1, variance: -1) }
        #expect(throws: StatisticsError.self) { try Moments(count: -3, mean: 1, variance: 1) }
        #expect(throws: StatisticsError.self) { try Moments(successes: 3, count: 2) }
        #expect(throws: StatisticsError.self) { try BivariateMoments(y: [1], x: [1, 2]) }
    }

    @Test(arguments: [2, 300, 2_000])
    func `the linearised ratio has the moments of its residuals`(count: Int) throws {
        let x = Self.values(count, offset: 2, seed: 3)
        let noise = Self.values(count, seed: 4)
        let y = zip(x, noise).map { 3 * $0 + $1 }
        let cut = count / 2
        let merged = try BivariateMoments(y: Array(y[..<cut]), x: Array(x[..<cut]))
            .merged(with: BivariateMoments(y: Array(y[cut...]), x: Array(x[cut...])))
        let whole = try BivariateMoments(y: y, x: x)
        let ratio = try #require(whole.ratio)
        let base = whole.x.mean
        let residuals = zip(x, y).map { ratio + ($1 - ratio * $0) / base }
        let expected = Self.direct(residuals)
        for moments in [whole, merged] {
            let linear = try #require(moments.linearised().value)
            #expect(Self.isClose(linear.mean, ratio))
            #expect(Self.isClose(linear.sumOfSquaredDeviations, expected.squared, 1e-9))
            #expect(
                abs((linear.sumOfCubedDeviations ?? .nan) - expected.cubed)
                    <= 1e-8 * abs(expected.cubed) + 1e-12)
        }
    }

    @Test func `a ratio over a denominator of zero cannot be estimated`() throws {
        let moments = try BivariateMoments(y: [1, 2], x: [1, -1])
        #expect(moments.linearised().reason == .zeroDenominator)
    }
}
