// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// The rows of one metric in one arm, added up.
struct MomentCell {
    private(set) var moments = Moments.empty
    private(set) var successes = 0
    /// Whether a row came without a variance, so that the spread of the whole is unknown.
    private var lacksSpread = false

    /// Adds a row.
    mutating func add(_ entry: MomentEntry) {
        moments.merge(entry.moments)
        successes += entry.successes
        if entry.lacksSpread { lacksSpread = true }
    }

    /// The metric's tally in an arm of so many units; without a spread there is a level and nothing
    /// to compare.
    func tally(_ metric: Metric, of size: Int) throws -> MetricTally {
        let tally: MetricMoments =
            metric.isShare
            ? .proportion(try Proportion(successes: successes, count: moments.count))
            : lacksSpread
                ? .level(count: moments.count, mean: moments.mean) : .mean(moments)
        return MetricTally(tally, missing: size - moments.count)
    }
}
