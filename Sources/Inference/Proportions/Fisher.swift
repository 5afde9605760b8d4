// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Fisher's exact test of two proportions, given the total of events.
///
///     X ~ Hypergeometric(x(T) + x(C), …)      two-sided: Σ P(i) over P(i) ≤ P(x)·(1 + 1e-7)
///     mid-p: Σ P(i) over P(i) < P(x)·(1 − 1e-7), plus half of Σ P(i) over the outcomes as likely as x
///
/// The tolerance makes outcomes that differ only by rounding count as equally likely. The exact p is
/// conservative; the mid-p is close to its level and stands beside the score where events are few.
///
/// - Complexity: O(√n).
///
/// ### Accuracy
/// Matches R `fisher.test` and SciPy to the tolerance in Golden/fisher_exact.jsonl.
/// ### Reference
/// Fisher (1935). Freeman, Halton (1951). Biometrika 38, 141–149. Lancaster (1961). JASA 56, 223–234.
public struct Fisher: Sendable, Hashable {
    /// The two-sided p-value.
    public let twoSided: Double
    /// The probability of at least as many events in treatment.
    public let greater: Double
    /// The probability of at most as many events in treatment.
    public let less: Double
    /// The two-sided mid-p.
    public let midTwoSided: Double
    /// The mid-p of more events in treatment.
    public let midGreater: Double
    /// The mid-p of fewer events in treatment.
    public let midLess: Double

    /// Tests treatment against control.
    public init(control: Proportion, treatment: Proportion) throws(StatisticsError) {
        let x = treatment.successes
        let distribution = try Hypergeometric(
            marked: treatment.count, unmarked: control.count,
            drawn: treatment.successes + control.successes)
        let log = try distribution.logMass(x)
        let mass = exp(log)
        if x >= distribution.mode {
            greater = min(1, mass * distribution.relativeUpperSum(from: x))
            less = min(1, 1 - greater + mass)
        } else {
            less = min(1, mass * distribution.relativeLowerSum(from: x))
            greater = min(1, 1 - less + mass)
        }
        let atMost = try Self.tails(of: distribution, logMassUpTo: log + 1e-7)
        let below = try Self.tails(of: distribution, logMassUpTo: log - 1e-7)
        twoSided = atMost
        midTwoSided = (atMost + below) / 2
        midGreater = max(0, greater - mass / 2)
        midLess = max(0, less - mass / 2)
    }

    /// The probability of all outcomes whose log mass is at most a threshold: one run in each tail.
    private static func tails(
        of distribution: Hypergeometric, logMassUpTo threshold: Double
    ) throws(StatisticsError) -> Double {
        let mode = distribution.mode
        let support = distribution.support
        if try distribution.logMass(mode) <= threshold { return 1 }
        var sum = 0.0
        if try distribution.logMass(support.lowerBound) <= threshold {
            var (inside, outside) = (support.lowerBound, mode)
            while outside - inside > 1 {
                let middle = inside + (outside - inside) / 2
                if try distribution.logMass(middle) <= threshold {
                    inside = middle
                } else {
                    outside = middle
                }
            }
            sum +=
                exp(try distribution.logMass(inside))
                * distribution.relativeLowerSum(from: inside)
        }
        if try distribution.logMass(support.upperBound) <= threshold {
            var (outside, inside) = (mode, support.upperBound)
            while inside - outside > 1 {
                let middle = outside + (inside - outside) / 2
                if try distribution.logMass(middle) <= threshold {
                    inside = middle
                } else {
                    outside = middle
                }
            }
            sum +=
                exp(try distribution.logMass(inside))
                * distribution.relativeUpperSum(from: inside)
        }
        return min(1, sum)
    }
}
