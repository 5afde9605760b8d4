// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Hodges and Lehmann's shift: the median of all differences between a unit of treatment and one of
/// control.
///
///     estimate = median { t − c }      interval = [d(C), d(n·m + 1 − C)] of the ordered differences
///     exact: C = smallest u with P(U ≤ u) ≥ α/2      large or tied: C = ⌊n·m/2 − z·σ⌋, at least 1
///
/// Exact where no value occurs twice and both groups have fewer than 50 units; a few units cannot
/// reach the level, and ``coverage`` says what they do reach. Assumes one shift for all units, which
/// revenue with many zeros does not have: with more than half of the pairs tied it is zero.
///
/// - Complexity: O((k + l)·64) with k and l distinct values; no list of differences is made.
///
/// ### Accuracy
/// Matches R `wilcox.test(conf.int = TRUE)` to the tolerance in Golden/mann_whitney.jsonl.
/// ### Reference
/// Hodges, Lehmann (1963). Annals of Mathematical Statistics 34(2), 598–611.
public struct HodgesLehmann: Sendable, Hashable {
    /// The median of all differences.
    public let estimate: Double
    /// The low end of the interval.
    public let low: Double
    /// The high end of the interval.
    public let high: Double
    /// Whether the interval comes from the exact distribution of the ranks.
    public let isExact: Bool
    /// The probability with which an exact interval covers the shift; nil for an approximate one.
    public let coverage: Double?

    /// Estimates the shift from two lists of values; all must be finite.
    public static func shift(
        control: [Double], treatment: [Double], confidence: Double = 0.95
    ) -> Estimated<HodgesLehmann> {
        guard let c = try? ValueTable(control), let t = try? ValueTable(treatment) else {
            return .notEstimable(.outOfDomain)
        }
        return shift(control: c, treatment: t, confidence: confidence)
    }

    /// Estimates the shift from control to treatment; each needs a unit.
    public static func shift(
        control: ValueTable, treatment: ValueTable, confidence: Double = 0.95
    ) -> Estimated<HodgesLehmann> {
        Inference.estimate { () throws(StatisticsError) in
            shift(
                control: control, treatment: treatment,
                tail: try SignificanceLevel.tail(confidence: confidence))
        }
    }

    static func shift(
        control: ValueTable, treatment: ValueTable, tail: Double
    ) -> Estimated<HodgesLehmann> {
        MannWhitney.test(control: control, treatment: treatment).flatMap { test in
            guard let differences = PairwiseDifferences(treatment, minus: control) else {
                return .notEstimable(.outOfDomain)
            }
            return Inference.estimate { () throws(StatisticsError) in
                let (rank, coverage) = try rank(
                    test, treatment.count, control.count, tail: tail)
                let pairs = differences.count
                return .estimated(
                    HodgesLehmann(
                        estimate: differences.median, low: differences.value(rank: rank),
                        high: differences.value(rank: pairs + 1 - rank),
                        isExact: coverage != nil, coverage: coverage))
            }
        }
    }

    /// The rank of the low end, and its exact coverage.
    private static func rank(
        _ test: MannWhitney, _ n: Int, _ m: Int, tail: Double
    ) throws(StatisticsError) -> (rank: Int, coverage: Double?) {
        guard test.exactP.value == nil else {
            let distribution = RankSumDistribution(n, m)
            let rank = max(1, distribution.quantile(tail))
            return (rank, max(0, 1 - 2 * distribution.lowerTail(rank - 1)))
        }
        let middle = Double(n) * Double(m) / 2
        let reach = try Normal.upperQuantile(tail) * test.standardDeviation
        return (max(1, Int((middle - reach).rounded(.down))), nil)
    }
}

/// All differences between two tables of values, by rank, without listing them.
struct PairwiseDifferences {
    private let left: ValueTable
    private let right: ValueTable
    /// How many differences there are.
    let count: Int

    /// Nil where the number of differences or a difference is beyond its range.
    init?(_ left: ValueTable, minus right: ValueTable) {
        let (product, overflow) = left.count.multipliedReportingOverflow(by: right.count)
        guard !overflow, product < 1 << 62, let lowest = left.values.first,
            let highest = left.values.last, let first = right.values.first,
            let last = right.values.last, (highest - first).isFinite, (lowest - last).isFinite
        else { return nil }
        self.left = left
        self.right = right
        count = product
    }

    var median: Double {
        let low = value(rank: (count + 1) / 2)
        return count % 2 == 1 ? low : low / 2 + value(rank: count / 2 + 1) / 2
    }

    /// The difference of a rank from 1 to `count`: the smallest with as many at or below it.
    ///
    /// Bisects over the order of the doubles themselves, so that the answer is one of the differences.
    func value(rank: Int) -> Double {
        guard let lowest = left.values.first, let highest = left.values.last,
            let first = right.values.first, let last = right.values.last
        else { return 0 }
        var low = Self.order(lowest - last)
        var high = Self.order(highest - first)
        while low < high {
            // Half of the sum rounded down, where the sum itself could overflow.
            let middle = (low >> 1) + (high >> 1) + (low & high & 1)
            if countUp(to: Self.double(middle)) >= rank { high = middle } else { low = middle + 1 }
        }
        return Self.double(low)
    }

    /// How many differences do not exceed a bound; subtraction rounds monotonically, so that one pass
    /// over both tables tells.
    private func countUp(to bound: Double) -> Int {
        var (total, excluded, next) = (0, 0, 0)
        let all = right.count
        for (value, times) in zip(left.values, left.counts) {
            while next < right.values.count && value - right.values[next] > bound {
                excluded += right.counts[next]
                next += 1
            }
            total += times * (all - excluded)
        }
        return total
    }

    /// Doubles in ascending order as integers; both zeros are 0.
    private static func order(_ value: Double) -> Int64 {
        let bits = Int64(bitPattern: value.magnitude.bitPattern)
        return value < 0 ? -bits : bits
    }

    private static func double(_ order: Int64) -> Double {
        let magnitude = Double(bitPattern: order.magnitude)
        return order < 0 ? -magnitude : magnitude
    }
}
