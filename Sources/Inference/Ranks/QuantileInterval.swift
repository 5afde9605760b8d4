// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// A quantile with its exact interval from order statistics.
public struct QuantileEstimate: Sendable, Hashable {
    /// The quantile of type 7, linear between neighbouring values.
    public let quantile: Double
    /// The low end; minus infinity where no value can bound the quantile.
    public let low: Double
    /// The high end; infinity where no value can bound the quantile.
    public let high: Double
    /// The rank of the low end, counted from 1; nil where it is infinite.
    public let lowerRank: Int?
    /// The rank of the high end, counted from 1; nil where it is infinite.
    public let upperRank: Int?
}

/// The exact, distribution-free interval of one quantile.
///
///     l = max { r : P(B ≤ r − 1) ≤ α/2 }      u = min { s : P(B ≥ s) ≤ α/2 }      B ~ Binomial(n, p)
///     interval = [x(l), x(u)]
///
/// Holds for any distribution; with ties it covers more than its level, and its ends may be equal:
/// then the quantile is that value as surely as the level says. Without such a rank an end is infinite.
///
/// - Complexity: O(k + log n) with k distinct values.
///
/// ### Accuracy
/// Matches Golden/quantile_ci.jsonl.
/// ### Reference
/// Hyndman, Fan (1996). The American Statistician 50(4), 361–365 (type 7). David, Nagaraja (2003).
/// Order Statistics, section 7.1.
public struct QuantileInterval: Sendable, Hashable {
    /// Which quantile: strictly between 0 and 1, 0.5 for the median.
    public let probability: Double
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(probability: Double, confidence: Double = 0.95) {
        self.probability = probability
        self.confidence = confidence
    }

    /// The quantile of a list of values; all must be finite.
    public func estimate(_ values: [Double]) -> Estimated<QuantileEstimate> {
        guard let table = try? ValueTable(values) else { return .notEstimable(.outOfDomain) }
        return estimate(table)
    }

    /// The quantile of a table of values.
    public func estimate(_ table: ValueTable) -> Estimated<QuantileEstimate> {
        Inference.estimate { () throws(StatisticsError) in
            estimate(table, tail: try SignificanceLevel.tail(confidence: confidence))
        }
    }

    func estimate(_ table: ValueTable, tail: Double) -> Estimated<QuantileEstimate> {
        guard probability > 0, probability < 1 else { return .notEstimable(.outOfDomain) }
        let order = OrderStatistics(table)
        guard order.count > 0 else { return .notEstimable(.tooFewUnits) }
        return Inference.estimate { () throws(StatisticsError) in
            let ranks = try ranks(count: order.count, tail: tail)
            return .estimated(
                QuantileEstimate(
                    quantile: order.quantile(probability),
                    low: ranks.lower.map(order.value(rank:)) ?? -.infinity,
                    high: ranks.upper.map(order.value(rank:)) ?? .infinity,
                    lowerRank: ranks.lower, upperRank: ranks.upper))
        }
    }

    /// The ranks that bound the quantile; both conditions change once along the ranks.
    private func ranks(
        count: Int, tail: Double
    ) throws(StatisticsError) -> (lower: Int?, upper: Int?) {
        let below = try Binomial(trials: count, probability: probability)
        // What equals α/2 up to rounding is α/2.
        let limit = tail * (1 + 1e-12)
        var (inside, outside) = (0, count + 1)
        while outside - inside > 1 {
            let rank = inside + (outside - inside) / 2
            if try below.lowerTail(rank - 1) <= limit { inside = rank } else { outside = rank }
        }
        let lower = inside > 0 ? inside : nil
        (outside, inside) = (0, count + 1)
        while inside - outside > 1 {
            let rank = outside + (inside - outside) / 2
            if try below.upperTail(from: rank) <= limit { inside = rank } else { outside = rank }
        }
        return (lower, inside <= count ? inside : nil)
    }
}
