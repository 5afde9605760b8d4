// SPDX-License-Identifier: GPL-3.0-or-later
internal import CRmath

/// Student's t distribution with real-valued degrees of freedom.
///
/// Computed by R's mathematics library; GSL loses up to seven digits in the tail between 30 and
/// 500 degrees of freedom.
///
/// ### Reference
/// Student (1908). Biometrika 6(1), 1–25. <https://doi.org/10.1093/biomet/6.1.1>
public struct StudentT: Sendable, Hashable {
    /// The degrees of freedom, positive and possibly infinite (the normal distribution).
    public let degreesOfFreedom: Double

    /// Creates the distribution with positive degrees of freedom.
    public init(degreesOfFreedom: Double) throws(StatisticsError) {
        try Domain.check(degreesOfFreedom > 0, "degrees of freedom", degreesOfFreedom)
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// From 1e20 on no double can tell the distribution from the normal one.
    private var effective: Double { degreesOfFreedom < 1e20 ? degreesOfFreedom : .infinity }

    /// The probability of a value at most `t`.
    public func lowerTail(_ t: Double) throws(StatisticsError) -> Double {
        try Domain.check(true, "t", t)
        return try Domain.result(pt(t, effective, 1, 0), of: "t cdf")
    }

    /// The probability of a value above `t`.
    public func upperTail(_ t: Double) throws(StatisticsError) -> Double {
        try Domain.check(true, "t", t)
        return try Domain.result(pt(t, effective, 0, 0), of: "t tail")
    }

    /// The probability of a value further from zero than `t`, on either side.
    public func twoSidedTail(_ t: Double) throws(StatisticsError) -> Double {
        min(1, 2 * (try upperTail(abs(t))))
    }

    /// The logarithm of the probability of a value above `t`.
    public func logUpperTail(_ t: Double) throws(StatisticsError) -> Double {
        try Domain.check(true, "t", t)
        return try Domain.result(pt(t, effective, 0, 1), of: "t log tail")
    }

    /// The value below which lies the probability `p`, strictly between 0 and 1.
    public func quantile(_ p: Double) throws(StatisticsError) -> Double {
        try Domain.check(p > 0 && p < 1, "p", p)
        return try Domain.result(qt(p, effective, 1, 0), of: "t quantile")
    }

    /// The value above which lies the probability `p`, strictly between 0 and 1.
    public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
        try Domain.check(p > 0 && p < 1, "p", p)
        return try Domain.result(qt(p, effective, 0, 0), of: "t quantile")
    }
}
