// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Tabular
import Testing

@Suite("A rule on a customer")
struct AudienceRuleTests {
    // Columns that make `c = 1` yes, no, unknown and unreadable.
    private static let states: [(value: String, name: String)] = [
        ("1", "yes"), ("2", "no"), ("", "unknown"), ("abc", "unreadable"),
    ]

    private func name(_ truth: Truth) -> String {
        switch truth {
        case .yes: "yes"
        case .no: "no"
        case .unknown: "unknown"
        case .unreadable: "unreadable"
        }
    }

    @Test(
        "follows one table of truth for and, or and not",
        arguments: [
            ("and", "yes", ["yes", "no", "unknown", "unreadable"]),
            ("and", "no", ["no", "no", "no", "no"]),
            ("and", "unknown", ["unknown", "no", "unknown", "unreadable"]),
            ("and", "unreadable", ["unreadable", "no", "unreadable", "unreadable"]),
            ("or", "yes", ["yes", "yes", "yes", "yes"]),
            ("or", "no", ["yes", "no", "unknown", "unreadable"]),
            ("or", "unknown", ["yes", "unknown", "unknown", "unreadable"]),
            ("or", "unreadable", ["yes", "unreadable", "unreadable", "unreadable"]),
        ])
    func table(_ word: String, _ left: String, _ wanted: [String]) throws {
        let value = try #require(Self.states.first { $0.name == left }).value
        for (state, answer) in zip(Self.states, wanted) {
            let found = try truth("a = 1 \(word) b = 1", ["a": value, "b": state.value])
            #expect(name(found) == answer, "\(left) \(word) \(state.name)")
        }
    }

    @Test("turns yes and no, and leaves what has no answer")
    func negation() throws {
        #expect(try truth("not a = 1", ["a": "1"]) == .no)
        #expect(try truth("not a = 1", ["a": "2"]) == .yes)
        #expect(try truth("not a = 1", ["a": ""]) == .unknown)
        #expect(try truth("not a = 1", ["a": "x"]) == .unreadable(column: 1))
        #expect(try truth("a not in (1, 2)", ["a": ""]) == .unknown)
        #expect(try truth("a not between 1 and 2", ["a": "3"]) == .yes)
    }

