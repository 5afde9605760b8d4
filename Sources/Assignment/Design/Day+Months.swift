// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

extension Day {
    /// The day a number of calendar months later; the last of the month where that day is missing.
    ///
    /// - Returns: Nil beyond the year 9999.
    func adding(months: Int) -> Day? {
        let total = year * 12 + month - 1 + months
        let (newYear, newMonth) = (total / 12, total % 12 + 1)
        for candidate in stride(from: day, through: min(day, 28), by: -1) {
            if let found = Day(year: newYear, month: newMonth, day: candidate) { return found }
        }
        return nil
    }

    /// The day before.
    var previous: Day { Day(daysSince1970: ordinal - Day.epoch - 1) }

    /// The day a number of days later.
    func adding(days: Int) -> Day { Day(daysSince1970: ordinal - Day.epoch + days) }

    /// The ordinal of 1 January 1970.
    private static let epoch = 719_468
}

extension Holdout.Rotation.Every {
    /// How many calendar months it is.
    var months: Int {
        switch self {
        case .month: 1
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        }
    }
}
