// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
internal import FoundationEssentials

/// The plans in files and folders, loaded together so that clashes between them show.
public struct PlanFolder: Sendable {
    /// One plan file and what came out of it.
    public struct Entry: Sendable {
        /// The file as found: the folder as the user named it, a slash, and the file's name.
        public var file: String
        /// The plan and its problems.
        public var loaded: LoadedPlan
    }

    /// The name of the file that plans share; it is not a plan itself.
    public static let sharedFile = "experiments.yaml"

    /// The plans, files sorted bytewise within each folder.
    public var entries: [Entry]
    /// Problems of the folder as a whole and of shared files, and clashes between plans.
    public var remarks: [Diagnostic]
    /// The shared files, each once, in the order in which they were met.
    public var shared: [LoadedWorkspace] = []

    /// Everything there is to say: of the folder, then file by file.
    public var diagnostics: [Diagnostic] {
        let files = Set(entries.map(\.file))
        let others = remarks.filter { !files.contains($0.place?.file ?? "") }
        return others.sortedByPlace()
            + entries.flatMap { entry in
                entry.loaded.diagnostics
                    + remarks.filter { $0.place?.file == entry.file }.sortedByPlace()
            }
    }

    /// Whether a problem stops the work.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Loads every plan.
    ///
    /// - Parameters:
    ///   - paths: Files and folders; folders are searched for `.yaml`, `.yml` and `.json` files,
    ///     not below them.
    ///   - workspace: The folder that paths in the plans may not leave.
    ///   - allowOutside: Whether paths may be absolute or leave the workspace.
    /// - Returns: The plans and every problem.
    public static func load(
        _ paths: [String], workspace: String? = nil, allowOutside: Bool = false
    ) -> PlanFolder {
        var folder = PlanFolder(entries: [], remarks: [])
        var seen: Set<String> = []
        var cache: [String: LoadedWorkspace] = [:]
        let found = files(in: paths)
        folder.remarks += found.problems
        for file in found.files where seen.insert(identity(of: file)).inserted {
            if isShared(file) {
                let path = SharedFile.normal(file)
                let loaded = cache[path] ?? WorkspaceLoader.load(path: path)
                cache[path] = loaded
                folder.add(loaded)
                continue
            }
            let loaded = PlanLoader.load(
                path: file, workspace: workspace, allowOutside: allowOutside, cache: &cache)
            folder.entries.append(Entry(file: file, loaded: loaded))
            if let shared = loaded.shared { folder.add(shared) }
        }
        folder.remarks += PlanClashes.between(folder.entries)
        return folder
    }

    /// The plan files in files and folders, bytewise sorted within each folder.
    ///
    /// - Parameter paths: Files and folders; folders are searched for `.yaml`, `.yml` and `.json`
    ///   files, not below them.
    /// - Returns: The files, and the folders that hold none.
    public static func files(in paths: [String]) -> (files: [String], problems: [Diagnostic]) {
        var files: [String] = []
        var problems: [Diagnostic] = []
        for path in paths {
            var isFolder = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder
            else {
                files.append(path)
                continue
            }
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            let plans = names.filter { name in
                !name.hasPrefix(".") && !name.hasSuffix(".lock.json")
                    && [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
            }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            if plans.isEmpty { problems.append(noPlans(path)) }
            files += plans.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
        }
        return (files, problems)
    }

    /// One text for every way to write the path of a file, so that none is read twice.
    private static func identity(of file: String) -> String {
        SharedFile.normal(
            file.hasPrefix("/") ? file : FileManager.default.currentDirectoryPath + "/" + file)
    }

    private static func noPlans(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "no-plans", "the folder holds no plans", at: Diagnostic.Place(file: path),
            why: "plans are files that end in .yaml, .yml or .json",
            fix: "check the path, or start a plan with `experiment init KEY`")
    }

    /// Whether a file is the shared one: of its name, and without what makes a plan.
    private static func isShared(_ file: String) -> Bool {
        (file == sharedFile || file.hasSuffix("/" + sharedFile)) && !SharedFile.isPlan(file)
    }

    private mutating func add(_ workspace: LoadedWorkspace) {
        guard !shared.contains(where: { $0.file == workspace.file }) else { return }
        shared.append(workspace)
        remarks += workspace.diagnostics
    }
}
