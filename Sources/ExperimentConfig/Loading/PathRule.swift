// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Keeps the paths in a plan inside the workspace.
///
/// Works on the text of the paths alone; links on disk are the concern of whoever opens the file.
struct PathRule {
    private let planFolder: [String]
    private let workspace: [String]
    private let allowOutside: Bool

    init(plan: String, workspace: String?, allowOutside: Bool) {
        let folder = PathRule.parts(plan).dropLast()
        let isAbsolute = plan.hasPrefix("/")
        planFolder = PathRule.normalised(isAbsolute ? ["/"] + folder : Array(folder)) ?? []
        self.allowOutside = allowOutside
        if let workspace, workspace.hasPrefix("/") == isAbsolute,
            let parts = PathRule.normalised(
                (isAbsolute ? ["/"] : []) + PathRule.parts(workspace)),
            planFolder.starts(with: parts)
        {
            self.workspace = parts
        } else {
            self.workspace = planFolder
        }
    }

    /// Says what is wrong with a path, if anything.
    func problem(with path: String) -> ScalarProblem? {
        if allowOutside { return nil }
        let seen = "(seen: \(Visible.value(path)))"
        let isDrive = path.dropFirst().first == ":" && path.first?.isLetter == true
        if path.hasPrefix("/") || path.hasPrefix("~") || path.hasPrefix("\\") || isDrive {
            return ScalarProblem(
                id: "path-outside", what: "the path is absolute \(seen)",
                why: "a plan must work on every machine that has its folder",
                fix: "write the path relative to the plan, or run with --allow-outside")
        }
        let whole = PathRule.normalised(planFolder + PathRule.parts(path))
        guard let whole, whole.starts(with: workspace),
            !whole.dropFirst(workspace.count).contains("..")
        else {
            return ScalarProblem(
                id: "path-outside", what: "the path leaves the workspace \(seen)",
                why: "a plan may only read files beside it or below the workspace",
                fix: "move the file, or run with --allow-outside")
        }
        return nil
    }

    static func parts(_ path: String) -> [String] {
        path.split(separator: "/").map(String.init)
    }

    /// The parts without `.` and `..`; leading `..` stay, and nil stands for above the root.
    static func normalised(_ parts: [String]) -> [String]? {
        var out: [String] = []
        for part in parts where part != "." {
            if part != ".." {
                out.append(part)
            } else if out.last == "/" {
                return nil
            } else if out.isEmpty || out.last == ".." {
                out.append(part)
            } else {
                out.removeLast()
            }
        }
        return out
    }
}
