// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import Testing

private func rule(_ text: String) -> AudienceExpression? {
    let parse = AudienceExpression.parse(text)
    #expect(parse.problems.isEmpty, "\(text): \(problemText(text))")
    return parse.expression
}

@Suite("A rule of an audience")
struct AudienceParserTests {
    @Test(
        "holds a column against one value",
        arguments: [
            ("a = 1", AudienceComparison.equal), ("a == 1", .equal), ("a != 1", .notEqual),
            ("a <> 1", .notEqual), ("a < 1", .less), ("a <= 1", .lessOrEqual), ("a>1", .greater),
            ("a>=1", .greaterOrEqual),
        ])
    func comparisons(_ text: String, _ comparison: AudienceComparison) {
        #expect(rule(text) == .comparison(column: "a", comparison, .number(1)))
    }

    @Test("reads every kind of value")
    func values() throws {
        func value(_ text: String) -> AudienceValue? {
            guard case .comparison("a", .equal, let value) = rule("a = " + text) else { return nil }
            return value
        }
        #expect(value("12.50") == .number(12.5))
        #expect(value("-3") == .number(-3))
        #expect(value("+ 3") == .number(3))
        #expect(value("-0") == .number(0))
        #expect(value("123456789012345") == .number(123_456_789_012_345))
        #expect(value("\"NL\"") == .text("NL"))
        #expect(value("'it''s \"so\"'") == .text("it's \"so\""))
        #expect(value("\"say \"\"yes\"\"\"") == .text("say \"yes\""))
        #expect(value("TRUE") == .truth(true))
        #expect(value("false") == .truth(false))
        #expect(value("2026-02-28") == .day(try #require(Day("2026-02-28"))))
        #expect(value("75 EUR") == .money(75, currency: "EUR"))
        #expect(value("-0.5 USD") == .money(-0.5, currency: "USD"))
        #expect(value("\"0612\"") == .text("0612"))
    }

    @Test("knows between, in and is empty, and the opposite of each")
    func words() {
        let between = AudienceExpression.between(
            column: "days", low: .number(270), high: .number(540))
        #expect(rule("days between 270 and 540") == between)
        #expect(rule("days NOT BETWEEN 270 AND 540") == .not(between))
        let list = AudienceExpression.membership(column: "c", [.text("NL"), .text("BE")])
        #expect(rule("c in (\"NL\", 'BE')") == list)
        #expect(rule("c in [\"NL\",\"BE\"]") == list)
        #expect(rule("c not in (\"NL\", \"BE\")") == .not(list))
        #expect(rule("not c in (\"NL\", \"BE\")") == .not(list))
        #expect(rule("n in (1,2)") == .membership(column: "n", [.number(1), .number(2)]))
        #expect(rule("optin is empty") == .empty(column: "optin"))
        #expect(rule("optin Is Not Empty") == .not(.empty(column: "optin")))
    }

    @Test("binds not before and, and and before or")
    func precedence() {
        let (a, b, c) = (one("a"), one("b"), one("c"))
        #expect(rule("a = 1 or b = 1 and c = 1") == .or([a, .and([b, c])]))
        #expect(rule("(a = 1 or b = 1) and c = 1") == .and([.or([a, b]), c]))
        #expect(rule("not a = 1 and b = 1") == .and([.not(a), b]))
        #expect(rule("not (a = 1 and b = 1)") == .not(.and([a, b])))
        #expect(rule("not not a = 1") == .not(.not(a)))
        #expect(rule("a between 1 and 2 and b = 1") == .and([between("a"), b]))
        #expect(rule("a = 1 and (b = 1 and c = 1)") == .and([a, b, c]))
        #expect(rule("(((a = 1)))") == a)
    }

    private func one(_ column: String) -> AudienceExpression {
        .comparison(column: column, .equal, .number(1))
    }

    private func between(_ column: String) -> AudienceExpression {
        .between(column: column, low: .number(1), high: .number(2))
    }

