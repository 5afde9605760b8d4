// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What an estimate with normal noise says about an effect, with or without a prior.
///
///     mean = (v₀·y + se²·m₀)/(v₀ + se²)      sd² = v₀·se²/(v₀ + se²)      flat prior: mean = y, sd = se
///     P(effect > 0) = Φ(z), z = mean/sd
///     loss of treatment = E[max(−effect, 0)] = sd·(φ(z) − z·Q(z))        loss of control = E[max(effect, 0)]
///
/// ### Accuracy
/// Matches Golden/normal_normal.jsonl.
/// ### Reference
/// Gelman et al. (2013). Bayesian Data Analysis, chapter 2. Stucchio (2015). VWO white paper.
public struct NormalPosterior: Sendable, Hashable {
    /// The mean of the effect.
    public let mean: Double
    /// Its standard deviation, positive.
    public let standardDeviation: Double

    /// Updates a prior with an estimate.
    ///
    /// - Parameters:
    ///   - estimate: The estimate, finite.
    ///   - standardError: Its standard error, positive.
    ///   - prior: Mean and positive variance of the effect beforehand; nil is flat.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public init(
        estimate: Double, standardError: Double, prior: (mean: Double, variance: Double)? = nil
    ) throws(StatisticsError) {
        guard estimate.isFinite else {
            throw .outOfDomain(argument: "estimate", value: estimate)
        }
        guard standardError > 0, standardError.isFinite else {
            throw .outOfDomain(argument: "standard error", value: standardError)
        }
        guard let prior else {
            mean = estimate
            standardDeviation = standardError
            return
        }
        guard prior.mean.isFinite else {
            throw .outOfDomain(argument: "prior mean", value: prior.mean)
        }
        guard prior.variance > 0, prior.variance.isFinite else {
            throw .outOfDomain(argument: "prior variance", value: prior.variance)
        }
        let share = prior.variance / (prior.variance + standardError * standardError)
        mean = share * estimate + (1 - share) * prior.mean
        standardDeviation = standardError * share.squareRoot()
        guard standardDeviation > 0, mean.isFinite else {
            throw .outOfDomain(argument: "prior variance", value: prior.variance)
        }
    }

    private var z: Double { mean / standardDeviation }

    /// The probability that the effect is above zero.
    public func probabilityToBeat() throws(StatisticsError) -> Double { try Normal.lowerTail(z) }

    /// What choosing the treatment is expected to lose, and what choosing control is.
    ///
    /// Each comes from its own tail, so that a small one keeps its digits.
    public func expectedLosses() throws(StatisticsError) -> (treatment: Double, control: Double) {
        let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
        return (
            max(0, standardDeviation * (density - z * (try Normal.upperTail(z)))),
            max(0, standardDeviation * (density + z * (try Normal.lowerTail(z))))
        )
    }

    /// The central interval that holds the effect with a probability.
    public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
        let half =
            try Normal.upperQuantile(SignificanceLevel.tail(confidence: level)) * standardDeviation
        return Interval(low: mean - half, high: mean + half)
    }
}
