// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Tests a difference of means by all reassignments of the units, or by random ones where too many.
///
///     p(greater) = #{d* ≥ d}/C(N, n)      p(two-sided) = #{|d*| ≥ |d|}/C(N, n)
///     at random: (b + 1)/(B + 1), which is never 0 and keeps its level
///
/// Differences that are equal up to rounding, 1e-12 of the largest deviation, count as equal. The
/// statistic is not studentised: unequal spread in unequal groups is taken for an effect. Use
/// ``StudentisedPermutation`` to compare means.
///
/// ### Accuracy
/// Matches Golden/permutation_exact.jsonl.
/// ### Reference
/// Pitman (1937). Supplement to the JRSS 4(1), 119–130. Phipson, Smyth (2010). SAGMB 9(1), 39.
public struct ExactPermutation: Sendable, Hashable {
    /// How many reassignments are enumerated at most.
    public static let enumerationLimit = 1_000_000.0
    /// How many values may be moved in all by random reassignments.
    public static let workLimit = 200_000_000

    /// Mean of treatment minus mean of control.
    public let difference: Double
    /// How many reassignments were looked at.
    public let permutations: Int
    /// Whether these were all there are.
    public let isExact: Bool
    /// The share of reassignments at least as far from zero.
    public let twoSided: Double
    /// The share at least as high.
    public let greater: Double
    /// The share at least as low.
    public let less: Double

    /// Twice the smaller one-sided p-value, at most 1.
    public var twoSidedDoubled: Double { min(1, 2 * min(greater, less)) }

    /// Tests treatment against control; all values must be finite.
    ///
    /// - Parameters:
    ///   - control: The values of control.
    ///   - treatment: The values of treatment.
    ///   - replicates: How many random reassignments where there are more than
    ///     ``enumerationLimit``.
    ///   - seed: The seed of the random reassignments.
    /// - Returns: The test; too-few-units where a group is empty, out-of-domain where a value is not
    ///   finite or the work exceeds ``workLimit``.
    public static func test(
        control: [Double], treatment: [Double], replicates: Int = 9_999, seed: UInt64
    ) -> Estimated<ExactPermutation> {
        guard !control.isEmpty, !treatment.isEmpty else { return .notEstimable(.tooFewUnits) }
        let smaller = min(control.count, treatment.count)
        guard let pool = Pool(control: control, treatment: treatment),
            replicates > 0,
            replicates <= workLimit / smaller || pool.combinations <= enumerationLimit
        else { return .notEstimable(.outOfDomain) }
        if pool.combinations <= enumerationLimit {
            var tally = Tally(pool)
            tally.enumerate(from: 0, left: pool.chosen, sum: 0)
            return .estimated(ExactPermutation(pool, tally, isExact: true))
        }
        var tally = Tally(pool)
        var generator = MersenneTwister(seed: seed)
        tally.draw(replicates, using: &generator)
        return .estimated(ExactPermutation(pool, tally, isExact: false))
    }

    private init(_ pool: Pool, _ tally: Tally, isExact: Bool) {
        self.isExact = isExact
        difference = pool.difference
        permutations = tally.count
        // The observed assignment is one of all, and one more than those drawn.
        let extra = isExact ? 0 : 1
        func share(_ count: Int) -> Double { Double(count + extra) / Double(tally.count + extra) }
        twoSided = share(tally.atLeastAsFar)
        greater = share(pool.isFlipped ? tally.atMost : tally.atLeast)
        less = share(pool.isFlipped ? tally.atLeast : tally.atMost)
    }

    /// All values as deviations from their mean, and the sum that the smaller group has of them.
    private struct Pool {
        let deviations: [Double]
        /// The size of the smaller group.
        let chosen: Int
        let observed: Double
        let difference: Double
        /// Whether the smaller group is control.
        let isFlipped: Bool
        let tolerance: Double
        let combinations: Double

        init?(control: [Double], treatment: [Double]) {
            let all = treatment + control
            guard let moments = try? Moments(all) else { return nil }
            let deviations = all.map { $0 - moments.mean }
            let (n, m) = (treatment.count, control.count)
            isFlipped = m < n
            chosen = min(n, m)
            self.deviations = isFlipped ? deviations.reversed() : deviations
            observed = self.deviations.prefix(chosen).reduce(0, +)
            let sum = deviations.prefix(n).reduce(0, +)
            let rest = deviations.suffix(m).reduce(0, +)
            difference = sum / Double(n) - rest / Double(m)
            let largest = deviations.reduce(0) { max($0, abs($1)) }
            guard (largest * Double(n + m)).isFinite else { return nil }
            // In units of the sum: d = sum·(1/n + 1/m), as all deviations add up to zero.
            tolerance =
                1e-12 * max(largest, abs(difference)) * Double(n) * Double(m) / Double(n + m)
            combinations = (0..<chosen).reduce(1.0) {
                min($0 * Double(n + m - $1) / Double($1 + 1), 1e300)
            }.rounded()
        }
    }

    private struct Tally {
        let pool: Pool
        var count = 0
        var atLeast = 0
        var atMost = 0
        var atLeastAsFar = 0

        init(_ pool: Pool) { self.pool = pool }

        mutating func add(_ sum: Double) {
            count += 1
            if sum >= pool.observed - pool.tolerance { atLeast += 1 }
            if sum <= pool.observed + pool.tolerance { atMost += 1 }
            if abs(sum) >= abs(pool.observed) - pool.tolerance { atLeastAsFar += 1 }
        }

        mutating func enumerate(from start: Int, left: Int, sum: Double) {
            guard left > 0 else { return add(sum) }
            for index in start...(pool.deviations.count - left) {
                enumerate(from: index + 1, left: left - 1, sum: sum + pool.deviations[index])
            }
        }

        mutating func draw(_ replicates: Int, using generator: inout MersenneTwister) {
            var values = pool.deviations
            for _ in 0..<replicates {
                var sum = 0.0
                for index in 0..<pool.chosen {
                    let bound = UInt32(clamping: values.count - index)
                    let other = index + Int(generator.below(bound))
                    values.swapAt(index, other)
                    sum += values[index]
                }
                add(sum)
            }
        }
    }
}
