// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@Suite("Diagnostics")
struct DiagnosticTests {
    @Test("have one text form")
    func text() {
        let diagnostic = Diagnostic(
            .error, "weights-sum", "the weights total 99%",
            at: Diagnostic.Place(file: "a.yaml", line: 4, column: 5, keyPath: "variants"),
            why: "1% is missing", fix: "add 1%")
        #expect(
            diagnostic.rendered() == """
                error[weights-sum]: the weights total 99%
                  --> a.yaml:4:5 (variants)
                  why: 1% is missing
                  fix: add 1%
                """)
    }

    @Test("leave out what is not known")
    func short() {
        #expect(Diagnostic(.note, "x", "words").rendered() == "note[x]: words")
        #expect(Diagnostic.Place(file: "a.yaml", column: 3).rendered() == "a.yaml")
        #expect(Diagnostic.Place(file: "a.yaml", line: 3).rendered() == "a.yaml:3")
    }

    @Test("cannot smuggle a line or a terminal escape into a log")
    func safe() {
        let text = Diagnostic(.error, "x", "a\nb\u{1B}[31m", fix: "c\r\nd").rendered()
        #expect(text == "error[x]: a\\nb\\u{1b}[31m\n  fix: c\\r\\nd")
    }

    @Test("are sorted by file, line, column, then id")
    func sorted() {
        func at(_ file: String, _ line: Int?, _ column: Int?, _ id: String) -> Diagnostic {
            Diagnostic(
                .error, id, "", at: Diagnostic.Place(file: file, line: line, column: column))
        }
        let right = [
            at("a", nil, nil, "z"), at("a", 1, 2, "b"), at("a", 1, 10, "a"), at("a", 2, 1, "a"),
            at("a", 2, 1, "b"), at("b", 1, 1, "a"),
        ]
        #expect(right.reversed().sortedByPlace() == right)
    }
}

@Suite("Visible text")
struct VisibleTests {
    @Test("shows what a terminal would hide")
    func hidden() {
        #expect(Visible.text("a\tb\u{0}c") == "a\\tb\\u{0}c")
        #expect(Visible.text("\u{202E}abc\u{200B}\u{FEFF}") == "\\u{202e}abc\\u{200b}\\u{feff}")
        #expect(Visible.text("\u{9B}31m\u{7F}") == "\\u{9b}31m\\u{7f}")
        #expect(Visible.text("żółć 👩‍👧 plain") == "żółć 👩\\u{200d}👧 plain")
    }

    @Test("is cut at eighty characters")
    func cut() {
        let long = String(repeating: "é", count: 200)
        #expect(Visible.value(long).count == Visible.valueLimit)
        #expect(Visible.value(long).hasSuffix("…"))
        #expect(Visible.value(String(long.prefix(80))).count == 80)
        #expect(!Visible.value(String(long.prefix(80))).hasSuffix("…"))
    }

    @Test(
        "never shows enough of an id to read it back",
        arguments: [
            ("", "(empty)"), ("1234", "…"), ("12345", "1…5"), ("1234567", "1…7"),
            ("104233", "1…3"), ("10423300", "10…00"),
        ])
    func masked(_ id: String, _ shown: String) {
        #expect(Visible.maskedID(id) == shown)
    }
}
