// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@Suite("The text of a rule")
struct AudienceTextTests {
    @Test(
        "has single spaces and no needless parentheses",
        arguments: [
            ("( a=1 )", "a = 1"), ("A == 1  AND  b<>2", "A = 1 and b != 2"),
            ("not (a = 1)", "not a = 1"), ("not (a in [1])", "a not in (1)"),
            ("(a = 1 and b = 2) or c = 3", "a = 1 and b = 2 or c = 3"),
            ("a = 1 and (b = 2 or c = 3)", "a = 1 and (b = 2 or c = 3)"),
            ("not (a = 1 or b is not empty)", "not (a = 1 or b is not empty)"),
            ("a >= 075.50 EUR", "a >= 75.5 EUR"), ("a = 'x\"y'", "a = \"x\"\"y\""),
            ("a = 0.000001", "a = 0.000001"), ("a = 0.000000000012", "a = 0.000000000012"),
            ("a = 100000000000000", "a = 100000000000000"),
            ("not not a is empty", "not a is not empty"),
        ])
    func canonical(_ text: String, _ wanted: String) {
        #expect(AudienceExpression.parse(text).expression?.text == wanted)
    }

    @Test("reads back as the rule it was written from", arguments: 0..<20)
    func roundTrip(_ seed: Int) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let rule = RandomRule.rule(depth: 4, &generator)
            let text = rule.text
            // A rule that never holds is refused, but reads the same.
            let parse = AudienceExpression.parse(text)
            let errors = parse.problems.filter { $0.severity == .error && $0.id != "rule-never" }
            #expect(errors.isEmpty, "\(text): \(errors.map(problemText))")
            if !parse.problems.contains(where: { $0.id == "rule-never" }) {
                #expect(parse.expression == rule, "\(text)")
                #expect(parse.expression?.text == text)
            }
        }
    }

    @Test("writes numbers without an exponent that read back as they were", arguments: 0..<10)
    func decimals(_ seed: Int) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let magnitude = Double.random(in: -300...300, using: &generator)
            var number = 1.0
            let up = magnitude >= 0
            for _ in 0..<Int(abs(magnitude)) { number = up ? number * 10 : number / 10 }
            number *= Double.random(in: -10...10, using: &generator)
            let text = AudienceValue.decimal(number)
            #expect(Double(text) == number)
            #expect(text.allSatisfy { "-.0123456789".contains($0) }, "\(text)")
        }
        #expect(AudienceValue.decimal(-0.0) == "0")
        #expect(AudienceValue.decimal(1e21) == "1000000000000000000000")
    }
}

/// Makes rules as the parser would: no `and` in an `and`, no `or` in an `or`.
private enum RandomRule {
    static func rule(
        depth: Int, _ generator: inout SeededGenerator
    ) -> AudienceExpression {
        guard depth > 0 else { return leaf(&generator) }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: return .not(rule(depth: depth - 1, &generator))
        case 1, 2:
            let parts = several(depth, &generator) { if case .and = $0 { false } else { true } }
            return .and(parts)
        case 3, 4:
            let parts = several(depth, &generator) { if case .or = $0 { false } else { true } }
            return .or(parts)
        default: return leaf(&generator)
        }
    }

    private static func several(
        _ depth: Int, _ generator: inout SeededGenerator, _ fits: (AudienceExpression) -> Bool
    ) -> [AudienceExpression] {
        var parts: [AudienceExpression] = []
        let count = Int.random(in: 2...3, using: &generator)
        while parts.count < count {
            let part = rule(depth: depth - 1, &generator)
            if fits(part) { parts.append(part) }
        }
        return parts
    }

    private static let names = [
        "a", "orders_12m", "last order", "in", "opt-in", "12m", "tick`", "żółć", "NOT", "a.b", "\"",
        " x ", "€", "null", "and or", "👩",
    ]
    private static let texts = [
        "NL", "a\"b", "'", "x y", "and", "12", "2026-01-01", "żółć", "`", "\\", "…", "“x”", " a ",
        "👩", "true",
    ]

    private static func leaf(_ generator: inout SeededGenerator) -> AudienceExpression {
        let column = names[Int.random(in: 0..<names.count, using: &generator)]
        let kind = AudienceValue.Kind.allCases[Int.random(in: 0..<5, using: &generator)]
        let value = value(kind, &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: return .empty(column: column)
        case 1:
            let count = Int.random(in: 1...4, using: &generator)
            return .membership(
                column: column, (0..<count).map { _ in self.value(kind, &generator) })
        case 2 where value.isOrdered:
            return .between(column: column, low: value, high: value)
        default:
            let all = AudienceComparison.allCases.filter { value.isOrdered || !$0.isOrder }
            return .comparison(
                column: column, all[Int.random(in: 0..<all.count, using: &generator)], value)
        }
    }

    private static func value(
        _ kind: AudienceValue.Kind, _ generator: inout SeededGenerator
    ) -> AudienceValue {
        let digits = Double(Int.random(in: -99_999_999...99_999_999, using: &generator))
        var scale = 1.0
        for _ in 0..<Int.random(in: 0...7, using: &generator) { scale *= 10 }
        let number = digits / scale
        switch kind {
        case .number: return .number(number)
        case .money: return .money(number, currency: "EUR")
        case .text: return .text(texts[Int.random(in: 0..<texts.count, using: &generator)])
        case .truth: return .truth(Bool.random(using: &generator))
        case .day:
            return .day(Day(daysSince1970: Int.random(in: -50_000...50_000, using: &generator)))
        }
    }
}
