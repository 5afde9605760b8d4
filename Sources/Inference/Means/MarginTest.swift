// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The two one-sided tests of an effect against one margin.
///
/// Non-inferiority where higher is better: ``pAbove`` of a negative margin is below α. Equivalence: the
/// larger of `pAbove` at the lower and ``pBelow`` at the upper margin is below α (Schuirmann 1987).
///
/// ### Reference
/// Schuirmann, D. J. (1987). J. Pharmacokinetics and Biopharmaceutics 15(6), 657–680.
public struct MarginTest: Sendable, Hashable {
    /// The distance from the margin in standard errors, positive above it.
    public let statistic: Double
    /// The degrees of freedom of Student's t.
    public let degreesOfFreedom: Double
    /// The p-value of the effect not being above the margin.
    public let pAbove: Double
    /// The p-value of the effect not being below the margin.
    public let pBelow: Double

    fileprivate init(statistic: Double, degreesOfFreedom: Double) throws(StatisticsError) {
        guard statistic.isFinite else {
            throw .outOfDomain(argument: "statistic", value: statistic)
        }
        self.statistic = statistic
        let t = try StudentT(degreesOfFreedom: degreesOfFreedom)
        self.degreesOfFreedom = t.degreesOfFreedom
        pAbove = try t.upperTail(statistic)
        pBelow = try t.lowerTail(statistic)
    }

    /// The p-value of equivalence, from the tests at the lower and at the upper margin.
    public static func equivalence(lower: MarginTest, upper: MarginTest) -> Double {
        max(lower.pAbove, upper.pBelow)
    }
}

extension Welch {
    /// Tests the difference of means against a margin in the metric's unit.
    public func test(
        control: Moments, treatment: Moments, againstAbsolute margin: Double
    ) -> Estimated<MarginTest> {
        guard margin.isFinite else { return .notEstimable(.outOfDomain) }
        return LinearContrast.make(control: control, treatment: treatment).flatMap { contrast in
            estimate { () throws(StatisticsError) in
                .estimated(
                    try MarginTest(
                        statistic: (contrast.difference - margin) / contrast.standardError,
                        degreesOfFreedom: contrast.degreesOfFreedom))
            }
        }
    }

    /// Tests the relative effect against a margin δ given as a fraction, linearly.
    ///
    ///     t = (m(T) − (1 + δ)·m(C)) / √(v(T) + (1 + δ)²·v(C))
    ///
    /// The control's noise counts, and the answer exists even where the relative interval has no
    /// bounds. The degrees of freedom are those of the absolute comparison, so that `pAbove` < α/2
    /// exactly when ``position(control:treatment:againstRelative:)`` is `above` at 1 − α.
    public func test(
        control: Moments, treatment: Moments, againstRelative margin: Double
    ) -> Estimated<MarginTest> {
        LinearContrast.make(control: control, treatment: treatment).flatMap { contrast in
            guard margin.isFinite else { return .notEstimable(.outOfDomain) }
            guard control.mean > 0 else { return .notEstimable(.controlNotPositive) }
            let spread =
                contrast.treatmentVariance
                + (1 + margin) * (1 + margin) * contrast.controlVariance
            guard spread > 0 else { return .notEstimable(.zeroVariance) }
            return estimate { () throws(StatisticsError) in
                .estimated(
                    try MarginTest(
                        statistic: contrast.statistic(ratio: 1 + margin),
                        degreesOfFreedom: contrast.degreesOfFreedom))
            }
        }
    }
}
