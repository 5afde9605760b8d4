// SPDX-License-Identifier: GPL-3.0-or-later

/// What people write in place of a rule, and how to say it back to them.
extension AudienceParser {
    private static let noCalculation =
        "a rule compares a column with a value; it does not calculate and has no functions"

    // MARK: Dutch words

    /// Reports a word of another language and reads on as if the right one stood there.
    private mutating func mend(_ place: Int, _ meant: AudienceKeyword) {
        let token = tokens[place]
        report(
            "rule-word", at: token, "`\(seen(token))` is not a word of a rule",
            why: "rules are written in English words", fix: "did you mean `\(meant.rawValue)`?")
        tokens[place].kind = .word(meant.rawValue)
    }

    mutating func mendDutchNot() {
        guard token.otherWord == "niet" else { return }
        let next = token(after: 1)
        switch next.kind {
        case .column, .mark(.open), .mistaken: mend(place, .not)
        case .word where next.keyword == nil && next.otherWord != "tussen": mend(place, .not)
        default: break
        }
    }

    mutating func mendDutchAnd() {
        if token.otherWord == "en" || token.otherWord == "tot" { mend(place, .and) }
    }

    mutating func mendOperator(after distance: Int) {
        let token = token(after: distance)
        guard let word = token.otherWord else { return }
        let at = min(place + distance, tokens.count - 1)
        if word == "tussen" {
            mend(at, .between)
        } else if distance == 0, word == "niet", self.token(after: 1).otherWord == "tussen" {
            mend(at, .not)
            mend(at + 1, .between)
        } else if NearestName.name(like: word, among: ["between"]) != nil {
            mend(at, .between)
        }
    }

    // MARK: Where a column is asked for

    mutating func reportNoColumn() {
        let token = token
        let next = self.token(after: 1)
        if let comparison = next.comparison {
            let after = self.token(after: 2)
            if case .word = after.kind, after.keyword == nil {
                report(
                    "rule-column", at: token.offset, length: after.end - token.offset,
                    "the value stands before the column "
                        + "(seen: \(Visible.value(lexer.slice(token.offset, after.end))))",
                    why: "a rule is read column first",
                    fix: "write \(seen(after)) \(comparison.mirrored.rawValue) \(seen(token))")
                advance()
                advance()
                advance()
                return
            }
        }
        if token.arithmetic != nil {
            reportArithmetic()
            return
        }
        if case .text(let text) = token.kind {
            let name = AudienceExpression.name(text)
            report(
                "rule-column", at: token, "a column name stands in quotes (seen: \(seen(token)))",
                why: "quotes are for the texts a column is compared with",
                fix: "write \(Visible.value(name))")
            advance()
            return
        }
        let isEnd = token.kind == .end
        report(
            "rule-incomplete", at: token,
            isEnd
                ? "the rule ends where a comparison is asked for"
                : "a comparison is asked for here (seen: \(seen(token)))",
            why: "a comparison starts with the name of a column",
            fix: "write a comparison, as orders_12m >= 1")
        let isJoin = token.keyword == .and || token.keyword == .or
        if !isJoin, token.kind != .mark(.close) { advance() }
    }

    mutating func reportFunction() {
        let name = token
        report(
            "rule-function", at: name, "a function is called (seen: \(seen(name))(…))",
            why: Self.noCalculation, fix: "add a column with its outcome to the customer file")
        advance()
        advance()
        var open = 1
        while token.kind != .end, open > 0 {
            if token.kind == .mark(.open) { open += 1 }
            if token.kind == .mark(.close) { open -= 1 }
            advance()
        }
    }

    private mutating func reportArithmetic() {
        report(
            "rule-arithmetic", at: token, "a rule calculates (seen: \(seen(token)))",
            why: Self.noCalculation, fix: "add a column with the outcome to the customer file")
    }

    // MARK: Where a comparison is asked for

