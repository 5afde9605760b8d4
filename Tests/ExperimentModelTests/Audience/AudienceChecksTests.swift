// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@Suite("What rules mean together")
struct AudienceChecksTests {
    @Test("amounts are in the currency of the workspace")
    func currency() {
        let rule = AudienceExpression.parse("a >= 75 EUR and b in (5 USD, 6 USD)")
        #expect(
            rule.currencyProblems(workspace: "EUR").map(problemText) == [
                """
                error[rule-currency] 22+5: an amount is in another currency than the workspace \
                (seen: USD, not EUR)
                  why: the column `b` is read as amounts in EUR
                  fix: write the amount in EUR, as 5 EUR
                """,
                """
                error[rule-currency] 29+5: an amount is in another currency than the workspace \
                (seen: USD, not EUR)
                  why: the column `b` is read as amounts in EUR
                  fix: write the amount in EUR, as 6 EUR
                """,
            ])
        #expect(rule.currencyProblems(workspace: "USD").count == 1)
    }

    @Test("a column that two rules read in two ways is told once")
    func kinds() {
        let rules = ["score >= 60", "x = 1 and score = \"high\"", "score in (\"low\")"]
        let found = AudienceParse.kindProblems(among: rules.map(AudienceExpression.parse))
        #expect(found.map(\.rule) == [1])
        #expect(
            found.map { problemText($0.problem) } == [
                """
                warning[rule-mixed-kinds] 18+6: `score` is compared with a text here and with a \
                number before (seen: "high" and 60)
                  why: a column seldom holds both
                  fix: write both values as the column holds them
                """
            ])
    }

    @Test(
        "ones and zeros may be asked for true, and amounts are numbers",
        arguments: [["a = 1", "a = true"], ["a > 5", "a > 5 EUR"], ["a = 1", "a is empty"]])
    func sharedKinds(_ rules: [String]) {
        #expect(AudienceParse.kindProblems(among: rules.map(AudienceExpression.parse)).isEmpty)
    }

    @Test(
        "comparisons that can hold together are not refused",
        arguments: [
            "x >= 5 and x <= 5", "x > 3 and x < 5", "x = 5 and x between 5 and 9", "x > 5 or x < 3",
            "x != 5 and x = 5", "x > 5 and y < 3", "x > 5 and x is empty", "x = 1 and not x > 3",
            "x >= 2026-01-01 and x < 2026-02-01", "(x > 5 or y = 1) and x < 3",
        ])
    func possible(_ text: String) {
        #expect(AudienceExpression.parse(text).problems.isEmpty)
    }

    @Test(
        "comparisons that cannot hold together are refused",
        arguments: [
            "x > 5 and x < 5", "x >= 5 and x < 5", "x = 1 and x = 2", "x between 1 and 2 and x > 2",
            "x < 2026-01-01 and x > 2026-02-01", "x > 5 EUR and x < 3 EUR",
            "y = 1 or x > 5 and x < 3",
        ])
    func impossible(_ text: String) {
        #expect(AudienceExpression.parse(text).problems.map(\.id) == ["rule-never"])
    }
}
