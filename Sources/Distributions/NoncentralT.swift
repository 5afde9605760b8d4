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
/// relative accuracy; series implementations stop at 1e-12 absolute and δ of about 38. From 1e10
/// degrees of freedom on, where s is 1 to five digits or more, the normal limit takes its place:
///
///     P(T > t) ≈ Φ(−(t(1 − 1/(4·df)) − δ)/√(1 + t²/(2·df)))        Abramowitz, Stegun (1964), 26.7.10
public struct NoncentralT: Sendable, Hashable {
    private static let normalLimit = 1e10
    private static let maximumSteps = 1_000

    /// The degrees of freedom, at least 0.1.
    public let degreesOfFreedom: Double
    /// The mean of the numerator in standard deviations.
    public let noncentrality: Double

    /// Creates the distribution; below 0.1 degrees of freedom the integral is not exact enough.
    public init(degreesOfFreedom: Double, noncentrality: Double) throws(StatisticsError) {
        try Domain.check(
            degreesOfFreedom >= 0.1 && degreesOfFreedom.isFinite, "degrees of freedom",
            degreesOfFreedom)
        try Domain.check(noncentrality.isFinite, "noncentrality", noncentrality)
        self.degreesOfFreedom = degreesOfFreedom
        self.noncentrality = noncentrality
    }

    /// The probability of a value above `t`.
    public func upperTail(_ t: Double) throws(StatisticsError) -> Double {
        try Domain.check(t.isFinite, "t", t)
        if let z = limit(t) { return try Normal.upperTail(z) }
        return try integral(from: start(t)) { logNormalTail(t * $0 - noncentrality) }
    }

    /// The probability of a value at most `t`.
    public func lowerTail(_ t: Double) throws(StatisticsError) -> Double {
        try Domain.check(t.isFinite, "t", t)
        if let z = limit(t) { return try Normal.lowerTail(z) }
        return try integral(from: start(t)) { logNormalTail(noncentrality - t * $0) }
    }

    /// The normal score of `t` where the degrees of freedom are nearly infinite.
    private func limit(_ t: Double) -> Double? {
        guard degreesOfFreedom >= Self.normalLimit else { return nil }
        let size = t / (2 * degreesOfFreedom).squareRoot()
        if abs(size) < 1 {
            return (t * (1 - 0.25 / degreesOfFreedom) - noncentrality)
                / (1 + size * size).squareRoot()
        }
        // The same over √(1 + size²), part by part, so that nothing overflows.
        let root = hypot(1, size)
        return t / root - noncentrality / root
    }

    /// log s where δ and t·s balance, if they can.
    private func start(_ t: Double) -> Double {
        let balance = log(noncentrality / t)
        return balance.isFinite ? balance : 0
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

    private func integral(
        from balance: Double, _ logFactor: (Double) -> Double
    ) throws(StatisticsError) -> Double {
        func exponent(_ u: Double) -> Double { logDensity(u) + logFactor(exp(u)) }
        let width = 1 / (2 * degreesOfFreedom).squareRoot()
        // Walk uphill from the peak of the density, with growing then shrinking steps.
        var peak = exponent(0) >= exponent(balance) ? 0 : balance
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
        guard !top.isNaN else { throw .noConvergence(function: "noncentral t") }
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
