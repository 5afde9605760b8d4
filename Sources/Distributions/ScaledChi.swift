// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The root of chi-square over its degrees of freedom: a standard deviation estimated where the true
/// one is 1.
///
///     s² ~ chi-square(df)/df
///
/// Means over s turn a statement about the normal distribution into one about Student's t.
public struct ScaledChi: Sendable, Hashable {
    private static let maximumSteps = 1_000

    /// The degrees of freedom, at least 0.1.
    public let degreesOfFreedom: Double

    /// Creates the distribution; below 0.1 degrees of freedom the integral is not exact enough.
    public init(degreesOfFreedom: Double) throws(StatisticsError) {
        try Domain.check(
            degreesOfFreedom >= 0.1 && degreesOfFreedom.isFinite, "degrees of freedom",
            degreesOfFreedom)
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The mean of a positive function of s.
    ///
    /// Integrated on the logarithm of s around the peak of the integrand, so that a tail probability
    /// of 1e-200 keeps its relative accuracy.
    ///
    /// - Parameters:
    ///   - size: Points on each side of the peak.
    ///   - start: A second point from which to look for the peak.
    ///   - guide: The logarithm of a cheap function that is about as large as `logFunction`.
    ///   - logFunction: The logarithm of the function.
    /// - Returns: The mean.
    /// - Throws: ``StatisticsError`` if the function is not a number somewhere.
    public func mean(
        _ size: GaussLegendre.Size, startingAt start: Double = 1,
        guidedBy guide: (Double) -> Double, of logFunction: (Double) -> Double
    ) throws(StatisticsError) -> Double {
        func exponent(_ u: Double) -> Double { logDensity(u) + guide(exp(u)) }
        let width = 1 / (2 * degreesOfFreedom).squareRoot()
        let other = log(start)
        // Walk uphill from the better start, with growing then shrinking steps.
        var peak = !other.isFinite || exponent(0) >= exponent(other) ? 0 : other
        var step = width
        for _ in 0..<Self.maximumSteps where abs(step) > 1e-3 * width {
            if exponent(peak + step) > exponent(peak) {
                peak += step
                step *= 1.5
            } else {
                step *= -0.4
            }
        }
        let top = exponent(peak)
        guard !top.isNaN else { throw .noConvergence(function: "mean over chi") }
        guard top.isFinite else { return 0 }
        func edge(_ direction: Double) -> Double {
            var distance = width / 4
            while exponent(peak + direction * distance) > top - 45 && distance < 700 {
                distance *= 1.25
            }
            return peak + direction * distance
        }
        let sum = try GaussLegendre(size).integrate(over: [edge(-1), peak, edge(1)]) {
            exp(logDensity($0) + logFunction(exp($0)))
        }
        return try Domain.result(sum, of: "mean over chi")
    }

    /// The logarithm of the density of u = log s.
    private func logDensity(_ u: Double) -> Double {
        let half = degreesOfFreedom / 2
        let correction: Double
        if half < 30 {
            correction = lgamma(half) - ((half - 0.5) * log(half) - half + 0.5 * log(2 * .pi))
        } else {
            let square = 1 / (half * half)
            correction = (1.0 / 12 - square * (1.0 / 360 - square / 1260)) / half
        }
        return log(2) + 0.5 * log(degreesOfFreedom / (4 * .pi)) - correction
            + degreesOfFreedom * (u - 0.5 * expm1(2 * u))
    }
}
