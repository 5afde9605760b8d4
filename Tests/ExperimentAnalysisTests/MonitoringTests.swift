// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("Tests read before their end")
struct MonitoringTests {
    private static let four = Monitoring.groupSequential(
        Monitoring.GroupSequential(looks: [0.25, 0.5, 0.75, 1], plannedUnits: 40_000))

    private func result(
        _ monitoring: Monitoring, control: (Int, Int), test: (Int, Int), asOf: Day? = nil
    ) throws -> AnalysisResult {
        let plan = Campaign.plan(decision: DecisionRule(monitoring: monitoring))
        return try Campaign.analyse(
            plan,
            [
                [
                    try Campaign.rate(control.0, control.1), try Campaign.rate(test.0, test.1),
                ]
            ], asOf: asOf)
    }

    @Test("a difference that would pass a test read once does not pass an early look")
    func early() throws {
        let arms = ((500, 5_000), (570, 5_000))
        let once = try result(.fixed, control: arms.0, test: arms.1)
        let look = try result(Self.four, control: arms.0, test: arms.1)
        #expect(once.decision.verdict == .pass)
        #expect(look.decision.verdict == .inconclusive)
        #expect(look.monitoring?.look == 1)
        #expect(look.monitoring?.fraction == 0.25)
        let comparison = look.metrics[0].comparisons[0]
        let plain = try #require(comparison.absolute.value)
        let repeated = try #require(comparison.decisionInterval?.absolute)
        #expect(plain == once.metrics[0].comparisons[0].absolute.value)
        #expect(repeated.low < 0 && plain.low > 0)
        #expect((look.decision.variants[0].adjustedP ?? 0) > 0.05)
    }

    @Test("harm at a look ends the test, unless the plan lets it wait for the last one")
    func harmAtALook() throws {
        func decision(_ stops: Bool?, _ count: Int, harmful: Int) throws -> VariantDecision {
            let plan = Campaign.plan(
                decision: DecisionRule(monitoring: Self.four, stopForHarm: stops))
            let arms = [
                try Campaign.rate(count / 10, count), try Campaign.rate(harmful, count),
            ]
            return try Campaign.analyse(plan, [arms]).decision.variants[0]
        }
        for stops in [nil, true] as [Bool?] {
            let found = try decision(stops, 10_000, harmful: 700)
            #expect(found.verdict == .harm)
            #expect(!found.rules.contains { $0.id == "stop-for-harm" })
        }
        let waiting = try decision(false, 10_000, harmful: 700)
        #expect(waiting.verdict == .inconclusive)
        #expect(waiting.worseThan == [.control])
        #expect(waiting.rules.last?.id == "stop-for-harm")
        #expect(waiting.rules.last?.state == .undecided)
        #expect(try decision(false, 20_000, harmful: 1_400).verdict == .harm)
        let calm = try decision(false, 10_000, harmful: 1_000)
        #expect(calm.verdict == .inconclusive)
        #expect(!calm.rules.contains { $0.id == "stop-for-harm" })
    }

    @Test("a broken guardrail waits for the last look too, where harm may wait")
    func harmOfGuardrail() throws {
        var plan = Campaign.plan(
            metrics: [
                Campaign.ordered,
                Metric(
                    key: "left", name: "Left", kind: .proportion, column: "left",
                    direction: .decrease),
            ],
            guardrails: [.init(metric: "left", margin: .points(0.001))],
            decision: DecisionRule(monitoring: Self.four))
        plan.metrics.secondary = []
        let moments = [
            [try Campaign.rate(1_000, 10_000), try Campaign.rate(1_010, 10_000)],
            [try Campaign.rate(500, 10_000), try Campaign.rate(900, 10_000)],
        ]
        #expect(try Campaign.analyse(plan, moments).decision.verdict == .fail)
        plan.decision.stopForHarm = false
        #expect(try Campaign.analyse(plan, moments).decision.verdict == .inconclusive)
    }

