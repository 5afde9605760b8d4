// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import TestSupport
import Testing

@testable import ExperimentConfig

/// The shipped examples and the fixtures that parse, whatever else is wrong with them.
private let texts: [(name: String, text: String)] = {
    let folders = ["experiments", "Tests/ExperimentConfigTests/Fixtures"]
    return folders.flatMap { folder -> [(String, String)] in
        let root = projectFolder.appending(path: folder)
        let walker = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        let files = (walker?.compactMap { $0 as? URL } ?? []).filter {
            $0.pathExtension == "yaml"
        }
        return files.sorted { $0.path < $1.path }.compactMap { url in
            (try? String(contentsOf: url, encoding: .utf8)).map { (url.lastPathComponent, $0) }
        }
    }
}()

private func format(_ text: String) -> PlanFormatter.Formatted {
    PlanFormatter.format(Array(text.utf8), file: "plan.yaml")
}

@Suite("Formatting plans")
struct PlanFormatterTests {
    @Test("white space and quotes become alike, comments and order stay")
    func layout() {
        let given = """
            version:   1\u{20}
            key: 'demo'      # the short name
            name: "Today's mail"

            variants:
                - {key: none,role: control,  weight: 10%}
                -   key: mail   # a block
                    role:   test
                    # about the weight
                    weight: "90%"
            metrics:
             primary:  ordered
             secondary: [ a,b , 'c d' ]
            schedule: {start: '2026-03-02', end: "2026-03-29" }
            """
        let wanted = """
            version: 1
            key: demo        # the short name
            name: "Today's mail"

            variants:
              - { key: none, role: control, weight: 10% }
              - key: mail       # a block
                role: test
                # about the weight
                weight: "90%"
            metrics:
              primary: ordered
              secondary: [a, b, c d]
            schedule: { start: "2026-03-02", end: "2026-03-29" }

            """
        #expect(format(given.replacing("\n", with: "\r\n")).text == wanted)
    }

    @Test("text that others take for a number, a date or a truth value keeps its quotes")
    func guesses() {
        let text = """
            a: "NO"
            b: 'on'
            c: "0612"
            d: "1e3"
            e: 'it''s'
            f: "say \\"hello\\""
            g: "a: b"
            h: "plain words"

            """
        let wanted = """
            a: "NO"
            b: "on"
            c: "0612"
            d: "1e3"
            e: 'it''s'
            f: "say \\"hello\\""
            g: "a: b"
            h: plain words

            """
        #expect(format(text).text == wanted)
    }

    @Test("the inside of a block of text stays, moved as a whole")
    func blockText() {
        let given = """
            contact_strategy:
                why: |
                    First   line
                      indented #not a comment
                what: x
            """
        let wanted = """
            contact_strategy:
              why: |
                  First   line
                    indented #not a comment
              what: x

            """
        #expect(format(given).text == wanted)
    }

    @Test("comments in line stay in line when a line grows")
    func comments() {
        let given = """
            a: {b: 1,c: 2} # one
            d: e           # two
            """
        let wanted = """
            a: { b: 1, c: 2 } # one
            d: e              # two

            """
        #expect(format(given).text == wanted)
    }

    @Test("what is laid out once stays so")
    func idempotent() {
        #expect(texts.count > 20)
        for (name, text) in texts {
            let once = format(text)
            guard once.problems.isEmpty else { continue }
            #expect(format(once.text).isChanged == false, "\(name)")
        }
    }

    @Test("the shipped examples are in their layout")
    func examples() throws {
        let folder = projectFolder.appending(path: "experiments")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for name in names.sorted() where name.hasSuffix(".yaml") {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            let result = format(text)
            #expect(result.problems.isEmpty, "\(name)")
            #expect(result.text == text, "\(name)")
        }
    }

    @Test("a text that is no YAML is left as it is, with the reason")
    func broken() {
        let text = "a: [1, 2\nb: 3\n"
        let result = format(text)
        #expect(result.text == text)
        #expect(!result.isChanged)
        #expect(!result.problems.isEmpty)
    }

    @Test("whatever is mangled, a change of layout never changes what a file says")
    func mangled() {
        var state: UInt64 = 20_260_301
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(bound, 1)
        }
        let noise = [
            " ", "  ", "\n", "# ", "'", "\"", "- ", ": ", ",", "{", "}", "[", "]", "|", "\t",
        ]
        for (_, text) in texts {
            for _ in 0..<12 {
                var letters = Array(text)
                for _ in 0...next(3) {
                    let at = next(letters.count)
                    if next(2) == 0, !letters.isEmpty {
                        letters.remove(at: min(at, letters.count - 1))
                    }
                    letters.insert(contentsOf: noise[next(noise.count)], at: min(at, letters.count))
                }
                let given = String(letters)
                let result = format(given)
                guard result.isChanged else { continue }
                let again = format(result.text)
                #expect(!again.isChanged, "\(given)")
                #expect(tree(given) == tree(result.text), "\(given)")
            }
        }
    }

    private func tree(_ text: String) -> String {
        var log: [Diagnostic] = []
        func words(_ node: PlanNode) -> String {
            switch node.content {
            case .scalar(let text, _): "<\(text)>"
            case .list(let items): "[" + items.map(words).joined(separator: ",") + "]"
            case .mapping(let entries):
                "{" + entries.map { $0.key + ":" + words($0.value) }.joined(separator: ",") + "}"
            }
        }
        guard let source = SourceText.decode(Array(text.utf8), file: "p", into: &log) else {
            return "none"
        }
        return YAMLText.parse(source, into: &log).map(words) ?? "none"
    }
}
