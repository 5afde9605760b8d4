// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference

/// Whether something happens equally often in every arm.
enum Homogeneity {
    /// The p-value of Pearson's chi-square on the arms by happened-or-not table.
    ///
    ///     chi2 = sum (happened - total * rate)^2 / (total * rate * (1 - rate))
    ///
    /// - Returns: Nil where nothing, or everything, happened, or only one arm has units.
    static func p(events: [Int], totals: [Int]) -> Double? {
        let all = totals.reduce(0, +)
        let happened = events.reduce(0, +)
        guard happened > 0, happened < all else { return nil }
        let rate = Double(happened) / Double(all)
        let arms = zip(events, totals).filter { $0.1 > 0 }
        guard arms.count > 1 else { return nil }
        let chiSquare = arms.reduce(0.0) { sum, arm in
            let expected = Double(arm.1) * rate
            let gap = Double(arm.0) - expected
            return sum + gap * gap / (expected * (1 - rate))
        }
        return try? ChiSquare(degreesOfFreedom: Double(arms.count - 1)).upperTail(chiSquare)
    }
}
