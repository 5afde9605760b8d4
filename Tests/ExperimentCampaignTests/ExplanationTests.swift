// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Testing

@Suite struct ExplanationTests {
    private func plan() -> Plan {
        var plan = CampaignPlans.winback()
        plan.assignment.salt = "spring-promo"
        return plan
    }

    @Test func `an id is explained from salt to variant`() throws {
        let explanation = try Explanation(plan: plan(), id: "42")
        #expect(
            explanation.facts.map { "\($0.name) = \($0.value)" } == [
                "id = 42", "algorithm = sha256-52/1", "salt = spring-promo",
                "hashed = spring-promo:42", "u = 6f1ba8b740e0f", "point = 113807",
                "range = control [0, 100000)", "range = base [100000, 550000)",
                "range = personal [550000, 1000000)", "variant = base", "reason = assigned",
            ])
        #expect(explanation.variant == "base")
        #expect(explanation.draw?.point == 113_807)
    }

    @Test(arguments: [("", "empty-id"), ("NULL", "placeholder-id")])
    func `an id that is no one's has a reason and no variant`(id: String, reason: String) throws {
        let explanation = try Explanation(plan: plan(), id: id)
        #expect(explanation.variant == nil)
        #expect(explanation.draw == nil)
        #expect(explanation.reason == reason)
        #expect(!explanation.facts.contains { $0.name == "point" })
    }

    @Test func `a doubtful id is drawn as it stands, and said to be doubtful`() throws {
        let explanation = try Explanation(plan: plan(), id: "42\u{200B}")
        #expect(explanation.doubt == "id-outer-space")
        #expect(explanation.facts.first?.value == "42\\u{200b}")
        #expect(explanation.variant != nil)
    }

    @Test func `a plan that cannot assign says why`() {
        var plan = plan()
        plan.assignment.algorithm = "md5/1"
        let error = #expect(throws: DiagnosticsError.self) { try Explanation(plan: plan, id: "1") }
        #expect(error?.diagnostics.map(\.id) == ["unknown-algorithm"])
        #expect(error?.kind == .badPlan)
    }
}
