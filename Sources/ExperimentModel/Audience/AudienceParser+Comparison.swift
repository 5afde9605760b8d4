// SPDX-License-Identifier: GPL-3.0-or-later

extension AudienceParser {
    /// A column as it stands in the rule.
    struct Column {
        var name: String
        var token: AudienceToken
    }

    /// A value as it stands in the rule.
    struct Value {
        var value: AudienceValue
        var offset: Int
        var length: Int
    }

    /// Reads one comparison; where it is wrong, nil after reporting, at the next boundary.
    mutating func parseComparison() -> AudienceExpression? {
        guard let column = parseColumn() else {
            synchronise()
            return nil
        }
        mendOperator(after: 0)
        let negated = token.keyword == .not
        if negated { mendOperator(after: 1) }
        let word = negated ? self.token(after: 1).keyword : token.keyword
        switch word {
        case .between, .in:
            if negated { advance() }
            advance()
            let rule = word == .in ? membership(column) : between(column)
            if rule == nil { synchronise() }
            return negated ? rule.map { .not($0) } : rule
        case .is where !negated:
            let rule = emptiness(column)
            if rule == nil { synchronise() }
            return rule
        default: break
        }
        guard let comparison = token.comparison else {
            reportOperator(after: column)
            synchronise()
            return nil
        }
        let sign = token
        advance()
        guard let value = parseValue(after: sign, of: column) else {
            synchronise()
            return nil
        }
        guard checkOrder(of: value, comparison, sign, column) else { return nil }
        use(column, value)
        return .comparison(column: column.name, comparison, value.value)
    }

    mutating func use(_ column: Column, _ value: Value?) {
        uses.append(
            AudienceParse.Use(
                column: column.name, offset: column.token.offset, length: column.token.length,
                value: value?.value, valueOffset: value?.offset ?? column.token.end,
                valueLength: value?.length ?? 0))
    }

    private mutating func parseColumn() -> Column? {
        let token = token
        switch token.kind {
        case .column(let name):
            advance()
            return Column(name: name, token: token)
        case .word(let word) where token.keyword == nil:
            guard self.token(after: 1).kind != .mark(.open) else {
                reportFunction()
                return nil
            }
            advance()
            return Column(name: word, token: token)
        case .mistaken:
            advance()
            return nil
        default:
            reportNoColumn()
            return nil
        }
    }

    // MARK: between

    private mutating func between(_ column: Column) -> AudienceExpression? {
        let word = tokens[place - 1]
        let low = parseValue(after: word, of: column)
        mendDutchAnd()
        if low == nil { synchronise() }
        guard token.keyword == .and else {
            if low != nil {
                report(
                    "rule-between", at: token,
                    "`between` is not followed by two values with `and`",
                    why: "it holds a column between a lowest and a highest value",
                    fix: "write it as \(Visible.value(column.name)) between 270 and 540")
            }
            return nil
        }
        advance()
        let high = parseValue(after: word, of: column)
        guard let low, let high else { return nil }
        for value in [low, high] where !value.value.isOrdered {
            reportOrder(of: value, word, column)
            return nil
        }
        guard Self.alike(low.value, high.value) else {
            report(
                "rule-mixed-values", at: low.offset, length: high.offset + high.length - low.offset,
                "`between` has values of two kinds "
                    + "(seen: \(low.value.text) and \(high.value.text))",
                why: "a column is read as one kind of value",
                fix: betweenFix(low.value, high.value))
            return nil
        }
        if Self.number(low.value) > Self.number(high.value) {
            report(
                "rule-never", at: low.offset, length: high.offset + high.length - low.offset,
                "nothing lies between \(low.value.text) and \(high.value.text)",
                why: "the lowest value stands first",
                fix: "write between \(high.value.text) and \(low.value.text)")
        }
        use(column, low)
        use(column, high)
        return .between(column: column.name, low: low.value, high: high.value)
    }

    private func betweenFix(_ low: AudienceValue, _ high: AudienceValue) -> String {
        switch (low, high) {
        case (.number(let number), .money(_, let currency)):
            let first = AudienceValue.money(number, currency: currency)
            return "write between \(first.text) and \(high.text)"
        case (.money(_, let currency), .number(let number)):
            let second = AudienceValue.money(number, currency: currency)
            return "write between \(low.text) and \(second.text)"
        default: return "write two numbers, two days or two amounts of one currency"
        }
    }

