// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Foundation
import TestSupport

/// The plan files beside the tests, as the project has them.
enum Fixtures {
    static let folder = projectFolder.appending(path: "Tests/ExperimentConfigTests/Fixtures")
    static let broken = plans(in: folder.appending(path: "broken"))
    static let warned = plans(in: folder.appending(path: "warned"))
    static let valid = plans(in: folder.appending(path: "valid"))
    /// The plans beside a shared file.
    static let workspace = plans(in: folder.appending(path: "workspace")).filter {
        $0 != PlanFolder.sharedFile
    }
    /// The plans that the project shows, in `experiments/`.
    static let examples = plans(in: projectFolder.appending(path: "experiments"))

    /// The folders of plans with something to say about them together.
    static let folders: [String] = {
        let all = try? FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: "folders").path)
        return (all ?? []).sorted()
    }()

    /// The plans of one such folder.
    static func loadFolder(_ name: String) -> PlanFolder {
        let path = folder.appending(path: "folders/\(name)").path
        return PlanFolder.load([path], workspace: path)
    }

    /// What there is to say, as a person reads it, without the folder on this machine.
    static func text(of diagnostics: [Diagnostic], _ name: String?) -> String {
        let text = diagnostics.map { $0.rendered() }.joined(separator: "\n\n") + "\n"
        guard let name else { return text }
        return text.replacing(folder.appending(path: "folders/\(name)").path + "/", with: "")
    }

    static func text(of plans: PlanFolder, _ name: String) -> String {
        text(of: plans.diagnostics, name)
    }

    /// The plan files in a folder, sorted.
    private static func plans(in folder: URL) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return all.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted()
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: path)))
    }

    /// A plan, loaded under its bare file name.
    static func load(_ path: String) throws -> LoadedPlan {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return try PlanLoader.load(bytes(path), file: name)
    }

    /// The valid plan with every key, with some text replaced.
    static func load(_ path: String, replacing old: String, with new: String) throws -> LoadedPlan {
        let text = try String(decoding: bytes(path), as: UTF8.self)
        return PlanLoader.load(Array(text.replacing(old, with: new).utf8), file: "plan.yaml")
    }
}
