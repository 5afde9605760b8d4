// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The set of ratios that a linear test does not reject.
public enum FiellerSet: Sendable, Hashable {
    /// All ratios from low to high.
    case bounded(Interval)
    /// All ratios up to low and all from high on.
    case exclusive(Interval)
    /// Every ratio.
    case unbounded
}

/// Fieller's inversion of the linear test of a ratio of two means.
///
///     { ρ : |A − ρB| ≤ c·√(V(AA) − 2ρ·V(AB) + ρ²·V(BB)) }       g = c²·V(BB)/B²
///
/// Bounded exactly when g < 1, that is when B can be told from zero at the same critical value. At
/// ρ = 1 it is the test of the difference, so both agree.
///
/// ### Accuracy
/// Matches Golden/fieller_rel.jsonl and iroas_fieller.jsonl.
/// ### Reference
/// Fieller (1954). JRSS B 16(2), 175–185. Franz (2007). arXiv:0710.2024.
public struct Fieller: Sendable, Hashable {
    /// The numerator A.
    public let numerator: Double
    /// The denominator B, not zero.
    public let denominator: Double
    /// The variance of the numerator.
    public let numeratorVariance: Double
    /// The variance of the denominator.
    public let denominatorVariance: Double
    /// The covariance of both.
    public let covariance: Double

    /// Creates the problem of one ratio.
    public init(
        numerator: Double, denominator: Double, numeratorVariance: Double,
        denominatorVariance: Double, covariance: Double = 0
    ) {
        self.numerator = numerator
        self.denominator = denominator
        self.numeratorVariance = numeratorVariance
        self.denominatorVariance = denominatorVariance
        self.covariance = covariance
    }

    /// How far the denominator is from being told from zero; 1 and above means it is not.
    public func g(critical c: Double) -> Double {
        let share = c / denominator
        return share * denominatorVariance * share
    }

    /// The ratios not rejected at a critical value.
    public func set(critical c: Double) -> FiellerSet {
        // A power of two brings both to about 1, exactly, so that no square over- or underflows.
        guard numerator.isFinite, denominator.isFinite, denominator != 0 else { return .unbounded }
        let up = Self.scale(numerator, numeratorVariance)
        let down = Self.scale(denominator, denominatorVariance)
        let scaled = Fieller(
            numerator: numerator * up, denominator: denominator * down,
            numeratorVariance: numeratorVariance * up * up,
            denominatorVariance: denominatorVariance * down * down,
            covariance: covariance * up * down)
        let back = { (root: Double) in root * down / up }
        switch scaled.scaledSet(critical: c) {
        case .bounded(let roots):
            return .bounded(Interval(low: back(roots.low), high: back(roots.high)))
        case .exclusive(let roots):
            return .exclusive(Interval(low: back(roots.low), high: back(roots.high)))
        case .unbounded: return .unbounded
        }
    }

    /// The power of two that brings a mean and its standard error to at most about 1.
    private static func scale(_ mean: Double, _ variance: Double) -> Double {
        let size = max(abs(mean), variance.squareRoot())
        guard size > 0, size.isFinite else { return 1 }
        let exponent = min(max(Int(size.exponent), -1_000), 1_000)
        return Double(sign: .plus, exponent: -exponent, significand: 1)
    }

    private func scaledSet(critical c: Double) -> FiellerSet {
        let square = c * c
        let a = denominator * denominator - square * denominatorVariance
        let half = numerator * denominator - square * covariance
        let constant = numerator * numerator - square * numeratorVariance
        // The discriminant without subtracting the two large squares.
        let determinant =
            denominatorVariance * numeratorVariance - covariance * covariance
        let quarter =
            square
            * (denominator * denominator * numeratorVariance
                - 2 * numerator * denominator * covariance
                + numerator * numerator * denominatorVariance - square * determinant)
        guard a != 0 else { return .unbounded }
        guard quarter >= 0 else { return .unbounded }
        let q = half + (half < 0 ? -quarter.squareRoot() : quarter.squareRoot())
        let first = q / a
        let second = q == 0 ? first : constant / q
        let roots = Interval(low: first, high: second)
        return a > 0 ? .bounded(roots) : .exclusive(roots)
    }

    /// The ratios not rejected at a two-sided confidence level.
    ///
    /// - Parameters:
    ///   - confidence: The level, strictly between 0 and 1.
    ///   - degreesOfFreedom: Of Student's t; nil for normal quantiles.
    /// - Returns: The set, or why there is none.
    public func set(confidence: Double, degreesOfFreedom: Double?) -> Estimated<FiellerSet> {
        guard denominator != 0 else { return .notEstimable(.zeroDenominator) }
        return estimate { () throws(StatisticsError) in
            .estimated(
                set(
                    critical: try criticalValue(
                        degreesOfFreedom: degreesOfFreedom, confidence: confidence)))
        }
    }

    /// The ratio at which the linear statistic reaches a signed critical value.
    ///
    ///     (A − ρB)/√(V(AA) + ρ²·V(BB)) = c      for B > 0 and independent A and B
    ///
    /// - Returns: The ratio, below A/B for a positive c and above for a negative one; nil when |c| is
    ///   so large that the denominator cannot be told from zero.
    func ratio(atStatistic c: Double) -> Double? {
        guard denominator > 0, c.isFinite, g(critical: c) < 1 else { return nil }
        guard case .bounded(let roots) = set(critical: abs(c)) else { return nil }
        return c > 0 ? roots.low : roots.high
    }
}
