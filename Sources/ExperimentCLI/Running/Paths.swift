// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentModel
import Foundation

/// File names in plans and on the command line.
enum Paths {
    /// The data files of a plan: one, or one per entry of its `files`, in their order.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - planFile: The plan's path; its files are relative to it.
    ///   - given: What the command line says: a file to read instead, `-` for standard input, or a
    ///     folder in which the plan's files are looked for.
    /// - Returns: The paths to open.
    /// - Throws: When there is nothing to read, or one file is given for a plan with several.
    static func data(of plan: Plan, in planFile: String, given: String?) throws -> [String] {
        let named = plan.data.map { data in
            data.files.isEmpty ? data.file.map { [$0] } ?? [] : data.files.map(\.file)
        }
        let files = named ?? []
        guard let given else {
            guard !files.isEmpty else { throw noData(planFile) }
            let folder = folder(of: planFile)
            return files.map { join(folder, $0) }
        }
        if isFolder(given) {
            guard !files.isEmpty else { throw noName(given, planFile) }
            return files.map { find($0, in: given) }
        }
        guard files.count < 2 else { throw several(files, given) }
        return [given]
    }

    /// A file of the plan in a folder: below it as the plan says, or in the folder itself.
    private static func find(_ file: String, in folder: String) -> String {
        let below = join(folder, file)
        let inside = join(folder, name(of: file))
        let exists = FileManager.default.fileExists(atPath:)
        if file.hasPrefix("/") { return inside }
        return !exists(below) && exists(inside) ? inside : below
    }

    static func join(_ folder: String, _ file: String) -> String {
        if folder.isEmpty || file.hasPrefix("/") { return file }
        return folder.hasSuffix("/") ? folder + file : folder + "/" + file
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return path != "-"
            && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    private static func noData(_ planFile: String) -> DiagnosticsError {
        DiagnosticsError(
            .inputMissing,
            [
                Diagnostic(
                    .error, "data-missing", "the plan names no data file",
                    at: Diagnostic.Place(file: planFile, keyPath: "data.file"),
                    why: "there is nothing to read",
                    fix: "add `--data FILE`, or `data: { file: FILE }` to the plan")
            ])
    }

    private static func noName(_ folder: String, _ planFile: String) -> DiagnosticsError {
        DiagnosticsError(
            .inputMissing,
            [
                Diagnostic(
                    .error, "data-missing",
                    "--data names a folder (\(Visible.value(folder))), and the plan no file in it",
                    at: Diagnostic.Place(file: planFile, keyPath: "data.file"),
                    why: "which of its files to read is not known",
                    fix: "name the file with --data, or add `data: { file: FILE }` to the plan")
            ])
    }

    private static func several(_ files: [String], _ given: String) -> ValidationError {
        ValidationError(
            "the plan reads \(files.count) files (\(files.joined(separator: ", "))), one per "
                + "variant, and --data gives one (\(Visible.value(given))); give the folder that "
                + "holds them, as --data FOLDER")
    }

    /// The folder part of a path, without the last slash; empty when there is none.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of a path.
    static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