    @Test("names the column that the answer hangs on")
    func column() throws {
        #expect(
            try truth("(b > 1 and a = 1) or c > 1", ["a": "2", "b": "x", "c": "y"])
                == .unreadable(column: 3))
        #expect(
            try truth("b > 1 and c > 1", ["a": "2", "b": "x", "c": "y"]) == .unreadable(column: 2))
    }

    @Test(
        "compares numbers",
        arguments: [
            ("a = 5", [false, true, false]), ("a != 5", [true, false, true]),
            ("a < 5", [true, false, false]), ("a <= 5", [true, true, false]),
            ("a > 5", [false, false, true]), ("a >= 5", [false, true, true]),
            ("a between 4.99 and 5", [false, true, false]),
            ("a in (9, 5, 7)", [false, true, false]),
            ("a not in (9, 5, 7)", [true, false, true]), ("a >= 5 EUR", [false, true, true]),
        ])
    func numbers(_ rule: String, _ wanted: [Bool]) throws {
        for (value, holds) in zip(["-4.5", "5.0", "5.01"], wanted) {
            #expect(try truth(rule, ["a": value]) == (holds ? .yes : .no), "\(value)")
        }
    }

    @Test(
        "reads numbers as the file writes them",
        arguments: [
            ("1.500", DecimalConvention?.some(.point), Truth.no), ("1.500", .some(.comma), .yes),
            ("1.500", nil, .unreadable(column: 1)), ("1,500", .some(.point), .yes),
            ("1,500", nil, .unreadable(column: 1)), ("1500,00", nil, .yes),
            ("1500.00", nil, .yes), ("1.500,00", nil, .yes), ("1,500.00", nil, .yes),
            ("1500", nil, .yes), (" 1500 ", nil, .yes), ("0,500", nil, .no),
            ("1500,00", .some(.point), .unreadable(column: 1)), ("1500,00", .some(.comma), .yes),
            ("1.5e3", nil, .yes), ("€ 1500", nil, .unreadable(column: 1)),
            ("1500%", nil, .unreadable(column: 1)), ("NaN", nil, .unreadable(column: 1)),
            ("1500x", nil, .unreadable(column: 1)), ("1.5.0", nil, .unreadable(column: 1)),
        ])
    func decimals(_ value: String, _ decimal: DecimalConvention?, _ wanted: Truth) throws {
        #expect(try truth("a >= 1000", ["a": value], decimal: decimal) == wanted)
    }

    @Test(
        "reads the words for true and false",
        arguments: [
            ("true", true), ("TRUE", true), ("1", true), ("yes", true), ("Ja", true),
            (" yes ", true), ("false", false), ("0", false), ("No", false), ("NEE", false),
        ])
    func truths(_ value: String, _ isTrue: Bool) throws {
        #expect(try truth("a = true", ["a": value]) == (isTrue ? .yes : .no))
        #expect(try truth("a != true", ["a": value]) == (isTrue ? .no : .yes))
        #expect(try truth("a = false", ["a": value]) == (isTrue ? .no : .yes))
        #expect(try truth("a in (true)", ["a": value]) == (isTrue ? .yes : .no))
    }

    @Test(
        "finds no truth in other words", arguments: ["2", "maybe", "y", "waar", "truee", "\u{1}"])
    func noTruth(_ value: String) throws {
        #expect(try truth("a = true", ["a": value]) == .unreadable(column: 1))
    }

    @Test("compares texts byte for byte")
    func texts() throws {
        #expect(try truth("a = \"NL\"", ["a": "NL"]) == .yes)
        #expect(try truth("a = \"NL\"", ["a": "nl"]) == .no)
        #expect(try truth("a = \"NL\"", ["a": " NL"]) == .no)
        #expect(try truth("a != \"NL\"", ["a": "nl"]) == .yes)
        #expect(try truth("a = \"e\u{301}\"", ["a": "\u{E9}"]) == .no)
        #expect(try truth("a = 'say \"yes\"'", ["a": "say \"yes\""]) == .yes)
        let list = "a in (\"NL\", \"DE\", \"BE\", \"żółć\", \"Benelux\", \"B\")"
        for value in ["NL", "DE", "BE", "żółć", "Benelux", "B"] {
            #expect(try truth(list, ["a": value]) == .yes)
        }
        for value in ["N", "FR", "nl", "benelux", "AA", "ZZ", "Beneluy"] {
            #expect(try truth(list, ["a": value]) == .no)
        }
    }

    @Test(
        "reads days, and of a date and time the day as written",
        arguments: [
            ("2026-01-31", Truth.yes), ("2026-02-01", .no), ("2025-12-31T23:59:59Z", .yes),
            ("2026-02-01T00:00:00+02:00", .no), ("2026-01-31 08:00", .yes),
            ("2026-01-31T08:00:00.123456", .yes), ("2026-01-31T08:00:00,5-0500", .yes),
            ("2024-02-29", .yes), (" 2026-01-31 ", .yes), ("9999-12-31", .no),
            ("2026-02-29", .unreadable(column: 1)), ("2026-13-01", .unreadable(column: 1)),
            ("2026-00-10", .unreadable(column: 1)), ("2026-1-31", .unreadable(column: 1)),
            ("31-01-2026", .unreadable(column: 1)), ("20260131", .unreadable(column: 1)),
            ("2026-01-31T", .unreadable(column: 1)), ("2026-01-31T25:00", .unreadable(column: 1)),
            ("2026-01-31T08:60", .unreadable(column: 1)),
            ("2026-01-31T08:00:", .unreadable(column: 1)),
            ("2026-01-31T08:00:00.", .unreadable(column: 1)),
            ("2026-01-31T08:00Zx", .unreadable(column: 1)),
            ("2026-01-31T08:00+0", .unreadable(column: 1)),
            ("2026-01-31x", .unreadable(column: 1)), ("0000-01-01", .unreadable(column: 1)),
        ])
    func days(_ value: String, _ wanted: Truth) throws {
        #expect(try truth("a < 2026-02-01", ["a": value]) == wanted)
        #expect(try truth("not a >= 2026-02-01", ["a": value]) == wanted)
    }

    @Test("compares days by their order and in lists")
    func dayComparisons() throws {
        let inside = "a between 2026-01-01 and 2026-01-31"
        #expect(try truth(inside, ["a": "2026-01-31T23:59"]) == .yes)
        #expect(try truth(inside, ["a": "2026-02-01"]) == .no)
        #expect(try truth("a in (2026-03-02, 2025-03-02)", ["a": "2025-03-02"]) == .yes)
        #expect(try truth("a in (2026-03-02, 2025-03-02)", ["a": "2024-03-02"]) == .no)
    }

    @Test("takes nothing, spaces and missing markers for empty")
    func empty() throws {
        for value in ["", " ", "\t ", "n/a", " n/a ", "-1"] {
            let missing = ["n/a", "-1", ""]
            for rule in ["a > 3", "a = \"x\"", "a != \"x\"", "a = true", "a < 2026-01-01"] {
                #expect(try truth(rule, ["a": value], missing: missing) == .unknown)
            }
            #expect(try truth("a is empty", ["a": value], missing: missing) == .yes)
            #expect(try truth("a is not empty", ["a": value], missing: missing) == .no)
        }
        #expect(try truth("a is empty", ["a": "n/a"]) == .no)
        #expect(try truth("a > 3", ["a": "-1"]) == .no)
        #expect(try truth("a is empty or a > 3", ["a": ""]) == .yes)
        #expect(try truth("a is not empty and a > 3", ["a": ""]) == .no)
    }

    @Test("takes a value that a dictionary lacks for empty")
    func lacking() throws {
        let expression = try #require(AudienceExpression.parse("a = 1 or b = 1").expression)
        let rule = try AudienceRule(expression, header: ["b", "a"])
        #expect(rule.evaluate([:]) == .unknown)
        #expect(rule.evaluate(["a": "1"]) == .yes)
        #expect(rule.columns == [1, 0])
    }

    @Test("names every column that is not there, or stands there twice, with what may be meant")
    func missingColumns() throws {
        let expression = try #require(
            AudienceExpression.parse("scor > 1 and twice = 1 and zzz is empty").expression)
        let error = #expect(throws: DiagnosticsError.self) {
            try AudienceRule(
                expression, header: ["id", "score", "twice", "twice"], file: "c.csv",
                keyPath: "audience.where[0]")
        }
        #expect(error?.kind == .badData)
        #expect(
            error?.diagnostics.map { $0.rendered() } == [
                """
                error[column-missing]: there is no column `scor`
                  --> c.csv:1 (audience.where[0])
                  why: the rule reads it; the columns are: id, score, twice, twice
                  fix: did you mean `score`?
                """,
                """
                error[column-duplicate]: column `twice` stands in the header 2 times
                  --> c.csv:1 (audience.where[0])
                  why: it is not clear which of them the rule means
                  fix: rename or remove the others
                """,
                """
                error[column-missing]: there is no column `zzz`
                  --> c.csv:1 (audience.where[0])
                  why: the rule reads it; the columns are: id, score, twice, twice
                  fix: check the spelling, capitals included
                """,
            ])
    }

    @Test("says what is wrong with a value that cannot be read")
    func unreadable() throws {
        let expression = try #require(
            AudienceExpression.parse("score >= 60 and d < 2026-01-01 and o = true").expression)
        let rule = try AudienceRule(expression, header: ["score", "d", "o"])
        func said(_ column: Int, _ value: String) -> String {
            rule.problem(inColumn: column, holding: value, row: 7, file: "c.csv").rendered()
        }
        #expect(
            said(0, "abc") == """
                error[attribute-unreadable]: a value cannot be read as a number (seen: abc)
                  --> c.csv (row 7, column score)
                  why: the rule `score >= 60 and d < 2026-01-01 and o = true` needs it
                  fix: correct the value, or leave it empty where it is not known
                """)
        #expect(
            said(0, "1,500").hasSuffix(
                "fix: correct the value, or say with `--decimal` how the file writes numbers"))
        #expect(said(1, "1-1-2026").hasSuffix("fix: write days as 2026-03-02"))
        #expect(
            said(2, "wellicht").hasSuffix(
                "fix: write true or false, yes or no, ja or nee, 1 or 0"))
    }
}
