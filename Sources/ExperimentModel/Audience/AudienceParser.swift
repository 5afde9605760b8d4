// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes a rule of its words, and goes on behind a problem to find the next one.
struct AudienceParser {
    /// No more problems of one rule than a person reads.
    static let problemLimit = 20

    let lexer: AudienceLexer
    var tokens: [AudienceToken]
    var place = 0
    var problems: [AudienceProblem]
    var uses: [AudienceParse.Use] = []
    private let isTooLong: Bool
    private var isTooDeep = false

    init(_ text: String) {
        let limit = AudienceExpression.lengthLimit
        let scalars = Array(text.unicodeScalars.prefix(limit + 1))
        isTooLong = scalars.count > limit
        lexer = AudienceLexer(isTooLong ? [] : scalars)
        tokens = lexer.tokens
        problems = lexer.problems
    }

    mutating func parse(_ text: String) -> AudienceParse {
        var expression: AudienceExpression?
        if isTooLong {
            let limit = AudienceExpression.lengthLimit
            report(
                "rule-too-long", at: limit, length: 0,
                "the rule has more than \(limit) characters",
                why: "no person can check such a rule",
                fix: "write several rules, or make one column of it in the customer file")
        } else if tokens.count == 1, problems.isEmpty {
            report(
                "rule-empty", at: 0, length: 0, "the rule is empty",
                why: "it would say nothing about any customer",
                fix: "write a rule, as orders_12m >= 1, or remove the line")
        } else {
            expression = parseOr(depth: 0)
            finish()
        }
        problems.sort { ($0.offset, $0.id, $0.what) < ($1.offset, $1.id, $1.what) }
        let hasErrors = problems.contains { $0.severity == .error }
        return AudienceParse(
            text: text, expression: hasErrors ? nil : expression,
            problems: Array(problems.prefix(Self.problemLimit)), uses: uses)
    }

    /// Reads on behind a parenthesis that was never opened.
    private mutating func finish() {
        while token.kind != .end {
            if token.kind == .mark(.close) {
                report(
                    "rule-parenthesis", at: token, "a parenthesis is closed that was never opened",
                    why: "it is not clear what belongs together", fix: "remove it, or open it")
                advance()
                if token.keyword == .and || token.keyword == .or { advance() }
                guard token.kind != .end else { return }
                _ = parseOr(depth: 0)
            } else {
                let before = place
                expectBoundary()
                if place == before { advance() }
            }
        }
    }

    // MARK: Tokens

    var token: AudienceToken { tokens[place] }

    func token(after distance: Int) -> AudienceToken {
        tokens[min(place + distance, tokens.count - 1)]
    }

    mutating func advance() {
        if place < tokens.count - 1 { place += 1 }
    }

    func seen(_ token: AudienceToken) -> String {
        Visible.value(lexer.slice(token.offset, token.end))
    }

    mutating func report(
        _ id: String, severity: Diagnostic.Severity = .error, at offset: Int, length: Int,
        _ what: String, why: String, fix: String
    ) {
        problems.append(
            AudienceProblem(
                id, severity: severity, at: offset, length: length, what, why: why, fix: fix))
    }

    mutating func report(
        _ id: String, at token: AudienceToken, _ what: String, why: String, fix: String
    ) {
        report(id, at: token.offset, length: token.length, what, why: why, fix: fix)
    }

    /// Goes to the next `and`, `or` or closing parenthesis that belongs to what is being read.
    mutating func synchronise() {
        var open = 0
        while token.kind != .end {
            switch token.kind {
            case .mark(.open), .mark(.openList): open += 1
            case .mark(.close), .mark(.closeList):
                if open == 0, token.kind == .mark(.close) { return }
                open = max(0, open - 1)
            default:
                if open == 0, token.keyword == .and || token.keyword == .or { return }
            }
            advance()
        }
    }

    // MARK: Rules

    private mutating func parseOr(depth: Int) -> AudienceExpression? {
        var rules = [parseAnd(depth: depth)]
        while token.keyword == .or {
            advance()
            rules.append(parseAnd(depth: depth))
        }
        let parts = rules.compactMap { $0 }
        guard parts.count == rules.count else { return nil }
        return AudienceExpression.any(parts)
    }

    private mutating func parseAnd(depth: Int) -> AudienceExpression? {
        var parts: [(rule: AudienceExpression, uses: Range<Int>)] = []
        var isGood = true
        var hasMore = true
        while hasMore {
            let before = uses.count
            if let rule = parseNot(depth: depth) {
                parts.append((rule, before..<uses.count))
            } else {
                isGood = false
            }
            hasMore = token.keyword == .and
            if hasMore { advance() }
        }
        if parts.count > 1 { checkTogether(parts) }
        return isGood ? AudienceExpression.all(parts.map(\.rule)) : nil
    }

    private mutating func parseNot(depth: Int) -> AudienceExpression? {
        mendDutchNot()
        let isNot = token.keyword == .not
        guard isNot || token.kind == .mark(.open) else {
            let rule = parseComparison()
            expectBoundary()
            return rule
        }
        guard depth < AudienceExpression.depthLimit else {
            report(
                "rule-too-deep", at: token,
                "parentheses and `not` stand more than \(AudienceExpression.depthLimit) deep",
                why: "no person can check such a rule", fix: "write several rules")
            isTooDeep = true
            place = tokens.count - 1
            return nil
        }
        let open = token
        advance()
        if isNot { return parseNot(depth: depth + 1).map { .not($0) } }
        let rule = parseOr(depth: depth + 1)
        guard token.kind == .mark(.close) else {
            if !isTooDeep {
                report(
                    "rule-parenthesis", at: open, "a parenthesis is opened and never closed",
                    why: "it is not clear what belongs together", fix: "close it")
            }
            return nil
        }
        advance()
        expectBoundary()
        return rule
    }
}

extension AudienceExpression {
    /// Rules that all hold, without an `and` directly in an `and`; `rules` is not empty.
    static func all(_ rules: [AudienceExpression]) -> AudienceExpression {
        let parts = rules.flatMap { rule in
            if case .and(let inner) = rule { inner } else { [rule] }
        }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    /// Rules of which one holds, without an `or` directly in an `or`; `rules` is not empty.
    static func any(_ rules: [AudienceExpression]) -> AudienceExpression {
        let parts = rules.flatMap { rule in
            if case .or(let inner) = rule { inner } else { [rule] }
        }
        return parts.count == 1 ? parts[0] : .or(parts)
    }
}
