// SPDX-License-Identifier: GPL-3.0-or-later

/// A length of time as a plan writes it: `14d`, `6w`, `24m`, `36h`.
public struct PlanDuration: Sendable, Hashable, Codable {
    /// The unit that the number counts.
    public enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
        /// Hours.
        case hours = "h"
        /// Days.
        case days = "d"
        /// Weeks of seven days.
        case weeks = "w"
        /// Calendar months.
        case months = "m"
        /// Calendar years.
        case years = "y"
    }

    /// How many, one or more.
    public var count: Int
    /// Of what.
    public var unit: Unit

    /// Creates a duration.
    public init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// The duration in days, rounded up, a month as 31 days and a year as 366: never too short.
    public var longestDays: Int {
        switch unit {
        case .hours: (count + 23) / 24
        case .days: count
        case .weeks: count * 7
        case .months: count * 31
        case .years: count * 366
        }
    }

    /// The duration as a plan writes it.
    public var text: String { "\(count)\(unit.rawValue)" }
}

/// A time of day on a clock on the wall, without a time zone.
public struct TimeOfDay: Sendable, Hashable, Codable {
    /// The hour, 0 to 23.
    public var hour: Int
    /// The minute, 0 to 59.
    public var minute: Int

    /// Creates a time; nil when no clock shows it.
    public init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// The time as `HH:MM`.
    public var iso: String {
        (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }
}
