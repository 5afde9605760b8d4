// SPDX-License-Identifier: GPL-3.0-or-later

/// A row of moments whose numbers were read: one variant's, or all of them side by side.
struct MomentRow {
    /// The numbers of one variant.
    struct Part {
        var match: ArmMatch
        var entry: MomentEntry
    }

    var row: Int
    /// The place of the metric in the plan.
    var metric: Int
    /// The time up to which the numbers count, in a file that has times.
    var time: TimePoint?
    var parts: [Part]
}
