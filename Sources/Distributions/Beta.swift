// SPDX-License-Identifier: GPL-3.0-or-later
internal import CRmath

/// The beta distribution.
///
/// Computed by R's mathematics library; GSL's quantile is not a number on ordinary rates, and its
/// distribution function fails near the mean for large counts.
public struct Beta: Sendable, Hashable {
    /// The first shape parameter, positive: pseudo-count of successes.
    public let a: Double
    /// The second shape parameter, positive: pseudo-count of failures.
    public let b: Double

    /// Creates the distribution with positive, finite shapes.
    public init(_ a: Double, _ b: Double) throws(StatisticsError) {
        try Domain.check(a > 0 && a.isFinite, "a", a)
        try Domain.check(b > 0 && b.isFinite, "b", b)
        self.a = a
        self.b = b
    }

    /// The probability of a value at most `x`, between 0 and 1.
    public func lowerTail(_ x: Double) throws(StatisticsError) -> Double {
        try Domain.check(x >= 0 && x <= 1, "x", x)
        return try Domain.result(pbeta(x, a, b, 1, 0), of: "beta cdf")
    }

    /// The probability of a value above `x`, between 0 and 1.
    public func upperTail(_ x: Double) throws(StatisticsError) -> Double {
        try Domain.check(x >= 0 && x <= 1, "x", x)
        return try Domain.result(pbeta(x, a, b, 0, 0), of: "beta tail")
    }

    /// The value below which lies the probability `p`, between 0 and 1.
    public func quantile(_ p: Double) throws(StatisticsError) -> Double {
        try Domain.check(p >= 0 && p <= 1, "p", p)
        return try Domain.result(qbeta(p, a, b, 1, 0), of: "beta quantile")
    }

    /// The value above which lies the probability `p`, between 0 and 1.
    public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
        try Domain.check(p >= 0 && p <= 1, "p", p)
        return try Domain.result(qbeta(p, a, b, 0, 0), of: "beta quantile")
    }
}
