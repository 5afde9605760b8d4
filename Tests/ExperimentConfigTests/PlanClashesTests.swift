// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Foundation
import Testing

/// A folder of plans on disk, written for one test.
final class ClashFolder {
    private let url: URL

    init(shared: String? = nil, _ plans: [String: String]) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "clash-\(UUID().uuidString)")
        var files = plans
        files["experiments.yaml"] = shared.map { "version: 1\n" + $0 }
        for (name, text) in files {
            let file = url.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// What is said of the plans together, with the folder left out of paths.
    func remarks(_ paths: String...) -> [String] {
        let folder = PlanFolder.load((paths.isEmpty ? [""] : paths).map { url.path + "/" + $0 })
        for entry in folder.entries where entry.loaded.hasErrors {
            Issue.record("\(entry.loaded.diagnostics.map { $0.rendered() })")
        }
        return folder.remarks.map { $0.rendered().replacing(url.path + "/", with: "") }
    }

    /// A plan of five lines: its key, then a line each for the rest.
    static func plan(
        _ key: String, assignment: String = "{ weights: even }", channel: String? = nil,
        schedule: String? = nil, purpose: String? = nil
    ) -> String {
        """
        version: 1
        key: \(key)
        assignment: \(assignment)
        variants: [{ key: a, role: control }, { key: b, role: test\(
            channel.map { ", channel: \($0)" } ?? "") }]
        metrics: { define: [{ key: m, type: mean, column: m, direction: increase }], primary: m }
        \(schedule.map { "schedule: \($0)\n" } ?? "")\(purpose.map { "purpose: \($0)\n" } ?? "")
        """
    }
}

@Suite("Keys and salts of plans in one folder")
struct SaltClashTests {
    private func plan(_ key: String, _ assignment: String = "{ weights: even }") -> String {
        ClashFolder.plan(key, assignment: assignment)
    }

    @Test("two plans with one key are said once, and nothing else of them")
    func keys() throws {
        let folder = try ClashFolder([
            "a.yaml": ClashFolder.plan(
                "spring", channel: "email", schedule: "{ start: 2026-03-02, end: 2026-03-29 }"),
            "b.yaml": ClashFolder.plan(
                "spring", channel: "email", schedule: "{ start: 2026-03-02, end: 2026-03-29 }"),
        ])
        #expect(
            folder.remarks() == [
                """
                error[key-duplicate]: two plans have the key `spring` (seen: a.yaml)
                  --> b.yaml:2:6 (key)
                  why: their reports would overwrite each other
                  fix: give one of them another key
                """
            ])
    }

    @Test("a file named twice is one plan")
    func oneFile() throws {
        let folder = try ClashFolder(["a.yaml": plan("spring")])
        #expect(folder.remarks("a.yaml", "./a.yaml", "") == [])
    }

    @Test("a salt taken from another plan is a warning at the salt")
    func reused() throws {
        let folder = try ClashFolder([
            "a.yaml": plan("spring", "{ weights: even, salt: s1 }"),
            "b.yaml": plan("summer", "{ weights: even, salt: s1 }"),
        ])
        #expect(
            folder.remarks() == [
                """
                warning[salt-reused]: two plans draw with the salt `s1` (seen: a.yaml)
                  --> b.yaml:3:36 (assignment.salt)
                  why: the same people fall in the same arms: the tests are correlated
                  fix: write `salt: summer` under `assignment` of `summer`
                """
            ])
    }

    @Test("a salt that is the key of a later plan is said at that key, with another name to take")
    func reusedKey() throws {
        let folder = try ClashFolder([
            "a.yaml": plan("spring", "{ weights: even, salt: summer }"), "b.yaml": plan("summer"),
        ])
        #expect(
            folder.remarks() == [
                """
                warning[salt-reused]: two plans draw with the salt `summer` (seen: a.yaml)
                  --> b.yaml:2:6 (key)
                  why: the same people fall in the same arms: the tests are correlated
                  fix: write `salt: summer/split` under `assignment` of `summer`
                """
            ])
    }

    @Test("one salt for split and gate is said once, one gate of two plans as well")
    func gates() throws {
        let same = try ClashFolder([
            "a.yaml": plan("spring", "{ weights: even, salt: s1, allocation: 50% }"),
            "b.yaml": plan("summer", "{ weights: even, salt: s1, allocation: 50% }"),
        ])
        #expect(same.remarks().count == 1)
        let gates = try ClashFolder([
            "a.yaml": plan("spring", "{ weights: even, allocation: 50%, gate_salt: g }"),
            "b.yaml": plan("summer", "{ weights: even, allocation: 50%, gate_salt: g }"),
        ])
        #expect(
            gates.remarks() == [
                """
                warning[salt-reused]: two plans let people in by the salt `g` (seen: a.yaml)
                  --> b.yaml:3:58 (assignment.gate_salt)
                  why: the same people take part in both: the tests are correlated
                  fix: write `gate_salt: summer/gate` under `assignment` of `summer`
                """
            ])
    }

    @Test("the gate of one plan may not be the split of another")
    func gateAndSplit() throws {
        let folder = try ClashFolder([
            "a.yaml": plan("spring", "{ weights: even, allocation: 50% }"),
            "b.yaml": plan("summer", "{ weights: even, salt: spring/gate }"),
        ])
        #expect(
            folder.remarks() == [
                """
                error[salt-collision]: the split of `summer` and the gate of `spring` draw with one \
                salt (seen: spring/gate)
                  --> b.yaml:3:36 (assignment.salt)
                  why: the two draws would be one, so one decides the other
                  fix: write `salt: summer` under `assignment` of `summer`
                """
            ])
    }

    @Test("a plan may not draw with the salt of its layer or of its global control")
    func shared() throws {
        let shared = """
            layers: [{ key: lifecycle, salt: spring }]
            holdouts: [{ key: global, share: 5%, salt: autumn, from: 2026-01-01 }]
            """
        let folder = try ClashFolder(
            shared: shared,
            [
                "a.yaml": plan("spring", "{ weights: even, layer: lifecycle, slots: 50% }"),
                "b.yaml": plan("summer", "{ weights: even, holdout: global }"),
                "c.yaml": plan("winter", "{ weights: even, holdout: global, salt: autumn }"),
            ])
        #expect(
            folder.remarks() == [
                """
                error[salt-collision]: the layer `lifecycle` of `spring` and the split draw with one \
                salt (seen: spring)
                  --> a.yaml:3:37 (assignment.layer)
                  why: the two draws would be one, so one decides the other
                  fix: write `salt: spring/split` under `assignment` of `spring`
                """,
                """
                error[salt-collision]: the split of `winter` and the global control `global` of \
                `summer` draw with one salt (seen: autumn)
                  --> c.yaml:3:53 (assignment.salt)
                  why: the two draws would be one, so one decides the other
                  fix: write `salt: winter` under `assignment` of `winter`
                """,
            ])
    }

    @Test("plans share a layer and a global control, which is what these are for")
    func sharing() throws {
        let shared = """
            layers: [{ key: lifecycle, salt: l }]
            holdouts: [{ key: global, share: 5%, salt: h, from: 2026-01-01 }]
            """
        let rule = "{ weights: even, layer: lifecycle, slots: 50%, holdout: global }"
        let folder = try ClashFolder(
            shared: shared, ["a.yaml": plan("spring", rule), "b.yaml": plan("summer", rule)])
        #expect(folder.remarks() == [])
    }
}
