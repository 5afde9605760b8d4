// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Testing

@testable import ExperimentReport

@Suite("Why a customer is in a group")
struct ExplanationTests {
    private func plan() throws -> Plan {
        var plan = Plan(
            key: "winback", name: "Winback",
            assignment: AssignmentRule(salt: "spring-promo"),
            variants: [
                Variant(
                    key: "none", name: "No contact", role: .control, weight: Share(1, over: 10)),
                Variant(
                    key: "mail", name: "Today's mail", role: .base, weight: Share(9, over: 20),
                    channel: "email"),
                Variant(key: "card", name: "A card", role: .test, weight: Share(9, over: 20)),
            ],
            metrics: MetricSet(
                definitions: [Metric(key: "ordered", kind: .proportion, direction: .increase)],
                primary: "ordered"))
        plan.assignment.holdout = Holdout(
            key: "global-control", share: try #require(Share(1, over: 20)), salt: "gc",
            from: try #require(Day("2026-01-01")),
            rotation: Holdout.Rotation(
                every: .quarter, overlap: try #require(Share(0, over: 1))))
        return plan
    }

    private func explained(
        _ id: String, plan: Plan, eligibility: UnitExplanation.Eligibility = .everyone
    ) throws -> UnitExplanation {
        let day = try #require(Day("2026-03-02"))
        let resolved = try DesignResolver(plan: plan, lock: nil, file: "winback.yaml")
            .design(on: day, for: .looking)
        return try UnitExplanation(
            plan: plan, resolved: resolved, id: id, eligibility: eligibility)
    }

    /// Days and amounts are held together by spaces that do not break.
    private func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ") }

    @Test("says the group first, then each draw, then how to work it out")
    func assigned() throws {
        let text = ExplanationRenderer(try explained("42", plan: plan()), language: .en).text()
        #expect(
            plain(text) == """
                Customer 42 in Winback
                This customer is in Today's mail (base group) and is contacted by email.

                Why
                  - Audience: everyone.
                  - Global control global-control: no. Point 599,737 of 1,000,000 lies outside 0–49,999.
                  - Group: point 113,807 of 1,000,000 → Today's mail (100,000–549,999).

                To work it out again
                  A point is the first 13 hexadecimal digits of SHA-256 over the text, modulo 1,000,000.
                  global control: "gc:42" → d23abb124d679 → 599737
                  group: "spring-promo:42" → 6f1ba8b740e0f → 113807

                Holds for 2 March 2026.

                """)
    }

    @Test("is as complete in Dutch, with Dutch numbers and days")
    func dutch() throws {
        var plan = try plan()
        plan.assignment.holdout = Holdout(
            key: "global-control", share: try #require(Share(3, over: 4)), salt: "gc",
            from: try #require(Day("2026-01-01")), until: Day("2026-03-31"))
        let text = ExplanationRenderer(try explained("42", plan: plan), language: .nl).text()
        #expect(text.contains("Klant 42 in Winback\n"))
        #expect(
            plain(text).contains(
                "Deze klant zit in de vaste controlegroep global-control en krijgt tot en met "
                    + "31 maart 2026 geen enkele campagne."))
        #expect(text.contains("Vaste controlegroep global-control: ja. Punt "))
        #expect(plain(text).contains("Geldt voor 2 maart 2026."))
        #expect(!text.contains("⟦"))
    }

    @Test(
        "has a sentence for every reason in both languages",
        arguments: ReasonCode.fixed + [.forced(variant: "card"), .noPermission("email")],
        Language.allCases)
    func reasons(_ reason: ReasonCode, _ language: Language) throws {
        var explanation = try explained(
            "42", plan: plan(), eligibility: .out(reason, row: 3, detail: "orders_12m >= 1"))
        explanation.trace.outcome.reason = reason
        let text = ExplanationRenderer(explanation, language: language).text()
        #expect(!text.contains("⟦"), "\(text)")
        #expect(text.split(separator: "\n").count >= 3)
    }

    @Test("an id that cannot be used gets the reason and no draw")
    func unusable() throws {
        let explanation = try explained("NULL", plan: plan())
        #expect(explanation.variant == nil)
        #expect(explanation.trace.steps.isEmpty)
        let text = ExplanationRenderer(explanation, language: .en).text()
        #expect(text.contains("This row cannot be used (placeholder-id)"))
    }

    @Test("a household is not called a pseudonym, nor an id that was merged")
    func units() throws {
        func text(_ plan: Plan, _ unit: String, _ language: Language) throws -> String {
            var explanation = try explained(unit, plan: plan)
            explanation.pseudonymOf = "42"
            return ExplanationRenderer(explanation, language: language).text()
        }
        var plan = try plan()
        #expect(try text(plan, "43", .en).contains("Drawn by the id it was merged into: 43."))
        plan.assignment.members = AssignmentRule.Members(column: "person")
        #expect(try text(plan, "h-7", .en).contains("Drawn by the household h-7."))
        #expect(try text(plan, "h-7", .nl).contains("Geloot met het huishouden h-7."))
        #expect(try text(plan, "person:42", .en).contains("Drawn alone, without a household"))
        plan.privacy = Privacy(pseudonymise: .hmacSHA256, pepperEnvironment: "PEPPER")
        #expect(try text(plan, "ab12", .en).contains("Drawn by the pseudonym ab12."))
    }

    @Test("the steps stand in JSON, every time the same")
    func json() throws {
        let text = ExplanationJSON.text(try explained("42", plan: plan()))
        #expect(text == ExplanationJSON.text(try explained("42", plan: plan())))
        #expect(text.contains("\"hashed\": \"spring-promo:42\""))
        #expect(text.contains("\"variant\": \"mail\""))
    }
}
