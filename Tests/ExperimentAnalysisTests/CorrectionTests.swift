// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("Several test arms")
struct CorrectionTests {
    private func result(
        _ successes: [Int], roles: [Role], beat: [Role] = [.control],
        correction: DecisionRule.Correction = .holm
    ) throws -> AnalysisResult {
        let plan = Campaign.plan(
            roles: roles, decision: DecisionRule(beat: beat, correction: correction))
        return try Campaign.analyse(plan, [try successes.map { try Campaign.rate($0, 10_000) }])
    }

    @Test("Holm corrects the test arms' p-values and decisions are taken at 1 - alpha / k")
    func holm() throws {
        let result = try result([1_000, 1_095, 1_130], roles: [.control, .test, .test])
        let p = result.decision.variants.map { $0.p ?? 1 }
        #expect(p[0] > p[1])
        #expect(result.decision.variants[1].adjustedP == 2 * p[1])
        #expect(result.decision.variants[0].adjustedP == max(2 * p[1], p[0]))
        #expect(result.decision.decisionLevel == 0.975)
        let comparison = result.metrics[0].comparisons[1]
        #expect(comparison.decisionInterval?.level == 0.975)
        let plain = try #require(comparison.absolute.value)
        let wide = try #require(comparison.decisionInterval?.absolute)
        #expect(wide.low < plain.low && wide.high > plain.high)
    }

    @Test("Holm's later step can win where Bonferroni cannot")
    func laterStep() throws {
        let arms = [1_000, 1_095, 1_130]
        let roles: [Role] = [.control, .test, .test]
        let holm = try result(arms, roles: roles)
        let bonferroni = try result(arms, roles: roles, correction: .bonferroni)
        #expect(holm.decision.variants[0].verdict == .pass)
        #expect(bonferroni.decision.variants[0].verdict == .inconclusive)
        // The interval beside a later win is the one of its step, so that it agrees.
        let decided = try #require(holm.metrics[0].comparisons[0].decisionInterval)
        #expect(decided.level == 0.95)
        #expect(decided.absolute.low > 0)
        #expect(bonferroni.metrics[0].comparisons[0].decisionInterval?.level == 0.975)
        #expect(bonferroni.decision.variants[0].adjustedP == 2 * (holm.decision.variants[0].p ?? 1))
    }

    @Test("beating two references takes the larger p, without a correction between them")
    func intersection() throws {
        let result = try result(
            [1_000, 1_050, 1_150], roles: [.control, .base, .test], beat: [.control, .base])
        let metric = result.metrics[0]
        let control = try #require(metric.comparison(of: "test2", with: "control0")?.p.value)
        let base = try #require(metric.comparison(of: "test2", with: "base1")?.p.value)
        #expect(control < base)
        #expect(result.decision.variants[0].p == base)
        #expect(result.decision.variants[0].adjustedP == base)
        #expect(result.decision.decisionLevel == 0.95)
    }

    @Test("an arm that cannot be judged still counts among those corrected for")
    func notEstimable() throws {
        let plan = Campaign.plan(
            roles: [.control, .test, .test], metrics: [Campaign.revenue],
            decision: DecisionRule(beat: [.control]))
        let result = try Campaign.analyse(
            plan,
            [
                [
                    try Campaign.mean(1_000, 10, 4), .level(count: 1_000, mean: 10),
                    try Campaign.mean(1_000, 10.2, 4),
                ]
            ])
        let (blind, seen) = (result.decision.variants[0], result.decision.variants[1])
        #expect(blind.p == nil && blind.adjustedP == nil)
        #expect(blind.verdict == .inconclusive)
        #expect(seen.adjustedP == 2 * (seen.p ?? 1))
    }

    @Test("the experiment's verdict is the worst over the test arms")
    func worst() throws {
        let result = try result([1_000, 800, 1_200], roles: [.control, .test, .test])
        #expect(result.decision.variants.map(\.verdict) == [.harm, .pass])
        #expect(result.decision.verdict == .harm)
    }

