// SPDX-License-Identifier: GPL-3.0-or-later
internal import CRmath

/// The beta distribution.
///
/// Computed by R's mathematics library; GSL's quantile is not a number on ordinary rates, and its
/// distribution function fails near the mean for large counts. Outside the stated shapes and
/// probabilities R's quantile is not accurate either, so they are refused.
public struct Beta: Sendable, Hashable {
    /// The first shape parameter, positive: pseudo-count of successes.
    public let a: Double
    /// The second shape parameter, positive: pseudo-count of failures.
    public let b: Double

    /// The shapes that are accepted.
    public static let shapes = 0.1...1e12
    private static let smallestTail = 1e-100

    /// Creates the distribution with shapes from 0.1 to 10¹².
    public init(_ a: Double, _ b: Double) throws(StatisticsError) {
        try Domain.check(Self.shapes.contains(a), "a", a)
        try Domain.check(Self.shapes.contains(b), "b", b)
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

    /// The logarithm of the density at `x`, strictly between 0 and 1.
    ///
    /// Loader's saddle-point form, which keeps its accuracy for counts of a billion.
    public func logDensity(_ x: Double) throws(StatisticsError) -> Double {
        try Domain.check(x > 0 && x < 1, "x", x)
        return try Domain.result(dbeta(x, a, b, 1), of: "beta density")
    }

    /// The value below which lies the probability `p`, 0 or from 1e-100 to 1.
    public func quantile(_ p: Double) throws(StatisticsError) -> Double {
        try Domain.check(Self.isQuantileProbability(p), "p", p)
        return try Domain.result(qbeta(p, a, b, 1, 0), of: "beta quantile")
    }

    /// The value above which lies the probability `p`, 0 or from 1e-100 to 1.
    public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
        try Domain.check(Self.isQuantileProbability(p), "p", p)
        return try Domain.result(qbeta(p, a, b, 0, 0), of: "beta quantile")
    }

    private static func isQuantileProbability(_ p: Double) -> Bool {
        p == 0 || (p >= smallestTail && p <= 1)
    }
}
