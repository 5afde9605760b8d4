// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads when the test runs.
struct ScheduleRules {
    private let builder: PlanBuilder
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder) { self.builder = builder }

    /// The schedule, if the plan has one; the looks are added by whoever reads the decision.
    func read() -> Schedule? {
        guard let reader = builder.root.group("schedule") else { return nil }
        let start = reader.dayTime("start")
        let end = reader.day("end")
        if let start, let end, end.value < start.value.day {
            let days = start.value.day.ordinal - end.value.ordinal
            log.report(
                "end-before-start",
                "the test ends before it starts "
                    + "(seen: start \(start.value.day.iso), end \(end.value.iso))",
                at: end.spot,
                why: "the end is \(days) \(days == 1 ? "day" : "days") before the start",
                fix: "turn the two days round, or correct one of them")
        }
        let zone = reader.text("timezone")?.value ?? builder.shared.workspace?.timeZone
        // A zone that could not be read was reported, and says nothing of the clock.
        if let start, let time = start.value.time, zone != nil || !reader.has("timezone") {
            checkClock(start, time, zone ?? "UTC")
        }
        let entry = reader.choice("entry", as: Schedule.Entry.self)
        checkStrata(entry)
        return Schedule(
            start: start?.value.day, end: end?.value, startTime: start?.value.time, timeZone: zone,
            entry: entry?.value, reviewEvery: reader.duration("review_every")?.value)
    }

    /// Says which instant is meant where the clock jumps.
    private func checkClock(
        _ start: Located<(day: Day, time: TimeOfDay?)>, _ time: TimeOfDay, _ zone: String
    ) {
        guard let local = LocalTime(start.value.day, time, in: zone), local.clock != .once else {
            return
        }
        let isGap = local.clock == .leftOut
        log.warn(
            isGap ? "time-left-out" : "time-twice",
            isGap
                ? "the clock in \(zone) jumps over this time (seen: \(start.text))"
                : "the clock in \(zone) shows this time twice (seen: \(start.text))",
            at: start.spot,
            why: isGap
                ? "summer time begins on this day; the test starts at \(local.iso), the instant "
                    + "after the jump"
                : "summer time ends on this day; the test starts at \(local.iso), the first of the "
                    + "two",
            fix: isGap
                ? "write \(local.iso.prefix(16)), or a time before the jump"
                : "leave it when the first is meant, else write a time that comes once")
    }

    /// Quotas within strata are of one list.
    private func checkStrata(_ entry: Located<Schedule.Entry>?) {
        guard let entry, entry.value != .once, let assignment = builder.root.group("assignment"),
            assignment.has("stratify")
        else { return }
        log.report(
            "stratify-entry", "`stratify` does not go with `entry: \(entry.value.rawValue)`",
            at: assignment.spot(of: "stratify"),
            why: "exact quotas need a list that is final; customers who come later would move "
                + "others",
            fix: "remove `stratify`, or write `entry: once`")
    }
}
