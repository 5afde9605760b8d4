// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
internal import Foundation

/// The instant that a clock on the wall means, also where the clock jumps.
///
/// A time that a jump forward leaves out is taken with the offset from before the jump, so it is the
/// later instant after it. A time that a jump back shows twice is the first of the two.
public struct LocalTime: Sendable, Hashable {
    /// How the clock ran at that time.
    public enum Clock: Sendable, Hashable {
        /// The time comes once.
        case once
        /// The clock jumps over the time.
        case leftOut
        /// The clock shows the time twice.
        case twice
    }

    /// The instant, in seconds since 1 January 1970 in Universal Time.
    public var secondsSince1970: Int
    /// What the clock of the zone is ahead of Universal Time then, in seconds.
    public var offset: Int
    /// How the clock ran.
    public var clock: Clock

    /// Finds the instant of a day and time in a zone; nil when there is no such zone.
    public init?(_ day: Day, _ time: TimeOfDay, in zone: String) {
        guard let zone = TimeZone(identifier: zone) else { return nil }
        func offset(at seconds: Int) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        }
        let wall = day.daysSince1970 * 86_400 + time.hour * 3600 + time.minute * 60
        // A zone changes its clock at most once within a day on either side.
        let before = offset(at: wall - 86_400)
        let after = offset(at: wall + 86_400)
        let fits = [before, after].filter { offset(at: wall - $0) == $0 }
        if let first = fits.max() {
            self.offset = first
            clock = Set(fits).count > 1 ? .twice : .once
            secondsSince1970 = wall - first
        } else {
            secondsSince1970 = wall - before
            self.offset = offset(at: wall - before)
            clock = .leftOut
        }
    }

    /// The instant as a person reads it, `2026-03-29T03:30+02:00`.
    public var iso: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let wall = secondsSince1970 + offset
        let days = Int((Double(wall) / 86_400).rounded(.down))
        let minutes = (wall - days * 86_400) / 60
        let ahead = abs(offset) / 60
        return Day(daysSince1970: days).iso + "T\(two(minutes / 60)):\(two(minutes % 60))"
            + (offset < 0 ? "-" : "+") + "\(two(ahead / 60)):\(two(ahead % 60))"
    }
}
