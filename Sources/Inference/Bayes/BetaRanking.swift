// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How likely each of several rates is the highest, and what choosing it may cost.
///
///     P(i is best)      = ∫ f(i) Π F(j) dp            over j ≠ i
///     expected loss(i)  = E max(0, max p(j) − p(i)) = ∫ F(i) (1 − Π F(j)) dp
///
/// Each number is integrated by itself, none is one minus another, so that a small one keeps its
/// digits. The integral runs over the logit of the rate, in panels as fine as the narrowest posterior.
///
/// - Domain: 1 to ``maximumCount`` posteriors.
/// - Complexity: O(count²).
///
/// ### Accuracy
/// Matches Golden/beta_binomial.jsonl and prob_best_of_k.jsonl.
/// ### Reference
/// Cook (2005). Exact calculation of beta inequalities. Stucchio (2015). Bayesian A/B testing at VWO.
public struct BetaRanking: Sendable, Hashable {
    /// The largest number of posteriors.
    public static let maximumCount = 50

    /// The probability that each is the highest, in input order.
    public let probabilitiesBest: [Double]
    /// The mean shortfall against the highest if each were chosen, in input order.
    public let expectedLosses: [Double]

    /// Ranks posteriors.
    ///
    /// - Throws: ``StatisticsError`` if there are none or too many.
    public init(_ posteriors: [BetaPosterior]) throws(StatisticsError) {
        let count = posteriors.count
        guard (1...Self.maximumCount).contains(count) else {
            throw .outOfDomain(argument: "number of posteriors", value: Double(count))
        }
        guard count > 1 else {
            probabilitiesBest = [1]
            expectedLosses = [0]
            return
        }
        var (best, losses) = (
            [Double](repeating: 0, count: count), [Double](repeating: 0, count: count)
        )
        for node in try GaussLegendre(.panel).nodes(over: try Self.edges(posteriors)) {
            let point = LogitPoint(node.point)
            var tails: [Double] = []
            for posterior in posteriors { tails.append(try posterior.logLowerTail(point)) }
            // Σ over j > i, then Σ over j < i: a difference of sums would lose the small terms.
            var after = [Double](repeating: 0, count: count + 1)
            for index in tails.indices.reversed() { after[index] = after[index + 1] + tails[index] }
            var before = 0.0
            for index in tails.indices {
                let others = before + after[index + 1]
                before += tails[index]
                best[index] +=
                    node.weight * exp(try posteriors[index].logDensity(point) + others)
                losses[index] +=
                    node.weight * point.rate * point.rest * exp(tails[index]) * -expm1(others)
            }
        }
        probabilitiesBest = best.map { min(1, $0) }
        expectedLosses = losses
    }

    private static func edges(_ posteriors: [BetaPosterior]) throws(StatisticsError) -> [Double] {
        var range: ClosedRange<Double>?
        for posterior in posteriors {
            let own = try posterior.logitRange()
            range =
                range.map {
                    min($0.lowerBound, own.lowerBound)...max($0.upperBound, own.upperBound)
                } ?? own
        }
        var features = posteriors.map(\.logitPeak)
        // Where two rates are far apart, what little they share lies between them.
        if let top = features.max(by: { $0.center < $1.center }) {
            for other in features where other.center < top.center {
                let (v, w) = (1 / (top.width * top.width), 1 / (other.width * other.width))
                features.append(
                    LogitMesh.Feature(
                        center: (v * top.center + w * other.center) / (v + w),
                        width: min(top.width, other.width)))
            }
        }
        return range.map { LogitMesh.edges(over: $0, features: features) } ?? []
    }
}
