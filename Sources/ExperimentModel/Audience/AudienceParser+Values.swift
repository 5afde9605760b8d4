// SPDX-License-Identifier: GPL-3.0-or-later

extension AudienceParser {
    /// Reads a value; nil after reporting why there is none.
    mutating func parseValue(
        after word: AudienceToken, of column: Column, inList: Bool = false
    ) -> Value? {
        let start = token
        switch start.kind {
        case .number(let number):
            advance()
            return amount(number, from: start, inList: inList)
        case .mark(.arithmetic(let sign)) where sign == "-" || sign == "+":
            guard case .number(let number) = token(after: 1).kind else { break }
            advance()
            advance()
            return amount(sign == "-" ? -number : number, from: start, inList: inList)
        case .day(let day):
            advance()
            return value(.day(day), from: start)
        case .text(let text):
            advance()
            guard text.contains(where: { !$0.isWhitespace }) else {
                reportEmptyText(start, word, column)
                return nil
            }
            return value(.text(text), from: start)
        case .mistaken:
            advance()
            // What hangs on to a number that was reported belongs to it, as in `1.000.000,50`.
            while token.offset == tokens[place - 1].end, !inList, isNumberOrComma(token) {
                advance()
            }
            return nil
        case .word:
            if start.keyword == .true || start.keyword == .false {
                advance()
                return value(.truth(start.keyword == .true), from: start)
            }
        case .column, .mark, .end: break
        }
        reportNoValue(after: word, of: column, inList: inList)
        return nil
    }

    private func isNumberOrComma(_ token: AudienceToken) -> Bool {
        if case .number = token.kind { return true }
        return token.kind == .mark(.comma)
    }

    private func value(_ value: AudienceValue, from start: AudienceToken) -> Value {
        Value(value: value, offset: start.offset, length: tokens[place - 1].end - start.offset)
    }

    /// Reads what may follow a number: a decimal comma, which is refused, and a currency.
    private mutating func amount(
        _ read: Double, from start: AudienceToken, inList: Bool
    ) -> Value? {
        var isGood = true
        if !inList, isDecimalComma() {
            let end = token(after: 1).end
            reportDecimalComma(from: start, to: end)
            isGood = false
            advance()
            advance()
        } else if lexer.slice(start.offset, tokens[place - 1].end)
            .wholeMatch(of: /[-+]? *[1-9][0-9]{0,2}\.[0-9]{3}/) != nil
        {
            noteThousands(from: start)
        }
        let number = read == 0 ? 0 : read
        guard case .word(let word) = token.kind, token.keyword == nil else {
            return isGood ? value(.number(number), from: start) : nil
        }
        let written = lexer.slice(start.offset, tokens[place - 1].end)
        if word.utf8.count == 3, word.utf8.allSatisfy({ (65...90).contains($0) }) {
            advance()
            return isGood ? value(.money(number, currency: word), from: start) : nil
        }
        guard let code = AudienceNumberText.currency(like: word) else {
            return isGood ? value(.number(number), from: start) : nil
        }
        advance()
        report(
            "rule-money", at: start.offset, length: tokens[place - 1].end - start.offset,
            "this is not an amount of money "
                + "(seen: \(Visible.value(lexer.slice(start.offset, tokens[place - 1].end))))",
            why: "money is a number with a decimal point, a space and a currency code",
            fix: "write \(written) \(code)")
        return nil
    }

    private func isDecimalComma() -> Bool {
        let next = token(after: 1)
        guard token.kind == .mark(.comma), token.offset == tokens[place - 1].end,
            next.offset == token.end, case .number = next.kind
        else { return false }
        return true
    }

    private mutating func reportDecimalComma(from start: AudienceToken, to end: Int) {
        let seen = lexer.slice(start.offset, end)
        let pointed = String(seen.filter { $0 != "." }.map { $0 == "," ? "." : $0 })
        report(
            "rule-number", at: start.offset, length: end - start.offset,
            "a number has a decimal comma (seen: \(Visible.value(seen)))",
            why: "rules use a decimal point and no marks between thousands",
            fix: "write \(Visible.value(pointed))")
    }

