// SPDX-License-Identifier: GPL-3.0-or-later

extension AudienceExpression {
    /// The one text of the rule: single spaces, lower-case words, no needless parentheses.
    public var text: String {
        switch self {
        case .comparison(let column, let comparison, let value):
            "\(Self.name(column)) \(comparison.rawValue) \(value.text)"
        case .between, .membership, .empty: plain(negated: false)
        case .not(let rule):
            switch rule {
            case .between, .membership, .empty: rule.plain(negated: true)
            case .comparison, .not: "not \(rule.text)"
            case .and, .or: "not (\(rule.text))"
            }
        case .and(let rules):
            rules.map { rule in
                if case .or = rule { "(\(rule.text))" } else { rule.text }
            }.joined(separator: " and ")
        case .or(let rules): rules.map(\.text).joined(separator: " or ")
        }
    }

    private func plain(negated: Bool) -> String {
        let not = negated ? "not " : ""
        return switch self {
        case .between(let column, let low, let high):
            "\(Self.name(column)) \(not)between \(low.text) and \(high.text)"
        case .membership(let column, let values):
            "\(Self.name(column)) \(not)in (\(values.map(\.text).joined(separator: ", ")))"
        case .empty(let column): "\(Self.name(column)) is \(not)empty"
        case .comparison, .not, .and, .or: text
        }
    }

    /// The column as a rule writes it: bare where that is possible, else in back ticks.
    public static func name(_ column: String) -> String {
        let isBare =
            AudienceLexer.bareLength(of: Array(column.unicodeScalars), from: 0)
            == column.unicodeScalars.count && AudienceKeyword(rawValue: column.lowercased()) == nil
        return isBare && !column.isEmpty ? column : AudienceValue.quoted(column, with: "`")
    }
}
