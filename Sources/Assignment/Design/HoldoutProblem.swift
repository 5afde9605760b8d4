// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Why a global control cannot be drawn as it is declared.
public enum HoldoutProblem: Sendable, Hashable {
    /// The share is nothing or more than everybody; as a fraction.
    case share(Double)
    /// The overlap is more than the whole group; as a fraction.
    case overlap(Double)
    /// The last day is before the first.
    case days(from: Day, until: Day)
    /// Two consecutive periods together are more than everybody, in points.
    case twoPeriods(needed: Int)
    /// The comparison group must stay clear for less than one period.
    case clearPeriods(Int)
    /// The comparison group cannot stay clear so long; the points needed, and for how many periods
    /// it could, none when it does not fit at all.
    case comparator(clear: Int, needed: Int, possible: Int?)

    /// The problem as a person reads it.
    func diagnostic(key: String) -> Diagnostic {
        let name = "the global control `\(Visible.value(key))`"
        switch self {
        case .share(let seen):
            return Diagnostic(
                .error, "holdout-share", "\(name) has a share of \(seen * 100)%",
                why: "the share says which part of the customers is held out",
                fix: "write a share above 0% and below 100%, as `share: 5%`")
        case .overlap(let seen):
            return Diagnostic(
                .error, "holdout-overlap", "\(name) has an overlap of \(seen * 100)%",
                why: "it is the part of one period's group that was in the group before",
                fix: "write an overlap of 0% to 100%")
        case .days(let from, let until):
            return Diagnostic(
                .error, "holdout-days",
                "\(name) ends on \(until.iso), before it starts on \(from.iso)",
                fix: "swap `from` and `until`, or leave `until` out")
        case .twoPeriods(let needed):
            let seen = RingPoints.percent(needed)
            return Diagnostic(
                .error, "holdout-too-large",
                "two consecutive periods of \(name) take \(seen) of the customers",
                why: "the next group would come round to this one, and overlap more than declared",
                fix: "lower the share, or raise the overlap")
        case .clearPeriods(let seen):
            return Diagnostic(
                .error, "holdout-comparator",
                "the comparison group of \(name) is clear for \(seen) periods",
                why: "nobody in it may be held out now, which is one period",
                fix: "write `clear_periods: 1` or more")
        case .comparator(let clear, let needed, let possible):
            let periods = clear == 1 ? "1 period" : "\(clear) periods"
            let seen = RingPoints.percent(needed)
            return Diagnostic(
                .error, "holdout-comparator",
                "the comparison group of \(name) cannot be clear for \(periods)",
                why:
                    "with the groups of those periods it takes \(seen) of the "
                    + "customers, so it would be held out within the same round",
                fix: possible.map { "write `clear_periods: \($0)` or less, or lower the share" }
                    ?? "lower the share to 50% or less, or leave the comparison group out")
        }
    }
}
