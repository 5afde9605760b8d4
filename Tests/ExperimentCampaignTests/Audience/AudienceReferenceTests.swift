// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Tabular
import Testing

@Suite("The evaluator of rules against a plain reading of the language")
struct AudienceReferenceTests {
    private static let columns = ["a", "b", "c"]
    private static let fields = [
        "", " ", "1", "2", "-3", "2.5", "1e2", "abc", "true", "nee", "2026-01-01",
        "2025-06-30T10:00",
        "x y", "\"", "1,000", "n/a",
    ]

    /// An answer, with what cannot be read as nil and what is unknown as nil inside.
    private typealias Answer = Bool??

    @Test("agrees on random rules and customers", arguments: 0..<10)
    func agreement(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let rule = randomRule(depth: 3, &generator)
            let values = Self.columns.map {
                (column: $0, text: Self.fields.randomElement(using: &generator) ?? "")
            }
            let found = try truth(rule, values, decimal: .point, missing: ["n/a"])
            var texts: [String: String] = [:]
            for value in values { texts[value.column] = value.text }
            let wanted: Answer = answer(rule, texts)
            let isSame =
                switch found {
                case .yes: wanted == .some(.some(true))
                case .no: wanted == .some(.some(false))
                case .unknown: wanted == .some(.none)
                case .unreadable: wanted == .none
                }
            #expect(isSame, "\(rule.text) of \(texts): \(found), not \(String(describing: wanted))")
        }
    }

    private func answer(_ rule: AudienceExpression, _ row: [String: String]) -> Answer {
        func value(_ column: String) -> String? {
            let text = row[column, default: ""]
            let isEmpty = text.allSatisfy { $0 == " " } || text == "n/a"
            return isEmpty ? nil : text
        }
        func test(_ column: String, _ holds: (String) -> Bool?) -> Answer {
            guard let text = value(column) else { return .some(nil) }
            guard let answer = holds(text) else { return .none }
            return .some(answer)
        }
        switch rule {
        case .empty(let column): return .some(value(column) == nil)
        case .not(let inner):
            guard let known = answer(inner, row) else { return .none }
            return .some(known.map { !$0 })
        case .and(let rules), .or(let rules):
            let isAnd = if case .and = rule { true } else { false }
            let answers = rules.map { answer($0, row) }
            if answers.contains(where: { $0 == .some(.some(!isAnd)) }) { return .some(!isAnd) }
            if answers.contains(where: { $0 == nil }) { return .none }
            return answers.contains { $0 == .some(.none) } ? .some(nil) : .some(isAnd)
        case .comparison(let column, let comparison, let wanted):
            return test(column) { text in
                guard let order = order(text, wanted) else { return nil }
                return switch comparison {
                case .equal: order == 0
                case .notEqual: order != 0
                case .less: order < 0
                case .lessOrEqual: order <= 0
                case .greater: order > 0
                case .greaterOrEqual: order >= 0
                }
            }
        case .between(let column, let low, let high):
            return test(column) { text in
                guard let first = order(text, low), let last = order(text, high) else { return nil }
                return first >= 0 && last <= 0
            }
        case .membership(let column, let values):
            return test(column) { text in
                let orders = values.map { order(text, $0) }
                return orders.contains(nil) ? nil : orders.contains(0)
            }
        }
    }

    /// Where the text lies against the value: before, at or behind it; nil if it is not of its kind.
    private func order(_ text: String, _ value: AudienceValue) -> Int? {
        switch value {
        case .number(let number), .money(let number, _):
            let known = ["1,000": 1000.0]
            guard let own = known[text] ?? Double(text) else { return nil }
            return own < number ? -1 : own > number ? 1 : 0
        case .text(let other): return text == other ? 0 : 1
        case .truth(let truth):
            let words = ["true": true, "1": true, "nee": false]
            guard let own = words[text] else { return nil }
            return own == truth ? 0 : 1
        case .day(let day):
            guard let own = Day(text.prefix(10)), !text.isEmpty else { return nil }
            return own < day ? -1 : own > day ? 1 : 0
        }
    }

    private func randomRule(depth: Int, _ generator: inout SeededGenerator) -> AudienceExpression {
        func part() -> AudienceExpression { randomRule(depth: depth - 1, &generator) }
        switch depth == 0 ? 9 : Int.random(in: 0..<6, using: &generator) {
        case 0: return .not(part())
        case 1: return .and([part(), part(), part()])
        case 2: return .or([part(), part()])
        case 3: return .and([part(), .or([part(), part()])])
        default: return randomTest(&generator)
        }
    }

    private func randomTest(_ generator: inout SeededGenerator) -> AudienceExpression {
        let column = Self.columns.randomElement(using: &generator) ?? "a"
        let kinds: [[AudienceValue]] = [
            [.number(1), .number(2), .number(100), .number(-3)],
            [.text("abc"), .text("x y"), .text("\""), .text("1")],
            [.truth(true), .truth(false)],
            ["2026-01-01", "2025-06-30", "2025-12-31"].compactMap { Day($0).map { .day($0) } },
            [.money(2.5, currency: "EUR"), .money(0, currency: "EUR")],
        ]
        let values = kinds.randomElement(using: &generator) ?? []
        let value = values.randomElement(using: &generator) ?? .number(1)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: return .empty(column: column)
        case 1: return .membership(column: column, values.shuffled(using: &generator))
        case 2 where value.isOrdered:
            return .between(
                column: column, low: value, high: values.randomElement(using: &generator) ?? value)
        default:
            let all = AudienceComparison.allCases.filter { value.isOrdered || !$0.isOrder }
            return .comparison(
                column: column, all.randomElement(using: &generator) ?? .equal, value)
        }
    }
}
