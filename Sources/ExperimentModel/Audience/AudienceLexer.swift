// SPDX-License-Identifier: GPL-3.0-or-later

/// Cuts a rule into words, values and marks, and reports what is none of them.
struct AudienceLexer {
    let scalars: [Unicode.Scalar]
    private(set) var tokens: [AudienceToken] = []
    var problems: [AudienceProblem] = []
    private var position = 0

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        while position < scalars.count { next() }
        tokens.append(AudienceToken(kind: .end, offset: scalars.count, length: 0))
    }

    /// A part of the rule as text.
    func slice(_ start: Int, _ end: Int) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<end])
        return String(view)
    }

    private mutating func next() {
        let scalar = scalars[position]
        if scalar.properties.isWhitespace {
            position += 1
        } else if Self.isDigit(scalar) {
            number()
        } else if Self.startsName(scalar) {
            word()
        } else if scalar == "\"" || scalar == "'" {
            text(scalar)
        } else if scalar == "`" {
            column()
        } else if Self.typographicQuotes.contains(scalar) {
            typographic()
        } else if let (mark, length) = mark() {
            add(.mark(mark), length)
        } else {
            mistake()
        }
    }

    private mutating func add(_ kind: AudienceToken.Kind, _ length: Int) {
        tokens.append(AudienceToken(kind: kind, offset: position, length: length))
        position += length
    }

    // MARK: Words

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic
    }

    static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        startsName(scalar) || isDigit(scalar)
            || scalar.properties.generalCategory == .nonspacingMark && !Visible.isHidden(scalar)
    }

    /// The length of the column name that starts at a position; 0 where none does.
    static func bareLength(of scalars: [Unicode.Scalar], from start: Int) -> Int {
        guard start < scalars.count, startsName(scalars[start]) else { return 0 }
        var end = start + 1
        while end < scalars.count {
            if continuesName(scalars[end]) {
                end += 1
            } else if scalars[end] == ".", end + 1 < scalars.count,
                continuesName(scalars[end + 1])
            {
                end += 2
            } else {
                break
            }
        }
        return end - start
    }

    private mutating func word() {
        let length = Self.bareLength(of: scalars, from: position)
        var end = position + length
        while end + 1 < scalars.count, scalars[end] == "-", Self.continuesName(scalars[end + 1]) {
            end += 1
            while end < scalars.count, Self.continuesName(scalars[end]) { end += 1 }
        }
        guard end > position + length else {
            add(.word(slice(position, end)), length)
            return
        }
        let name = slice(position, end)
        problems.append(
            AudienceProblem(
                "rule-column", at: position, length: end - position,
                "a column name holds a hyphen (seen: \(Visible.value(name)))",
                why: "without back ticks it reads as a minus sign, and rules do not calculate",
                fix: "write \(Visible.value(AudienceValue.quoted(name, with: "`")))"))
        add(.column(name), end - position)
    }

    private mutating func number() {
        let end = AudienceNumberText.end(of: scalars, from: position)
        let word = slice(position, end)
        switch AudienceNumberText.read(word, at: position, length: end - position) {
        case .success(let kind): add(kind, end - position)
        case .failure(let refusal):
            problems.append(refusal.problem)
            add(.mistaken, end - position)
        }
    }

    // MARK: Quotes

    private static let typographicQuotes: Set<Unicode.Scalar> = [
        "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{2018}", "\u{2019}", "\u{201A}",
        "\u{201B}", "\u{AB}", "\u{BB}", "\u{2039}", "\u{203A}", "\u{B4}",
    ]

    /// What stands between two marks, with doubled marks made single; nil when it is never closed.
    private func quoted(_ mark: Unicode.Scalar) -> (text: String, end: Int)? {
        var view = String.UnicodeScalarView()
        var at = position + 1
        while at < scalars.count {
            if scalars[at] == mark {
                guard at + 1 < scalars.count, scalars[at + 1] == mark else {
                    return (String(view), at + 1)
                }
                at += 1
            }
            view.append(scalars[at])
            at += 1
        }
        return nil
    }

    private mutating func text(_ mark: Unicode.Scalar) {
        guard let (text, end) = quoted(mark) else {
            let rest = scalars[(position + 1)...]
            if let close = rest.firstIndex(where: Self.typographicQuotes.contains) {
                typographic(until: close)
            } else {
                unclosed("a text is opened with \(mark) and never closed")
            }
            return
        }
        checkControls(position, end)
        add(.text(text), end - position)
    }

    private mutating func column() {
        guard let (name, end) = quoted("`") else {
            unclosed("a column name is opened with a back tick and never closed")
            return
        }
        checkControls(position, end)
        guard name.contains(where: { !$0.isWhitespace }) else {
            problems.append(
                AudienceProblem(
                    "rule-column", at: position, length: end - position,
                    "a column name is empty", why: "there is no column without a name",
                    fix: "write the name of the column between the back ticks"))
            add(.mistaken, end - position)
            return
        }
        add(.column(name), end - position)
    }

    private mutating func unclosed(_ what: String) {
        problems.append(
            AudienceProblem(
                "rule-quote-open", at: position, length: 1, what,
                why: "everything behind it would belong to it",
                fix: "close it with the same mark; write a mark inside it twice"))
        add(.mistaken, scalars.count - position)
    }

    /// A text in quotes that a word processor made.
    private mutating func typographic() {
        let rest = scalars[(position + 1)...]
        let isQuote = { (scalar: Unicode.Scalar) in
            Self.typographicQuotes.contains(scalar) || scalar == "\"" || scalar == "'"
        }
        typographic(until: rest.firstIndex(where: isQuote))
    }

    private mutating func typographic(until close: Int?) {
        var end = close.map { $0 + 1 } ?? position + 1
        if close == nil {
            while end < scalars.count, Self.continuesName(scalars[end]) { end += 1 }
        }
        let inside = slice(position + 1, close ?? end)
        problems.append(
            AudienceProblem(
                "rule-quotes", at: position, length: end - position,
                "a text stands in typographic quotes (seen: \(Visible.value(slice(position, end))))",
                why: "rules are read with straight quotes; a word processor may have changed them",
                fix: "write \(Visible.value(AudienceValue.quoted(inside, with: "\"")))"))
        add(.mistaken, end - position)
    }

    private mutating func checkControls(_ start: Int, _ end: Int) {
        let isControl = { (scalar: Unicode.Scalar) in
            scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        }
        guard let at = scalars[start..<end].firstIndex(where: isControl) else { return }
        problems.append(Self.invisible(scalars[at], at: at))
    }

    // MARK: Marks

    private func mark() -> (AudienceMark, Int)? {
        let two = position + 1 < scalars.count ? scalars[position + 1] : " "
        switch scalars[position] {
        case "=":
            if two == "=" { return (.comparison(.equal), 2) }
            return two == "<" || two == ">" || two == "~" ? nil : (.comparison(.equal), 1)
        case "!": return two == "=" ? (.comparison(.notEqual), 2) : nil
        case "<":
            if two == "=" { return (.comparison(.lessOrEqual), 2) }
            return two == ">" ? (.comparison(.notEqual), 2) : (.comparison(.less), 1)
        case ">":
            return two == "=" ? (.comparison(.greaterOrEqual), 2) : (.comparison(.greater), 1)
        case "(": return (.open, 1)
        case ")": return (.close, 1)
        case "[": return (.openList, 1)
        case "]": return (.closeList, 1)
        case ",": return (.comma, 1)
        case "+", "-", "*", "/", "%": return (.arithmetic(scalars[position]), 1)
        default: return nil
        }
    }

    /// Marks of other languages, and what is meant by them.
    private static let borrowed:
        [(mark: [Unicode.Scalar], meant: AudienceToken.Kind, word: String)] =
            [
                (["&", "&"], .word("and"), "and"), (["&"], .word("and"), "and"),
                (["|", "|"], .word("or"), "or"), (["|"], .word("or"), "or"),
                (["!"], .word("not"), "not"),
                (["=", ">"], .mark(.comparison(.greaterOrEqual)), ">="),
                (["=", "<"], .mark(.comparison(.lessOrEqual)), "<="),
                (["\u{2265}"], .mark(.comparison(.greaterOrEqual)), ">="),
                (["\u{2264}"], .mark(.comparison(.lessOrEqual)), "<="),
                (["\u{2260}"], .mark(.comparison(.notEqual)), "!="),
                (["\u{2212}"], .mark(.arithmetic("-")), "-"),
                (["\u{2013}"], .mark(.arithmetic("-")), "-"),
            ]

    private mutating func mistake() {
        let rest = scalars[position...]
        if let known = Self.borrowed.first(where: { rest.starts(with: $0.mark) }) {
            let seen = slice(position, position + known.mark.count)
            problems.append(
                AudienceProblem(
                    "rule-mark", at: position, length: known.mark.count,
                    "`\(seen)` is no mark of a rule", why: "rules are written in one way",
                    fix: "write `\(known.word)`"))
            add(known.meant, known.mark.count)
            return
        }
        let scalar = rest[position]
        if Visible.isHidden(scalar) {
            problems.append(Self.invisible(scalar, at: position))
            position += 1
            return
        }
        if let code = AudienceNumberText.currency(like: String(scalar)) {
            problems.append(
                AudienceProblem(
                    "rule-money", at: position, length: 1,
                    "a currency is written as a sign (seen: \(scalar))",
                    why: "money is a number with a decimal point, a space and a currency code",
                    fix: "write the code behind the number, as 75 \(code)"))
            add(.mistaken, 1)
            return
        }
        let length = rest.prefix { $0 == scalar }.count
        problems.append(
            AudienceProblem(
                "rule-character", at: position, length: length,
                "`\(slice(position, position + 1))` means nothing in a rule",
                why: "a rule holds names, values, comparisons and parentheses",
                fix: "remove it, or put the text in quotes and the column name in back ticks"))
        add(.mistaken, length)
    }

    private static func invisible(_ scalar: Unicode.Scalar, at offset: Int) -> AudienceProblem {
        let code = String(scalar.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
        return AudienceProblem(
            "rule-character", at: offset, length: 1,
            "the rule holds a character that cannot be seen (seen: U+\(padded))",
            why: "it changes what the text means", fix: "remove it")
    }
}
