// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation

/// The only place that reads the clock.
enum Clock {
    /// Today, in Universal Time.
    static func today() -> Day {
        let days = Int((Date().timeIntervalSince1970 / 86_400).rounded(.down))
        return Day(daysSince1970: days)
    }
}
