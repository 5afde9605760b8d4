// SPDX-License-Identifier: GPL-3.0-or-later

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
        return try mean(at: t) { logNormalTail(t * $0 - noncentrality) }
    }

    /// The probability of a value at most `t`.
    public func lowerTail(_ t: Double) throws(StatisticsError) -> Double {
        try Domain.check(t.isFinite, "t", t)
        if let z = limit(t) { return try Normal.lowerTail(z) }
        return try mean(at: t) { logNormalTail(noncentrality - t * $0) }
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

    /// The mean over s, sought from the s where δ and t·s balance too, if they can.
    private func mean(
        at t: Double, _ logTail: (Double) -> Double
    ) throws(StatisticsError) -> Double {
        let scale = try ScaledChi(degreesOfFreedom: degreesOfFreedom)
        return min(
            1,
            try scale.mean(
                .fine, startingAt: noncentrality / t, guidedBy: logTail, of: logTail))
    }

    /// log Φ(−z), finite for every finite z.
    private func logNormalTail(_ z: Double) -> Double {
        if z < 35 { return log(0.5 * erfc(z / 2.0.squareRoot())) }
        let square = 1 / (z * z)
        let series = log1p(-square * (1 - square * (3 - 15 * square)))
        return -0.5 * z * z - log(z) - 0.918_938_533_204_672_741_78 + series
    }
}