    @Test(
        "takes any column name, in back ticks where it is not a plain word",
        arguments: [
            ("last order", "`last order`"), ("opt-in", "`opt-in`"), ("12m", "`12m`"),
            ("tick`ed", "`tick``ed`"), ("in", "`in`"), ("Empty", "`Empty`"), ("żółć_1", "żółć_1"),
            ("rfm.score", "rfm.score"), ("rfm.", "`rfm.`"), ("e\u{301}t\u{E9}", "e\u{301}t\u{E9}"),
            ("of", "of"), ("a, b", "`a, b`"), ("\"x\"", "`\"x\"`"),
        ])
    func columns(_ name: String, _ written: String) {
        #expect(AudienceExpression.name(name) == written)
        #expect(rule(written + " is empty") == .empty(column: name))
        #expect(rule("`" + name.replacing("`", with: "``") + "` is empty") == .empty(column: name))
    }

    @Test("names its columns in the order of their first use")
    func columnOrder() {
        #expect(
            rule("b = 1 and (a = 1 or b in (2)) and not `c d` is empty")?.columns
                == ["b", "a", "c d"])
    }

    @Test("has places for the columns and values it uses")
    func uses() {
        let parse = AudienceExpression.parse("é_1 >= 75 EUR and not `b c` between 1 and -2.0")
        #expect(parse.uses.map(\.column) == ["é_1", "b c", "b c"])
        #expect(parse.uses.map { [$0.offset, $0.length] } == [[0, 3], [22, 5], [22, 5]])
        #expect(parse.uses.map(\.value) == [.money(75, currency: "EUR"), .number(1), .number(-2)])
        #expect(
            parse.uses.map { [$0.valueOffset, $0.valueLength] } == [[7, 6], [36, 1], [42, 4]])
    }

    @Test("may hold white space of any kind between its words")
    func space() {
        #expect(rule("\ta\u{A0}=\n 1 ") == one("a"))
    }

    @Test("is coded as its one text, so that spaces make no other plan")
    func coding() throws {
        let spaced = try #require(rule("( a=1 )  OR not(b in['x'])"))
        let data = try JSONEncoder().encode([spaced])
        #expect(String(decoding: data, as: UTF8.self) == #"["a = 1 or b not in (\"x\")"]"#)
        #expect(try JSONDecoder().decode([AudienceExpression].self, from: data) == [spaced])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([AudienceExpression].self, from: Data("[\"a > b\"]".utf8))
        }
    }

    @Test("may be long and nested, up to a limit that is told")
    func limits() {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a=1" + String(repeating: ")", count: depth)
        }
        #expect(rule(nested(AudienceExpression.depthLimit)) != nil)
        #expect(
            problemText(nested(AudienceExpression.depthLimit + 1)) == """
                error[rule-too-deep] 32+1: parentheses and `not` stand more than 32 deep
                  why: no person can check such a rule
                  fix: write several rules
                """)
        #expect(
            problemText(String(repeating: "not ", count: 500) + "a = 1").hasPrefix(
                "error[rule-too-deep] 128+3: "))
        let chain = String(repeating: "a=1 and ", count: 499) + "a=1"
        #expect(rule(chain)?.columns == ["a"])
        #expect(
            problemText(chain + String(repeating: " ", count: 10)) == """
                error[rule-too-long] 4000+0: the rule has more than 4000 characters
                  why: no person can check such a rule
                  fix: write several rules, or make one column of it in the customer file
                """)
    }

    @Test("may not hold what cannot be seen")
    func invisible() {
        #expect(
            problemText("a = 1\u{200B}") == """
                error[rule-character] 5+1: the rule holds a character that cannot be seen \
                (seen: U+200B)
                  why: it changes what the text means
                  fix: remove it
                """)
        #expect(problemText("a = 'b\u{7}'").hasPrefix("error[rule-character] 6+1: "))
        #expect(problemText("`a\nb` = 1").hasPrefix("error[rule-character] 2+1: "))
    }

    @Test("becomes no expression when anything is wrong, but does with a warning")
    func outcome() {
        #expect(AudienceExpression.parse("a > b").expression == nil)
        let doubtful = AudienceExpression.parse("a in (1, 1)")
        #expect(doubtful.expression != nil)
        #expect(
            doubtful.problems.first?.diagnostic(at: .init(file: "p.yaml", line: 4, column: 9))
                .rendered() == """
                    warning[rule-duplicate]: a value stands in the list twice (seen: 1)
                      --> p.yaml:4:9
                      why: another value may have been meant
                      fix: remove it, or correct it
                    """)
    }
}
