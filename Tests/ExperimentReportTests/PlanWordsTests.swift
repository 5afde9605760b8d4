// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import ExperimentReport
import Testing

@Suite("Every part of a plan has a name in both languages")
struct PlanWordsTests {
    private static let share = Share(1, over: 2) ?? .whole
    private static let day = Day(daysSince1970: 20_000)

    /// A plan with every part that may be left out.
    private static func full() -> Plan {
        var plan = Fixture.winbackPlan
        plan.goal = Goal(
            domain: .lifecycle, objective: "winback", metric: "ordered", target: .relative(0.2),
            deadline: day, contributesTo: "more", budget: Money(5, "EUR"))
        plan.approvers = ["crm"]
        plan.purpose = .marketing
        plan.contactStrategy = ContactStrategy(
            who: "a", what: "b", why: "c", when: "d", channels: ["e"], systems: ["f"],
            people: ["g"], process: "h", governance: "i")
        plan.audience = Audience(require: ["email"], include: ["a > 1"], exclude: ["b > 1"])
        plan.permissions = [Permission(key: "email", attribute: "ok", equals: "yes")]
        plan.segments = [SegmentRule(key: "size", kind: .column("size"))]
        plan.assignment = AssignmentRule(
            salt: "full", gateSalt: "gate", allocation: share,
            layer: Layer(key: "mail", salt: "mail"), slots: share,
            holdout: Holdout(
                key: "always", share: share, salt: "ring", from: day, until: day,
                rotation: .init(every: .month, overlap: share), comparator: .init(clearPeriods: 2),
                exempt: [.legal]),
            overrides: "o.csv", members: .init(column: "person", map: "m.csv"),
            stratify: ["size"], balance: .init(covariates: ["orders"]))
        plan.exposure = Exposure(trigger: "t", reentry: .firstOnly, multipleVariants: .exclude)
        plan.rollout = Rollout(steps: [share], keepControl: share)
        plan.power = PowerAssumptions(
            baseline: 0.1, baseBaseline: 0.1, standardDeviation: 1, customers: 1,
            weeklyCustomers: 1, power: 0.8, expectedEffect: .relative(0.1), fromResult: "r",
            fromHistory: "h")
        plan.privacy = Privacy(pseudonymise: .hmacSHA256, pepperEnvironment: "PEPPER")
        plan.schedule = Schedule(
            start: day, end: day, startTime: TimeOfDay(hour: 9, minute: 0), timeZone: "z",
            entry: .once, reviewEvery: PlanDuration(1, .weeks), lookDays: [day])
        plan.decision.minimumUplift = .init(metric: "ordered", versus: .base, value: .points(0.01))
        plan.decision.minimumSamplePerVariant = 5
        plan.decision.seed = 1
        plan.variants[0].payload = [.init(name: "n", value: "v")]
        let metric = Metric(
            key: "all", kind: .mean, column: "c", numerator: "n", denominator: "d",
            direction: .increase, cap: .value(1), covariates: [.column("x")], cluster: "c",
            quantile: 0.5, currency: "EUR", events: .init(event: "e", aggregate: .sum, value: "v"),
            denominatorEvents: .init(event: "e", aggregate: .sum, value: "v"),
            window: PlanDuration(1, .days), lookback: PlanDuration(1, .days),
            lifetimeValue: .init(
                horizon: PlanDuration(1, .years), predicted: "p", discountRate: 0.1))
        plan.metrics.definitions.append(metric)
        return plan
    }

    /// The plan with nothing that may be left out, and with the parts that have keys but otherwise.
    private static func others() -> [Plan] {
        var bare = full()
        (bare.owner, bare.hypothesis, bare.goal, bare.value) = (nil, nil, nil, nil)
        (bare.approvers, bare.purpose, bare.contactStrategy) = (nil, nil, nil)
        (bare.audience, bare.permissions, bare.segments) = (nil, nil, nil)
        (bare.exposure, bare.rollout, bare.power, bare.privacy) = (nil, nil, nil, nil)
        (bare.schedule, bare.simulation) = (nil, nil)
        bare.assignment = AssignmentRule(salt: "bare", evenWeights: true, unit: "id")
        bare.decision = DecisionRule(
            beat: [.base], confidence: 0.9, correction: .dunnett,
            monitoring: .alwaysValid(.init(plannedUnits: 5)))
        bare.metrics.secondary = []
        bare.metrics.guardrails = []
        bare.metrics.primary = "all"
        let last = bare.metrics.definitions.count - 1
        bare.metrics.definitions[last] = Metric(key: "all", kind: .count, direction: .decrease)
        bare.report = ReportOptions(language: "fr", segments: ["x"], minimumCellSize: 3)
        for index in bare.variants.indices {
            let key = bare.variants[index].key
            bare.variants[index] = Variant(
                key: key, name: "Else", role: .test, contact: false, matches: ["m", "n"])
        }
        var changed = full()
        changed.assignment.layer = Layer(key: "l", salt: "s", cooldown: PlanDuration(1, .days))
        changed.assignment.holdout = Holdout(
            key: "k", share: .whole, salt: "s", from: Day(daysSince1970: 1),
            rotation: .init(every: .year, overlap: .whole), comparator: .init(clearPeriods: 1))
        changed.assignment.members = .init(column: "c", missing: .person, map: "x")
        changed.assignment.balance = .init(covariates: ["y"], threshold: 1, candidates: 5)
        changed.permissions = [Permission(key: "email", attribute: "x", equals: "y")]
        changed.segments = [SegmentRule(key: "size", name: "S", kind: .column("other"))]
        changed.variants[0].payload = [.init(name: "n", value: "w")]
        changed.decision.minimumUplift = .init(metric: "x", versus: .control, value: .points(0.1))
        return [bare, changed]
    }

    @Test("so that no path of a file is shown to a reader")
    func named() throws {
        let full = Self.full()
        var subjects: Set<String> = []
        for other in Self.others() {
            for (old, new) in [(full, other), (other, full)] {
                for change in try PlanDiff.changes(from: old, to: new) {
                    subjects.insert(change.subject)
                    for language in Language.allCases {
                        let text = PlanChangeText.sentence(change, of: full, in: language)
                        #expect(
                            !text.contains("setting `") && !text.contains("instelling `")
                                && !text.contains("⟦") && !text.contains("{"),
                            "\(change.subject): \(text)")
                    }
                }
            }
        }
        #expect(subjects.count > 90, "\(subjects.count)")
    }
}
