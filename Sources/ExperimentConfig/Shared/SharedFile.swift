// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel
internal import FoundationEssentials

/// Finds the file that plans share: beside a plan, or in the nearest folder above it.
enum SharedFile {
    /// What came of looking.
    struct Search {
        /// The file, if there is one.
        var found: String?
        /// The folder of the plan, as it is shown.
        var first: String
        /// The last folder that was looked in.
        var last: String
    }

    /// Looks in the folder of a plan and upwards.
    ///
    /// It stops at the first file found, at a folder that holds `.git`, and at the workspace.
    ///
    /// - Parameters:
    ///   - plan: The file of the plan, as the user named it.
    ///   - workspace: The folder above which nothing is looked for, written as `plan` is.
    /// - Returns: The file, and where it was looked for.
    static func search(for plan: String, workspace: String?) -> Search {
        let isAbsolute = plan.hasPrefix("/")
        let root = isAbsolute ? ["/"] : []
        let planParts = PathRule.normalised(root + PathRule.parts(plan)) ?? root
        let limit = workspace.flatMap { folder in
            folder.hasPrefix("/") == isAbsolute
                ? PathRule.normalised(root + PathRule.parts(folder)) : nil
        }
        var folder = Array(planParts.dropLast())
        let first = shown(folder)
        while true {
            let file = path(folder + [PlanFolder.sharedFile])
            if folder + [PlanFolder.sharedFile] != planParts, isFile(file), !isPlan(file) {
                return Search(found: file, first: first, last: shown(folder))
            }
            guard folder != limit, !FileManager.default.fileExists(atPath: path(folder + [".git"])),
                let above = parent(of: folder)
            else { return Search(found: nil, first: first, last: shown(folder)) }
            folder = above
        }
    }

    /// The path of a file as a search shows it.
    static func normal(_ file: String) -> String {
        let root = file.hasPrefix("/") ? ["/"] : []
        return PathRule.normalised(root + PathRule.parts(file)).map(path) ?? file
    }

    /// Whether a file of the shared name is a plan all the same, by what makes a plan.
    static func isPlan(_ file: String) -> Bool {
        guard case .success(let bytes) = PlanFile.read(file) else { return false }
        var log: [Diagnostic] = []
        guard let source = SourceText.decode(bytes, file: file, into: &log),
            let root = YAMLText.parse(source, into: &log), case .mapping = root.content
        else { return false }
        return root["variants"] != nil || root["key"] != nil
    }

    private static func isFile(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
    }

    /// The folder above; nil at the root of the file system.
    private static func parent(of folder: [String]) -> [String]? {
        if folder == ["/"] { return nil }
        if let last = folder.last, last != ".." { return Array(folder.dropLast()) }
        let depth = PathRule.parts(FileManager.default.currentDirectoryPath).count
        return folder.count < depth ? folder + [".."] : nil
    }

    private static func path(_ parts: [String]) -> String {
        parts.first == "/"
            ? "/" + parts.dropFirst().joined(separator: "/")
            : parts.joined(separator: "/")
    }

    private static func shown(_ folder: [String]) -> String {
        folder.isEmpty ? "." : path(folder)
    }
}
