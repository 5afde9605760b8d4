// SPDX-License-Identifier: GPL-3.0-or-later
import Inference

/// One metric in one arm or cell after a block: what merges.
struct MetricSum: Sendable {
    var proportion = (successes: 0, count: 0)
    var mean = Moments.empty
    var ratio = BivariateMoments.empty
    var missing = 0
    var zeros = 0
    var adjusted: MultivariateMoments?
    var clusters: [String: ClusterTotals.Cluster] = [:]
    var sample: [Double] = []

    init() {}

    /// The sums of a finished accumulator.
    ///
    /// - Throws: When a value was too large to be squared or cubed.
    init(_ accumulator: MetricAccumulator) throws {
        proportion = (accumulator.successes, accumulator.count)
        mean = try accumulator.mean.moments()
        ratio = try accumulator.ratio.moments()
        missing = accumulator.missing
        zeros = accumulator.zeros
        adjusted = try accumulator.adjusted?.moments()
        accumulator.clusters?.forEach { label, sum, size in
            clusters[label] = ClusterTotals.Cluster(sum: sum, size: size)
        }
        sample = accumulator.sample
    }

    mutating func merge(_ other: MetricSum) throws {
        proportion.successes += other.proportion.successes
        proportion.count += other.proportion.count
        if other.mean.count > 0 { mean.merge(other.mean) }
        if other.ratio.count > 0 { ratio.merge(other.ratio) }
        if let more = other.adjusted {
            if adjusted == nil { adjusted = more } else { try adjusted?.merge(more) }
        }
        for (label, more) in other.clusters {
            clusters[label, default: ClusterTotals.Cluster(sum: 0, size: 0)].add(more)
        }
        missing += other.missing
        zeros += other.zeros
        let room = MetricAccumulator.sampleSize - sample.count
        if room > 0 { sample += other.sample.prefix(room) }
    }

    /// The tally, by what the metric is made of.
    func tally(_ use: ColumnPlan.Use) throws -> MetricTally {
        let moments: MetricMoments =
            switch use {
            case .proportion:
                .proportion(
                    try Proportion(successes: proportion.successes, count: proportion.count))
            case .mean: .mean(mean)
            case .ratio: .ratio(ratio)
            case .clustered: .clustered(ClusterTotals(clusters))
            case .adjusted(let use):
                .adjusted(
                    try adjusted ?? MultivariateMoments(dimension: use.dimension), use.adjustment)
            }
        return MetricTally(moments, missing: missing, valuesOffMode: valuesOffMode)
    }

    /// A lower bound of the units whose value is not the most common one.
    ///
    /// If zero is the most common value the units off it are those that are not zero; if another
    /// value is, all zeros are off it. A sample gives a second bound: among its values, those that
    /// are not the most common of the sample differ from any one value.
    private var valuesOffMode: Int? {
        let count = max(proportion.count, 0)
        guard count > 0 else { return nil }
        var seen: [Double: Int] = [:]
        for value in sample { seen[value, default: 0] += 1 }
        let bySample = sample.count - (seen.values.max() ?? 0)
        return max(min(zeros, count - zeros), bySample)
    }
}
