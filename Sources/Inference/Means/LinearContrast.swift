// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Two means with their variances: what every comparison of means works on.
struct LinearContrast {
    let control: Moments
    let treatment: Moments
    let controlVariance: Double
    let treatmentVariance: Double
    /// The covariance of both means; not zero where units of both groups share a cluster.
    var covariance = 0.0
    /// Degrees of freedom that the design fixes; nil takes Welch and Satterthwaite's.
    var fixedDegreesOfFreedom: Double?

    /// The contrast, or why there is none.
    static func make(control: Moments, treatment: Moments) -> Estimated<LinearContrast> {
        guard let u = treatment.varianceOfMean, let w = control.varianceOfMean else {
            return .notEstimable(.tooFewUnits)
        }
        guard u + w > 0 else { return .notEstimable(.zeroVariance) }
        guard (u + w).isFinite else { return .notEstimable(.outOfDomain) }
        return .estimated(
            LinearContrast(
                control: control, treatment: treatment, controlVariance: w, treatmentVariance: u))
    }

    var difference: Double { treatment.mean - control.mean }
    var standardError: Double {
        max(0, treatmentVariance + controlVariance - 2 * covariance).squareRoot()
    }
    var statistic: Double { difference / standardError }

    /// Welch and Satterthwaite's degrees of freedom.
    var degreesOfFreedom: Double {
        fixedDegreesOfFreedom
            ?? Self.satterthwaite(
                treatmentVariance, treatment.count, controlVariance, control.count)
    }

    static func satterthwaite(_ u: Double, _ nu: Int, _ w: Double, _ nw: Int) -> Double {
        let total = u + w
        let (a, b) = (u / total, w / total)
        return 1 / (a * a / Double(nu - 1) + b * b / Double(nw - 1))
    }

    /// m(T) − φ·m(C) over its standard error.
    func statistic(ratio: Double) -> Double {
        (treatment.mean - ratio * control.mean)
            / spread(ratio: ratio).squareRoot()
    }

    /// The variance of m(T) − φ·m(C).
    private func spread(ratio: Double) -> Double {
        treatmentVariance + ratio * ratio * controlVariance - 2 * ratio * covariance
    }

    var fieller: Fieller {
        Fieller(
            numerator: treatment.mean, denominator: control.mean,
            numeratorVariance: treatmentVariance, denominatorVariance: controlVariance,
            covariance: covariance)
    }

    /// The relative effect for which the linear statistic lies between two critical values.
    func relative(from low: Double, to high: Double) -> Estimated<EffectEstimate> {
        guard control.mean > 0 else { return .notEstimable(.controlNotPositive) }
        guard let bottom = fieller.ratio(atStatistic: high),
            let top = fieller.ratio(atStatistic: low)
        else { return .notEstimable(.controlNearZero) }
        let m = control.mean
        let ratio = treatment.mean / m
        let variance =
            treatmentVariance / m / m + ratio * ratio * (controlVariance / m / m)
            - 2 * ratio * (covariance / m / m)
        return .estimated(
            EffectEstimate(
                estimate: difference / m, standardError: max(0, variance).squareRoot(),
                low: bottom - 1,
                high: top - 1))
    }

    /// Where the absolute effect lies against a bar, between two critical values of the statistic.
    func position(absolute bar: Double, from low: Double, to high: Double) -> Estimated<BarPosition>
    {
        guard !bar.isNaN else { return .notEstimable(.outOfDomain) }
        return .estimated(Self.decide((difference - bar) / standardError, low, high))
    }

    /// Where the relative effect lies against a bar, tested linearly.
    func position(relative bar: Double, from low: Double, to high: Double) -> Estimated<BarPosition>
    {
        guard bar.isFinite else { return .notEstimable(.outOfDomain) }
        guard control.mean > 0 else { return .notEstimable(.controlNotPositive) }
        guard spread(ratio: 1 + bar) > 0 else { return .notEstimable(.zeroVariance) }
        return .estimated(Self.decide(statistic(ratio: 1 + bar), low, high))
    }

    private static func decide(_ statistic: Double, _ low: Double, _ high: Double) -> BarPosition {
        statistic > high ? .above : statistic < low ? .below : .undecided
    }
}
