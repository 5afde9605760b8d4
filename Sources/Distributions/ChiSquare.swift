// SPDX-License-Identifier: GPL-3.0-or-later
internal import CGSL

/// The chi-square distribution.
public struct ChiSquare: Sendable, Hashable {
    /// The degrees of freedom, positive.
    public let degreesOfFreedom: Double

    /// Creates the distribution with positive, finite degrees of freedom.
    public init(degreesOfFreedom: Double) throws(StatisticsError) {
        try Domain.check(
            degreesOfFreedom > 0 && degreesOfFreedom.isFinite, "degrees of freedom",
            degreesOfFreedom)
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The probability of a value at most `x`, which is not negative.
    public func lowerTail(_ x: Double) throws(StatisticsError) -> Double {
        try Domain.check(x >= 0, "x", x)
        if x.isInfinite { return 1 }
        GSLErrorHandler.switchOff()
        return try Domain.result(gsl_cdf_chisq_P(x, degreesOfFreedom), of: "chi-square cdf")
    }

    /// The probability of a value above `x`, which is not negative.
    public func upperTail(_ x: Double) throws(StatisticsError) -> Double {
        try Domain.check(x >= 0, "x", x)
        if x.isInfinite { return 0 }
        GSLErrorHandler.switchOff()
        return try Domain.result(gsl_cdf_chisq_Q(x, degreesOfFreedom), of: "chi-square tail")
    }

    /// The value above which lies the probability `p`, strictly between 0 and 1.
    public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
        try Domain.check(p > 0 && p < 1, "p", p)
        GSLErrorHandler.switchOff()
        return try Domain.result(gsl_cdf_chisq_Qinv(p, degreesOfFreedom), of: "chi-square quantile")
    }
}
