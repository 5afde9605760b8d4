// SPDX-License-Identifier: GPL-3.0-or-later
internal import CRmath

/// The number of marked items in a draw without replacement.
///
///     P(i) = C(marked, i) · C(unmarked, drawn − i) / C(marked + unmarked, drawn)
///
/// The mass is Loader's saddle-point form (through R's mathematics library), which keeps its
/// relative accuracy for counts of a billion where differences of log-gammas lose six digits.
///
/// ### Reference
/// Loader, C. (2000). Fast and accurate computation of binomial probabilities.
public struct Hypergeometric: Sendable, Hashable {
    /// How many items of the population are marked.
    public let marked: Int
    /// How many items of the population are not marked.
    public let unmarked: Int
    /// How many items are drawn.
    public let drawn: Int

    /// Creates the distribution; counts are not negative and `drawn` is at most the population.
    public init(marked: Int, unmarked: Int, drawn: Int) throws(StatisticsError) {
        try Domain.check(marked >= 0 && marked <= 1 << 52, "marked", Double(marked))
        try Domain.check(unmarked >= 0 && unmarked <= 1 << 52, "unmarked", Double(unmarked))
        try Domain.check(drawn >= 0 && drawn <= marked + unmarked, "drawn", Double(drawn))
        self.marked = marked
        self.unmarked = unmarked
        self.drawn = drawn
    }

    /// The smallest and largest possible number of marked items.
    public var support: ClosedRange<Int> { max(0, drawn - unmarked)...min(drawn, marked) }

    /// The most probable number of marked items.
    public var mode: Int {
        let scaled = Double(drawn + 1) * (Double(marked + 1) / Double(marked + unmarked + 2))
        return min(max(Int(scaled), support.lowerBound), support.upperBound)
    }

    /// The natural logarithm of the probability of exactly `i` marked items, minus infinity outside
    /// the support.
    public func logMass(_ i: Int) throws(StatisticsError) -> Double {
        guard support.contains(i) else { return -.infinity }
        return try Domain.result(
            dhyper(Double(i), Double(marked), Double(unmarked), Double(drawn), 1),
            of: "hypergeometric mass")
    }

    /// P(i + 1) / P(i).
    @inline(__always)
    func stepUp(from i: Int) -> Double {
        let next = Double(i + 1)
        return (Double(marked - i) / next)
            * (Double(drawn - i) / (Double(unmarked - drawn) + next))
    }

    /// P(i − 1) / P(i).
    @inline(__always)
    func stepDown(from i: Int) -> Double {
        (Double(i) / Double(marked - i + 1))
            * ((Double(unmarked - drawn) + Double(i)) / Double(drawn - i + 1))
    }

    /// The sum of P(i), P(i + 1), … relative to P(i).
    public func relativeUpperSum(from i: Int) -> Double {
        var term = 1.0
        var sum = 1.0
        var at = i
        while at < support.upperBound {
            let ratio = stepUp(from: at)
            term *= ratio
            sum += term
            at += 1
            if ratio < 1 && term < 1e-18 * sum * (1 - ratio) { break }
        }
        return sum
    }

    /// The sum of P(i), P(i − 1), … relative to P(i).
    public func relativeLowerSum(from i: Int) -> Double {
        var term = 1.0
        var sum = 1.0
        var at = i
        while at > support.lowerBound {
            let ratio = stepDown(from: at)
            term *= ratio
            sum += term
            at -= 1
            if ratio < 1 && term < 1e-18 * sum * (1 - ratio) { break }
        }
        return sum
    }
}
