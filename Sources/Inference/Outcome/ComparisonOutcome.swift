// SPDX-License-Identifier: GPL-3.0-or-later

/// The name of a method as it stands in results, such as `score-skew` or `welch`.
public struct MethodID: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The name.
    public let rawValue: String

    /// Creates a method name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The name.
    public var description: String { rawValue }

    /// Skewness-corrected score, for proportions.
    public static let scoreSkew = MethodID(rawValue: "score-skew")
    /// Miettinen and Nurminen's score, for proportions.
    public static let miettinenNurminen = MethodID(rawValue: "miettinen-nurminen")
    /// Pooled z, for proportions.
    public static let pooledZ = MethodID(rawValue: "pooled-z")
    /// Newcombe's hybrid score interval, for proportions.
    public static let newcombe = MethodID(rawValue: "newcombe")
    /// Katz's logarithmic ratio, for proportions.
    public static let katz = MethodID(rawValue: "katz-log")
    /// Welch's unequal-variance t with Fieller's relative interval, for means.
    public static let welch = MethodID(rawValue: "welch")
    /// The delta-method relative interval, for means.
    public static let relativeDelta = MethodID(rawValue: "relative-delta")
    /// The delta-method relative interval on the logarithmic scale, for means.
    public static let relativeLogDelta = MethodID(rawValue: "relative-log-delta")
    /// The linearised ratio of two means, by Welch and Fieller.
    public static let deltaRatio = MethodID(rawValue: "delta-ratio")
    /// The difference of two quantiles, by the width of their order-statistic intervals.
    public static let quantile = MethodID(rawValue: "quantile")
    /// The exact conditional test of two Poisson rates.
    public static let poissonExact = MethodID(rawValue: "poisson-exact")
    /// The quasi-Poisson model, for counts.
    public static let quasiPoisson = MethodID(rawValue: "quasi-poisson")
    /// The studentised permutation test, for means and linearised ratios.
    public static let permutation = MethodID(rawValue: "permutation")
    /// Means of units in clusters, by the totals of the clusters.
    public static let cluster = MethodID(rawValue: "cluster")
    /// A look of a group-sequential test: repeated interval and p.
    public static let groupSequential = MethodID(rawValue: "group-sequential")
    /// A confidence sequence and its p-value, which hold at every moment.
    public static let alwaysValid = MethodID(rawValue: "always-valid")
}

/// A low and a high end; an end may be infinite.
public struct Interval: Sendable, Hashable {
    /// The low end.
    public var low: Double
    /// The high end.
    public var high: Double

    /// Creates an interval; the ends are put in order.
    public init(low: Double, high: Double) {
        self.low = Swift.min(low, high)
        self.high = Swift.max(low, high)
    }

    /// Whether the value lies between the ends or on one.
    public func contains(_ value: Double) -> Bool { low <= value && value <= high }

    /// Where the whole interval lies against a bar.
    public func position(against bar: Double) -> BarPosition {
        if low > bar { .above } else if high < bar { .below } else { .undecided }
    }
}

/// Where an effect lies against a bar, as far as its interval can tell.
public enum BarPosition: String, Sendable, Hashable, Codable {
    /// The whole interval lies above the bar.
    case above
    /// The whole interval lies below the bar.
    case below
    /// The interval covers the bar.
    case undecided
}

/// An effect with its interval; an end may be infinite.
public struct EffectEstimate: Sendable, Hashable {
    /// The point estimate.
    public var estimate: Double
    /// The standard error, where the method has one.
    public var standardError: Double?
    /// The low end of the interval.
    public var low: Double
    /// The high end of the interval.
    public var high: Double

    /// Creates an effect.
    public init(estimate: Double, standardError: Double? = nil, low: Double, high: Double) {
        self.estimate = estimate
        self.standardError = standardError
        self.low = low
        self.high = high
    }

    /// The two ends.
    public var interval: Interval { Interval(low: low, high: high) }
}

/// What one method says about treatment against control.
///
/// Absolute effect, relative effect and p-value come from the same method, so p < α exactly when the
/// absolute interval excludes 0, and exactly when the relative one does where it can be estimated.
public struct ComparisonOutcome: Sendable, Hashable {
    /// The method that gave the numbers.
    public let method: MethodID
    /// Treatment minus control, in the metric's unit.
    public let absolute: Estimated<EffectEstimate>
    /// Treatment over control minus one, as a fraction.
    public let relative: Estimated<EffectEstimate>
    /// The two-sided p-value of no difference.
    public let p: Estimated<Double>
    /// The degrees of freedom, where the method has them.
    public let degreesOfFreedom: Double?
    /// The test statistic, positive when treatment is higher.
    public let statistic: Double?

    /// Creates an outcome.
    public init(
        method: MethodID, absolute: Estimated<EffectEstimate>, relative: Estimated<EffectEstimate>,
        p: Estimated<Double>, degreesOfFreedom: Double? = nil, statistic: Double? = nil
    ) {
        self.method = method
        self.absolute = absolute
        self.relative = relative
        self.p = p
        self.degreesOfFreedom = degreesOfFreedom
        self.statistic = statistic
    }

    /// Creates an outcome in which nothing can be estimated.
    public init(method: MethodID, notEstimable reason: NotEstimableReason) {
        self.init(
            method: method, absolute: .notEstimable(reason), relative: .notEstimable(reason),
            p: .notEstimable(reason))
    }
}

/// What a guard says about the conditions of a method.
public enum GuardStatus: String, Sendable, Hashable, Codable {
    /// The conditions hold.
    case ok
    /// The conditions nearly hold: read with care.
    case caution
    /// The conditions do not hold.
    case unsafe
    /// There is not enough information to tell.
    case unknown
}
