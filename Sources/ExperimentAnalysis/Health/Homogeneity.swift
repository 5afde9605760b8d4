// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference

/// Whether something happens equally often in every arm.
enum Homogeneity {
    /// The least expected count at which the chi-square approximation is used (Cochran 1954).
    static let leastExpected = 5.0

    /// The p-value of "the rate is the same in every arm".
    ///
    ///     chi2 = sum (happened - total * rate)^2 / (total * rate * (1 - rate))
    ///
    /// Where a count below five is expected, one bad row in a small arm would look like a wonder to
    /// chi-square; then each arm is held against the rest by Fisher's exact test, and the smallest
    /// p-value is multiplied by the number of arms so tested (Bonferroni).
    ///
    /// - Returns: Nil where nothing, or everything, happened, or only one arm has units.
    static func p(events: [Int], totals: [Int]) -> Double? {
        let arms = zip(events, totals).filter { $0.1 > 0 && (0...$0.1).contains($0.0) }
            .map { (happened: $0.0, total: $0.1) }
        let all = arms.map(\.total).reduce(0, +)
        let happened = arms.map(\.happened).reduce(0, +)
        guard arms.count > 1, happened > 0, happened < all else { return nil }
        let rate = Double(happened) / Double(all)
        let isSparse = arms.contains {
            Double($0.total) * min(rate, 1 - rate) < leastExpected
        }
        if isSparse { return exact(arms, happened: happened, all: all) }
        let chiSquare = arms.reduce(0.0) { sum, arm in
            let expected = Double(arm.total) * rate
            let gap = Double(arm.happened) - expected
            return sum + gap * gap / (expected * (1 - rate))
        }
        return try? ChiSquare(degreesOfFreedom: Double(arms.count - 1)).upperTail(chiSquare)
    }

    private static func exact(
        _ arms: [(happened: Int, total: Int)], happened: Int, all: Int
    ) -> Double? {
        // With two arms, one against the other is the only test.
        let tested = arms.count == 2 ? Array(arms.prefix(1)) : arms
        let smallest = tested.compactMap { arm -> Double? in
            guard let own = try? Proportion(successes: arm.happened, count: arm.total),
                let rest = try? Proportion(
                    successes: happened - arm.happened, count: all - arm.total)
            else { return nil }
            return (try? Fisher(control: rest, treatment: own))?.twoSided
        }.min()
        return smallest.map { min(1, $0 * Double(tested.count)) }
    }
}
