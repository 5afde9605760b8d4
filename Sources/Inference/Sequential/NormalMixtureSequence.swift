// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A confidence sequence: an interval and a p-value that hold at every moment at once.
///
/// The likelihood ratio of an effect drawn from N(0, 1/ρ) against none, at information v = 1/variance
/// and Z = difference/√variance:
///
///     ln Λ = −½·ln(1 + v/ρ) + ½·Z²·v/(v + ρ)       p = min(1, 1/Λ)
///     |Z| ≤ c(v) = √{(1 + ρ/v)·ln((v + ρ)/(ρα²))}    interval = difference ± c(v)·√variance
///
/// With no effect the chance that p ever falls below α is at most α, whatever makes one stop looking.
/// Large samples: the variance is an estimate. The mixture ρ must be fixed before the first look; it
/// makes the interval narrowest at one amount of information. The same sequence goes by the names of
/// mixture sequential probability ratio test (τ² = 1/ρ), normal mixture boundary and asymptotic
/// confidence sequence.
///
/// Information may be counted in any unit that grows in proportion to 1/variance. With the size as the
/// clock and a variance of 1 per unit it is the *effective* size 1/(1/n(C) + 1/n(T)), which is the
/// information of a difference of two means, and **not** n(C) + n(T). For 5,000 beside 95,000 the
/// effective size is 4,750: tuned on 100,000 the sequence would be made for twenty times the
/// information there will ever be, and the interval would be wider than need be at every look.
///
/// ### Accuracy
/// Matches Golden/msprt.jsonl, always_valid_p_sequence.jsonl, asymptotic_cs.jsonl and
/// normal_mixture_boundary.jsonl.
/// ### Reference
/// Robbins (1970). Ann Math Stat 41(5), 1397–1409. <https://doi.org/10.1214/aoms/1177696786>
/// Howard, Ramdas, McAuliffe, Sekhon (2021). Ann Stat 49(2), 1055–1080.
/// <https://doi.org/10.1214/20-AOS1991> Waudby-Smith et al. (2024). Ann Stat 52(6), 2613–2640.
public struct NormalMixtureSequence: Sendable, Hashable {
    /// The error probability over all moments.
    public let alpha: Double
    /// The mixture ρ, in units of information; the inverse of the variance τ² of the mixture.
    public let mixture: Double

    /// Creates a sequence with a given mixture.
    ///
    /// - Throws: ``StatisticsError`` unless α lies strictly between 0 and 1 and ρ is positive.
    public init(alpha: Double = 0.05, mixture: Double) throws(StatisticsError) {
        guard alpha > 0, alpha < 1 else { throw .outOfDomain(argument: "alpha", value: alpha) }
        guard mixture > 0, mixture.isFinite else {
            throw .outOfDomain(argument: "mixture", value: mixture)
        }
        self.alpha = alpha
        self.mixture = mixture
    }

    /// Creates a sequence from the variance τ² of the effects it is made for.
    public init(alpha: Double = 0.05, tauSquared: Double) throws(StatisticsError) {
        guard tauSquared > 0, tauSquared.isFinite else {
            throw .outOfDomain(argument: "tau squared", value: tauSquared)
        }
        try self.init(alpha: alpha, mixture: 1 / tauSquared)
    }

    /// Creates the sequence that is narrowest at a planned amount of information.
    ///
    ///     ρ = v*/(2·ln(1/α) + ln(1 + 2·ln(1/α)))
    ///
    /// - Parameters:
    ///   - alpha: The error probability over all moments.
    ///   - planned: The information v* planned for the end: 1/variance of the difference, or
    ///     ``effectiveSize(control:treatment:)`` where the clock is the size and the variance 1.
    ///   - tuningAlpha: The error probability to tune for, where it is another one.
    /// - Throws: ``StatisticsError`` if an argument is outside its domain.
    public init(
        alpha: Double = 0.05, plannedInformation planned: Double, tuningAlpha: Double? = nil
    ) throws(StatisticsError) {
        guard planned > 0, planned.isFinite else {
            throw .outOfDomain(argument: "planned information", value: planned)
        }
        let tuning = tuningAlpha ?? alpha
        guard tuning > 0, tuning < 1 else {
            throw .outOfDomain(argument: "tuning alpha", value: tuning)
        }
        let twice = -2 * log(tuning)
        try self.init(alpha: alpha, mixture: planned / (twice + log1p(twice)))
    }

