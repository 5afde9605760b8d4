// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("What a variant was worth")
struct ValueTests {
    private func result(_ cost: Double, base: Double = 0) throws -> AnalysisResult {
        var plan = SampleNumbersTests.plan()
        plan.variants[1].cost = Variant.Cost(perContact: Money(base, "EUR"))
        plan.variants[2].cost = Variant.Cost(perContact: Money(cost, "EUR"))
        return try Campaign.analyse(
            plan,
            [
                [
                    try Campaign.rate(300, 9_987), try Campaign.rate(1_531, 45_021),
                    try Campaign.rate(1_675, 44_992),
                ]
            ])
    }

    @Test(
        "net value holds, is open or is broken by its interval against control, not its estimate",
        arguments: [
            (0.05, RuleState.holds, Verdict.pass), (0.12, .undecided, .inconclusive),
            (0.20, .undecided, .inconclusive), (0.40, .broken, .fail),
        ])
    func netValue(cost: Double, state: RuleState, verdict: Verdict) throws {
        let result = try result(cost)
        let decision = result.decision.variants[0]
        let rule = try #require(decision.rules.first { $0.id == "net-value" })
        #expect(rule.state == state)
        #expect(decision.verdict == verdict)
        let net = try #require(result.values.first { $0.reference == "control" }?.net.value)
        #expect((net.low > 0) == (state == .holds) && (net.high < 0) == (state == .broken))
        #expect(rule.remark.values["reference"] == .text("control0"))
    }

    @Test("only what a contact costs above the reference's contact counts")
    func costs() throws {
        let values = try result(0.05, base: 0.02).values
        let control = try #require(values.first { $0.reference == "control" })
        let base = try #require(values.first { $0.reference == "base" })
        #expect(abs(control.cost - 44_992 * 0.05) < 1e-9)
        #expect(abs(base.cost - 44_992 * 0.03) < 1e-9)
        #expect(values.count == 2)
    }

    @Test("revenue is what would have come anyway and what was caused")
    func parts() throws {
        for value in try result(0.05).values {
            let caused = try #require(value.incrementalRevenue.value?.estimate)
            #expect(abs(value.counterfactualRevenue + caused - value.revenue) < 1e-6)
            let margin = try #require(value.incrementalMargin.value)
            let net = try #require(value.net.value)
            #expect(abs(margin.estimate - 0.4 * caused) < 1e-9)
            #expect(abs((margin.high - margin.low) - (net.high - net.low)) < 1e-6)
        }
    }

    @Test("without any event there is no p-value, and the difference is bounded all the same")
    func noEvents() throws {
        let result = try Campaign.analyse(
            SampleNumbersTests.plan(),
            [
                [
                    try Campaign.rate(0, 9_987), try Campaign.rate(0, 45_021),
                    try Campaign.rate(0, 44_992),
                ]
            ])
        let comparison = try #require(
            result.metrics[0].comparison(of: "personal", with: "control"))
        #expect(comparison.p.reason == .noEvents)
        let decision = result.decision.variants[0]
        #expect(decision.p == nil && decision.adjustedP == nil)
        #expect(decision.rules.first { $0.id == "beats-control" }?.state == .undecided)
        // Even the most that 45,000 customers without an order can hide does not pay the contact.
        #expect(decision.rules.first { $0.id == "net-value" }?.state == .broken)
        #expect(decision.verdict == .fail)
    }
}
