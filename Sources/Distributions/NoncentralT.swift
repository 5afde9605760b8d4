// SPDX-License-Identifier: GPL-3.0-or-later
internal import CGSL

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The noncentral t distribution: Student's t when the mean is not zero, as power needs it.
///
///     P(T > t) = ∫ Φ(δ − t·s) f(s) ds        s² ~ chi-square(df)/df
///
/// Integrated on the logarithm of s around the peak of the integrand, so that both tails keep their
/// relative accuracy; series implementations stop at 1e-12 absolute and δ of about 38.
public struct NoncentralT: Sendable, Hashable {
    /// The degrees of freedom, positive.
    public let degreesOfFreedom: Double
    /// The mean of the numerator in standard deviations.
    public let noncentrality: Double

    /// Creates the distribution.
    public init(degreesOfFreedom: Double, noncentrality: Double) throws(StatisticsError) {
        try Domain.check(
            degreesOfFreedom > 0 && degreesOfFreedom.isFinite, "degrees of freedom",
            degreesOfFreedom)
        try Domain.check(noncentrality.isFinite, "noncentrality", noncentrality)
        self.degreesOfFreedom = degreesOfFreedom
        self.noncentrality = noncentrality
    }

    /// The probability of a value above `t`.
    public func upperTail(_ t: Double) throws(StatisticsError) -> Double {
        try Domain.check(t.isFinite, "t", t)
        return try integral { logNormalTail(t * $0 - noncentrality) }
    }

    /// The probability of a value at most `t`.
    public func lowerTail(_ t: Double) throws(StatisticsError) -> Double {
        try Domain.check(t.isFinite, "t", t)
        return try integral { logNormalTail(noncentrality - t * $0) }
    }

    /// log Φ(−z), finite for every finite z.
    private func logNormalTail(_ z: Double) -> Double {
        if z < 35 { return log(0.5 * erfc(z / 2.0.squareRoot())) }
        let square = 1 / (z * z)
        let series = log1p(-square * (1 - square * (3 - 15 * square)))
        return -0.5 * z * z - log(z) - 0.918_938_533_204_672_741_78 + series
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

    private func integral(_ logFactor: (Double) -> Double) throws(StatisticsError) -> Double {
        func exponent(_ u: Double) -> Double { logDensity(u) + logFactor(exp(u)) }
        let width = 1 / (2 * degreesOfFreedom).squareRoot()
        // Walk uphill from the peak of the density, with growing then shrinking steps.
        var peak = 0.0
        var step = width
        while abs(step) > 1e-3 * width {
            if exponent(peak + step) > exponent(peak) {
                peak += step
                step *= 1.5
            } else {
                step *= -0.4
            }
        }
        let top = exponent(peak)
        guard top.isFinite else { return 0 }
        func edge(_ direction: Double) -> Double {
            var distance = width / 4
            while exponent(peak + direction * distance) > top - 45 && distance < 700 {
                distance *= 1.25
            }
            return peak + direction * distance
        }
        let (low, high) = (edge(-1), edge(1))
        GSLErrorHandler.switchOff()
        guard let table = gsl_integration_glfixed_table_alloc(256) else {
            throw .noConvergence(function: "noncentral t")
        }
        defer { gsl_integration_glfixed_table_free(table) }
        var sum = 0.0
        for (a, b) in [(low, peak), (peak, high)] {
            for index in 0..<256 {
                var (point, weight) = (0.0, 0.0)
                gsl_integration_glfixed_point(a, b, index, &point, &weight, table)
                sum += weight * exp(exponent(point))
            }
        }
        return try Domain.result(min(1, sum), of: "noncentral t")
    }
}
