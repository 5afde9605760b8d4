// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@Suite("The parser of rules under fire", .timeLimit(.minutes(1)))
struct AudienceFuzzTests {
    private static let pieces = [
        "a", "score", "`b c`", "`", "\"x\"", "\"", "'", "“", "”", "(", ")", "[", "]", ",", "=",
        "==",
        "!=", "<>", "<", "<=", ">", ">=", "=>", "!", "&&", "|", "and", "or", "not", "in", "between",
        "is", "empty", "true", "null", "en", "of", "niet", "tussen", "leeg", "1", "-1", "0,5",
        "1.000,50", "75", "EUR", "€", "60%", "2026-01-01", "01-03-2026", "14d", "+", "-", "*", "/",
        "lower(", " ", " ", " ", "\n", "\u{200B}", "\u{0}", "👩‍👧", "e\u{301}", ";", "#", "…", "~",
    ]

    private func check(_ text: String) {
        #expect(fault(text) == nil, "\(text.prefix(200))")
    }

    /// What is wrong with the outcome of a parse, whatever the text.
    private func fault(_ text: String) -> String? {
        let parse = AudienceExpression.parse(text)
        let length = text.unicodeScalars.count
        let hasErrors = parse.problems.contains { $0.severity == .error }
        if (parse.expression == nil) != hasErrors { return "neither a rule nor a reason" }
        if parse.problems.count > 20 { return "too many problems" }
        for problem in parse.problems {
            let isInside =
                problem.offset >= 0 && problem.length >= 0
                && problem.offset + problem.length <= length
            if !isInside { return "outside the text: \(problem)" }
            if problem.what.isEmpty || problem.why.isEmpty || problem.fix.isEmpty { return "empty" }
        }
        if parse.uses.contains(where: { $0.valueOffset + $0.valueLength > length }) {
            return "a use outside the text"
        }
        guard let expression = parse.expression else { return nil }
        let again = AudienceExpression.parse(expression.text)
        return again.expression == expression ? nil : "reads back as another rule"
    }

    @Test("gives a rule or a reason for any words", arguments: 0..<10)
    func words(_ seed: Int) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<Int.random(in: 0...14, using: &generator) {
                text += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
                if Bool.random(using: &generator) { text += " " }
            }
            check(text)
        }
    }

    @Test("gives a rule or a reason for any bytes", arguments: 0..<5)
    func bytes(_ seed: Int) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let count = Int.random(in: 0...60, using: &generator)
            let high: UInt8 = Bool.random(using: &generator) ? 127 : 255
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...high, using: &generator) }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test("gives a rule or a reason for a rule with one character gone or changed")
    func mutations() {
        let rule =
            "subscription = \"active\" and not (score < 60 or `last order` between 1 and 2.5 EUR) "
            + "or c not in ('x', \"y\") and d is not empty and e >= 2026-01-01 and f != true"
        let scalars = Array(rule.unicodeScalars)
        for place in scalars.indices {
            for piece in ["", "(", "\"", ",", "9"] {
                var changed = String.UnicodeScalarView(scalars[..<place])
                changed.append(contentsOf: piece.unicodeScalars)
                changed.append(contentsOf: scalars[(place + 1)...])
                check(String(changed))
            }
            check(String(String.UnicodeScalarView(scalars[..<place])))
        }
    }

    @Test(
        "is quick with what repeats",
        arguments: [
            "(", "not ", "a=1 and ", "a=1 or(", "\"", "`", "“", "1.", "1,", "a in (1,",
            "a between ",
            "x>5 and x<3 and ", "[", "!", "€1 ", "a.", "-", "1-", "lower(", "e\u{301}", "a b ",
        ])
    func repetition(_ piece: String) {
        let count = AudienceExpression.lengthLimit / piece.unicodeScalars.count
        check(String(repeating: piece, count: count))
        check(String(repeating: piece, count: count * 20))
        check("a in (" + String(repeating: piece, count: count - 10))
    }
}
