// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation

/// Plans and locks that the tests of locks share.
enum LockFixtures {
    /// 10% control, 45% base, 45% personal, of customers who ordered in the last year.
    static func plan(_ edit: (inout Plan) -> Void = { _ in }) -> Plan {
        var plan = CampaignPlans.winback()
        plan.name = "Winback"
        plan.audience = Audience(require: ["email"], include: ["age >= 18"])
        plan.permissions = [Permission(key: "email", attribute: "email_ok", equals: "yes")]
        plan.schedule = Schedule(start: Day("2026-03-02"), end: Day("2026-03-29"))
        plan.metrics.definitions[0].window = PlanDuration(14, .days)
        edit(&plan)
        return plan
    }

    static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw CocoaError(.formatting) }
        return day
    }

    static func lock(_ plan: Plan = plan(), at: String = "2026-02-27") throws -> PlanLock {
        let from = try plan.schedule?.start ?? day(at)
        let design = try AssignmentDesign(plan: plan, on: from, slots: nil)
        return try PlanLock(
            plan: plan, design: design, from: from, toolVersion: "0.1.0", lockedAt: at)
    }
}
