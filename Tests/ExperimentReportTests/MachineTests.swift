// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import ExperimentReport
import Foundation
import Inference
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("What machines read")
struct MachineTests {
    private func object(_ result: AnalysisResult) throws -> [String: Any] {
        let data = Data(ResultJSON.render(result).utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("the result has its members", arguments: Fixture.all.map(\.name))
    func members(_ name: String) throws {
        let result = try #require(Fixture.all.first { $0.name == name }).result
        let object = try object(result)
        #expect(object["schema"] as? String == "experiment-result/1")
        #expect(object["verdict"] as? String == result.decision.verdict.rawValue)
        for key in [
            "plan", "inputs", "arms", "health", "metrics", "decision", "values", "segments",
        ] {
            #expect(object[key] != nil, "\(key)")
        }
        let metrics = try #require(object["metrics"] as? [[String: Any]])
        #expect(metrics.count == result.metrics.count)
    }

    @Test("keys are sorted in every object", arguments: Fixture.all.map(\.name))
    func sorted(_ name: String) throws {
        let result = try #require(Fixture.all.first { $0.name == name }).result
        var last: [Int: String] = [:]
        for line in ResultJSON.render(result).split(separator: "\n") {
            let depth = line.prefix { $0 == " " }.count
            last = last.filter { $0.key <= depth }
            guard let match = line.firstMatch(of: #/^\s*"((?:[^"\\]|\\.)*)": /#) else {
                if line.contains("{") || line.contains("}") { last[depth] = nil }
                continue
            }
            let key = String(match.1)
            if let before = last[depth] {
                #expect(before.utf8.lexicographicallyPrecedes(key.utf8), "\(before) \(key)")
            }
            last[depth] = key
        }
    }

    @Test("what cannot be estimated says why; infinite ends and tiny p are words and a floor")
    func extremes() throws {
        var result = Fixture.inconclusive
        result.decision.variants[0].p = 1e-305
        let text = ResultJSON.render(result)
        #expect(text.contains("\"not_estimable\": \"control-near-zero\""))
        #expect(text.contains("\"high\": \"inf\""))
        #expect(text.contains("\"p\": 1e-300"))
        #expect(try !object(result).isEmpty)
    }

    @Test("messages are English sentences")
    func english() throws {
        let health = try #require(try object(Fixture.winback)["health"] as? [[String: Any]])
        #expect(health[0]["message"] as? String == "The group sizes fit the plan (p = 0.99).")
    }

    @Test("JUnit is well-formed and counts add up", arguments: Fixture.all.map(\.name))
    func junit(_ name: String) throws {
        let result = try #require(Fixture.all.first { $0.name == name }).result
        let text = JUnitRenderer.render(result)
        let parser = XMLParser(data: Data(text.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        let cases = text.split(separator: "<testcase").count - 1
        #expect(text.contains("<testsuite name=\"\(result.plan.key)\" tests=\"\(cases)\""))
        let failures = text.split(separator: "<failure").count - 1
        let errors = text.split(separator: "<error").count - 1
        #expect(text.contains("failures=\"\(failures)\" errors=\"\(errors)\""))
        switch result.decision.verdict {
        case .invalid: #expect(errors > 0 && failures == 0)
        case .harm, .fail: #expect(failures > 0)
        case .inconclusive: #expect(text.contains("<skipped"))
        case .pass: #expect(failures == 0 && errors == 0 && !text.contains("<skipped"))
        }
    }
}

@Suite("JUnit for dashboards")
struct JUnitTests {
    @Test("names are unique, and the verdict stands on the suite")
    func names() {
        var result = Fixture.winback
        result.decision.variants[0].verdict = .fail
        let guarded = { (metric: String) in
            RuleResult(
                "method-guard", .undecided,
                remark: Remark("rule.method-guard.undecided", ["metric": .text(metric)]))
        }
        result.decision.variants[0].rules += [guarded("ordered"), guarded("revenue")]
        result.health += [result.health[4], result.health[4]]
        let text = JUnitRenderer.render(result)
        let cases = text.matches(of: #/<testcase classname="([^"]+)" name="([^"]+)"/#).map {
            $0.1 + "/" + $0.2
        }
        #expect(Set(cases).count == cases.count)
        #expect(cases.contains { $0.hasSuffix("/method-guard-revenue") })
        #expect(cases.contains { $0.hasSuffix("/rejected-rows-3") })
        #expect(text.contains("<property name=\"verdict.personal\" value=\"FAIL\"/>"))
        #expect(text.components(of: "\"FAIL\"") == 1)
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}

@Suite("Text for terminals and job summaries")
struct TextTests {
    private static let pairs = Fixture.all.flatMap { fixture in
        Language.allCases.map { (fixture.name, $0) }
    }

    @Test("the terminal has 80 columns and colour only when asked", arguments: pairs)
    func terminal(_ name: String, _ language: Language) throws {
        let result = try #require(Fixture.all.first { $0.name == name }).result
        let text = TerminalRenderer.render(result, language: language)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(!text.unicodeScalars.contains("\u{1B}"))
        let coloured = TerminalRenderer.render(result, language: language, color: true)
        #expect(coloured.contains("\u{1B}[1;"))
    }

    @Test("the summary has at most 60 lines, also with many rules", arguments: pairs)
    func summary(_ name: String, _ language: Language) throws {
        var result = try #require(Fixture.all.first { $0.name == name }).result
        let rule = result.decision.variants[0].rules[0]
        result.decision.variants[0].rules = Array(repeating: rule, count: 100)
        let lines = SummaryRenderer.render(result, language: language).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= SummaryRenderer.lineLimit + 1)
    }

    @Test("Markdown keeps hostile names as text")
    func markdown() {
        let text = MarkdownRenderer.render(
            Fixture.hostile, language: .en, command: "x ``` y")
        let prose = text.replacing(#/```text\n(?:.|\n)*?\n```/#, with: "")
        #expect(!prose.contains("<script") && !prose.contains("<img") && !prose.contains("<b>"))
        #expect(!text.contains("[x](javascript") && text.contains("\\[x\\](javascript"))
        #expect(!text.contains("https://") && !text.contains("www."))
        #expect(text.contains("\\| \\*bold\\*") && text.contains("\\n"))
        #expect(text.contains("````text\nx ``` y\n````"))
    }
}
