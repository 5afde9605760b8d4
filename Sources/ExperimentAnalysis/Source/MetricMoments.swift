// SPDX-License-Identifier: GPL-3.0-or-later
public import Inference

/// The sufficient statistics of one metric, by what the metric is.
public enum MetricMoments: Sendable, Hashable {
    /// Successes of trials.
    case proportion(Proportion)
    /// The moments of a number per unit.
    case mean(Moments)
    /// The joint moments of a numerator (y) and a denominator (x) per unit.
    case ratio(BivariateMoments)
    /// The joint moments of an outcome and its covariates, and which is which.
    case adjusted(MultivariateMoments, CovariateAdjustment)
    /// The totals of clusters of units.
    case clustered(ClusterTotals)
    /// Every value, for a quantile.
    case quantile(ValueTable, probability: Double)
    /// A mean whose spread is unknown: shown, and not to be compared.
    case level(count: Int, mean: Double)
}

extension MetricMoments {
    /// Units that count.
    public var count: Int {
        switch self {
        case .proportion(let proportion): proportion.count
        case .mean(let moments): moments.count
        case .ratio(let moments): moments.y.count
        case .adjusted(let moments, _): moments.count
        case .clustered(let totals): totals.unitCount
        case .quantile(let table, _): table.count
        case .level(let count, _): count
        }
    }

    /// The rate, mean, ratio or quantile, without adjustment; nil when it cannot be computed.
    public var value: Double? {
        switch self {
        case .proportion(let proportion):
            proportion.count > 0 ? Double(proportion.successes) / Double(proportion.count) : nil
        case .mean(let moments): moments.count > 0 ? moments.mean : nil
        case .ratio(let moments): moments.ratio
        case .adjusted(let moments, let adjustment): Self.plain(moments, adjustment)
        case .clustered(let totals): totals.mean
        case .quantile(let table, let probability): table.quantile(probability)
        case .level(let count, let mean): count > 0 ? mean : nil
        }
    }

    /// The sum of the values, or of the numerator.
    public var sum: Double {
        switch self {
        case .proportion(let proportion): Double(proportion.successes)
        case .mean(let moments): moments.sum
        case .ratio(let moments): moments.y.sum
        case .adjusted(let moments, let adjustment):
            switch adjustment.outcome {
            case .mean(let place), .ratio(let place, _):
                moments.means[place] * Double(moments.count)
            }
        case .clustered(let totals): totals.sum
        case .quantile(let table, _): table.moments.sum
        case .level(let count, let mean): Double(count) * mean
        }
    }

    /// The sum of the denominator, for a ratio.
    public var denominatorSum: Double? {
        switch self {
        case .ratio(let moments): moments.x.sum
        case .adjusted(let moments, let adjustment):
            if case .ratio(_, let place) = adjustment.outcome {
                moments.means[place] * Double(moments.count)
            } else {
                nil
            }
        default: nil
        }
    }

    /// The totals of clusters, for a metric that has them.
    public var clusters: ClusterTotals? {
        if case .clustered(let totals) = self { totals } else { nil }
    }

    private static func plain(
        _ moments: MultivariateMoments, _ adjustment: CovariateAdjustment
    ) -> Double? {
        guard moments.count > 0 else { return nil }
        switch adjustment.outcome {
        case .mean(let place): return moments.means[place]
        case .ratio(let numerator, let denominator):
            let base = moments.means[denominator]
            return base == 0 ? nil : moments.means[numerator] / base
        }
    }
}
