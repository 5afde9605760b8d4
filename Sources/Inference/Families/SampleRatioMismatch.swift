// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// Tests whether group sizes fit the planned shares, by Pearson's chi-square.
///
///     E(i) = n·w(i)/Σw      χ² = Σ(O(i) − E(i))²/E(i)      df = groups − 1
///
/// A group that was planned to be empty and is not is a mismatch beyond doubt: χ² is infinite, p is 0.
/// Groups with neither share nor units are left out.
///
/// ### Accuracy
/// Matches Golden/srm_chisq.jsonl.
/// ### Reference
/// Fabijan et al. (2019). KDD '19. <https://doi.org/10.1145/3292500.3330722>
public struct SampleRatioMismatch: Sendable, Hashable {
    /// The statistic; infinite for a mismatch beyond doubt.
    public let chiSquare: Double
    /// The degrees of freedom.
    public let degreesOfFreedom: Int
    /// The p-value.
    public let p: Double
    /// The expected size of each group, in input order.
    public let expected: [Double]

    /// Whether units were seen in a group that was planned to be empty.
    public var isBeyondDoubt: Bool { chiSquare.isInfinite }

    /// Tests observed sizes against planned weights.
    ///
    /// - Parameters:
    ///   - observed: Units per group; not negative.
    ///   - weights: Planned weight per group, on any scale; not negative, not all zero.
    /// - Throws: ``StatisticsError`` if a number is outside its domain, nothing was observed, or fewer
    ///   than two groups remain.
    public init(observed: [Int], weights: [Double]) throws(StatisticsError) {
        guard observed.count == weights.count else {
            throw .outOfDomain(argument: "weights", value: Double(weights.count))
        }
        for count in observed where count < 0 {
            throw .outOfDomain(argument: "observed", value: Double(count))
        }
        for weight in weights where !(weight >= 0 && weight.isFinite) {
            throw .outOfDomain(argument: "weights", value: weight)
        }
        let total = observed.reduce(0.0) { $0 + Double($1) }
        let scale = weights.reduce(0, +)
        guard total > 0 else { throw .outOfDomain(argument: "observed", value: total) }
        guard scale > 0, scale.isFinite else {
            throw .outOfDomain(argument: "weights", value: scale)
        }
        expected = weights.map { total * ($0 / scale) }
        var statistic = 0.0
        var groups = 0
        for (count, mean) in zip(observed, expected) where count > 0 || mean > 0 {
            groups += 1
            let difference = Double(count) - mean
            statistic += mean > 0 ? difference * (difference / mean) : .infinity
        }
        guard groups > 1 else { throw .outOfDomain(argument: "groups", value: Double(groups)) }
        chiSquare = statistic
        degreesOfFreedom = groups - 1
        p = try ChiSquare(degreesOfFreedom: Double(groups - 1)).upperTail(statistic)
    }
}
