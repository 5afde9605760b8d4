// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel

/// The plan of the teaching example and what is known before it starts.
enum PowerPlans {
    /// 10% control, 45% base, 45% test; the goal is +20% on orders within 14 days.
    static func winback(target: Bar? = .relative(0.2)) -> Plan {
        Plan(
            key: "winback-demo", name: "Winback",
            goal: Goal(metric: "ordered", target: target),
            assignment: AssignmentRule(salt: "winback-2026"),
            variants: [
                Variant(key: "control", role: .control, weight: Share(10, over: 100)),
                Variant(key: "base", role: .base, weight: Share(45, over: 100)),
                Variant(key: "personal", role: .test, weight: Share(45, over: 100)),
            ],
            metrics: MetricSet(
                definitions: [
                    Metric(
                        key: "ordered", kind: .proportion, column: "ordered",
                        direction: .increase, window: PlanDuration(14, .days))
                ], primary: "ordered"),
            decision: DecisionRule(beat: [.control, .base]),
            schedule: Schedule(
                start: Day(year: 2026, month: 3, day: 2), end: Day(year: 2026, month: 3, day: 29)),
            power: PowerAssumptions(baseline: 0.03, baseBaseline: 0.034, customers: 100_000))
    }

    /// The same on revenue per customer.
    static func revenue() -> Plan {
        var plan = winback(target: nil)
        plan.metrics = MetricSet(
            definitions: [
                Metric(
                    key: "revenue", kind: .mean, column: "revenue", direction: .increase,
                    currency: "EUR")
            ], primary: "revenue")
        plan.goal = nil
        plan.power = PowerAssumptions(baseline: 1.86, standardDeviation: 14, customers: 100_000)
        return plan
    }

    /// The report on what a plan states itself.
    static func report(_ plan: Plan) throws -> PowerReport {
        guard let audience = PowerAudience(stated: plan), let baseline = PowerBaseline(stated: plan)
        else { throw DiagnosticsError(.badPlan, []) }
        return try PowerReport.make(
            plan: plan, audience: audience, baseline: baseline, planFile: "winback.yaml")
    }
}
