// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentReport
import Foundation
import TestSupport
import Testing

@Suite("Every renderer gives the committed text")
struct SnapshotTests {
    @Test("in each language", arguments: Fixture.all.map(\.name), Language.allCases)
    func language(_ name: String, _ language: Language) throws {
        let result = try #require(Fixture.all.first { $0.name == name }).result
        let base = "\(name).\(language.rawValue)"
        try expectSnapshot(
            MarkdownRenderer.render(result, language: language, command: Fixture.command),
            at: Fixture.snapshot(base + ".md"))
        try expectSnapshot(
            try HTMLRenderer.render(result, language: language, command: Fixture.command),
            at: Fixture.snapshot(base + ".html"))
        try expectSnapshot(
            TerminalRenderer.render(result, language: language),
            at: Fixture.snapshot(base + ".terminal.txt"))
        try expectSnapshot(
            SummaryRenderer.render(result, language: language),
            at: Fixture.snapshot(base + ".summary.md"))
    }

    @Test("for machines", arguments: Fixture.all.map(\.name))
    func machines(_ name: String) throws {
        let result = try #require(Fixture.all.first { $0.name == name }).result
        try expectSnapshot(ResultJSON.render(result), at: Fixture.snapshot(name + ".json"))
        try expectSnapshot(JUnitRenderer.render(result), at: Fixture.snapshot(name + ".xml"))
    }
}