    mutating func reportOperator(after column: Column) {
        let token = token
        let name = Visible.value(AudienceExpression.name(column.name))
        if token.kind == .mistaken { return }
        if token.arithmetic != nil {
            reportArithmetic()
            return
        }
        if token.kind == .end || token.keyword == .and || token.keyword == .or
            || token.kind == .mark(.close)
        {
            report(
                "rule-incomplete", at: column.token, "`\(name)` stands alone",
                why: "a rule compares a column with a value",
                fix: "write \(name) = true, or another comparison")
            return
        }
        if token.keyword == .not, self.token(after: 1).comparison != nil {
            report(
                "rule-operator", at: token, "`not` stands behind the column",
                why: "`not` turns a whole comparison", fix: "write it before the column, or use !=")
            return
        }
        if let word = token.otherWord {
            let texts = ["like", "contains", "bevat", "starts", "ends", "matches", "startswith"]
            if texts.contains(word) {
                report(
                    "rule-operator", at: token, "`\(seen(token))` is not a comparison",
                    why: "texts are compared whole, byte for byte",
                    fix: "list the values: \(name) in (\"NL\", \"BE\")")
                return
            }
            if self.token(after: 1).comparison != nil {
                let whole = lexer.slice(column.token.offset, token.end)
                report(
                    "rule-column", at: column.token.offset,
                    length: token.end - column.token.offset,
                    "a column name has a space (seen: \(Visible.value(whole)))",
                    why: "without back ticks a name ends at the space",
                    fix: "write \(Visible.value(AudienceValue.quoted(whole, with: "`")))")
                return
            }
        }
        report(
            "rule-operator", at: token,
            "a comparison is asked for behind `\(name)` (seen: \(seen(token)))",
            why: "a rule compares a column with a value",
            fix: "write one of = != < <= > >= between, in, is empty")
    }

    // MARK: Where a value is asked for

    private static let truths = [
        "yes": "true", "no": "false", "ja": "true", "nee": "false", "waar": "true",
        "onwaar": "false",
    ]

    mutating func reportNoValue(after word: AudienceToken, of column: Column, inList: Bool) {
        let token = token
        switch token.kind {
        case .end, .mark(.close), .mark(.closeList):
            report(
                "rule-incomplete", at: token, "no value stands behind `\(seen(word))`",
                why: "a rule compares a column with a value",
                fix: "write a number, a day, true, false, or a text in quotes")
            return
        case .mark(.open), .mark(.openList):
            report(
                "rule-list", at: token, "a list stands behind `\(seen(word))`",
                why: "only `in` holds a column against several values",
                fix: "write \(Visible.value(AudienceExpression.name(column.name))) in (…)")
            return
        case .word, .column: break
        default:
            report(
                "rule-value", at: token, "a value is asked for here (seen: \(seen(token)))",
                why: "a rule compares a column with a value",
                fix: "write a number, a day, true, false, or a text in quotes")
            if !inList || token.kind != .mark(.comma) { advance() }
            return
        }
        if token.keyword == .null || token.keyword == .empty {
            reportEmptyText(token, word, column)
            advance()
            return
        }
        if token.keyword != nil {
            report(
                "rule-incomplete", at: token, "no value stands behind `\(seen(word))`",
                why: "a rule compares a column with a value",
                fix: "write a number, a day, true, false, or a text in quotes")
            return
        }
        if self.token(after: 1).kind == .mark(.open) {
            reportFunction()
            return
        }
        if let truth = token.otherWord.flatMap({ Self.truths[$0] }) {
            report(
                "rule-value", at: token, "`\(seen(token))` is not a value",
                why: "a column that says yes or no is compared with true or false",
                fix: "write \(truth), or put a text in quotes")
            advance()
            return
        }
        reportColumnForValue(word)
    }

    private mutating func reportColumnForValue(_ word: AudienceToken) {
        let token = token
        let quoted = Visible.value(AudienceValue.quoted(name(token), with: "\""))
        let isOrder = word.comparison?.isOrder ?? (word.keyword == .between)
        report(
            "rule-two-columns", at: token,
            "a column stands where a value is asked for (seen: \(seen(token)))",
            why: "a rule compares a column with a value, never with another column",
            fix: isOrder
                ? "write a value, or add a column with the outcome to the customer file"
                : "if a text is meant, write \(quoted)")
        advance()
    }

    private func name(_ token: AudienceToken) -> String {
        switch token.kind {
        case .word(let name), .column(let name): name
        default: seen(token)
        }
    }

    mutating func reportEmptyText(
        _ token: AudienceToken, _ word: AudienceToken, _ column: Column
    ) {
        let name = Visible.value(AudienceExpression.name(column.name))
        report(
            "rule-empty-value", at: token, "nothing equals an empty value (seen: \(seen(token)))",
            why: "an empty value compares as unknown, so the rule would never hold",
            fix: "write \(name) is \(word.comparison == .notEqual ? "not " : "")empty")
    }

    // MARK: Behind a comparison

    /// Reports what follows a comparison and is neither `and`, `or`, `)` nor the end.
    mutating func expectBoundary() {
        let token = token
        if token.kind == .end || token.keyword == .and || token.keyword == .or
            || token.kind == .mark(.close)
        {
            return
        }
        if token.otherWord == "en" {
            mend(place, .and)
            return
        }
        if token.otherWord == "of" {
            mend(place, .or)
            return
        }
        if token.arithmetic != nil {
            reportArithmetic()
        } else if token.comparison != nil {
            report(
                "rule-operator", at: token,
                "a second comparison follows the first (seen: \(seen(token)))",
                why: "a rule compares a column with one value at a time",
                fix: "use between, or join two comparisons with and")
        } else if token.kind == .mark(.comma) {
            report(
                "rule-rest", at: token, "a comma stands between comparisons",
                why: "commas stand only in the list of `in`", fix: "write and, or or")
        } else if token.kind != .mistaken {
            report(
                "rule-rest", at: token,
                "`and` or `or` is asked for here (seen: \(seen(token)))",
                why: "the comparison before it is complete",
                fix: "join two comparisons with and, or or; put texts in quotes")
        }
        synchronise()
    }
}
