// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// A rule of an audience as SQL: true, false, or without an answer where a value is missing.
///
/// The truth of SQL has the same three values as that of a rule. What it does not have is the fourth,
/// a value that cannot be read; ``isUnreadable(_:)`` finds it among the answers that are missing.
struct RuleText {
    var columns: AttributeColumns
    var grammar: SQLGrammar

    /// The rule as a condition.
    func condition(_ rule: AudienceExpression) -> String {
        switch rule {
        case .comparison(let column, let comparison, let value):
            return "\(name(column, value)) \(Self.sign(comparison)) \(literal(value))"
        case .between(let column, let low, let high):
            return "\(name(column, low)) BETWEEN \(literal(low)) AND \(literal(high))"
        case .membership(let column, let values):
            guard let first = values.first else { return "1 = 0" }
            return "\(name(column, first)) IN (\(values.map(literal).joined(separator: ", ")))"
        case .empty(let column): return "seen_\(number(column)) = ''"
        case .not(let inner): return "NOT (\(condition(inner)))"
        case .and(let rules): return rules.map(grouped).joined(separator: " AND ")
        case .or(let rules): return rules.map(grouped).joined(separator: " OR ")
        }
    }

    /// Whether the answer of a rule hangs on a value that cannot be read; nil where that cannot be.
    ///
    /// A part without an answer has it so because of such a value if one of its own parts has;
    /// an empty value beside it does not matter. A part with an answer needs no other value.
    func isUnreadable(_ rule: AudienceExpression, answer: String) -> String? {
        guard let parts = unreadable(rule) else { return nil }
        return "\(answer) IS NULL AND \(parts)"
    }

    private func unreadable(_ rule: AudienceExpression) -> String? {
        switch rule {
        case .comparison(let column, _, let value): return reading(column, value).isUnreadable
        case .between(let column, let low, _): return reading(column, low).isUnreadable
        case .membership(let column, let values):
            return values.first.flatMap { reading(column, $0).isUnreadable }
        case .empty: return nil
        case .not(let inner): return unreadable(inner)
        case .and(let rules), .or(let rules):
            let parts = rules.compactMap { part -> String? in
                guard let found = unreadable(part) else { return nil }
                return Self.isJoined(part) ? "((\(condition(part))) IS NULL AND \(found))" : found
            }
            return parts.isEmpty
                ? nil : parts.count == 1 ? parts[0] : "(\(parts.joined(separator: " OR ")))"
        }
    }

    /// Whether the answer of a part may be certain although one of its own parts has none.
    private static func isJoined(_ rule: AudienceExpression) -> Bool {
        switch rule {
        case .and, .or: true
        case .not(let inner): isJoined(inner)
        case .comparison, .between, .membership, .empty: false
        }
    }

    private func grouped(_ rule: AudienceExpression) -> String {
        switch rule {
        case .and, .or, .between: "(\(condition(rule)))"
        case .comparison, .membership, .empty, .not: condition(rule)
        }
    }

    private static func sign(_ comparison: AudienceComparison) -> String {
        comparison == .notEqual ? "<>" : comparison.rawValue
    }

    private func reading(
        _ column: String, _ value: AudienceValue
    ) -> AttributeColumns.Reading {
        var columns = columns
        return columns.reading(of: column, as: value.kind)
    }

    private func name(_ column: String, _ value: AudienceValue) -> String {
        reading(column, value).name
    }

    private func number(_ column: String) -> Int {
        var columns = columns
        return columns.number(of: column)
    }

    private func literal(_ value: AudienceValue) -> String {
        switch value {
        case .number(let number), .money(let number, _): AudienceValue.decimal(number)
        case .text(let text): grammar.literal(text)
        case .truth(let truth): truth ? "1" : "0"
        case .day(let day): "'\(day.iso)'"
        }
    }
}
