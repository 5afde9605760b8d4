// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentCampaign
import ExperimentConfig
import ExperimentModel

/// `experiment validate`: every problem of a plan at once.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Checks plans and shows every problem with its place, reason and fix.",
        discussion: """
            experiment validate                        the plans in this folder
            experiment validate winback.yaml
            experiment validate experiments --format github

            A plan with a lock is held against it, and the files that a draw needs are looked for. \
            Every problem has an id; `experiment errors ID` says what it means. The exit code is 0 \
            when no plan has an error, 78 when one has.
            """)

    /// How problems are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, github
    }

    @Argument(help: "Plan files or folders (default: this folder).", completion: .file())
    var paths: [String] = []

    @Option(help: "How problems are written: text, or github for workflow annotations.")
    var format: Format = .text

    @Flag(help: "Print problems as JSON on standard output.")
    var json = false

    @Flag(help: "Allow data files outside the plan's folder.")
    var allowOutside = false

    func run() throws {
        try guarded {
            var folder = PlanFolder.load(
                paths.isEmpty ? ["."] : paths, allowOutside: allowOutside)
            folder.remarks += folder.entries.compactMap(Self.goalWarning)
            folder.remarks += folder.entries.flatMap(PlanSurroundings.remarks)
            let found = folder.diagnostics
            if json {
                try Console.result(DiagnosticJSON.text(found))
            } else {
                try report(found, plans: folder.entries.count)
            }
            if found.contains(where: { $0.severity == .error }) {
                throw ExitCode(DiagnosticsError.Kind.badPlan.rawValue)
            }
        }
    }

    /// What only statistics can tell of a plan that states its customers and its baseline.
    private static func goalWarning(_ entry: PlanFolder.Entry) -> Diagnostic? {
        guard let plan = try? entry.loaded.get(),
            var warning = PowerReport.goalWarning(of: plan, planFile: entry.file)
        else { return nil }
        warning.place = PlanPlace.of("goal.target", in: entry.file)
        return warning
    }

    private func report(_ found: [Diagnostic], plans: Int) throws {
        if format == .github {
            // The workflow runner reads annotations from standard output.
            if !found.isEmpty {
                try Console.result(found.map(GitHubAnnotation.line).joined(separator: "\n"))
            }
        } else {
            show(found)
        }
        let errors = found.count { $0.severity == .error }
        let warnings = found.count { $0.severity == .warning }
        guard format == .text else { return }
        try Console.result(
            "\(plans) plan\(plans == 1 ? "" : "s"), \(errors) error\(errors == 1 ? "" : "s"), "
                + "\(warnings) warning\(warnings == 1 ? "" : "s")")
    }
}
