// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Tells whether an effect is positive in some groups and negative in others.
///
///     Q⁺ = Σ over y > 0 of y²/v      Q⁻ likewise      p = Σ Bin(h; k − 1, ½)·P(χ²(h) > min(Q⁺, Q⁻))
///
/// The sum runs over h from 1 to k − 1; p is 1 where all effects have one sign.
///
/// ### Accuracy
/// Matches Golden/heterogeneity.jsonl.
/// ### Reference
/// Gail, Simon (1985). Biometrics 41(2), 361–372.
public struct QualitativeInteraction: Sendable, Hashable {
    /// Q⁺.
    public let positive: Double
    /// Q⁻.
    public let negative: Double
    /// The p-value of effects that all have one sign.
    public let p: Double

    /// The smaller of both sums, which is the statistic.
    public var statistic: Double { min(positive, negative) }

    /// Tests estimates with their variances.
    ///
    /// - Parameters:
    ///   - estimates: At least two, finite.
    ///   - variances: As many, finite and positive.
    /// - Returns: The test, or why there is none.
    public static func test(
        estimates: [Double], variances: [Double]
    ) -> Estimated<QualitativeInteraction> {
        PooledEstimates.make(estimates, variances).flatMap { all in
            guard all.values.count > 1 else { return .notEstimable(.tooFewUnits) }
            func squares(_ isIncluded: (Double) -> Bool) -> Double {
                zip(all.values, all.variances).reduce(0) { sum, pair in
                    isIncluded(pair.0) ? sum + pair.0 * (pair.0 / pair.1) : sum
                }
            }
            let (positive, negative) = (squares { $0 > 0 }, squares { $0 < 0 })
            return estimate { () throws(StatisticsError) in
                .estimated(
                    QualitativeInteraction(
                        positive: positive, negative: negative,
                        p: try tail(min(positive, negative), groups: all.values.count)))
            }
        }
    }

    private static func tail(_ q: Double, groups: Int) throws(StatisticsError) -> Double {
        guard q > 0 else { return 1 }
        let share = try Binomial(trials: groups - 1, probability: 0.5)
        var p = 0.0
        for h in 1..<groups {
            p +=
                exp(try share.logMass(h))
                * (try ChiSquare(degreesOfFreedom: Double(h)).upperTail(q))
        }
        return min(1, p)
    }
}
