// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel

/// Power reports that the tests render.
enum PowerFixture {
    static let all: [(name: String, report: PowerReport?)] = [
        ("power-teaching", try? teaching()), ("power-small", try? small()),
        ("power-money", try? money()), ("power-base", try? baseOnly()),
    ]

    private static func make(_ plan: Plan, _ baseline: PowerBaseline? = nil) throws -> PowerReport {
        guard let audience = PowerAudience(stated: plan),
            let baseline = baseline ?? PowerBaseline(stated: plan)
        else { throw DiagnosticsError(.badPlan, []) }
        return try PowerReport.make(
            plan: plan, audience: audience, baseline: baseline, planFile: "plan.yaml")
    }

    private static let ordered = Metric(
        key: "ordered", name: "Ordered within 14 days", kind: .proportion, column: "ordered",
        direction: .increase, window: PlanDuration(14, .days))

    static func winback() -> Plan {
        Plan(
            key: "winback-demo", name: "Win-back with a personal selection",
            goal: Goal(metric: "ordered", target: .relative(0.2)),
            assignment: AssignmentRule(salt: "winback-2026"),
            variants: [
                Variant(key: "control", role: .control, weight: Share(10, over: 100)),
                Variant(key: "base", role: .base, weight: Share(45, over: 100)),
                Variant(key: "personal", role: .test, weight: Share(45, over: 100)),
            ],
            metrics: MetricSet(definitions: [ordered], primary: "ordered"),
            decision: DecisionRule(beat: [.control, .base]),
            schedule: Schedule(
                start: Day(year: 2026, month: 3, day: 2), end: Day(year: 2026, month: 3, day: 29)),
            power: PowerAssumptions(baseline: 0.03, baseBaseline: 0.034, customers: 100_000))
    }

    /// The teaching example: the goal is within reach.
    static func teaching() throws -> PowerReport { try make(winback()) }

    /// Too few customers, two test variants, looks along the way, a global control and a layer.
    static func small() throws -> PowerReport {
        var plan = winback()
        plan.variants = [
            Variant(key: "control", role: .control, weight: Share(5, over: 100)),
            Variant(key: "base", role: .base, weight: Share(45, over: 100)),
            Variant(key: "card", name: "Card <by post>", role: .test, weight: Share(1, over: 4)),
            Variant(key: "sms", name: "Text message", role: .test, weight: Share(1, over: 4)),
        ]
        plan.variants[2].cost = .init(perContact: Money(0.62, "EUR"), fixed: Money(1_500, "EUR"))
        plan.goal?.budget = Money(2_000, "EUR")
        plan.value = ValueRule(
            metric: "ordered", perResult: Money(62, "EUR"), margin: 0.4, currency: "EUR")
        plan.assignment.holdout = Day(year: 2026, month: 1, day: 1).flatMap { day in
            Share(5, over: 100).map { Holdout(key: "gc", share: $0, salt: "gc", from: day) }
        }
        plan.assignment.layer = Layer(key: "life", salt: "life")
        plan.assignment.slots = Share(50, over: 100)
        plan.decision.monitoring = .groupSequential(
            .init(looks: [0.5, 1], spending: .pocock, plannedUnits: 100_000))
        plan.power = PowerAssumptions(baseline: 0.03, customers: 40_000, weeklyCustomers: 25_000)
        return try make(plan)
    }

    /// Amounts from a file, without a goal, with a small control.
    static func money() throws -> PowerReport {
        var plan = winback()
        plan.goal = nil
        plan.schedule = nil
        plan.metrics = MetricSet(
            definitions: [
                Metric(
                    key: "revenue", name: "Revenue per customer", kind: .mean, column: "revenue",
                    direction: .increase, covariates: [.column("before")], currency: "EUR")
            ], primary: "revenue")
        plan.decision = DecisionRule(beat: [.control])
        return try make(
            plan,
            PowerBaseline(
                value: 1.86, base: 2.1, standardDeviation: 14.2, skewness: 25,
                shareAboveZero: 0.03, source: .history(file: "data/last-year.csv", rows: 80_000)))
    }

    /// A test against today's approach alone, on something that should become less.
    static func baseOnly() throws -> PowerReport {
        var plan = winback()
        plan.variants = [
            Variant(key: "base", role: .base, weight: Share(1, over: 2)),
            Variant(key: "new", role: .test, weight: Share(1, over: 2)),
        ]
        plan.metrics.definitions[0] = Metric(
            key: "complained", name: "Complained", kind: .proportion, column: "complained",
            direction: .decrease)
        plan.metrics.primary = "complained"
        plan.goal = Goal(target: .points(-0.002))
        plan.decision = DecisionRule(beat: [.base])
        plan.power = PowerAssumptions(baseline: 0.012, customers: 60_000, power: 0.9)
        return try make(plan)
    }
}
