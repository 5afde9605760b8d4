// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The chance that two comparisons with one treatment group both find their effect.
///
///     P(Z₁ > a, Z₂ > b) = ∫ from a of φ(z)·Φ((ρz − b)/√(1 − ρ²)) dz
///     a = −Φ⁻¹(chance₁)     b = −Φ⁻¹(chance₂)     ρ = v(T)/(se₁·se₂)
///
/// The noise of the treatment group is in both differences, so they succeed together more often than
/// two independent tests would, and never more often than the less likely of them.
///
/// ### Accuracy
/// Within 1e-9 of the orthant probability ¼ + asin(ρ)/2π at chances of a half, for ρ up to 0.99.
public enum JointChance {
    /// The chance that both succeed.
    ///
    /// - Parameters:
    ///   - first: The chance of one comparison by itself, from 0 to 1.
    ///   - second: The chance of the other.
    ///   - correlation: The correlation of the two statistics, from 0 to 1.
    /// - Returns: The chance of both.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public static func both(
        _ first: Double, _ second: Double, correlation: Double
    ) throws(StatisticsError) -> Double {
        for chance in [first, second] where !(chance >= 0 && chance <= 1) {
            throw .outOfDomain(argument: "chance", value: chance)
        }
        guard correlation >= 0, correlation <= 1 else {
            throw .outOfDomain(argument: "correlation", value: correlation)
        }
        if min(first, second) < 1e-15 { return 0 }
        if max(first, second) > 1 - 1e-15 || correlation > 1 - 1e-9 { return min(first, second) }
        let a = -(try Normal.quantile(first))
        let b = -(try Normal.quantile(second))
        let rest = ((1 - correlation) * (1 + correlation)).squareRoot()
        // Panels of a quarter, and narrower ones around the place where the second factor rises.
        let end = max(a, 0) + 9.5
        var edges = [a]
        let center = correlation > 0 ? b / correlation : Double.infinity
        while let last = edges.last, last < end {
            let near = max(rest, abs(last - center) / 2)
            edges.append(min(end, last + min(0.25, near)))
        }
        let rule = try GaussLegendre(.panel)
        let root2 = 2.0.squareRoot()
        let sum = rule.integrate(over: edges) { z in
            exp(-0.5 * z * z) * 0.5 * erfc((b - correlation * z) / (rest * root2))
        }
        return min(first, second, sum / (2 * Double.pi).squareRoot())
    }
}