    @Test("a sparse proportion passes only when the exact mid-p agrees")
    func secondP() throws {
        let plan = Campaign.plan()
        var disagreements = 0
        for events in 3..<16 {
            let arms = [try Campaign.rate(2, 300), try Campaign.rate(events, 300)]
            let result = try Campaign.analyse(plan, [arms])
            let comparison = result.metrics[0].comparisons[0]
            let p = try #require(comparison.p.value)
            let second = try #require(comparison.secondP)
            #expect(second.method == "fisher-mid-p")
            #expect((result.decision.verdict == .pass) == (p < 0.05 && second.p < 0.05))
            if (p < 0.05) != (second.p < 0.05) { disagreements += 1 }
        }
        #expect(disagreements <= 2)
    }

    @Test("a reference that is not in the plan cannot be beaten")
    func absentReference() throws {
        let plan = Campaign.plan(decision: DecisionRule(beat: [.control, .base]))
        let result = try Campaign.analyse(
            plan, [[try Campaign.rate(1_000, 10_000), try Campaign.rate(1_500, 10_000)]])
        #expect(result.decision.variants[0].rules.map(\.id) == ["beats-control", "beats-base"])
        #expect(result.decision.verdict == .inconclusive)
    }

    @Test("too few units or an unfinished schedule leave the verdict open")
    func tooEarly() throws {
        var plan = Campaign.plan(decision: DecisionRule(minimumSamplePerVariant: 20_000))
        let arms = [[try Campaign.rate(1_000, 10_000), try Campaign.rate(1_200, 10_000)]]
        #expect(try Campaign.analyse(plan, arms).decision.verdict == .inconclusive)
        plan.decision.minimumSamplePerVariant = 10_000
        #expect(try Campaign.analyse(plan, arms).decision.verdict == .pass)
        plan.schedule = Schedule(start: Day("2026-03-02"), end: Day("2026-03-29"))
        let early = try Campaign.analyse(plan, arms, asOf: Day("2026-03-28"))
        #expect(early.decision.verdict == .inconclusive)
        let done = try Campaign.analyse(plan, arms, asOf: Day("2026-03-29"))
        #expect(done.decision.verdict == .pass)
    }

    @Test("no verdict before the least time, nor while nobody knows how long the test ran")
    func minimumRuntime() throws {
        var plan = Campaign.plan(
            decision: DecisionRule(minimumRuntime: PlanDuration(2, .weeks)))
        plan.schedule = Schedule(start: Day("2026-03-02"))
        func rule(_ asOf: String?, test: Int = 1_200) throws -> (Verdict, RuleResult?) {
            let result = try Campaign.analyse(
                plan, [[try Campaign.rate(1_000, 10_000), try Campaign.rate(test, 10_000)]],
                asOf: asOf.flatMap { Day($0) })
            return (
                result.decision.verdict,
                result.decision.variants[0].rules.first { $0.id == "minimum-runtime" }
            )
        }
        let early = try rule("2026-03-10")
        #expect(early.0 == .inconclusive && early.1?.state == .undecided)
        #expect(early.1?.remark.values["found"] == .count(9))
        #expect(early.1?.remark.values["least"] == .count(14))
        #expect(try rule("2026-03-14").0 == .inconclusive)
        let enough = try rule("2026-03-15")
        #expect(enough.0 == .pass && enough.1?.state == .holds)
        let unknown = try rule(nil)
        #expect(unknown.0 == .inconclusive)
        #expect(unknown.1?.remark.id == "rule.minimum-runtime.unknown")
        #expect(try rule("2026-02-01").1?.remark.values["found"] == .count(0))
        #expect(try rule("2026-03-10", test: 700).0 == .harm)
        plan.decision.minimumRuntime = nil
        #expect(try rule("2026-03-10").1 == nil)
    }
}
