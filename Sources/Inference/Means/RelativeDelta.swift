// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The delta-method interval of a relative effect of means.
///
///     relative = m(T)/m(C) − 1      se² = v(T)/m(C)² + m(T)²·v(C)/m(C)⁴      ± t(1 − α/2; Welch df)·se
///
/// Symmetric, and without the agreement with the absolute test that ``Welch``'s Fieller interval has:
/// no p-value is given. Offered because other tools report it.
///
/// ### Accuracy
/// Matches Golden/relative_delta_means.jsonl.
/// ### Reference
/// Deng, Knoblich, Lu (2018). KDD '18. <https://doi.org/10.1145/3219819.3219919>
public struct RelativeDelta: Sendable, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double
    /// Whether normal quantiles replace those of Student's t.
    public let usesNormalQuantile: Bool

    /// Creates the method.
    public init(confidence: Double = 0.95, usesNormalQuantile: Bool = false) {
        self.confidence = confidence
        self.usesNormalQuantile = usesNormalQuantile
    }

    /// Compares treatment with control: the relative interval only.
    ///
    /// A negative control mean is divided out by its size, so that the sign stays that of the effect;
    /// a zero one leaves no relative effect.
    public func compare(control: Moments, treatment: Moments) -> ComparisonOutcome {
        let relative = LinearContrast.make(control: control, treatment: treatment)
            .flatMap { contrast -> Estimated<EffectEstimate> in
                guard control.mean != 0 else { return .notEstimable(.controlNotPositive) }
                return estimate { () throws(StatisticsError) in
                    let error = Self.standardError(contrast)
                    let c = try criticalValue(
                        degreesOfFreedom: usesNormalQuantile ? nil : contrast.degreesOfFreedom,
                        confidence: confidence)
                    let effect = contrast.difference / abs(control.mean)
                    return .estimated(
                        EffectEstimate(
                            estimate: effect, standardError: error, low: effect - c * error,
                            high: effect + c * error))
                }
            }
        return ComparisonOutcome(
            method: .relativeDelta, absolute: .notEstimable(.notApplicable), relative: relative,
            p: .notEstimable(.notApplicable))
    }

    static func standardError(_ contrast: LinearContrast) -> Double {
        let m = contrast.control.mean
        let ratio = contrast.treatment.mean / m
        return (contrast.treatmentVariance + ratio * ratio * contrast.controlVariance).squareRoot()
            / abs(m)
    }
}

/// The delta-method interval of a ratio of means on the logarithmic scale.
///
///     m(T)/m(C) · exp(∓ t·√(v(T)/m(T)² + v(C)/m(C)²)) − 1      t with the Welch df of the log scale
///
/// Needs positive means. Asymmetric and never below −100 %. The p-value is of the log ratio.
///
/// ### Accuracy
/// Matches Golden/relative_log_delta_means.jsonl.
public struct RelativeLogDelta: Sendable, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double
    /// Whether normal quantiles replace those of Student's t.
    public let usesNormalQuantile: Bool

    /// Creates the method.
    public init(confidence: Double = 0.95, usesNormalQuantile: Bool = false) {
        self.confidence = confidence
        self.usesNormalQuantile = usesNormalQuantile
    }

    /// The standard error of the log ratio with its degrees of freedom.
    static func scale(
        _ contrast: LinearContrast
    ) -> Estimated<(standardError: Double, degreesOfFreedom: Double)> {
        let (mt, mc) = (contrast.treatment.mean, contrast.control.mean)
        guard mc > 0 else { return .notEstimable(.controlNotPositive) }
        guard mt > 0 else { return .notEstimable(.meanNotPositive) }
        let u = contrast.treatmentVariance / (mt * mt)
        let w = contrast.controlVariance / (mc * mc)
        let df = LinearContrast.satterthwaite(
            u, contrast.treatment.count, w, contrast.control.count)
        return .estimated(((u + w).squareRoot(), df))
    }

    /// Compares treatment with control: the relative interval and the test of the log ratio.
    public func compare(control: Moments, treatment: Moments) -> ComparisonOutcome {
        let scale = LinearContrast.make(control: control, treatment: treatment)
            .flatMap(Self.scale)
        guard case .estimated(let (error, df)) = scale else {
            return ComparisonOutcome(
                method: .relativeLogDelta, notEstimable: scale.reason ?? .outOfDomain)
        }
        let logRatio = log(treatment.mean / control.mean)
        let relative: Estimated<EffectEstimate> = estimate { () throws(StatisticsError) in
            let c = try criticalValue(
                degreesOfFreedom: usesNormalQuantile ? nil : df, confidence: confidence)
            return .estimated(
                EffectEstimate(
                    estimate: (treatment.mean - control.mean) / control.mean,
                    standardError: treatment.mean / control.mean * error,
                    low: expm1(logRatio - c * error), high: expm1(logRatio + c * error)))
        }
        let p: Estimated<Double> = estimate { () throws(StatisticsError) in
            usesNormalQuantile
                ? .estimated(try Normal.twoSidedTail(logRatio / error))
                : .estimated(
                    try StudentT(degreesOfFreedom: df).twoSidedTail(logRatio / error))
        }
        return ComparisonOutcome(
            method: .relativeLogDelta, absolute: .notEstimable(.notApplicable), relative: relative,
            p: p, degreesOfFreedom: usesNormalQuantile ? nil : df, statistic: logRatio / error)
    }
}

/// The two-sided critical value of Student's t, or of the normal distribution without df.
func criticalValue(
    degreesOfFreedom: Double?, confidence: Double
) throws(StatisticsError) -> Double {
    let tail = try SignificanceLevel.tail(confidence: confidence)
    guard let degreesOfFreedom else { return try Normal.upperQuantile(tail) }
    return try StudentT(degreesOfFreedom: degreesOfFreedom).upperQuantile(tail)
}