    /// The information about a difference of two means whose values have a variance of 1.
    ///
    /// 1/(1/n(C) + 1/n(T)): half of one group where both are equal, little more than a quarter of a
    /// hundredth less than the smaller group where the other is far larger.
    ///
    /// - Returns: The effective size; 0 where a group is empty.
    public static func effectiveSize(control: Int, treatment: Int) -> Double {
        guard control > 0, treatment > 0 else { return 0 }
        return 1 / (1 / Double(control) + 1 / Double(treatment))
    }

    /// The variance τ² of the mixture.
    public var tauSquared: Double { 1 / mixture }

    // MARK: on the scale of Z

    /// The value that |Z| must exceed at an amount of information; infinite without any.
    public func criticalValue(at information: Double) -> Double {
        guard information > 0 else { return .infinity }
        let growth = log1p(information / mixture) - 2 * log(alpha)
        return ((1 + mixture / information) * growth).squareRoot()
    }

    /// ln Λ of a Z-value at an amount of information.
    public func logLikelihoodRatio(z: Double, at information: Double) -> Double {
        guard information > 0 else { return 0 }
        return 0.5 * (z * z / (1 + mixture / information) - log1p(information / mixture))
    }

    /// The always-valid p-value of a Z-value at an amount of information.
    public func p(z: Double, at information: Double) -> Double {
        min(1, exp(-logLikelihoodRatio(z: z, at: information)))
    }

    // MARK: on the scale of the difference

    /// ln Λ of a difference with its variance.
    public func logLikelihoodRatio(difference: Double, variance: Double) -> Double {
        logLikelihoodRatio(z: difference / variance.squareRoot(), at: 1 / variance)
    }

    /// The always-valid p-value of a difference with its variance.
    public func p(difference: Double, variance: Double) -> Double {
        min(1, exp(-logLikelihoodRatio(difference: difference, variance: variance)))
    }

    /// Half the width of the interval of a difference with a given variance.
    public func halfWidth(variance: Double) -> Double {
        criticalValue(at: 1 / variance) * variance.squareRoot()
    }

    /// The interval of a difference with its variance.
    public func interval(difference: Double, variance: Double) -> Interval {
        let half = halfWidth(variance: variance)
        return Interval(low: difference - half, high: difference + half)
    }

    /// The p-values over several looks: at each, the smallest so far.
    public static func runningMinimum(_ p: [Double]) -> [Double] {
        var smallest = 1.0
        return p.map {
            smallest = min(smallest, $0)
            return smallest
        }
    }

    // MARK: on the scale of the score

    /// The bound of |S| for a score S = Z·√v.
    public func boundary(at information: Double) -> Double {
        criticalValue(at: information) * information.squareRoot()
    }

    /// The bound that S stays below where only high values count.
    ///
    /// The mixture is that of positive effects, half of a normal distribution:
    /// ½·ln(4ρ/(v + ρ)) + S²/(2(v + ρ)) + ln Φ(S/√(v + ρ)) = ln(1/α).
    public func oneSidedBoundary(at information: Double) throws(StatisticsError) -> Double {
        guard information > 0, information.isFinite else {
            throw .outOfDomain(argument: "information", value: information)
        }
        let spread = (information + mixture).squareRoot()
        let offset = 0.5 * log(4 * mixture / (information + mixture)) + log(alpha)
        // In units of √(v + ρ); the two-sided bound is never below the root.
        let highest = (log1p(information / mixture) - 2 * log(alpha)).squareRoot()
        let root = try BrentRoot.find(from: 0, to: highest * (1 + 1e-12)) { x in
            offset + 0.5 * x * x + ((try? Normal.logUpperTail(-x)) ?? .nan)
        }
        return root * spread
    }
}
