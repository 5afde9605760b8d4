// SPDX-License-Identifier: GPL-3.0-or-later
import Inference

/// The rows of one metric in one arm, added up.
struct MomentCell {
    private(set) var moments = Moments.empty
    private(set) var successes = 0
    /// Whether a row came without a variance, so that the spread of the whole is unknown.
    private var lacksSpread = false

    /// Adds a row of at least one unit; a variance may be unknown, and one unit needs none.
    mutating func add(count: Int, mean: Double, variance: Double?, thirdMoment: Double?) throws {
        if count > 1, variance == nil { lacksSpread = true }
        let isSingle = count == 1
        moments.merge(
            try Moments(
                count: count, mean: mean, variance: isSingle ? 0 : variance ?? 0,
                thirdCentralMoment: isSingle ? 0 : thirdMoment))
    }

    /// Adds a row of a proportion.
    mutating func add(successes more: Int) { successes += more }

    /// The mean's tally; without a spread there is a level and nothing to compare.
    var mean: MetricMoments {
        lacksSpread
            ? .level(count: moments.count, mean: moments.mean) : .mean(moments)
    }
}
