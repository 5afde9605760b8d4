// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Turns looks that are days into shares of the planned customers.
///
/// Customers are taken to come in evenly over the schedule: on a day the days before it are complete.
struct LookDays {
    private let schedule: Schedule?
    private let log: PlanLog

    init(_ schedule: Schedule?, _ log: PlanLog) {
        self.schedule = schedule
        self.log = log
    }

    /// The shares; nil after reporting why there are none.
    func shares(_ values: [Located<ScalarValue>], at spot: Spot) -> [Located<Double>]? {
        let days = values.filter { if case .day = $0.value { true } else { false } }
        guard let first = days.first else {
            return values.compactMap { value in
                guard case .number(let share) = value.value else { return nil }
                return Located(value: share, text: value.text, spot: value.spot)
            }
        }
        guard days.count == values.count else {
            log.report(
                "looks-mixed", "some looks are days and others are shares", at: spot,
                why: "they could not be put in one order",
                fix: "write all as days, or all as shares")
            return nil
        }
        guard let start = schedule?.start, let end = schedule?.end else {
            log.report(
                "looks-schedule", "looks are days, and the schedule has no start or no end",
                at: first.spot, why: "a day is a share of the time from start to end",
                fix: "add `schedule: { start: …, end: … }`, or write the looks as shares")
            return nil
        }
        let length = Double(end.ordinal - start.ordinal + 1)
        guard length > 0 else { return nil }
        return values.compactMap { value in
            guard case .day(let day) = value.value else { return nil }
            if day <= start {
                log.report(
                    "looks-order", "a look is not after the start (seen: \(value.text))",
                    at: value.spot, why: "the test starts on \(start.iso); nobody is in before",
                    fix: "write a day after the start")
                return nil
            }
            let share = day >= end ? 1 : Double(day.ordinal - start.ordinal) / length
            return Located(value: share, text: value.text, spot: value.spot)
        }
    }
}
