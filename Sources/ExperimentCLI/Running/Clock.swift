// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentModel
import Foundation

/// The only place that reads the clock.
enum Clock {
    /// Today, in Universal Time.
    static func today() -> Day {
        let days = Int((Date().timeIntervalSince1970 / 86_400).rounded(.down))
        return Day(daysSince1970: days)
    }

    /// Now, in Universal Time, as `2026-03-02T09:14:05Z`.
    static func now() -> String {
        let seconds = Int(Date().timeIntervalSince1970.rounded(.down))
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let parts = [rest / 3_600, rest / 60 % 60, rest % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
        return Day(daysSince1970: days).iso + "T" + parts.joined(separator: ":") + "Z"
    }

    /// The day that an option names; nil when it was not given.
    ///
    /// - Throws: A usage error for a text that is no day.
    static func day(_ text: String?, option: String = "--as-of") throws -> Day? {
        guard let text else { return nil }
        guard let day = Day(text) else {
            throw ValidationError("\(option) is a day, as 2026-03-31, not '\(text)'")
        }
        return day
    }
}
