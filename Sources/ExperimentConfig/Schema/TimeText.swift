// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads a day with a time of day, and names of time zones.
enum TimeText {
    /// The pattern of a day with or without a time.
    static let pattern =
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9])?$"
    /// The pattern of a time zone's name.
    static let zonePattern = "^(UTC|[A-Z][A-Za-z_]*(/[A-Z][A-Za-z0-9_+-]*){1,2})$"

    static func dayTime(
        _ text: String, _ key: String
    ) -> Result<(day: Day, time: TimeOfDay?), ScalarProblem> {
        let head = text.prefix(10)
        guard text.count > 10, let day = Day(head) else {
            return NumberText.day(text, key).map { ($0, nil) }
        }
        let rest = text.dropFirst(10)
        if rest.first == "T", let time = exactTime(rest.dropFirst()) {
            return .success((day, time))
        }
        let seen = "(seen: \(Visible.value(text)))"
        let clock = rest.drop { $0 == "T" || $0 == "t" || $0 == " " }
        let match = clock.wholeMatch(
            of: /([0-9]{1,2})[:.]([0-9]{2})([:.][0-9.]+)? *(Z|[+-][0-9]{2}:?[0-9]{2})?/)
        if let match, let hour = Int(match.1), let minute = Int(match.2) {
            guard let time = TimeOfDay(hour: hour, minute: minute) else {
                return .failure(
                    ScalarProblem(
                        id: "time-invalid", what: "`\(key)` has a time that no clock shows \(seen)",
                        why: "times go from 00:00 to 23:59",
                        fix: "write it as \(day.iso)T09:00"))
            }
            let isZoned = match.4 != nil
            return .failure(
                ScalarProblem(
                    id: "time-form",
                    what: isZoned
                        ? "`\(key)` carries a time zone of its own \(seen)"
                        : "`\(key)` is not a day with a time \(seen)",
                    why: isZoned
                        ? "times are those on the clock of `timezone`"
                        : "a day and a time are written in one way, with T between them",
                    fix: "write \(day.iso)T\(time.iso)"
                        + (isZoned ? ", and the zone as `timezone: Europe/Amsterdam`" : "")))
        }
        return .failure(
            ScalarProblem(
                id: "time-form", what: "`\(key)` is not a day with a time \(seen)",
                why: "a day and a time are written in one way, with T between them",
                fix: "write it as \(day.iso)T09:00"))
    }

    private static func exactTime(_ text: some StringProtocol) -> TimeOfDay? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2], parts.allSatisfy({ DecimalText.isDigits($0) }),
            let hour = Int(parts[0]), let minute = Int(parts[1])
        else { return nil }
        return TimeOfDay(hour: hour, minute: minute)
    }

    static func zone(_ text: String, _ key: String) -> Result<String, ScalarProblem> {
        if ZoneNames.isKnown(text) { return .success(text) }
        return .failure(
            ScalarProblem(
                id: "timezone-unknown",
                what: "there is no such time zone (seen: \(Visible.value(text)))",
                why: "time zones carry the names of the IANA list: a continent and a city",
                fix: ZoneNames.nearest(text).map { "did you mean `\($0)`?" }
                    ?? "write a name as Europe/Amsterdam, or UTC"))
    }
}
