// SPDX-License-Identifier: GPL-3.0-or-later
import Inference

/// How three methods answered the same campaigns.
struct RevenueTally: Tally {
    var path = MethodTally()
    var welch = MethodTally()
    var relativeDelta = MethodTally()
    /// Campaigns in which the default has a relative interval with two ends.
    var hasInterval = Rate()
    /// Those of them in which it covers the true relative effect.
    var shownCoverage = Rate()

    mutating func add(_ other: RevenueTally) {
        path.add(other.path)
        welch.add(other.welch)
        relativeDelta.add(other.relativeDelta)
        hasInterval.add(other.hasInterval)
        shownCoverage.add(other.shownCoverage)
    }
}

/// How one method answered.
struct MethodTally: Tally {
    /// The true effect of no difference lies below the interval: a win.
    var wins = Rate()
    /// It lies above the interval: a loss.
    var losses = Rate()
    /// The absolute interval covers the true difference.
    var absoluteCoverage = Rate()
    /// The relative interval covers the true relative effect.
    var relativeCoverage = Rate()

    mutating func add(_ other: MethodTally) {
        wins.add(other.wins)
        losses.add(other.losses)
        absoluteCoverage.add(other.absoluteCoverage)
        relativeCoverage.add(other.relativeCoverage)
    }

    /// Adds one campaign, given where the interval lies against zero and against the truth.
    mutating func record(
        zero: BarPosition?, absolute: BarPosition?, relative: BarPosition?
    ) {
        wins.record(zero == .above)
        losses.record(zero == .below)
        absoluteCoverage.record(absolute == .undecided)
        relativeCoverage.record(relative == .undecided)
    }
}
