// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference

/// How often a test of means finds an effect where a few large values decide: by drawn tests.
///
/// Groups are drawn with replacement from the values of a history and compared as the report will
/// compare them: Welch where the skew of the contrast allows it, else the studentised permutation. The
/// seed is fixed and the number of tests follows from their cost, so the same plan gives the same
/// number.
///
/// Where most customers share one value, as zero, an effect is more customers with another value (and
/// larger ones where that would be more than all); else everybody changes by the same amount.
struct SkewSimulation {
    /// About how many values are drawn in all.
    private static let budget = 60_000_000.0

    private let values: ValueTable
    private let alpha: Double
    private let mode: Double
    private let others: ValueTable
    private let share: Double
    /// The values other than the most common one, by their cumulated counts.
    private let cumulated: [Int]

    /// - Parameters:
    ///   - values: What customers brought.
    ///   - alpha: The two-sided error probability of one comparison.
    init?(_ values: ValueTable, alpha: Double) {
        guard let most = values.counts.max(), let place = values.counts.firstIndex(of: most),
            values.count > 1
        else { return nil }
        let hasMode = 2 * most > values.count
        var (kept, counts) = (values.values, values.counts)
        if hasMode {
            kept.remove(at: place)
            counts.remove(at: place)
        }
        guard !kept.isEmpty, let others = try? ValueTable(values: kept, counts: counts) else {
            return nil
        }
        self.values = values
        self.alpha = alpha
        self.others = others
        mode = hasMode ? values.values[place] : 0
        share = hasMode ? Double(others.count) / Double(values.count) : 1
        var sum = 0
        cumulated = others.counts.map {
            sum += $0
            return sum
        }
    }

    /// What was found.
    struct Found {
        var chance: Double
        var tests: Int
    }

    /// Draws tests.
    ///
    /// - Parameters:
    ///   - effect: The effect to be found, added to that of the reference.
    ///   - start: How far the reference group lies from the history.
    ///   - sizes: The sizes of the groups.
    /// - Returns: How often it was found on its own side; nil where one test would cost too much, or
    ///   a group cannot be drawn.
    /// - Throws: ``StatisticsError`` if the values cannot be drawn.
    func chance(
        _ effect: Double, from start: Double, sizes: GroupSizes
    ) throws(StatisticsError) -> Found? {
        guard let control = group(start, sizes.control),
            let treatment = group(start + effect, sizes.treatment)
        else { return nil }
        let replicates = max(400, Int((20 / alpha).rounded(.up)))
        let (few, many) = (control.expected, treatment.expected)
        let cost = few + many + Double(replicates) * min(few, many)
        guard cost < Self.budget / 10 else { return nil }
        let tests = Int(min(1_000, max(100, Self.budget / cost)))
        var random = MersenneTwister(seed: 20_260_301, stream: 1)
        var hits = 0
        for test in 0..<tests {
            let reference = try draw(control, &random)
            let other = try draw(treatment, &random)
            let estimate = other.moments.mean - reference.moments.mean
            guard estimate * effect > 0,
                let p = p(reference, other, replicates, UInt64(test)), p < alpha
            else { continue }
            hits += 1
        }
        return Found(chance: Double(hits) / Double(tests), tests: tests)
    }

    /// The p-value that the report would give.
    private func p(
        _ control: ValueTable, _ treatment: ValueTable, _ replicates: Int, _ test: UInt64
    ) -> Double? {
        let (c, t) = (control.moments, treatment.moments)
        let smaller = c.count < t.count ? control : treatment
        let check = ContrastSkewGuard(
            control: c, treatment: t, otherValuesInSmallerGroup: smaller.countOtherThanMode)
        let once = Welch().compare(control: c, treatment: t).p.value
        // What is far from any decision is not decided otherwise by a reference distribution.
        if check.status == .ok || (once ?? 0) > 0.5 { return once }
        return StudentisedPermutation(replicates: replicates, seed: 20_260_302, stream: test)
            .reference(control: control, treatment: treatment).value?.p
    }

    private struct Group {
        var count: Int
        /// The share of customers with another value than the most common one.
        var share: Double
        var scale: Double
        var shift: Double
        var expected: Double { Double(count) * share }
    }

    /// A group whose mean lies this far from the history's.
    private func group(_ effect: Double, _ size: Double) -> Group? {
        let count = Int(size.rounded())
        guard count > 1 else { return nil }
        guard share < 1 else { return Group(count: count, share: 1, scale: 1, shift: effect) }
        let rest = values.moments.mean - mode
        let times = 1 + effect / rest
        guard rest != 0, times.isFinite, times >= 0 else { return nil }
        let wanted = min(1, share * times)
        let scale = wanted > 0 ? share * times / wanted : 1
        return Group(count: count, share: wanted, scale: scale, shift: 0)
    }

    private func draw(
        _ group: Group, _ random: inout MersenneTwister
    ) throws(StatisticsError) -> ValueTable {
        let taken =
            group.share < 1
            ? random.binomial(trials: group.count, probability: group.share) : group.count
        let total = cumulated.last ?? 0
        var counts = [Int](repeating: 0, count: others.values.count)
        for _ in 0..<taken {
            let place = Int(random.uniform() * Double(total))
            var (low, high) = (0, cumulated.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if cumulated[middle] > place { high = middle } else { low = middle + 1 }
            }
            counts[low] += 1
        }
        var found = others.values.map { mode + ($0 - mode) * group.scale + group.shift }
        found.append(mode + group.shift)
        counts.append(group.count - taken)
        return try ValueTable(values: found, counts: counts)
    }
}
