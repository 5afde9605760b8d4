// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// Whether the plan is still the one that was locked, and how often its results were read.
extension HealthBuilder {
    func locked() -> [HealthCheck] {
        guard let lock else { return [] }
        return [planUnchanged(lock), looksSoFar(lock)] + phases(lock)
    }

    private func planUnchanged(_ lock: LockState) -> HealthCheck {
        let day: [String: Datum] = ["day": .day(lock.lockedOn.iso)]
        guard let worst = lock.changes.worstEffect else {
            return check("plan-changed", .ok, "ok", day)
        }
        return check(
            "plan-changed", worst == .harmless ? .warning : .invalid, worst.rawValue,
            day.merging(["changes": .changes(lock.changes)]) { $1 })
    }

    /// A plan that is read once has one chance of a false alarm; each further reading adds one.
    private func looksSoFar(_ lock: LockState) -> HealthCheck {
        let number = lock.number(of: InputStamp.digest(of: collected.inputs))
        let values: [String: Datum] = ["number": .count(number)]
        guard plan.decision.monitoring == .fixed else {
            return check("looks-taken", .ok, "planned", values)
        }
        return number == 1
            ? check("looks-taken", .ok, "first") : check("looks-taken", .warning, "many", values)
    }

    /// After a change of weights the groups of one phase are not those of another.
    private func phases(_ lock: LockState) -> [HealthCheck] {
        let passed = lock.breaks.filter { day in asOf.map { day <= $0 } ?? true }
        guard let last = passed.last else { return [] }
        return [
            check(
                "phases", .invalid, "mixed",
                ["day": .day(last.iso), "count": .count(passed.count + 1)])
        ]
    }
}
