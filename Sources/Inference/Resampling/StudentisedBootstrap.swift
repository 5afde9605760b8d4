// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The reference distribution of a bootstrap-t, from which its intervals are read.
public struct StudentisedReference: Sendable, Hashable {
    /// The mean, or the difference of two means.
    public let estimate: Double
    /// Its standard error.
    public let standardError: Double
    /// (θ* − θ̂)/se* of each resample, ascending; infinite where a resample had no spread.
    public let statistics: [Double]

    /// The bootstrap-t interval [θ̂ − t*(hi)·se, θ̂ − t*(lo)·se].
    ///
    /// The ranks are k and B + 1 − k with k = ⌊(B + 1)·α/2⌋; with too few resamples for the level both
    /// ends are infinite.
    public func interval(confidence: Double = 0.95) -> Estimated<Interval> {
        Inference.estimate { () throws(StatisticsError) in
            let rank =
                Double(statistics.count + 1) * (try SignificanceLevel.tail(confidence: confidence))
            let k = Int((rank + 1e-9).rounded(.down))
            guard k >= 1, 2 * k <= statistics.count else {
                return .estimated(Interval(low: -.infinity, high: .infinity))
            }
            return .estimated(
                Interval(
                    low: estimate - statistics[statistics.count - k] * standardError,
                    high: estimate - statistics[k - 1] * standardError))
        }
    }
}

/// The bootstrap-t of one mean or of the difference of two means.
///
///     t* = (θ* − θ̂)/se*      interval = [θ̂ − t*(1 − α/2)·se, θ̂ − t*(α/2)·se]
///
/// Corrects for skewness to second order. For a test against no effect between unequal groups use
/// ``StudentisedPermutation``, whose level is exact.
///
/// - Complexity: O(B·r) with r values that are not common.
///
/// ### Reference
/// Hall (1988). Annals of Statistics 16(3), 927–953. Efron, Tibshirani (1993), chapter 12.
public struct StudentisedBootstrap: Sendable, Hashable {
    /// How many resamples.
    public let replicates: Int
    /// The seed.
    public let seed: UInt64
    /// The substream, one per analysis.
    public let stream: UInt64

    /// Creates the method; at least one resample is made.
    public init(replicates: Int = 9_999, seed: UInt64, stream: UInt64 = 0) {
        self.replicates = max(1, replicates)
        self.seed = seed
        self.stream = stream
    }

    /// The bootstrap-t of one group's mean.
    public func mean(of table: ValueTable) -> Estimated<StudentisedReference> {
        reference([(table, 1)])
    }

    /// The bootstrap-t of the difference of two means.
    public func difference(
        control: ValueTable, treatment: ValueTable
    ) -> Estimated<StudentisedReference> {
        reference([(treatment, 1), (control, -1)])
    }

    private func reference(
        _ groups: [(table: ValueTable, sign: Double)]
    ) -> Estimated<StudentisedReference> {
        var (estimate, variance) = (0.0, 0.0)
        for group in groups {
            let moments = group.table.moments
            guard let ofMean = moments.varianceOfMean else { return .notEstimable(.tooFewUnits) }
            estimate += group.sign * moments.mean
            variance += ofMean
        }
        guard variance > 0 else { return .notEstimable(.zeroVariance) }
        guard variance.isFinite else { return .notEstimable(.outOfDomain) }
        let draws = groups.map { (UnitResample($0.table), $0.sign) }
        var generator = MersenneTwister(seed: seed, stream: stream)
        let tolerance = 1e-24 * variance
        var statistics = (0..<replicates).map { _ in
            var (shift, spread) = (0.0, 0.0)
            for (draw, sign) in draws {
                let (mean, variance) = draw.next(using: &generator)
                shift += sign * mean
                spread += variance
            }
            if spread > tolerance { return shift / spread.squareRoot() }
            return shift == 0 ? 0 : shift > 0 ? Double.infinity : -.infinity
        }
        statistics.sort()
        return .estimated(
            StudentisedReference(
                estimate: estimate, standardError: variance.squareRoot(), statistics: statistics))
    }
}

/// One resample with replacement after another of a table: deviation of the mean, and its variance.
private struct UnitResample {
    private let count: Int
    /// Values drawn by their counts, given what is left.
    private var common: [(deviation: Double, count: Int)] = []
    /// Values drawn one by one.
    private var rare: [Double] = []

    init(_ table: ValueTable) {
        count = table.count
        let mean = table.moments.mean
        for (value, times) in zip(table.values, table.counts) {
            if times > 16 {
                common.append((value - mean, times))
            } else {
                rare.append(contentsOf: repeatElement(value - mean, count: times))
            }
        }
    }

    func next(using generator: inout MersenneTwister) -> (mean: Double, varianceOfMean: Double) {
        var (sum, squares) = (0.0, 0.0)
        var (left, population) = (count, count)
        for value in common {
            let taken = generator.binomial(
                trials: left, probability: Double(value.count) / Double(population))
            left -= taken
            population -= value.count
            sum += value.deviation * Double(taken)
            squares += value.deviation * value.deviation * Double(taken)
        }
        let bound = UInt32(clamping: rare.count)
        for _ in 0..<(rare.isEmpty ? 0 : left) {
            let deviation = rare[Int(generator.below(bound))]
            sum += deviation
            squares += deviation * deviation
        }
        let n = Double(count)
        return (sum / n, max(0, squares - sum * (sum / n)) / (n - 1) / n)
    }
}
