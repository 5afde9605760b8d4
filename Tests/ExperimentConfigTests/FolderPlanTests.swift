// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Foundation
import TestSupport
import Testing

@Suite("Plans that share a file")
struct FolderPlanTests {
    @Test("say what is wrong in either file", arguments: Fixtures.folders)
    func message(_ name: String) throws {
        let loaded = Fixtures.loadFolder(name)
        #expect(!loaded.diagnostics.isEmpty)
        try expectSnapshot(
            Fixtures.text(of: loaded, name),
            at: Fixtures.folder.appending(path: "folders/\(name)/expected.txt"))
    }

    @Test("have no plan when the shared file is broken")
    func broken() throws {
        for name in ["shared-empty", "shared-not-yaml", "shared-include", "shared-newer"] {
            let folder = Fixtures.folder.appending(path: "folders/\(name)").path
            let loaded = PlanLoader.load(path: folder + "/spring.yaml", workspace: folder)
            #expect(loaded.plan == nil && loaded.hasErrors, "\(name)")
            #expect(loaded.diagnostics.map(\.place?.file) == [folder + "/experiments.yaml"])
            #expect(throws: DiagnosticsError.self) { try loaded.get() }
        }
    }

    private func temporary(_ files: [String: String]) throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "shared-\(UUID().uuidString)")
        for (name, text) in files {
            let file = url.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return url
    }

    private static let shared = "version: 1\nlayers: [{ key: a, salt: one }]\n"
    private static let plan = """
        version: 1
        key: p
        assignment: { weights: even, layer: a }
        variants: [{ key: x, role: control }, { key: y, role: test }]
        metrics: { define: [{ key: m, type: mean, column: m, direction: increase }], primary: m }

        """

    @Test("find it in the nearest folder above, and no further than a repository")
    func above() throws {
        let url = try temporary([
            "experiments.yaml": Self.shared, "a/b/p.yaml": Self.plan, "c/.git/HEAD": "",
            "c/d/p.yaml": Self.plan, "e/experiments.yaml": "version: 1\n", "e/p.yaml": Self.plan,
        ])
        defer { try? FileManager.default.removeItem(at: url) }
        let found = PlanLoader.load(path: url.path + "/a/b/p.yaml")
        #expect(found.shared?.file == url.path + "/experiments.yaml")
        #expect(try found.get().assignment.layer == Layer(key: "a", salt: "one"))
        let stopped = PlanLoader.load(path: url.path + "/c/d/p.yaml")
        #expect(stopped.shared == nil)
        #expect(
            stopped.diagnostics.map(\.why) == [
                "layers stand in the shared file `experiments.yaml`; there is none in "
                    + "`\(url.path)/c/d` or the folders above it up to `\(url.path)/c`"
            ])
        let nearest = PlanLoader.load(path: url.path + "/e/p.yaml")
        #expect(
            nearest.diagnostics.map(\.why) == ["`\(url.path)/e/experiments.yaml` has no layers"])
    }

    @Test("never look above the workspace")
    func workspace() throws {
        let url = try temporary(["experiments.yaml": Self.shared, "a/p.yaml": Self.plan])
        defer { try? FileManager.default.removeItem(at: url) }
        let path = url.path + "/a/p.yaml"
        #expect(PlanLoader.load(path: path, workspace: url.path).shared != nil)
        let inside = PlanLoader.load(path: path, workspace: url.path + "/a")
        #expect(inside.shared == nil)
        #expect(inside.diagnostics.map(\.id) == ["layer-unknown"])
    }

    @Test("do not take a plan for it, only because of its name")
    func named() throws {
        let url = try temporary(["experiments.yaml": Self.plan, "p.yaml": Self.plan])
        defer { try? FileManager.default.removeItem(at: url) }
        let loaded = PlanLoader.load(path: url.path + "/p.yaml", workspace: url.path)
        #expect(loaded.shared == nil)
    }

    @Test("read a shared file of two hundred megabytes as an error, not as text")
    func large() throws {
        let url = try temporary(["experiments.yaml": "", "p.yaml": Self.plan])
        defer { try? FileManager.default.removeItem(at: url) }
        let handle = try FileHandle(forWritingTo: url.appending(path: "experiments.yaml"))
        try handle.truncate(atOffset: 200 << 20)
        try handle.close()
        let loaded = PlanFolder.load([url.path], workspace: url.path)
        #expect(loaded.diagnostics.map(\.id) == ["shared-too-large"])
        #expect(loaded.entries.map { $0.loaded.plan == nil } == [true])
    }
}

@Suite("The digest of a plan with shared parts")
struct SharedDigestTests {
    private static func digest(_ plan: String, _ old: String, _ new: String) throws -> String {
        let folder = "workspace/"
        let text = try String(
            decoding: Fixtures.bytes(folder + "experiments.yaml"), as: UTF8.self)
        try #require(text.contains(old))
        let shared = WorkspaceLoader.load(
            Array(text.replacing(old, with: new).utf8), file: "experiments.yaml")
        let loaded = try PlanLoader.load(
            Fixtures.bytes(folder + plan), file: plan, shared: shared)
        return try PlanDigest.sha256(of: loaded.get())
    }

    @Test(
        "changes when a part that it uses changes",
        arguments: [
            ("window: 14d", "window: 15d"), ("Netto omzet", "Omzet"), ("share: 5%", "share: 6%"),
            ("lifecycle-2026, cooldown: 30d", "lifecycle-2026, cooldown: 60d"),
            ("optout_post, equals: \"no\"", "optout_post, equals: \"0\""), ("cut: 4", "cut: 5"),
            ("margin_pct: 40%", "margin_pct: 41%"), ("language: nl", "language: en"),
            ("Europe/Amsterdam", "Europe/Brussels"), ("unit: customer_id", "unit: client"),
            ("min_cell_size: 30", "min_cell_size: 31"), ("WEBSHOP_PEPPER", "SHOP_PEPPER"),
            ("horizon: 24m", "horizon: 36m"), ("policy: net", "policy: separate"),
        ])
    func changes(_ old: String, _ new: String) throws {
        let before = try Self.digest("winback-spring.yaml", old, old)
        #expect(try Self.digest("winback-spring.yaml", old, new) != before)
    }

    @Test(
        "stays when another part changes",
        arguments: [
            ("newsletter-2026", "newsletter-2027"), ("rc-2026", "rc-2027"),
            ("cuts: [20, 50, 80]", "cuts: [20, 60]"), ("window: 45d", "window: 46d"),
            ("Webshop NL", "Webshop"), ("# vaste controlegroep", ""),
            ("  - { key: region, type: column, column: Region name }\n", ""),
        ])
    func stays(_ old: String, _ new: String) throws {
        let before = try Self.digest("winback-spring.yaml", old, old)
        #expect(try Self.digest("winback-spring.yaml", old, new) == before)
    }

    @Test("is that of JSON that reads back as the same plan", arguments: Fixtures.workspace)
    func readsBack(_ name: String) throws {
        let folder = Fixtures.folder.appending(path: "workspace").path
        let plan = try PlanLoader.load(path: "\(folder)/\(name)", workspace: folder).get()
        let json = try PlanDigest.canonicalJSON(of: plan)
        #expect(try JSONDecoder().decode(Plan.self, from: Data(json.utf8)) == plan)
    }
}
