// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Mann and Whitney's test: which group tends to have the higher values.
///
///     U = #{t > c} + ½·#{t = c} over all pairs      P(T > C) + ½·P(T = C) = U/(n·m)
///     σ² = n·m/12·((N + 1) − Σ(k³ − k)/(N(N − 1)))      k: how often each value occurs
///     z = (|U − n·m/2| − ½)/σ, or without the ½
///
/// Exact where no value occurs twice and both groups have fewer than 50 units. Not a test of means: a
/// difference found here says nothing about revenue. Where all values are equal there is no p-value.
///
/// - Complexity: O(k) with k distinct values, besides the exact distribution.
///
/// ### Accuracy
/// Matches SciPy and R `wilcox.test` to the tolerance in Golden/mann_whitney.jsonl.
/// ### Reference
/// Mann, Whitney (1947). Annals of Mathematical Statistics 18(1), 50–60.
public struct MannWhitney: Sendable, Hashable {
    /// The pairs in which the unit of treatment is higher, ties counting half.
    public let u: Double
    /// The standard deviation of U without an effect, corrected for ties.
    public let standardDeviation: Double
    /// Whether a value occurs more than once.
    public let hasTies: Bool
    /// The two-sided p-value of the normal approximation with continuity correction.
    public let p: Estimated<Double>
    /// The same without the correction.
    public let uncorrectedP: Estimated<Double>
    /// The exact two-sided p-value: not-applicable with ties or large groups.
    public let exactP: Estimated<Double>
    private let pairs: Double

    /// The probability that a unit of treatment is higher than one of control, ties counting half.
    public var probabilityOfSuperiority: Double { u / pairs }

    /// Tests two lists of values; all must be finite.
    public static func test(control: [Double], treatment: [Double]) -> Estimated<MannWhitney> {
        guard let c = try? ValueTable(control), let t = try? ValueTable(treatment) else {
            return .notEstimable(.outOfDomain)
        }
        return test(control: c, treatment: t)
    }

    /// Tests treatment against control; each needs a unit.
    public static func test(
        control: ValueTable, treatment: ValueTable
    ) -> Estimated<MannWhitney> {
        guard control.count > 0, treatment.count > 0 else { return .notEstimable(.tooFewUnits) }
        return estimate { () throws(StatisticsError) in
            .estimated(try MannWhitney(control, treatment))
        }
    }

    private init(_ control: ValueTable, _ treatment: ValueTable) throws(StatisticsError) {
        let (n, m) = (Double(treatment.count), Double(control.count))
        pairs = n * m
        u = Self.pairsWon(control, treatment)
        let pooled = control.merged(with: treatment)
        hasTies = pooled.counts.contains { $0 > 1 }
        let total = n + m
        // Without subtracting t³ from N³: Σ over the shares of what is not tied.
        let ties = pooled.counts.reduce(0.0) { sum, count in
            let k = Double(count)
            return sum + (k * k - 1) / (total * total - 1) * (k / total)
        }
        let isConstant = pooled.values.count == 1
        let variance = isConstant ? 0 : n * m / 12 * (total + 1) * max(0, 1 - ties)
        standardDeviation = variance.squareRoot()
        let distance = abs(u - pairs / 2)
        if variance > 0 {
            p = .estimated(
                try Normal.twoSidedTail(max(0, distance - 0.5) / standardDeviation))
            uncorrectedP = .estimated(try Normal.twoSidedTail(distance / standardDeviation))
        } else {
            p = .notEstimable(.zeroVariance)
            uncorrectedP = .notEstimable(.zeroVariance)
        }
        let largest = RankSumDistribution.maximumCount
        if !hasTies, treatment.count <= largest, control.count <= largest {
            let distribution = RankSumDistribution(treatment.count, control.count)
            exactP = .estimated(distribution.twoSided(Int(u)))
        } else {
            exactP = .notEstimable(.notApplicable)
        }
    }

    private static func pairsWon(_ control: ValueTable, _ treatment: ValueTable) -> Double {
        var (won, below, next) = (0.0, 0.0, 0)
        for (value, count) in zip(treatment.values, treatment.counts) {
            while next < control.values.count && control.values[next] < value {
                below += Double(control.counts[next])
                next += 1
            }
            let isTied = next < control.values.count && control.values[next] == value
            let tied = isTied ? Double(control.counts[next]) : 0
            won += Double(count) * (below + tied / 2)
        }
        return won
    }
}
