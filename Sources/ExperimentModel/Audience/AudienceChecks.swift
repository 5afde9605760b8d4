// SPDX-License-Identifier: GPL-3.0-or-later

extension AudienceParse {
    /// The amounts of the rule in another currency than that of the workspace.
    ///
    /// - Parameter workspace: The ISO 4217 code of the workspace.
    /// - Returns: An error for every such amount, in the order of the text.
    public func currencyProblems(workspace: String) -> [AudienceProblem] {
        uses.compactMap { use in
            guard case .money(let amount, let currency) = use.value, currency != workspace else {
                return nil
            }
            let own = AudienceValue.money(amount, currency: workspace)
            return AudienceProblem(
                "rule-currency", at: use.valueOffset, length: use.valueLength,
                "an amount is in another currency than the workspace "
                    + "(seen: \(currency), not \(workspace))",
                why: "the column `\(Visible.value(use.column))` is read as amounts in \(workspace)",
                fix: "write the amount in \(workspace), as \(own.text)")
        }
    }

    /// The columns that rules of one plan read as two kinds, each told at its first other use.
    ///
    /// Amounts are numbers, and a column of ones and zeros may be asked for true or false as well.
    ///
    /// - Parameter rules: The rules in the order of the plan.
    /// - Returns: The warnings, each with the position of its rule.
    public static func kindProblems(
        among rules: [AudienceParse]
    ) -> [(rule: Int, problem: AudienceProblem)] {
        var first: [String: AudienceValue] = [:]
        var told: Set<String> = []
        var found: [(rule: Int, problem: AudienceProblem)] = []
        for (number, rule) in rules.enumerated() {
            for use in rule.uses {
                guard let value = use.value else { continue }
                guard let known = first[use.column] else {
                    first[use.column] = value
                    continue
                }
                guard !share(known.kind, value.kind), told.insert(use.column).inserted else {
                    continue
                }
                let problem = AudienceProblem(
                    "rule-mixed-kinds", severity: .warning, at: use.valueOffset,
                    length: use.valueLength,
                    "`\(Visible.value(use.column))` is compared with \(value.kind.noun) here and "
                        + "with \(known.kind.noun) before (seen: \(Visible.value(value.text)) and "
                        + "\(Visible.value(known.text)))",
                    why: "a column seldom holds both",
                    fix: "write both values as the column holds them")
                found.append((number, problem))
            }
        }
        return found
    }

    private static func share(_ a: AudienceValue.Kind, _ b: AudienceValue.Kind) -> Bool {
        let numbers: Set<AudienceValue.Kind> = [.number, .money, .truth]
        return a == b || numbers.contains(a) && numbers.contains(b)
    }
}

extension AudienceValue.Kind {
    /// The kind with its article, as messages say it.
    public var noun: String {
        switch self {
        case .number: "a number"
        case .text: "a text"
        case .truth: "true or false"
        case .day: "a day"
        case .money: "an amount of money"
        }
    }
}

extension AudienceParser {
    /// The values of one column that a comparison lets through.
    private struct Span {
        var low = -Double.infinity
        var high = Double.infinity
        var hasLow = true
        var hasHigh = true

        init?(_ rule: AudienceExpression) {
            switch rule {
            case .between(_, let first, let last):
                low = AudienceParser.number(first)
                high = AudienceParser.number(last)
            case .comparison(_, let comparison, let value) where value.isOrdered:
                let number = AudienceParser.number(value)
                switch comparison {
                case .equal: (low, high) = (number, number)
                case .less: (high, hasHigh) = (number, false)
                case .lessOrEqual: high = number
                case .greater: (low, hasLow) = (number, false)
                case .greaterOrEqual: low = number
                case .notEqual: return nil
                }
            case .comparison, .membership, .empty, .not, .and, .or: return nil
            }
        }

        func meets(_ other: Span) -> Bool {
            let (bottom, top) = (max(low, other.low), min(high, other.high))
            guard bottom == top else { return bottom < top }
            return (low < bottom || hasLow) && (other.low < bottom || other.hasLow)
                && (high > top || hasHigh) && (other.high > top || other.hasHigh)
        }
    }

    /// Reports comparisons of one column that cannot hold together.
    ///
    /// - Parameter parts: Rules joined by `and`, each with its uses as positions in ``uses``.
    mutating func checkTogether(_ parts: [(rule: AudienceExpression, uses: Range<Int>)]) {
        var seen: [(span: Span, use: AudienceParse.Use, kind: AudienceValue.Kind)] = []
        for part in parts {
            guard let span = Span(part.rule), let use = part.uses.first.map({ uses[$0] }),
                let last = part.uses.last.map({ uses[$0] }), let kind = use.value?.kind
            else { continue }
            if let other = seen.first(where: {
                $0.use.column == use.column && $0.kind == kind && !$0.span.meets(span)
            }) {
                let end = last.valueOffset + last.valueLength
                let before = lexer.slice(
                    other.use.offset, other.use.valueOffset + other.use.valueLength)
                report(
                    "rule-never", at: use.offset, length: end - use.offset,
                    "two comparisons never hold together (seen: \(Visible.value(before)) and "
                        + "\(Visible.value(lexer.slice(use.offset, end))))",
                    why: "the rule would hold for nobody",
                    fix: "correct one of them, or join them with or")
            }
            seen.append((span, use, kind))
        }
    }
}
