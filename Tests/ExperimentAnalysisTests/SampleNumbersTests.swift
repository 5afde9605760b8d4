// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

/// A winback campaign of 100,000 customers in three arms, checked to the digits that are printed.
@Suite("The sample numbers of a campaign")
struct SampleNumbersTests {
    static func plan() -> Plan {
        var plan = Campaign.plan(
            roles: [.control, .base, .test], weights: [10, 45, 45],
            decision: DecisionRule(beat: [.control, .base], netValuePositive: true),
            value: ValueRule(
                metric: "ordered", perResult: Money(62, "EUR"), margin: 0.4, currency: "EUR"))
        plan.variants[0].key = "control"
        plan.variants[1].key = "base"
        plan.variants[2].key = "personal"
        plan.variants[2].cost = Variant.Cost(
            perContact: Money(0.04, "EUR"), fixed: Money(1500, "EUR"))
        return plan
    }

    static func result() throws -> AnalysisResult {
        try Campaign.analyse(
            plan(),
            [
                [
                    try Campaign.rate(300, 9_987), try Campaign.rate(1_531, 45_021),
                    try Campaign.rate(1_675, 44_992),
                ]
            ])
    }

    /// A number cut to decimals, as a person would read it.
    private func rounded(_ value: Double?, _ digits: Int) -> Double? {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        return value.map { ($0 * scale).rounded() / scale }
    }

    @Test(
        "have the printed differences, intervals and p-values",
        arguments: [
            ("base", "control", 0.40, 0.01, 0.76, 0.044, 3),
            ("personal", "control", 0.72, 0.33, 1.09, 0.0004, 4),
            ("personal", "base", 0.32, 0.08, 0.56, 0.009, 3),
        ])
    func differences(
        treatment: String, reference: String, estimate: Double, low: Double, high: Double,
        p: Double, digits: Int
    ) throws {
        let comparison = try #require(
            try Self.result().metrics[0].comparison(of: treatment, with: reference))
        let effect = try #require(comparison.absolute.value)
        #expect(comparison.method == "score-skew")
        #expect(rounded(effect.estimate * 100, 2) == estimate)
        #expect(rounded(effect.low * 100, 2) == low)
        #expect(rounded(effect.high * 100, 2) == high)
        #expect(rounded(comparison.p.value, digits) == p)
        #expect(comparison.decisionInterval == nil)
    }

    @Test("have the printed relative effect")
    func relative() throws {
        let effect = try #require(
            try Self.result().metrics[0].comparison(of: "personal", with: "control")?.relative.value
        )
        #expect(rounded(effect.estimate * 100, 0) == 24)
        #expect(rounded(effect.low * 100, 0) == 10)
        #expect(rounded(effect.high * 100, 0) == 40)
    }

    @Test("have the printed rates and sample ratio")
    func groups() throws {
        let result = try Self.result()
        #expect(
            result.metrics[0].arms.map { rounded($0.value.map { $0 * 100 }, 2) } == [3, 3.4, 3.72])
        let check = try #require(result.health.first { $0.id == "srm" })
        #expect(check.status == .ok)
        #expect(rounded(check.p, 2) == 0.99)
        let test = try SampleRatioMismatch(
            observed: [9_987, 45_021, 44_992], weights: result.arms.map(\.plannedShare))
        #expect(rounded(test.chiSquare, 3) == 0.028)
    }

    @Test("are worth what is printed")
    func value() throws {
        let value = try #require(
            try Self.result().values.first { $0.reference == "control" })
        #expect(rounded(value.revenue, 0) == 103_850)
        #expect(abs(value.counterfactualRevenue - 83_794) < 1)
        #expect(rounded(value.incrementalRevenue.value?.estimate, 0) == 20_056)
        #expect(rounded(value.incrementalMargin.value?.estimate, 0) == 8_022)
        #expect(rounded(value.cost, 0) == 3_300)
        let net = try #require(value.net.value)
        // The printed 4,722 is the difference of the printed margin and cost.
        #expect(abs(net.estimate - 4_722) < 1)
        // The net interval is the effect's, in money.
        let effect = try #require(
            try Self.result().metrics[0].comparison(of: "personal", with: "control")?.absolute.value
        )
        #expect(abs(net.low - (effect.low * 44_992 * 62 * 0.4 - value.cost)) < 1e-6)
        #expect(abs(net.high - (effect.high * 44_992 * 62 * 0.4 - value.cost)) < 1e-6)
        let breakEven = try #require(value.breakEvenEffect)
        #expect(abs(breakEven * 44_992 * 62 * 0.4 - value.cost) < 1e-9)
    }

    @Test("pass against control and base, and net value is named as undecided or held")
    func verdict() throws {
        var plan = Self.plan()
        plan.decision.netValuePositive = false
        let result = try Campaign.analyse(
            plan,
            [
                [
                    try Campaign.rate(300, 9_987), try Campaign.rate(1_531, 45_021),
                    try Campaign.rate(1_675, 44_992),
                ]
            ])
        #expect(result.decision.verdict == .pass)
        let decision = try #require(result.decision.variants.first)
        #expect(decision.rules.map(\.id) == ["beats-control", "beats-base"])
        // One test arm: nothing to correct, and the larger p of the two references decides.
        #expect(decision.p == decision.adjustedP)
        #expect(rounded(decision.p, 3) == 0.009)
        #expect(result.decision.decisionLevel == 0.95)
    }

    @Test("net value is judged on the low end of its interval")
    func netValue() throws {
        let result = try Self.result()
        let rule = try #require(
            result.decision.variants[0].rules.first { $0.id == "net-value" })
        let net = try #require(result.values.first { $0.reference == "control" }?.net.value)
        #expect(rule.state == (net.low > 0 ? .holds : .undecided))
    }
}