    @Test("the level needed at a look is that of the boundary")
    func boundary() throws {
        let monitored = try #require(
            try result(Self.four, control: (500, 10_000), test: (500, 10_000)).monitoring)
        let design = try GroupSequentialDesign(
            observed: [0.25, 0.5], planned: 1, alpha: 0.05, spending: .obrienFleming)
        #expect(monitored.look == 2)
        #expect(monitored.looks.count == 4)
        let nominal = try #require(monitored.nominalP)
        #expect(abs(nominal - 2 * design.nominalP[1]) < 1e-9)
        #expect(abs((monitored.looks[1].nominalP ?? 0) - nominal) < 1e-9)
        #expect((monitored.looks[3].nominalP ?? 1) < 0.05)
    }

    @Test("p corrected for looks is below alpha exactly when the repeated interval excludes zero")
    func agreement() throws {
        for monitoring in [
            Self.four, .alwaysValid(Monitoring.AlwaysValid(plannedUnits: 40_000)),
        ] {
            for extra in stride(from: 0, through: 260, by: 13) {
                let result = try result(
                    monitoring, control: (1_000, 10_000), test: (1_000 + extra, 10_000))
                let interval = result.metrics[0].comparisons[0].decisionInterval?.absolute
                let low = try #require(interval?.low)
                let p = try #require(result.decision.variants[0].adjustedP)
                #expect((p < 0.05) == (low > 0), "extra \(extra)")
            }
        }
    }

    @Test("before the first look nothing passes, however large the difference")
    func tooEarly() throws {
        let found = try result(Self.four, control: (100, 2_000), test: (400, 2_000))
        #expect(found.decision.verdict == .inconclusive)
        #expect(found.monitoring?.look == nil)
        let rule = try #require(found.decision.variants[0].rules.first { $0.id == "look" })
        #expect(rule.state == .undecided)
    }

    @Test(
        "between looks, before the first and long past the last nothing is decided either way",
        arguments: [(2_000, 0), (7_000, 1), (12_500, 2), (24_000, 4)])
    func betweenLooks(perArm: Int, made: Int) throws {
        let (few, many) = (perArm / 20, perArm / 5)
        for (control, test) in [(few, many), (many, few)] {
            let found = try result(Self.four, control: (control, perArm), test: (test, perArm))
            #expect(found.decision.verdict == .inconclusive)
            #expect(found.monitoring?.look == nil)
            #expect(found.monitoring?.nominalP == nil)
            #expect((found.decision.variants[0].adjustedP ?? 0) == 1)
            let past = found.monitoring?.looks.filter {
                $0.fraction <= found.monitoring?.fraction ?? 0
            }
            #expect(past?.count == made)
        }
    }

    @Test("the end of the schedule is a look, which spends what the looks before it left")
    func closedEarly() throws {
        var plan = Campaign.plan(decision: DecisionRule(monitoring: Self.four))
        plan.schedule = Schedule(end: Day("2026-03-01"))
        let found = try Campaign.analyse(
            plan, [[try Campaign.rate(500, 7_000), try Campaign.rate(900, 7_000)]],
            asOf: Day("2026-03-02"))
        #expect(found.monitoring?.look == 2)
        #expect(found.decision.verdict == .pass)
    }

    @Test("harm is told at an early look only past the boundary")
    func harm() throws {
        let found = try result(Self.four, control: (900, 5_000), test: (500, 5_000))
        #expect(found.decision.verdict == .harm)
    }

    @Test("an always-valid interval is wider for a small control than the sum of units suggests")
    func alwaysValid() throws {
        let monitoring = Monitoring.alwaysValid(Monitoring.AlwaysValid(plannedUnits: 20_000))
        let even = try result(monitoring, control: (500, 10_000), test: (500, 10_000))
        let level = try #require(even.monitoring?.nominalP)
        #expect(level < 0.02 && level > 0.001)
        #expect(even.monitoring?.kind == .alwaysValid)
        #expect(even.monitoring?.looks.isEmpty == true)
    }
}

@Suite("Dunnett's correction in a decision")
struct DunnettDecisionTests {
    private func result(
        _ correction: DecisionRule.Correction, _ successes: [Int], metric: Metric? = nil
    ) throws -> AnalysisResult {
        let plan = Campaign.plan(
            roles: [.control, .test, .test, .test],
            decision: DecisionRule(correction: correction))
        return try Campaign.analyse(plan, [try successes.map { try Campaign.rate($0, 10_000) }])
    }

    @Test("it asks for less than Bonferroni and more than no correction")
    func between() throws {
        let arms = [1_000, 1_080, 1_090, 1_100]
        let dunnett = try result(.dunnett, arms)
        let bonferroni = try result(.bonferroni, arms)
        for (one, other) in zip(dunnett.decision.variants, bonferroni.decision.variants) {
            let (p, raw, wide) = (one.adjustedP ?? 0, one.p ?? 0, other.adjustedP ?? 0)
            #expect(p > raw && p < wide)
        }
        #expect(dunnett.decision.correction == .dunnett)
        let found = try #require(dunnett.metrics[0].comparisons[0].decisionInterval)
        let widest = try #require(bonferroni.metrics[0].comparisons[0].decisionInterval)
        #expect(
            found.absolute.high - found.absolute.low < widest.absolute.high - widest.absolute.low)
    }

    @Test("p below alpha and an interval away from zero say the same")
    func agreement() throws {
        for extra in stride(from: 0, through: 200, by: 4) {
            let found = try result(.dunnett, [1_000, 1_000 + extra, 1_020, 1_010])
            let interval = try #require(found.metrics[0].comparisons[0].decisionInterval?.absolute)
            let p = try #require(found.decision.variants[0].adjustedP)
            #expect((p < 0.05) == (interval.low > 0), "extra \(extra)")
        }
    }

    @Test("without a standard error per arm Holm takes its place, and the result says so")
    func fallback() throws {
        let metric = Metric(
            key: "median", kind: .quantile, column: "spend", direction: .increase, quantile: 0.5)
        let plan = Campaign.plan(
            roles: [.control, .test, .test], metrics: [metric],
            decision: DecisionRule(correction: .dunnett))
        var dice = Dice(state: 4)
        var text = "arm,spend\n"
        for row in 0..<900 {
            text += "\(["control0", "test1", "test2"][row % 3]),\(Int(dice.uniform() * 1e6))\n"
        }
        #expect(try Campaign.analyse(plan, text).decision.correction == .holm)
    }
}
