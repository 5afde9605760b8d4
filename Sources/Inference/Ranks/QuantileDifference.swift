// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// A quantile with the two neighbouring ones that tell how precise it is.
///
///     neighbours = quantiles at p ∓ z·√(p(1 − p)/n)      z = 1.96, whatever the confidence level
///     unit variance = (n − 1)·((upper − lower)/2z)²
public struct QuantileBracket: Sendable, Hashable {
    /// Which quantile: strictly between 0 and 1.
    public let probability: Double
    /// How many units.
    public let count: Int
    /// The quantile.
    public let quantile: Double
    /// The quantile one interval below.
    public let lower: Double
    /// The quantile one interval above.
    public let upper: Double

    /// How many units must be expected on either side of the quantile.
    public static let minimumBeyond = 4.0
    private static let tail = 0.025

    /// Creates the bracket from quantiles computed elsewhere.
    ///
    /// - Returns: The bracket, or why there is none: an argument out of its domain, or fewer than
    ///   ``minimumBeyond`` units expected beyond the quantile.
    public static func make(
        probability: Double, count: Int, quantile: Double, lower: Double, upper: Double
    ) -> Estimated<QuantileBracket> {
        guard probability > 0, probability < 1, count >= 0, count <= 1 << 52, lower <= quantile,
            quantile <= upper, (upper - lower).isFinite
        else { return .notEstimable(.outOfDomain) }
        guard hasEnough(count, probability) else { return .notEstimable(.tooFewBeyond) }
        return .estimated(
            QuantileBracket(
                probability: probability, count: count, quantile: quantile, lower: lower,
                upper: upper))
    }

    /// Reads the bracket off a table of values.
    ///
    /// - Returns: The bracket, or why there is none: fewer than ``minimumBeyond`` units expected
    ///   beyond the quantile, or so many ties that a neighbour equals the quantile.
    public static func make(
        probability: Double, table: ValueTable
    ) -> Estimated<QuantileBracket> {
        guard probability > 0, probability < 1 else { return .notEstimable(.outOfDomain) }
        let order = OrderStatistics(table)
        guard order.count > 1 else { return .notEstimable(.tooFewUnits) }
        guard hasEnough(order.count, probability) else { return .notEstimable(.tooFewBeyond) }
        return estimate { () throws(StatisticsError) in
            let half =
                try Normal.upperQuantile(tail)
                * (probability * (1 - probability) / Double(order.count)).squareRoot()
            let bracket = make(
                probability: probability, count: order.count,
                quantile: order.quantile(probability), lower: order.quantile(probability - half),
                upper: order.quantile(probability + half))
            return bracket.flatMap { made in
                made.lower < made.quantile && made.quantile < made.upper
                    ? bracket : .notEstimable(.tiedValues)
            }
        }
    }

    private static func hasEnough(_ count: Int, _ probability: Double) -> Bool {
        Double(count) * min(probability, 1 - probability) >= minimumBeyond * (1 - 1e-12)
    }

    /// A mean and variance that behave as the quantile does.
    func moments() throws(StatisticsError) -> Moments {
        let width = (upper - lower) / (2 * (try Normal.upperQuantile(Self.tail)))
        let variance = Double(count - 1) * width * width
        guard variance.isFinite, (variance * Double(count)).isFinite else {
            throw .outOfDomain(argument: "width of the quantile's interval", value: upper - lower)
        }
        return Moments(
            uncheckedCount: count, mean: quantile, squared: variance * Double(count - 1),
            cubed: nil)
    }
}

/// Compares two quantiles, such as medians, by the widths of their order-statistic intervals.
///
///     difference = q(T) − q(C)      unit variance of each group by ``QuantileBracket``
///     se, df, interval, p and relative interval as ``Welch`` of q, unit variance and n
///
/// Not estimable with fewer than four units expected beyond the quantile, nor where ties hide its
/// spread, that is where a neighbour equals the quantile: with 97 % zeros the median has none, and
/// with eight prices a test of it at 5 % would reject 46 % of the time. It is not a comparison of means: never multiply a
/// difference of quantiles by a number of units.
///
/// ### Accuracy
/// Matches Golden/quantile_diff.jsonl.
/// ### Reference
/// Price, Bonett (2001). Journal of Statistical Computation and Simulation 68(3), 295–305. Deng,
/// Knoblich, Lu (2018). KDD '18, section 4.
public struct QuantileDifference: ComparisonMethod, Hashable {
    /// Which quantile: strictly between 0 and 1, 0.5 for the median.
    public let probability: Double
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    private var welch: Welch { Welch(confidence: confidence) }

    /// Creates the method.
    public init(probability: Double, confidence: Double = 0.95) {
        self.probability = probability
        self.confidence = confidence
    }

    /// Compares treatment with control.
    public func compare(control: ValueTable, treatment: ValueTable) -> ComparisonOutcome {
        outcome(moments(control, treatment))
    }

    /// Compares two lists of values; all must be finite.
    public func compare(control: [Double], treatment: [Double]) -> ComparisonOutcome {
        guard let c = try? ValueTable(control), let t = try? ValueTable(treatment) else {
            return ComparisonOutcome(method: .quantile, notEstimable: .outOfDomain)
        }
        return compare(control: c, treatment: t)
    }

    /// Compares two brackets read off elsewhere.
    public func compare(
        control: QuantileBracket, treatment: QuantileBracket
    ) -> ComparisonOutcome {
        guard control.probability == probability, treatment.probability == probability else {
            return ComparisonOutcome(method: .quantile, notEstimable: .outOfDomain)
        }
        return outcome(Self.moments(.estimated(control), .estimated(treatment)))
    }

    /// Tells where the difference of quantiles lies against a bar.
    public func position(
        control: ValueTable, treatment: ValueTable, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        moments(control, treatment).flatMap {
            welch.position(control: $0.0, treatment: $0.1, againstAbsolute: bar)
        }
    }

    /// Tells where the relative difference of quantiles lies against a bar.
    public func position(
        control: ValueTable, treatment: ValueTable, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        moments(control, treatment).flatMap {
            welch.position(control: $0.0, treatment: $0.1, againstRelative: bar)
        }
    }

    private func outcome(_ pair: Estimated<(Moments, Moments)>) -> ComparisonOutcome {
        switch pair {
        case .estimated(let (c, t)): welch.compare(control: c, treatment: t, method: .quantile)
        case .notEstimable(let reason): ComparisonOutcome(method: .quantile, notEstimable: reason)
        }
    }

    private func moments(
        _ control: ValueTable, _ treatment: ValueTable
    ) -> Estimated<(Moments, Moments)> {
        Self.moments(
            QuantileBracket.make(probability: probability, table: control),
            QuantileBracket.make(probability: probability, table: treatment))
    }

    private static func moments(
        _ control: Estimated<QuantileBracket>, _ treatment: Estimated<QuantileBracket>
    ) -> Estimated<(Moments, Moments)> {
        control.flatMap { c in
            treatment.flatMap { t in
                estimate { () throws(StatisticsError) in
                    .estimated((try c.moments(), try t.moments()))
                }
            }
        }
    }
}
