// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Foundation

/// What stands beside a plan: its lock, and the files that a draw needs.
enum PlanSurroundings {
    /// What is wrong beside a plan that can be read.
    static func remarks(_ entry: PlanFolder.Entry) -> [Diagnostic] {
        guard let plan = try? entry.loaded.get() else { return [] }
        return lock(plan, entry.file) + files(plan, entry.file)
    }

    /// A lock that the plan no longer fits, or that cannot be used.
    private static func lock(_ plan: Plan, _ file: String) -> [Diagnostic] {
        do {
            return try LockedPlan(plan, file: file).remark().map { [$0] } ?? []
        } catch let error as DiagnosticsError {
            return error.diagnostics
        } catch {
            // A loaded plan has a digest.
            return []
        }
    }

    /// The files that a draw reads and that are not there.
    ///
    /// A warning only: lists of customers need not be kept with the plans.
    private static func files(_ plan: Plan, _ file: String) -> [Diagnostic] {
        let named = [
            ("assignment.overrides", plan.assignment.overrides),
            ("assignment.members.map", plan.assignment.members?.map),
        ]
        return named.compactMap { path, name in
            guard let name,
                !FileManager.default.fileExists(
                    atPath: Paths.join(Paths.folder(of: file), name))
            else { return nil }
            return Diagnostic(
                .warning, "plan-file-missing", "there is no file \(Visible.value(name))",
                at: PlanPlace.of(path, in: file),
                why: "the plan names it, so customers cannot be drawn without it",
                fix: "put the file there (the path is relative to the plan), or correct the name")
        }
    }
}