    /// Whether a column can be held against both values.
    static func alike(_ a: AudienceValue, _ b: AudienceValue) -> Bool {
        if case .money(_, let one) = a, case .money(_, let other) = b { return one == other }
        return a.kind == b.kind
    }

    /// The place of a value in its order.
    static func number(_ value: AudienceValue) -> Double {
        switch value {
        case .number(let number), .money(let number, _): number
        case .day(let day): Double(day.ordinal)
        case .text, .truth: 0
        }
    }

    // MARK: in

    private mutating func membership(_ column: Column) -> AudienceExpression? {
        let word = tokens[place - 1]
        let open = token
        guard open.kind == .mark(.open) || open.kind == .mark(.openList) else {
            if open.kind != .mistaken {
                let example = open.kind == .end ? "\"NL\", \"BE\"" : seen(open)
                report(
                    "rule-list", at: open, "`in` is not followed by a list",
                    why: "it holds a column against several values",
                    fix: "write them in parentheses, as in (\(example))")
            }
            return nil
        }
        let close = AudienceToken.Kind.mark(open.kind == .mark(.open) ? .close : .closeList)
        advance()
        var items: [Value] = []
        var isGood = true
        var commas: [(token: AudienceToken, isGlued: Bool)] = []
        while token.kind != close {
            let before = place
            if let value = parseValue(after: word, of: column, inList: true) {
                items.append(value)
            } else {
                isGood = false
            }
            if token.kind == .mark(.comma) {
                let next = self.token(after: 1)
                commas.append((token, isGlued(next)))
                advance()
                if token.kind == close { reportListEnd() }
            } else if token.kind != close, !continuesList(token) {
                if isGood { reportListOpen(open) }
                return nil
            }
            if place == before { return nil }
        }
        advance()
        guard isGood else { return nil }
        return checked(items, commas, open, column)
    }

    /// Whether a comma stands directly between two digits, as in `0,5`.
    private func isGlued(_ next: AudienceToken) -> Bool {
        guard case .number = next.kind, case .number = tokens[place - 1].kind else { return false }
        return tokens[place - 1].end == token.offset && token.end == next.offset
    }

    /// Reports a missing comma; false where the list just ends without being closed.
    private mutating func continuesList(_ token: AudienceToken) -> Bool {
        switch token.kind {
        case .text, .number, .day:
            report(
                "rule-list", at: token, "a comma is missing before \(seen(token))",
                why: "the values of a list stand apart by commas", fix: "write a comma before it")
            return true
        case .mistaken:
            advance()
            return true
        default: return false
        }
    }

    private mutating func reportListEnd() {
        report(
            "rule-list", at: tokens[place - 1], "a list ends with a comma",
            why: "a value may be missing", fix: "remove the comma, or write the value")
    }

    private mutating func reportListOpen(_ open: AudienceToken) {
        report(
            "rule-parenthesis", at: open, "a list is opened and never closed",
            why: "it is not clear which values belong to it", fix: "close it")
    }

    // MARK: is empty

    private mutating func emptiness(_ column: Column) -> AudienceExpression? {
        let word = token
        advance()
        let name = Visible.value(AudienceExpression.name(column.name))
        let negated = token.keyword == .not || token.otherWord == "niet"
        let at = negated ? self.token(after: 1) : token
        let not = negated ? "not " : ""
        let isDutch = at.otherWord == "leeg" || token.otherWord == "niet"
        if at.keyword == .empty, !isDutch {
            if negated { advance() }
            advance()
            use(column, nil)
            let rule = AudienceExpression.empty(column: column.name)
            return negated ? .not(rule) : rule
        }
        if at.kind == .mistaken { return nil }
        let length = max(at.end - word.offset, word.length)
        if at.keyword == .null || isDutch {
            report(
                "rule-word", at: word.offset, length: length,
                "`\(Visible.value(lexer.slice(word.offset, at.end)))` is not a comparison",
                why: "rules are written in one way",
                fix: "did you mean `is \(not)empty`?")
            return nil
        }
        let value =
            switch at.kind {
            case .number, .text, .day: seen(at)
            case .word where at.keyword == .true || at.keyword == .false: seen(at)
            default: "…"
            }
        report(
            "rule-word", at: word.offset, length: length, "`is` is not followed by `empty`",
            why: "`is` asks only whether there is a value",
            fix: "write \(name) is \(not)empty, or \(name) \(negated ? "!=" : "=") \(value)")
        return nil
    }
}
