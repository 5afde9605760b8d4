// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// File names in plans and on the command line.
enum Paths {
    /// The data file of a plan: as given on the command line, else relative to the plan.
    static func data(of plan: Plan, in planFile: String, given: String?) throws -> String {
        if let given { return given }
        guard let file = plan.data?.file else {
            throw DiagnosticsError(
                .inputMissing,
                [
                    Diagnostic(
                        .error, "data-missing", "the plan names no data file",
                        at: Diagnostic.Place(file: planFile, keyPath: "data.file"),
                        why: "there is nothing to read",
                        fix: "add `--data FILE`, or `data: { file: FILE }` to the plan")
                ])
        }
        let folder = folder(of: planFile)
        return folder.isEmpty ? file : folder + "/" + file
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
