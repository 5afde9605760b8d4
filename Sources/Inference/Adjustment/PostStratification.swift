// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Compares two groups within strata and weights the strata by their share of all units.
///
///     W(k) = (n(T,k) + n(C,k)) / N        difference = Σ W(k)·(m(T,k) − m(C,k))
///     se²  = Σ W(k)²·(s²(T,k)/n(T,k) + s²(C,k)/n(C,k))        interval = difference ± z(1−α/2)·se
///
/// A stratum is a group of units known before the treatment, such as a region. The relative effect is
/// that of the weighted means, by Fieller with the same z. Summaries are lists of the strata's moments,
/// in the same order for both groups; how small strata are merged, ``Strata`` says.
///
/// Not estimable: `too-few-units`, `zero-variance`.
///
/// ### Accuracy
/// Matches Golden/post_stratification.jsonl.
/// ### Reference
/// Miratrix, Sekhon, Yu (2013). JRSS B 75(2), 369–396. <https://doi.org/10.1111/j.1467-9868.2012.01048.x>
public struct PostStratification: ComparisonMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// Compares treatment with control.
    public func compare(control: [Moments], treatment: [Moments]) -> ComparisonOutcome {
        let outcome = contrast(control, treatment).flatMap { contrast in
            estimate { () throws(StatisticsError) in
                let z = try critical()
                let half = z * contrast.standardError
                return .estimated(
                    ComparisonOutcome(
                        method: .postStratified,
                        absolute: .estimated(
                            EffectEstimate(
                                estimate: contrast.difference,
                                standardError: contrast.standardError,
                                low: contrast.difference - half, high: contrast.difference + half)),
                        relative: contrast.relative(from: -z, to: z),
                        p: .estimated(try Normal.twoSidedTail(contrast.statistic)),
                        statistic: contrast.statistic))
            }
        }
        switch outcome {
        case .estimated(let outcome): return outcome
        case .notEstimable(let reason):
            return ComparisonOutcome(method: .postStratified, notEstimable: reason)
        }
    }

    /// Tells where the difference lies against a bar.
    public func position(
        control: [Moments], treatment: [Moments], againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        contrast(control, treatment).flatMap { contrast in
            estimate { () throws(StatisticsError) in
                let z = try critical()
                return contrast.position(absolute: bar, from: -z, to: z)
            }
        }
    }

    /// Tells where the relative effect lies against a bar.
    public func position(
        control: [Moments], treatment: [Moments], againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        contrast(control, treatment).flatMap { contrast in
            estimate { () throws(StatisticsError) in
                let z = try critical()
                return contrast.position(relative: bar, from: -z, to: z)
            }
        }
    }

    private func critical() throws(StatisticsError) -> Double {
        try Normal.upperQuantile(try SignificanceLevel.tail(confidence: confidence))
    }

    private func contrast(
        _ control: [Moments], _ treatment: [Moments]
    ) -> Estimated<LinearContrast> {
        Strata.make(control: control, treatment: treatment).flatMap { strata in
            let contrast = Self.weighted(strata)
            guard contrast.standardError > 0 else { return .notEstimable(.zeroVariance) }
            guard contrast.standardError.isFinite, contrast.difference.isFinite else {
                return .notEstimable(.outOfDomain)
            }
            return .estimated(contrast)
        }
    }

    /// The weighted means with their variances.
    static func weighted(_ strata: Strata) -> LinearContrast {
        let sizes = zip(strata.control, strata.treatment).map { Double($0.count + $1.count) }
        let total = sizes.reduce(0, +)
        let weights = sizes.map { $0 / total }
        let control = mean(strata.control, weights)
        let treatment = mean(strata.treatment, weights)
        return LinearContrast(
            control: control.moments, treatment: treatment.moments,
            controlVariance: control.variance, treatmentVariance: treatment.variance)
    }

    private static func mean(
        _ strata: [Moments], _ weights: [Double]
    ) -> (moments: Moments, variance: Double) {
        var (mean, variance, count) = (0.0, 0.0, 0)
        for (stratum, weight) in zip(strata, weights) {
            mean += weight * stratum.mean
            variance += weight * weight * (stratum.varianceOfMean ?? 0)
            count += stratum.count
        }
        return (Moments(uncheckedCount: count, mean: mean, squared: 0, cubed: nil), variance)
    }
}
