// SPDX-License-Identifier: GPL-3.0-or-later
public import ArgumentParser
internal import Tabular

/// The `experiment` command.
public struct ExperimentCommand: ParsableCommand {
    /// What the command is and which verbs it has.
    public static let configuration = CommandConfiguration(
        commandName: "experiment",
        abstract: "Tells what contact strategies caused.",
        discussion: """
            A plan is one YAML file: who gets which contact strategy, what is measured, and what a \
            new strategy must do to be rolled out. The usual way through:

              experiment init winback --template email-holdout   write a plan
              experiment validate winback.yaml                   check it
              experiment power winback.yaml --customers c.csv    see what it can detect
              experiment preview winback.yaml --customers c.csv  see who takes part
              experiment lock winback.yaml                       fix it before results are seen
              experiment assign winback.yaml --customers c.csv   draw the groups
              experiment report winback.yaml --data results.csv  read the result
              experiment check winback.yaml --data results.csv   gate a rollout

            Exit codes: 0 done or PASS, 1 FAIL or HARM, 2 INCONCLUSIVE, 3 INVALID, 64 wrong usage, \
            65 bad data, 66 input missing, 70 a bug of ours, 73 and 74 cannot write, 78 bad plan.
            """,
        version: Tool.version,
        subcommands: [
            InitCommand.self, ValidateCommand.self, ListCommand.self, FmtCommand.self,
            SchemaCommand.self, PowerCommand.self, PreviewCommand.self, LockCommand.self,
            PhaseCommand.self, AssignCommand.self, ExplainCommand.self, SQLCommand.self,
            QualityCommand.self, SimulateCommand.self, ReportCommand.self, CheckCommand.self,
            AuditCommand.self, CalcCommand.self, ErrorsCommand.self,
        ])

    /// Creates the command.
    public init() {}

    /// Runs the command on the process's own arguments and exits.
    ///
    /// A command or an option that does not exist is answered with the one that was meant.
    public static func start() {
        BlockMemory.givesBackLargePieces()
        var command: any ParsableCommand
        do { command = try parseAsRoot() } catch {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if exitCode(for: error) == .validationFailure,
                let remark = Misspelling.remark(arguments)
            {
                Console.message("Error: " + remark)
                exit(withError: ExitCode.validationFailure)
            }
            exit(withError: error)
        }
        do { try command.run() } catch { exit(withError: error) }
    }
}

/// The tool itself.
enum Tool {
    /// The version, as printed and stored in results.
    static let version = "0.1.0"
}
