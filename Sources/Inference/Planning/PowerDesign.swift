// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// A comparison that is still to be made: what it can find, and how many units that takes.
///
///     standardError(d)² = F · [V(C)/n(C) + V(T)/n(T)]
///     F = (1 − ρ²) · (1 + (m − 1)·icc) · inflation
///
///     proportion   V(C) = p(1 − p)      V(T) = (p + d)(1 − p − d)
///     mean         V(C) = V(T) = σ²     ratio: σ of the linearised ratio
///
/// Everything follows from this one function: ``power(_:sizes:)`` is the chance that |T| exceeds the
/// critical value when the mean of T is d/standardError(d), both tails counted;
/// ``minimumDetectableEffect(power:sizes:direction:)`` and ``sampleSize(_:power:controlShare:)``
/// invert it, so that power at the effect or size found is the power asked for.
///
/// Several treatment groups share the control and are all of one size. An inflation factor is that of
/// a group-sequential plan; it is exact at the power for which it was computed.
///
/// ### Accuracy
/// Matches Golden/power_means_n.jsonl, power_means_power.jsonl and mde.jsonl; the inversions hold to
/// 1e-9.
/// ### Reference
/// Cohen (1988). Statistical Power Analysis for the Behavioral Sciences. Deng, Xu, Kohavi, Walker
/// (2013). WSDM '13 (covariates). Kish (1965). Survey Sampling (design effect).
public struct PowerDesign: Sendable, Hashable {
    /// What is measured.
    public enum Metric: Sendable, Hashable {
        /// The share of units with an event, and that share without treatment.
        case proportion(Double)
        /// A mean with its standard deviation between units; the mean only for relative effects.
        case mean(Double?, standardDeviation: Double)
        /// A ratio of two sums with the standard deviation of its linearised values.
        case ratio(Double?, standardDeviation: Double)
    }

    /// How the critical value allows for several treatment groups.
    public enum Correction: String, Sendable, Hashable, CaseIterable {
        /// Not at all.
        case none
        /// α over the number of groups.
        case bonferroni
        /// Holm's first step, which is Bonferroni's: the power to find an effect by itself.
        case holm
        /// The two-sided many-to-one critical value for these sizes.
        case dunnett
    }

    /// An effect, treatment minus control.
    public enum Effect: Sendable, Hashable {
        /// In the unit of the metric.
        case absolute(Double)
        /// As a fraction of the control's value.
        case relative(Double)
    }

    /// Whether the treatment is expected above or below the control.
    public enum Direction: String, Sendable, Hashable, CaseIterable {
        /// Above.
        case increase
        /// Below.
        case decrease
    }

    /// What is measured.
    public let metric: Metric
    /// The two-sided error probability of all comparisons together.
    public let alpha: Double
    /// How many treatment groups are compared with the control.
    public let treatments: Int
    /// How the critical value allows for several treatment groups.
    public let correction: Correction
    /// The factor of the variance: covariate, clusters and looks.
    public let varianceFactor: Double
    /// Units per cluster; 1 without clusters.
    public let clusterSize: Double
    /// Whether the test is Student's t, with the units (or clusters) of two groups less 2 as df.
    public let usesStudentT: Bool

    /// Creates a design.
    ///
    /// - Parameters:
    ///   - metric: What is measured.
    ///   - alpha: The two-sided error probability, from 1e-99 to below 1.
    ///   - treatments: How many treatment groups, 1 to 200.
    ///   - correction: How the critical value allows for several.
    ///   - covariateCorrelation: The correlation ρ of metric and covariate, between −1 and 1.
    ///   - clusterSize: Units per cluster m, at least 1.
    ///   - intraclassCorrelation: The correlation within clusters, from 0 to 1.
    ///   - inflation: The factor of a group-sequential plan on the sample size, positive.
    ///   - usesStudentT: Whether to use Student's t instead of the normal distribution.
    /// - Throws: ``StatisticsError`` naming the argument that is outside its domain.
    public init(
        metric: Metric, alpha: Double = 0.05, treatments: Int = 1,
        correction: Correction = .holm, covariateCorrelation: Double = 0,
        clusterSize: Double = 1, intraclassCorrelation: Double = 0, inflation: Double = 1,
        usesStudentT: Bool = false
    ) throws(StatisticsError) {
        func check(_ holds: Bool, _ name: String, _ value: Double) throws(StatisticsError) {
            guard holds, value.isFinite else { throw .outOfDomain(argument: name, value: value) }
        }
        switch metric {
        case .proportion(let rate): try check(rate > 0 && rate < 1, "rate", rate)
        case .mean(let mean, let deviation), .ratio(let mean, let deviation):
            try check(deviation > 0, "standard deviation", deviation)
            if let mean { try check(true, "mean", mean) }
        }
        try check(alpha >= 1e-99 && alpha < 1, "alpha", alpha)
        try check(
            (1...Dunnett.maximumCount).contains(treatments), "treatment groups", Double(treatments))
        try check(abs(covariateCorrelation) < 1, "correlation", covariateCorrelation)
        try check(clusterSize >= 1, "cluster size", clusterSize)
        try check(
            intraclassCorrelation >= 0 && intraclassCorrelation <= 1, "intraclass correlation",
            intraclassCorrelation)
        try check(inflation > 0, "inflation", inflation)
        self.metric = metric
        self.alpha = alpha
        self.treatments = treatments
        self.correction = correction
        self.clusterSize = clusterSize
        self.usesStudentT = usesStudentT
        varianceFactor =
            (1 - covariateCorrelation) * (1 + covariateCorrelation)
            * (1 + (clusterSize - 1) * intraclassCorrelation) * inflation
    }

