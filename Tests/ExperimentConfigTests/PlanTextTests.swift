// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@testable import ExperimentConfig

@Suite("The text of a plan file")
struct PlanTextTests {
    private func ids(_ bytes: [UInt8]) -> [String] {
        PlanLoader.load(bytes, file: "a.yaml").diagnostics.map(\.id)
    }

    private func first(_ bytes: [UInt8]) -> Diagnostic? {
        PlanLoader.load(bytes, file: "a.yaml").diagnostics.first
    }

    @Test(
        "that is empty, blank or only a mark is an empty plan",
        arguments: ["", "\n\n", "---\n", "# x"])
    func empty(_ text: String) {
        #expect(ids(Array(text.utf8)) == [text == "---\n" ? "empty-value" : "plan-empty"])
    }

    @Test("that is larger than a mebibyte is refused unread")
    func large() {
        #expect(ids([UInt8](repeating: 0x20, count: (1 << 20) + 1)) == ["plan-too-large"])
    }

    @Test("with a byte that is not UTF-8 is refused at that byte")
    func encoding() throws {
        let diagnostic = try #require(first(Array("key: a\nname: é".utf8) + [0xE9, 0x0A]))
        #expect(diagnostic.id == "encoding")
        #expect(diagnostic.place?.line == 2)
        #expect(diagnostic.place?.column == 8)
        #expect(diagnostic.summary.contains("0xE9"))
        #expect(ids([0xFF, 0xFE, 0x6B, 0x00]) == ["encoding"])
    }

    @Test("with a NUL or another control character is refused at it")
    func control() throws {
        let diagnostic = try #require(first(Array("key: a\nname: b\u{0}c".utf8)))
        #expect(diagnostic.id == "control-character")
        #expect(diagnostic.place?.rendered() == "a.yaml:2:8")
        #expect(ids(Array("key: a\u{2028}b".utf8)) == ["control-character"])
    }

    @Test("may start with a byte order mark and end its lines as Windows does")
    func windows() throws {
        let text = String(decoding: try Fixtures.bytes("valid/smallest.yaml"), as: UTF8.self)
        let bytes = [0xEF, 0xBB, 0xBF] + Array(text.replacing("\n", with: "\r\n").utf8)
        let loaded = PlanLoader.load(bytes, file: "a.yaml")
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.plan == (try Fixtures.load("valid/smallest.yaml").plan))
    }

    @Test("counts columns in characters, as an editor does")
    func columns() throws {
        let text =
            "version: 1\nkey: a\ngoal: { objective: \"👩‍👧\", target: 8 }\n"
        let loaded = PlanLoader.load(Array(text.utf8), file: "a.yaml")
        let bare = try #require(loaded.diagnostics.first { $0.id == "bare-number" })
        #expect(bare.place?.column == 33)
        #expect(bare.place?.line == 3)
    }

    @Test("cannot make the reader expand, nest or loop without end")
    func bombs() {
        let laughs =
            "a: &a [x, x, x, x]\n"
            + (0..<30).map { "b\($0): &b\($0) [*a, *a, *a, *a]\n" }.joined()
        #expect(ids(Array(laughs.utf8)).contains("yaml-anchor"))
        #expect(ids(Array(String(repeating: "[", count: 100_000).utf8)) == ["too-deep"])
        #expect(ids(Array(String(repeating: "{a: ", count: 100_000).utf8)) == ["too-deep"])
        #expect(ids(Array(String(repeating: "- ", count: 100_000).utf8)) == ["too-deep"])
        #expect(ids(Array(String(repeating: "? ", count: 100_000).utf8)) == ["too-deep"])
        let steps = (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(ids(Array(steps.utf8)) == ["too-deep"])
    }

    @Test(
        "of thousands of lines of nonsense is answered in good time",
        .timeLimit(.minutes(1)), arguments: ["k%: 1\n", "k: 1\n", "{%}", "- %\n", "k: [%]\n"])
    func nonsense(_ line: String) {
        var text = ""
        if line == "{%}" {
            text = "{" + (0..<1_500).map { "key\($0): 1" }.joined(separator: ", ") + "}"
        } else {
            for number in 0..<1_500 { text += line.replacing("%", with: "\(number)") }
        }
        let loaded = PlanLoader.load(Array(text.utf8), file: "a.yaml")
        #expect(loaded.hasErrors)
        #expect(loaded.diagnostics.count <= PlanLoader.diagnosticLimit + 1)
    }

    @Test("may hold the marks of YAML inside text and comments")
    func quotedMarks() throws {
        let text = String(decoding: try Fixtures.bytes("valid/smallest.yaml"), as: UTF8.self)
        let more = """
            # & * ! --- \t
            name: "a & b *c* !d --- it's"   # &no
            owner: it's & them, *all* of us!
            hypothesis: >-
              *this* is &text
              --- 'and

              so is this
            goal:
              objective: het gaat
                *goed* & wel
            """
        let plan = try PlanLoader.load(Array((text + more).utf8), file: "a.yaml").get()
        #expect(plan.name == "a & b *c* !d --- it's")
        #expect(plan.goal?.objective == "het gaat *goed* & wel")
        #expect(plan.hypothesis == "*this* is &text --- 'and\nso is this")
    }

    @Test("finds a key given three times, and further problems in the same run")
    func duplicates() {
        let text = "key: a\nkey: b\n\"key\": c\nversion: 1\nnaam: x\nvariants: []\n"
        let all = ids(Array(text.utf8))
        #expect(all.filter { $0 == "duplicate-key" }.count == 2)
        #expect(all.contains("unknown-key"))
        #expect(all.contains("list-short"))
        #expect(all.contains("missing-key"))
    }
}
