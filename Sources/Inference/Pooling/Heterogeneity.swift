// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Tells whether independent estimates of one effect differ by more than their own noise.
///
///     Q = Σ w·(y − μ̂)²      w = 1/v      μ̂ = Σ wy / Σ w      Q ~ χ²(k − 1) when all effects are equal
///     I² = max(0, (Q − (k − 1)) / Q)
///
/// Two estimates give the interaction test z = (y₁ − y₂)/√(v₁ + v₂), whose square is Q.
///
/// ### Accuracy
/// Matches Golden/heterogeneity.jsonl.
/// ### Reference
/// Cochran (1954). Biometrics 10(1), 101–129. Higgins, Thompson (2002). Statist. Med. 21, 1539–1558.
public struct Heterogeneity: Sendable, Hashable {
    /// Cochran's Q.
    public let q: Double
    /// The number of estimates less one.
    public let degreesOfFreedom: Int
    /// The p-value of equal effects.
    public let p: Double

    /// The part of the spread between estimates that is more than noise, from 0 to 1.
    public var iSquared: Double { q > 0 ? max(0, (q - Double(degreesOfFreedom)) / q) : 0 }

    /// Tests estimates with their variances.
    ///
    /// - Parameters:
    ///   - estimates: At least two, finite.
    ///   - variances: As many, finite and positive.
    /// - Returns: The test, or why there is none.
    public static func test(estimates: [Double], variances: [Double]) -> Estimated<Heterogeneity> {
        PooledEstimates.make(estimates, variances).flatMap { all in
            guard all.values.count > 1 else { return .notEstimable(.tooFewUnits) }
            let others = all.values.count - 1
            let q = all.pooled().q
            return estimate { () throws(StatisticsError) in
                .estimated(
                    Heterogeneity(
                        q: q, degreesOfFreedom: others,
                        p: try ChiSquare(degreesOfFreedom: Double(others)).upperTail(q)))
            }
        }
    }
}