    /// The control's value, by which relative effects are measured; nil where none was given.
    public var baseline: Double? {
        switch metric {
        case .proportion(let rate): rate
        case .mean(let mean, _), .ratio(let mean, _): mean
        }
    }

    /// The standard error of the difference if the true effect is `effect`, in the metric's unit.
    ///
    /// - Throws: ``StatisticsError`` if a rate would leave 0 to 1.
    public func standardError(
        _ effect: Double, sizes: GroupSizes
    ) throws(StatisticsError) -> Double {
        let (control, treatment) = try variances(effect)
        return (varianceFactor * (control / sizes.control + treatment / sizes.treatment))
            .squareRoot()
    }

    /// The variances of one unit's value in control and treatment.
    func variances(
        _ effect: Double
    ) throws(StatisticsError) -> (control: Double, treatment: Double) {
        switch metric {
        case .mean(_, let deviation), .ratio(_, let deviation):
            guard effect.isFinite else { throw .outOfDomain(argument: "effect", value: effect) }
            return (deviation * deviation, deviation * deviation)
        case .proportion(let rate):
            // A rate of 1 given as 1 − rate may miss it by a rounding.
            guard effect >= -rate * (1 + 1e-15), effect <= (1 - rate) * (1 + 1e-15) else {
                throw .outOfDomain(argument: "effect", value: effect)
            }
            return (rate * (1 - rate), max(0, rate + effect) * max(0, 1 - rate - effect))
        }
    }

    /// The effect in the metric's unit.
    ///
    /// - Throws: ``StatisticsError`` if a relative effect has no control's value to refer to.
    public func absolute(_ effect: Effect) throws(StatisticsError) -> Double {
        switch effect {
        case .absolute(let value): return value
        case .relative(let share):
            guard let baseline, baseline != 0 else {
                throw .outOfDomain(argument: "control value", value: baseline ?? 0)
            }
            return share * abs(baseline)
        }
    }

    /// An effect in the metric's unit as a fraction of the control's value; nil without one.
    public func relative(_ effect: Double) -> Double? {
        baseline.flatMap { $0 == 0 ? nil : effect / abs($0) }
    }

    /// The error probability of one comparison; nil for Dunnett, whose critical value says it.
    public var alphaPerComparison: Double? {
        switch correction {
        case .none: alpha
        case .bonferroni, .holm: alpha / Double(treatments)
        case .dunnett: treatments == 1 ? alpha : nil
        }
    }

    /// The test of one comparison with groups of these sizes.
    public func test(sizes: GroupSizes) throws(StatisticsError) -> PowerTest {
        let df =
            usesStudentT
            ? (sizes.control + sizes.treatment) / clusterSize - 2 : Double.infinity
        guard df >= 0.1 else { throw .outOfDomain(argument: "number of units", value: df + 2) }
        if let alpha = alphaPerComparison {
            return try PowerTest(alpha: alpha, degreesOfFreedom: df)
        }
        let loading = (sizes.treatment / (sizes.treatment + sizes.control)).squareRoot()
        let family = try Dunnett(
            loadings: [Double](repeating: loading, count: treatments),
            degreesOfFreedom: max(1, df))
        return try PowerTest(
            criticalValue: try family.criticalValue(alpha: alpha), degreesOfFreedom: df)
    }
}
