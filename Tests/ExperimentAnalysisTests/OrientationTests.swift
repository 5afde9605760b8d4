// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("Which way is better")
struct OrientationTests {
    static let churned = Metric(
        key: "churned", name: "Churn", kind: .proportion, direction: .decrease)
    static let spend = Metric(key: "spend", name: "Spend", kind: .mean, direction: .increase)
    static let delay = Metric(key: "delay", name: "Delay", kind: .mean, direction: .decrease)

    private func rule(_ result: AnalysisResult, _ id: String) throws -> RuleState {
        try #require(result.decision.variants[0].rules.first { $0.id == id }).state
    }

    @Test("fewer is a win where less is better, and swapping the arms makes it harm")
    func decrease() throws {
        let plan = Campaign.plan(metrics: [Self.churned])
        let arms = [try Campaign.rate(1_200, 10_000), try Campaign.rate(1_000, 10_000)]
        let better = try Campaign.analyse(plan, [arms])
        #expect(better.decision.verdict == .pass)
        let worse = try Campaign.analyse(plan, [arms.reversed()])
        #expect(worse.decision.verdict == .harm)
        #expect(worse.decision.variants[0].worseThan == [.control])
        #expect(worse.decision.variants[0].p == 1)
        let estimate = better.metrics[0].comparisons[0].absolute.value?.estimate ?? 0
        #expect(estimate < 0)
        #expect(worse.metrics[0].comparisons[0].absolute.value?.estimate == -estimate)
    }

    @Test("more is a win where more is better, and swapping the arms makes it harm")
    func increase() throws {
        let plan = Campaign.plan()
        let arms = [try Campaign.rate(1_000, 10_000), try Campaign.rate(1_200, 10_000)]
        #expect(try Campaign.analyse(plan, [arms]).decision.verdict == .pass)
        #expect(try Campaign.analyse(plan, [arms.reversed()]).decision.verdict == .harm)
    }

    @Test("harm against a reference that need not be beaten is harm")
    func harmElsewhere() throws {
        let plan = Campaign.plan(
            roles: [.control, .base, .test], decision: DecisionRule(beat: [.control]))
        let result = try Campaign.analyse(
            plan,
            [
                [
                    try Campaign.rate(500, 10_000), try Campaign.rate(1_500, 10_000),
                    try Campaign.rate(1_000, 10_000),
                ]
            ])
        #expect(result.decision.verdict == .harm)
        #expect(result.decision.variants[0].worseThan == [.base])
        #expect(try rule(result, "beats-control") == .holds)
    }

    @Test(
        "a guardrail's margin is how much worse is safe, in either direction",
        arguments: [
            (churn: 1_000, margin: 0.02, state: RuleState.holds),
            (churn: 1_080, margin: 0.001, state: .undecided),
            (churn: 1_300, margin: 0.01, state: .broken),
            (churn: 700, margin: 0, state: .holds),
        ])
    func guardrail(churn: Int, margin: Double, state: RuleState) throws {
        let plan = Campaign.plan(
            metrics: [Campaign.ordered, Self.churned],
            guardrails: [.init(metric: "churned", margin: .points(margin))])
        let result = try Campaign.analyse(
            plan,
            [
                [try Campaign.rate(1_000, 10_000), try Campaign.rate(1_200, 10_000)],
                [try Campaign.rate(1_000, 10_000), try Campaign.rate(churn, 10_000)],
            ])
        #expect(try rule(result, "guardrail-churned") == state)
        let verdicts: [RuleState: Verdict] = [
            .holds: .pass, .undecided: .inconclusive, .broken: .fail,
        ]
        #expect(result.decision.verdict == verdicts[state])
    }