    private mutating func noteThousands(from start: AudienceToken) {
        let end = tokens[place - 1].end
        let seen = lexer.slice(start.offset, end)
        report(
            "rule-thousands", severity: .warning, at: start.offset, length: end - start.offset,
            "\(seen) is read as a number with three decimals",
            why: "a point is the decimal mark here, never one between thousands",
            fix: "if thousands are meant, write \(seen.filter { $0 != "." })")
    }

    // MARK: Values and their kinds

    /// Whether the comparison makes sense for the kind of the value.
    mutating func checkOrder(
        of value: Value, _ comparison: AudienceComparison, _ sign: AudienceToken, _ column: Column
    ) -> Bool {
        guard comparison.isOrder, !value.value.isOrdered else { return true }
        reportOrder(of: value, sign, column)
        return false
    }

    mutating func reportOrder(of value: Value, _ sign: AudienceToken, _ column: Column) {
        let seen = Visible.value(value.value.text)
        guard case .text(let text) = value.value else {
            report(
                "rule-order", at: value.offset, length: value.length,
                "`\(self.seen(sign))` is asked of true or false",
                why: "neither is more than the other", fix: "write = \(seen)")
            return
        }
        if Day(text) != nil || Self.isNumber(text) {
            let kind = Day(text) == nil ? "number" : "day"
            report(
                "rule-order", at: value.offset, length: value.length,
                "a \(kind) stands in quotes (seen: \(seen))",
                why: "in quotes it is a text, and texts have no order", fix: "write \(text)")
            return
        }
        report(
            "rule-order", at: value.offset, length: value.length,
            "`\(self.seen(sign))` is asked of a text (seen: \(seen))",
            why: "the order of texts differs from one system to another",
            fix: "compare texts with =, != or in")
    }

    private static func isNumber(_ text: String) -> Bool {
        text.wholeMatch(of: /-?[0-9]{1,15}(\.[0-9]{1,6})?/) != nil
    }

    /// The rule of a list, when its values are of one kind.
    mutating func checked(
        _ items: [Value], _ commas: [(token: AudienceToken, isGlued: Bool)],
        _ open: AudienceToken, _ column: Column
    ) -> AudienceExpression? {
        guard let first = items.first else {
            report(
                "rule-list", at: open.offset, length: tokens[place - 1].end - open.offset,
                "a list is empty", why: "no customer has a value of an empty list",
                fix: "write the values, as in (\"NL\", \"BE\")")
            return nil
        }
        if let comma = commas.first(where: \.isGlued), commas.contains(where: { !$0.isGlued }) {
            report(
                "rule-list", at: comma.token,
                "a comma may be a decimal mark or stand between two values",
                why: "some commas of the list have a space behind them and this one has none",
                fix: "write decimals with a point, and a space behind every comma")
            return nil
        }
        if let other = items.first(where: { !Self.alike($0.value, first.value) }) {
            report(
                "rule-mixed-values", at: other.offset, length: other.length,
                "a list has values of two kinds (seen: \(Visible.value(first.value.text)) and "
                    + "\(Visible.value(other.value.text)))",
                why: "a column is read as one kind of value",
                fix: first.value.kind == .money && other.value.kind == .money
                    ? "write amounts of one currency"
                    : "write all of them in quotes to compare texts, or none")
            return nil
        }
        var seen: Set<[UInt8]> = []
        for item in items where !seen.insert(Array(item.value.text.utf8)).inserted {
            report(
                "rule-duplicate", severity: .warning, at: item.offset, length: item.length,
                "a value stands in the list twice (seen: \(Visible.value(item.value.text)))",
                why: "another value may have been meant", fix: "remove it, or correct it")
        }
        for item in items { use(column, item) }
        return .membership(column: column.name, items.map(\.value))
    }
}
