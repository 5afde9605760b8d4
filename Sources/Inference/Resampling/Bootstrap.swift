// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Resamples units with replacement and reads intervals off the replicates.
///
///     θ* = statistic of n values drawn with replacement      a from leaving out one value at a time
///
/// For one group, or the difference treatment minus control with each group resampled by itself.
/// ``PoissonBootstrap`` is far faster for means of large groups.
///
/// - Complexity: O(B·n); O(B·n log n) for quantiles.
///
/// ### Reference
/// Efron, Tibshirani (1993). An Introduction to the Bootstrap.
public struct Bootstrap: Sendable, Hashable {
    /// How many resamples.
    public let replicates: Int
    /// The seed.
    public let seed: UInt64
    /// The substream, one per analysis.
    public let stream: UInt64

    /// Creates the method; at least two resamples are made.
    public init(replicates: Int = 9_999, seed: UInt64, stream: UInt64 = 0) {
        self.replicates = max(2, replicates)
        self.seed = seed
        self.stream = stream
    }

    /// Resamples one group; all values must be finite.
    public func distribution(
        _ values: [Double], statistic: SampleStatistic
    ) -> Estimated<BootstrapDistribution> {
        resample([Sample(values: values, sign: 1)], statistic)
    }

    /// Resamples two groups; all values must be finite.
    public func difference(
        control: [Double], treatment: [Double], statistic: SampleStatistic
    ) -> Estimated<BootstrapDistribution> {
        resample(
            [Sample(values: treatment, sign: 1), Sample(values: control, sign: -1)], statistic)
    }

    private struct Sample {
        let values: [Double]
        let sign: Double
    }

    private func resample(
        _ samples: [Sample], _ statistic: SampleStatistic
    ) -> Estimated<BootstrapDistribution> {
        if case .quantile(let p) = statistic, !(p >= 0 && p <= 1) {
            return .notEstimable(.outOfDomain)
        }
        guard samples.allSatisfy({ $0.values.count > 1 }) else {
            return .notEstimable(.tooFewUnits)
        }
        guard samples.allSatisfy({ $0.values.allSatisfy(\.isFinite) }) else {
            return .notEstimable(.outOfDomain)
        }
        var generator = MersenneTwister(seed: seed, stream: stream)
        var jackknife = Jackknife()
        var estimate = 0.0
        var drawn = [Double](repeating: 0, count: replicates)
        for sample in samples {
            let sorted = sample.values.sorted()
            guard let value = statistic.value(ofSorted: sorted) else {
                return .notEstimable(.tooFewUnits)
            }
            estimate += sample.sign * value
            jackknife.add(statistic.leavingOneOut(ofSorted: sorted).map { $0 * sample.sign })
            for index in drawn.indices {
                drawn[index] +=
                    sample.sign * Self.replicate(of: sorted, statistic, using: &generator)
            }
        }
        return Inference.estimate { () throws(StatisticsError) in
            .estimated(
                try BootstrapDistribution(
                    estimate: estimate, replicates: drawn, acceleration: jackknife.acceleration))
        }
    }

    private static func replicate(
        of sorted: [Double], _ statistic: SampleStatistic, using generator: inout MersenneTwister
    ) -> Double {
        var chosen = [Double](repeating: 0, count: sorted.count)
        let bound = UInt32(clamping: sorted.count)
        for index in chosen.indices { chosen[index] = sorted[Int(generator.below(bound))] }
        if case .quantile = statistic { chosen.sort() }
        return statistic.value(ofSorted: chosen) ?? 0
    }
}
