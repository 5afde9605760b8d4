// SPDX-License-Identifier: GPL-3.0-or-later
internal import CGSL
internal import CRmath

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The standard normal distribution.
///
/// Tails are computed as tails, never as one minus the other tail, so that a p-value of 1e-300 is
/// as precise as one of 0.3.
public enum Normal {
    /// The density at a point.
    public static func density(_ z: Double) throws(StatisticsError) -> Double {
        try Domain.check(true, "z", z)
        return exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
    }

    /// The probability of a value at most `z`.
    public static func lowerTail(_ z: Double) throws(StatisticsError) -> Double {
        try Domain.check(true, "z", z)
        return Self.tail(-z)
    }

    /// The probability of a value above `z`.
    public static func upperTail(_ z: Double) throws(StatisticsError) -> Double {
        try Domain.check(true, "z", z)
        return Self.tail(z)
    }

    /// The probability of a value further from zero than `z`, on either side.
    public static func twoSidedTail(_ z: Double) throws(StatisticsError) -> Double {
        return min(1, 2 * (try upperTail(abs(z))))
    }

    /// The logarithm of the probability of a value above `z`, finite far beyond underflow.
    public static func logUpperTail(_ z: Double) throws(StatisticsError) -> Double {
        try Domain.check(true, "z", z)
        return try Domain.result(pnorm5(z, 0, 1, 0, 1), of: "normal log tail")
    }

    /// The value below which lies the probability `p`, strictly between 0 and 1.
    public static func quantile(_ p: Double) throws(StatisticsError) -> Double {
        try Domain.check(p > 0 && p < 1, "p", p)
        return try Domain.result(polished(p), of: "normal quantile")
    }

    /// The value above which lies the probability `p`, strictly between 0 and 1.
    public static func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
        -(try quantile(p))
    }

    /// erfc(z/√2)/2, with the rounding of z/√2 put right: at z = 30 it costs three digits.
    ///
    /// GSL and R give 0 beyond 37.5; this reaches the smallest double.
    private static func tail(_ z: Double) -> Double {
        let x = z / 2.0.squareRoot()
        let value = 0.5 * erfc(x)
        guard z > 1, z < 40 else { return value }
        let (whole, square) = (z * z, x * x)
        let wholeRest = (-whole).addingProduct(z, z)
        let squareRest = (-square).addingProduct(x, x)
        return value * exp(square - 0.5 * whole + (squareRest - 0.5 * wholeRest))
    }

    /// GSL's rational approximation with one Halley step on the tail function.
    private static func polished(_ p: Double) -> Double {
        GSLErrorHandler.switchOff()
        let z = p <= 0.5 ? gsl_cdf_ugaussian_Pinv(p) : gsl_cdf_ugaussian_Qinv(1 - p)
        let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
        guard density > 1e-290 else { return z }
        let error =
            p <= 0.5 ? tail(-z) - p : (1 - p) - tail(z)
        let step = error / density
        return z - step / (1 + 0.5 * z * step)
    }
}
