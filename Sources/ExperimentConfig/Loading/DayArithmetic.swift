// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

extension Day {
    /// The ordinal of 1 January 1970.
    private static let epoch = 719_468

    /// The days since 1 January 1970.
    var daysSince1970: Int { ordinal - Day.epoch }

    /// The day a length of time later; hours are rounded up to days, and a month that lacks the day
    /// ends on its last.
    func adding(_ duration: PlanDuration) -> Day {
        switch duration.unit {
        case .hours, .days, .weeks:
            return Day(daysSince1970: daysSince1970 + duration.longestDays)
        case .months: return adding(months: duration.count)
        case .years: return adding(months: 12 * duration.count)
        }
    }

    private func adding(months: Int) -> Day {
        let all = year * 12 + month - 1 + months
        var last = day
        while last > 28 {
            if let found = Day(year: all / 12, month: all % 12 + 1, day: last) { return found }
            last -= 1
        }
        return Day(year: all / 12, month: all % 12 + 1, day: last) ?? self
    }
}