    @Test("guardrails protect what customers have today: base where there is one")
    func guardrailReference() throws {
        let plan = Campaign.plan(
            roles: [.control, .base, .test], metrics: [Campaign.ordered, Self.churned],
            guardrails: [.init(metric: "churned", margin: .points(0.005))])
        let orders = [
            try Campaign.rate(1_000, 10_000), try Campaign.rate(1_000, 10_000),
            try Campaign.rate(1_200, 10_000),
        ]
        let result = try Campaign.analyse(
            plan,
            [
                orders,
                [
                    try Campaign.rate(2_000, 10_000), try Campaign.rate(500, 10_000),
                    try Campaign.rate(1_000, 10_000),
                ],
            ])
        #expect(try rule(result, "guardrail-churned") == .broken)
        #expect(result.decision.verdict == .fail)
    }

    @Test(
        "a least uplift is held against the interval, never the estimate",
        arguments: [
            (bar: 0.005, state: RuleState.holds), (bar: 0.019, state: .undecided),
            (bar: 0.035, state: .broken),
        ])
    func minimumUplift(bar: Double, state: RuleState) throws {
        for (metric, treatment) in [(Campaign.ordered, 1_200), (Self.churned, 800)] {
            let plan = Campaign.plan(
                metrics: [metric],
                decision: DecisionRule(
                    minimumUplift: .init(
                        metric: metric.key, versus: .control, value: .points(bar))))
            let result = try Campaign.analyse(
                plan, [[try Campaign.rate(1_000, 10_000), try Campaign.rate(treatment, 10_000)]])
            #expect(try rule(result, "minimum-uplift") == state, "\(metric.key)")
        }
    }

    @Test(
        "a relative margin is tested linearly, so that the control's noise counts",
        arguments: [-0.05, -0.02, 0, 0.02, 0.05, 0.08, 0.1], [Metric.Direction.increase, .decrease])
    func linear(bar: Double, direction: Metric.Direction) throws {
        let control = try Moments(
            count: 400, mean: 10, variance: 9, thirdCentralMoment: 0)
        let treatment = try Moments(
            count: 6_000, mean: 10.4, variance: 12, thirdCentralMoment: 0)
        let contrast = Contrast(
            method: .welch(control: control, treatment: treatment), guardStatus: .ok)
        let raw = direction == .increase ? bar : -bar
        let (u, w) = (12.0 / 6_000, 9.0 / 400)
        let t = (10.4 - (1 + raw) * 10) / (u + (1 + raw) * (1 + raw) * w).squareRoot()
        let freedom = (u + w) * (u + w) / (u * u / 5_999 + w * w / 399)
        let critical = try StudentT(degreesOfFreedom: freedom).upperQuantile(0.0125)
        let sign = direction == .increase ? 1.0 : -1.0
        let expected: BarPosition =
            sign * t > critical ? .above : sign * t < -critical ? .below : .undecided
        let found = contrast.orientedPosition(
            against: .relative(bar), direction: direction, confidence: 0.975)
        #expect(found.value == expected)
    }

    @Test("a relative margin is decided even where the relative effect has no bounds")
    func unbounded() throws {
        let control = try Moments(count: 100, mean: 0.1, variance: 1, thirdCentralMoment: 0)
        let treatment = try Moments(count: 100, mean: 10, variance: 1, thirdCentralMoment: 0)
        let contrast = Contrast(
            method: .welch(control: control, treatment: treatment), guardStatus: .ok)
        #expect(contrast.outcome(confidence: 0.95).relative.reason == .controlNearZero)
        let found = contrast.orientedPosition(
            against: .relative(-0.02), direction: .increase, confidence: 0.95)
        #expect(found.value == .above)
    }

    @Test("saving where less is better is worth money")
    func savings() throws {
        let plan = Campaign.plan(
            metrics: [Self.churned],
            value: ValueRule(metric: "churned", perResult: Money(100, "EUR"), currency: "EUR"))
        let result = try Campaign.analyse(
            plan, [[try Campaign.rate(1_200, 10_000), try Campaign.rate(1_000, 10_000)]])
        let value = try #require(result.values.first)
        let saved = try #require(value.incrementalRevenue.value)
        #expect(abs(saved.estimate - 20_000) < 1e-6)
        #expect(saved.low > 0 && saved.low < saved.estimate && saved.high > saved.estimate)
    }
}
