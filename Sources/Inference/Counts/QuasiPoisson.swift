// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Compares two means of counts whose variance is a multiple of the mean.
///
///     φ = (Σ(y − ȳ(T))²/ȳ(T) + Σ(y − ȳ(C))²/ȳ(C)) / (n(T) + n(C) − 2)
///     se(ln ratio) = √(φ·(1/Σy(T) + 1/Σy(C)))      t with n(T) + n(C) − 2 degrees of freedom
///
/// One dispersion φ for both groups. With a small group beside a large one of other dispersion use
/// ``Welch`` or ``RelativeLogDelta``, which assume nothing about the variance. Not estimable where a
/// group has no events or the counts do not vary.
///
/// ### Accuracy
/// Matches R `glm(family = quasipoisson)` to the tolerance in Golden/quasi_poisson.jsonl.
/// ### Reference
/// McCullagh, Nelder (1989). Generalized Linear Models, section 6.2.
public struct QuasiPoisson: Sendable, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    /// Compares the counts of treatment with those of control: the relative effect and its p-value.
    public func compare(control: Moments, treatment: Moments) -> ComparisonOutcome {
        let fit = QuasiPoissonFit.make(control: control, treatment: treatment)
        guard case .estimated(let fit) = fit else {
            return ComparisonOutcome(
                method: .quasiPoisson, notEstimable: fit.reason ?? .outOfDomain)
        }
        let relative: Estimated<EffectEstimate> = estimate { () throws(StatisticsError) in
            let ratio = fit.ratio(
                critical: try criticalValue(
                    degreesOfFreedom: fit.degreesOfFreedom, confidence: confidence))
            let estimate = exp(fit.logRatio)
            return .estimated(
                EffectEstimate(
                    estimate: expm1(fit.logRatio), standardError: estimate * fit.standardError,
                    low: ratio.low - 1, high: ratio.high - 1))
        }
        return ComparisonOutcome(
            method: .quasiPoisson, absolute: .notEstimable(.notApplicable), relative: relative,
            p: estimate { () throws(StatisticsError) in .estimated(try fit.p()) },
            degreesOfFreedom: fit.degreesOfFreedom, statistic: fit.statistic)
    }
}

/// The log-linear model of two groups of counts.
struct QuasiPoissonFit {
    let dispersion: Double
    let logRatio: Double
    let standardError: Double
    let degreesOfFreedom: Double

    var statistic: Double { logRatio / standardError }

    static func make(control: Moments, treatment: Moments) -> Estimated<QuasiPoissonFit> {
        let df = Double(control.count + treatment.count - 2)
        guard control.count > 0, treatment.count > 0, df > 0 else {
            return .notEstimable(.tooFewUnits)
        }
        guard control.mean > 0 || treatment.mean > 0 else { return .notEstimable(.noEvents) }
        guard control.mean > 0 else { return .notEstimable(.controlNotPositive) }
        guard treatment.mean > 0 else { return .notEstimable(.meanNotPositive) }
        let dispersion =
            (treatment.sumOfSquaredDeviations / treatment.mean
                + control.sumOfSquaredDeviations / control.mean) / df
        guard dispersion > 0 else { return .notEstimable(.zeroVariance) }
        let error = (dispersion * (1 / treatment.sum + 1 / control.sum)).squareRoot()
        guard error.isFinite, error > 0 else { return .notEstimable(.outOfDomain) }
        return .estimated(
            QuasiPoissonFit(
                dispersion: dispersion, logRatio: log(treatment.mean / control.mean),
                standardError: error, degreesOfFreedom: df))
    }

    func p() throws(StatisticsError) -> Double {
        try StudentT(degreesOfFreedom: degreesOfFreedom).twoSidedTail(statistic)
    }

    func ratio(critical c: Double) -> Interval {
        Interval(
            low: exp(logRatio - c * standardError), high: exp(logRatio + c * standardError))
    }
}
