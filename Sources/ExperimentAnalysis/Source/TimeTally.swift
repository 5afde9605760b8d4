// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// A moment on the time axis of a file: a number, such as days since the start, or a calendar day.
public struct TimePoint: Sendable, Hashable, Comparable {
    /// The time as it stands in the file.
    public var text: String
    /// The place on the axis: the number, or the day's own number.
    public var position: Double
    /// Whether the time is a calendar day.
    public var isDay: Bool

    /// Creates a number on the axis.
    public init(_ number: Double, text: String) {
        self.text = text
        position = number
        isDay = false
    }

    /// Creates a calendar day.
    public init(_ day: Day) {
        text = day.iso
        position = Double(day.ordinal)
        isDay = true
    }

    /// Whether one time is before another.
    public static func < (left: TimePoint, right: TimePoint) -> Bool {
        left.position < right.position
    }

    /// Whether two times are at the same place on the axis, however they are written.
    public static func == (left: TimePoint, right: TimePoint) -> Bool {
        left.position == right.position && left.isDay == right.isDay
    }

    /// Hashes the place on the axis.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(position)
        hasher.combine(isDay)
    }
}

/// The primary metric as it stood at one time, everything up to then included.
public struct TimeTally: Sendable, Hashable {
    /// When.
    public var time: TimePoint
    /// The units of each arm at that time, in plan order.
    public var counts: [Int]
    /// The primary metric at that time, one tally per variant.
    public var arms: [MetricTally]

    /// Creates a reading.
    public init(time: TimePoint, counts: [Int], arms: [MetricTally]) {
        self.time = time
        self.counts = counts
        self.arms = arms
    }
}
