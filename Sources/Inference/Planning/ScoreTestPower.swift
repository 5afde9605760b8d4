// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// The chance that the skewness-corrected score test of two rates finds a difference.
///
///     chance = Φ((|q − p| − c·s₀)/s₁)
///     s₀² = F·r(1 − r)(1/n(T) + 1/n(C))        r = pooled rate
///     s₁² = F·[p(1 − p)/n(C) + q(1 − q)/n(T)]
///     c = z ± γ(z² − 1)/6       γ = r(1 − r)(1 − 2r)(1/n(T)² − 1/n(C)²)/s₀³
///
/// The test judges a difference by the pooled rate, the difference itself varies with the rate of
/// each group, and a small control group leans to one side: increases and decreases of one size are
/// not found equally often. Only the side on which the effect lies counts.
///
/// ### Accuracy
/// Within 0.003 of the chances seen in 400,000 drawn campaigns at rates from 0.5% to 3%.
/// ### Reference
/// Fleiss, Levin, Paik (2003). Statistical Methods for Rates and Proportions. Hall (1992). The
/// Bootstrap and Edgeworth Expansion (the skewness term).
public struct ScoreTestPower: Sendable, Hashable {
    /// The two-sided critical value z of one comparison.
    public let criticalValue: Double
    /// The factor F of the variance, as for looks along the way.
    public let inflation: Double

    /// Creates the test.
    ///
    /// - Throws: ``StatisticsError`` unless both are positive and finite.
    public init(criticalValue: Double, inflation: Double = 1) throws(StatisticsError) {
        guard criticalValue > 0, criticalValue.isFinite else {
            throw .outOfDomain(argument: "critical value", value: criticalValue)
        }
        guard inflation > 0, inflation.isFinite else {
            throw .outOfDomain(argument: "inflation", value: inflation)
        }
        self.criticalValue = criticalValue
        self.inflation = inflation
    }

    /// The chance to find a difference, on the side on which it lies.
    ///
    /// - Parameters:
    ///   - p: The rate of the control, strictly between 0 and 1.
    ///   - q: The rate of the treatment, from 0 to 1.
    ///   - sizes: The sizes of the groups.
    /// - Returns: The chance, from 0 to 1.
    /// - Throws: ``StatisticsError`` if a rate is outside its domain.
    public func chance(
        control p: Double, treatment q: Double, sizes: GroupSizes
    ) throws(StatisticsError) -> Double {
        try chance(p, q, sizes, times: 1)
    }

    /// How many times the groups must be as large to find a difference with a given chance.
    ///
    /// - Parameters:
    ///   - chance: The chance to find it, strictly between 0 and 1.
    ///   - p: The rate of the control, strictly between 0 and 1.
    ///   - q: The rate of the treatment, from 0 to 1 and different from it.
    ///   - sizes: The sizes of the groups, whose ratio stays.
    /// - Returns: The factor, below 1 where smaller groups are enough.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain or no size is enough.
    public func factor(
        chance: Double, control p: Double, treatment q: Double, sizes: GroupSizes
    ) throws(StatisticsError) -> Double {
        guard chance > 0, chance < 1 else { throw .outOfDomain(argument: "power", value: chance) }
        guard p != q else { throw .outOfDomain(argument: "treatment rate", value: q) }
        func excess(_ factor: Double) throws(StatisticsError) -> Double {
            try self.chance(p, q, sizes, times: factor) - chance
        }
        let least = 1e-9
        guard try excess(least) < 0 else { return least }
        var high = 1.0
        while try excess(high) < 0 {
            high *= 2
            guard high < 1e18 else { throw .noConvergence(function: "sample size") }
        }
        return try PowerSearch.root(from: least, to: high, excess)
    }

    private func chance(
        _ p: Double, _ q: Double, _ sizes: GroupSizes, times factor: Double
    ) throws(StatisticsError) -> Double {
        guard p > 0, p < 1 else { throw .outOfDomain(argument: "control rate", value: p) }
        guard q >= 0, q <= 1 else { throw .outOfDomain(argument: "treatment rate", value: q) }
        let (m, n) = (sizes.control * factor, sizes.treatment * factor)
        let pooled = p * (m / (m + n)) + q * (n / (m + n))
        let spread = pooled * (1 - pooled)
        let null = (spread * (1 / n + 1 / m)).squareRoot()
        let own = (p * (1 - p) / m + q * (1 - q) / n).squareRoot()
        let third = spread * (1 - 2 * pooled) * (1 / n - 1 / m) * (1 / n + 1 / m)
        let (z, sign) = (criticalValue, q < p ? -1.0 : 1)
        let lean = sign * (third / (null * null * null)) * (z * z - 1) / 6
        // The expansion is about small leanings; no group so small makes the test a free gift.
        let critical = z + max(-z / 2, min(z / 2, lean))
        let scale = inflation.squareRoot()
        return try Normal.upperTail((critical * null - abs(q - p) / scale) / own)
    }
}
