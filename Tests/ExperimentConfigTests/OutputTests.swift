// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Foundation
import Testing

@Suite("Diagnostics for machines")
struct OutputTests {
    private let diagnostic = Diagnostic(
        .error, "weights-sum", "45% + 45%\r\nis 90%",
        at: Diagnostic.Place(
            file: "a,b:c%.yaml", line: 3, column: 7, keyPath: "variants[0].weight"),
        why: "10% missing", fix: "add: 10%")

    @Test("an annotation is one line, escaped as the runner asks")
    func annotation() {
        #expect(
            GitHubAnnotation.line(diagnostic)
                == "::error file=a%2Cb%3Ac%25.yaml,line=3,col=7,title=weights-sum::"
                + "45%25 + 45%25\\r\\nis 90%25%0A(variants[0].weight)%0Awhy: 10%25 missing%0Afix: add: 10%25"
        )
    }

    @Test("severities have the runner's names")
    func severities() {
        #expect(GitHubAnnotation.line(Diagnostic(.note, "x", "y")) == "::notice title=x::y")
        #expect(GitHubAnnotation.line(Diagnostic(.warning, "x", "y")) == "::warning title=x::y")
    }

    @Test("JSON has every field that is known, and no other")
    func json() throws {
        let text = DiagnosticJSON.text([diagnostic, Diagnostic(.note, "x", "y \u{7F}")])
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(list.count == 2)
        #expect(list[0]["line"] as? Int == 3)
        #expect(list[0]["column"] as? Int == 7)
        #expect(list[0]["file"] as? String == "a,b:c%.yaml")
        #expect(list[0]["path"] as? String == "variants[0].weight")
        #expect(list[0]["summary"] as? String == "45% + 45%\r\nis 90%")
        #expect(Set(list[1].keys) == ["severity", "id", "summary"])
        #expect(DiagnosticJSON.text([]) == "[]\n")
    }
}

@Suite("A folder of plans")
struct PlanFolderTests {
    private func folder(_ files: [String: String]) throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "plan-folder-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: url.appending(path: name)) }
        return url
    }

    private func plan(_ key: String, salt: String? = nil) -> String {
        """
        version: 1
        key: \(key)
        assignment: { weights: even\(salt.map { ", salt: \($0)" } ?? "") }
        variants: [{ key: a, role: control }, { key: b, role: test }]
        metrics: { define: [{ key: m, type: mean, column: m, direction: increase }], primary: m }

        """
    }

    @Test("is read in the order of bytes, without what is no plan")
    func order() throws {
        let url = try folder([
            "b.yaml": plan("b"), "a.yml": plan("a"), "B.json": plan("c"), "notes.txt": "x",
            ".hidden.yaml": "x", "experiments.yaml": "version: 1\n",
            "a.lock.json": "{}",
        ])
        defer { try? FileManager.default.removeItem(at: url) }
        let loaded = PlanFolder.load([url.path])
        #expect(
            loaded.entries.map { $0.file.split(separator: "/").last } == [
                "B.json", "a.yml", "b.yaml",
            ])
        #expect(loaded.remarks == [])
        #expect(loaded.shared.map { $0.file } == [url.path + "/experiments.yaml"])
        #expect(!loaded.hasErrors)
    }

    @Test("shows two plans with one key or one salt")
    func clashes() throws {
        let url = try folder([
            "a.yaml": plan("a", salt: "s1"), "b.yaml": plan("a"), "c.yaml": plan("c", salt: "s1"),
        ])
        defer { try? FileManager.default.removeItem(at: url) }
        let remarks = PlanFolder.load([url.path]).remarks
        #expect(remarks.map(\.id) == ["key-duplicate", "salt-reused"])
        #expect(remarks.map(\.severity) == [.error, .warning])
        #expect(remarks[0].place?.line == 2)
        #expect(remarks[1].place?.rendered().hasSuffix("c.yaml:3:36 (assignment.salt)") == true)
    }

    @Test("without plans, or that is not there, is an error")
    func nothing() throws {
        let url = try folder(["notes.txt": "x"])
        defer { try? FileManager.default.removeItem(at: url) }
        #expect(PlanFolder.load([url.path]).diagnostics.map(\.id) == ["no-plans"])
        let missing = url.appending(path: "absent.yaml").path
        #expect(PlanFolder.load([missing]).diagnostics.map(\.id) == ["plan-missing"])
        let error = #expect(throws: DiagnosticsError.self) {
            try PlanLoader.load(path: missing).get()
        }
        #expect(error?.kind == .inputMissing)
        #expect(PlanLoader.load(path: url.path).diagnostics.map(\.id) == ["plan-missing"])
    }

    @Test("does not read a file of two hundred megabytes")
    func large() throws {
        let url = try folder(["a.yaml": ""])
        defer { try? FileManager.default.removeItem(at: url) }
        let file = url.appending(path: "a.yaml")
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 200 << 20)
        try handle.close()
        #expect(PlanLoader.load(path: file.path).diagnostics.map(\.id) == ["plan-too-large"])
    }
}
