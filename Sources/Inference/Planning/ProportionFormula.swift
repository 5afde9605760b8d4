// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The textbook formulas of power and sample size for two proportions, each by its name.
///
///     unpooled     n = (z(α/2) + z(β))²·[p(C)q(C) + p(T)q(T)/r]/d²
///     pooledNull   n = [z(α/2)·√(p̄q̄(1 + 1/r)) + z(β)·√(p(C)q(C) + p(T)q(T)/r)]²/d²      Fleiss
///     arcsine      n = (z(α/2) + z(β))²·(1 + 1/r)/h²      h = 2·asin √p(T) − 2·asin √p(C)
///
/// They differ by several percent where the rates do. Sizes leave out the chance to reject on the
/// wrong side, as the textbooks do; powers count it. ``PowerDesign`` is the unpooled form with both
/// tails throughout.
///
/// ### Accuracy
/// Matches R `power.prop.test` (pooledNull) and `pwr` (arcsine) to the tolerance in
/// Golden/power_proportions_n.jsonl and power_proportions_power.jsonl.
/// ### Reference
/// Fleiss, Levin, Paik (2003). Statistical Methods for Rates and Proportions. Cohen (1988).
public enum ProportionFormula: String, Sendable, Hashable, CaseIterable {
    /// Both errors by the variances of the two rates.
    case unpooled
    /// The error of the first kind by the variance of the mean rate.
    case pooledNull = "pooled_null"
    /// On the scale on which the variance does not depend on the rate.
    case arcsine

    /// Cohen's h, the difference of two rates on the arcsine scale.
    public static func cohenH(control p: Double, treatment q: Double) -> Double {
        let spread = (q * (1 - p)).squareRoot() + (p * (1 - q)).squareRoot()
        return spread > 0 ? 2 * asin(max(-1, min(1, (q - p) / spread))) : 0
    }

    /// The size of the control group, as a real number.
    ///
    /// - Parameters:
    ///   - p: The rate of the control, from 0 to 1.
    ///   - q: The rate of the treatment, different from it.
    ///   - alpha: The two-sided error probability.
    ///   - power: The chance to find the difference.
    ///   - ratio: Treatment units per control unit.
    /// - Returns: The size.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public func controlSize(
        control p: Double, treatment q: Double, alpha: Double, power: Double, ratio: Double = 1
    ) throws(StatisticsError) -> Double {
        try Self.check(p, q)
        guard p != q else { throw .outOfDomain(argument: "treatment rate", value: q) }
        guard ratio > 0, ratio.isFinite else { throw .outOfDomain(argument: "ratio", value: ratio) }
        let (z, y) = (try Normal.upperQuantile(alpha / 2), try Normal.quantile(power))
        let difference = q - p
        let own = p * (1 - p) + q * (1 - q) / ratio
        let sum: Double
        switch self {
        case .unpooled: sum = (z + y) * own.squareRoot() / difference
        case .pooledNull:
            let mean = (p + ratio * q) / (1 + ratio)
            sum =
                (z * (mean * (1 - mean) * (1 + 1 / ratio)).squareRoot() + y * own.squareRoot())
                / difference
        case .arcsine:
            sum = (z + y) * (1 + 1 / ratio).squareRoot() / Self.cohenH(control: p, treatment: q)
        }
        return sum * sum
    }

    /// The chance to find a difference, on the right side and on the wrong one.
    ///
    /// - Parameters:
    ///   - p: The rate of the control, from 0 to 1.
    ///   - q: The rate of the treatment.
    ///   - alpha: The two-sided error probability.
    ///   - sizes: The sizes of the groups.
    /// - Returns: Both tails; nil where the rates have no spread to judge the difference by.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public func power(
        control p: Double, treatment q: Double, alpha: Double, sizes: GroupSizes
    ) throws(StatisticsError) -> (right: Double, wrong: Double)? {
        try Self.check(p, q)
        let z = try Normal.upperQuantile(alpha / 2)
        let (n, m) = (sizes.treatment, sizes.control)
        let own = (p * (1 - p) / m + q * (1 - q) / n).squareRoot()
        let difference = abs(q - p)
        let (critical, delta): (Double, Double)
        switch self {
        case .unpooled: (critical, delta) = (z, difference / own)
        case .pooledNull:
            let mean = q * (n / (n + m)) + p * (m / (n + m))
            let null = (mean * (1 - mean) * (1 / n + 1 / m)).squareRoot()
            (critical, delta) = (z * (null / own), difference / own)
        case .arcsine:
            let h = abs(Self.cohenH(control: p, treatment: q))
            (critical, delta) = (z, h / (1 / n + 1 / m).squareRoot())
        }
        guard critical.isFinite, delta.isFinite else { return nil }
        return (
            try Normal.upperTail(critical - delta), try Normal.upperTail(critical + delta)
        )
    }

    private static func check(_ p: Double, _ q: Double) throws(StatisticsError) {
        guard p >= 0, p <= 1 else { throw .outOfDomain(argument: "control rate", value: p) }
        guard q >= 0, q <= 1 else { throw .outOfDomain(argument: "treatment rate", value: q) }
    }
}
