// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Foundation
import Testing

@Suite("A plan from a template")
struct PlanTemplateTests {
    private func day() throws -> Day { try #require(Day(year: 2026, month: 2, day: 25)) }

    @Test(
        "is at most sixty lines in the layout of the formatter, and starts on the next Monday",
        arguments: PlanTemplate.allCases, PlanTemplate.Language.allCases)
    func layout(_ template: PlanTemplate, _ language: PlanTemplate.Language) throws {
        let text = try template.text(key: "winback-2026", language: language, today: day())
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 61)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 140 })
        let formatted = PlanFormatter.format(Array(text.utf8), file: "plan.yaml")
        #expect(formatted.problems.isEmpty)
        #expect(formatted.text == text)
        #expect(text.contains("start: 2026-03-02, end: 2026-03-29"))
        #expect(!template.summary.isEmpty)
    }

    @Test("the shared file is in the same layout", arguments: PlanTemplate.Language.allCases)
    func shared(_ language: PlanTemplate.Language) throws {
        let text = SharedTemplate.text(language: language, today: try day())
        let formatted = PlanFormatter.format(Array(text.utf8), file: "experiments.yaml")
        #expect(formatted.problems.isEmpty)
        #expect(formatted.text == text)
        #expect(text.contains("from: 2026-01-01"))
    }

    @Test(
        "is valid beside the shared file, without a warning",
        arguments: PlanTemplate.allCases, PlanTemplate.Language.allCases)
    func validates(_ template: PlanTemplate, _ language: PlanTemplate.Language) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "template-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let plan = try template.text(key: "spring", language: language, today: day())
        let shared = SharedTemplate.text(language: language, today: try day())
        try Data(plan.utf8).write(to: folder.appending(path: "spring.yaml"))
        try Data(shared.utf8).write(to: folder.appending(path: "experiments.yaml"))
        let found = PlanFolder.load([folder.path])
        // A test of two versions has no control, and is told what it cannot prove.
        let ids = found.diagnostics.map(\.id)
        #expect(ids == (template == .abTest ? ["no-control"] : []), "\(found.diagnostics)")
        let loaded = try #require(found.entries.first?.loaded.plan)
        #expect(loaded.key == "spring")
        #expect(loaded.report.language == language.rawValue)
        #expect(loaded.assignment.holdout?.key == "global-control")
        #expect(loaded.permissions?.first?.key == "email")
    }

    @Test(
        "is valid beside any shared file, and takes from it what is there",
        arguments: PlanTemplate.allCases,
        [
            "", "workspace: { currency: GBP, unit: klantnr }\n",
            "permissions: { post: { attribute: ok, equals: \"1\" } }\n",
            "layers: [{ key: newsletter, salt: n }, { key: lifecycle, salt: l }]\n",
        ])
    func beside(_ template: PlanTemplate, _ text: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "template-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "experiments.yaml")
        try Data(("version: 1\n" + text).utf8).write(to: file)
        let shared = try #require(WorkspaceLoader.load(path: file.path).workspace)
        let plan = try template.text(key: "spring", today: day(), beside: shared)
        try Data(plan.utf8).write(to: folder.appending(path: "spring.yaml"))
        let found = PlanFolder.load([folder.path])
        #expect(!found.hasErrors, "\(found.diagnostics)")
        let assignment = try #require(found.entries.first?.loaded.plan?.assignment)
        #expect(assignment.holdout == nil)
        #expect((assignment.layer != nil) == text.hasPrefix("layers"))
        #expect(
            template.leftOut(beside: shared).contains("permission `email`"))
    }

    @Test("refuses a key that cannot be one, and offers a clean one")
    func badKey() throws {
        let error = #expect(throws: DiagnosticsError.self) {
            try PlanTemplate.abTest.text(key: "Spring Mail!", today: day())
        }
        #expect(error?.diagnostics.first?.id == "key-pattern")
        #expect(error?.diagnostics.first?.fix == "write `spring-mail`")
    }
}
