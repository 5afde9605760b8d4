// SPDX-License-Identifier: GPL-3.0-or-later
internal import CRmath

/// The number of successes of independent trials.
///
/// The mass is Loader's saddle-point form (through R's mathematics library), which keeps its
/// relative accuracy for billions of trials.
///
/// ### Reference
/// Loader, C. (2000). Fast and accurate computation of binomial probabilities.
public struct Binomial: Sendable, Hashable {
    /// How many trials.
    public let trials: Int
    /// The probability of a success, strictly between 0 and 1.
    public let probability: Double

    /// Creates the distribution of at most 2⁵² trials.
    public init(trials: Int, probability: Double) throws(StatisticsError) {
        try Domain.check(trials >= 0 && trials <= 1 << 52, "trials", Double(trials))
        try Domain.check(probability > 0 && probability < 1, "probability", probability)
        self.trials = trials
        self.probability = probability
    }

    /// The most probable number of successes.
    public var mode: Int { min(trials, Int(Double(trials + 1) * probability)) }

    /// The natural logarithm of the probability of exactly `k` successes, minus infinity where that
    /// cannot be.
    public func logMass(_ k: Int) throws(StatisticsError) -> Double {
        guard k >= 0, k <= trials else { return -.infinity }
        return try Domain.result(
            dbinom(Double(k), Double(trials), probability, 1), of: "binomial mass")
    }

    /// The probability of at most `k` successes.
    public func lowerTail(_ k: Int) throws(StatisticsError) -> Double {
        guard k >= 0 else { return 0 }
        guard k < trials else { return 1 }
        return try Domain.result(
            pbinom(Double(k), Double(trials), probability, 1, 0), of: "binomial cdf")
    }

    /// The probability of at least `k` successes.
    public func upperTail(from k: Int) throws(StatisticsError) -> Double {
        guard k > 0 else { return 1 }
        guard k <= trials else { return 0 }
        return try Domain.result(
            pbinom(Double(k - 1), Double(trials), probability, 0, 0), of: "binomial tail")
    }

    /// The probability of all outcomes that are at most as likely as `k`.
    ///
    /// The relative tolerance of 1e-7 makes outcomes that differ only by rounding equally likely.
    ///
    /// - Complexity: O(log trials).
    public func twoSidedTail(_ k: Int) throws(StatisticsError) -> Double {
        let threshold = try logMass(k) + 1e-7
        let mode = mode
        if try logMass(mode) <= threshold { return 1 }
        var sum = 0.0
        if try logMass(0) <= threshold {
            var (inside, outside) = (0, mode)
            while outside - inside > 1 {
                let middle = inside + (outside - inside) / 2
                if try logMass(middle) <= threshold { inside = middle } else { outside = middle }
            }
            sum += try lowerTail(inside)
        }
        if try logMass(trials) <= threshold {
            var (outside, inside) = (mode, trials)
            while inside - outside > 1 {
                let middle = outside + (inside - outside) / 2
                if try logMass(middle) <= threshold { inside = middle } else { outside = middle }
            }
            sum += try upperTail(from: inside)
        }
        return min(1, sum)
    }
}
