// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentConfig
import ExperimentModel
import Foundation
import Tabular

/// `experiment fmt`: one layout for plan files.
struct FmtCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Gives plan files one layout; comments and the order of keys stay.",
        discussion: """
            experiment fmt                             the plans in this folder
            experiment fmt winback.yaml
            experiment fmt --check                     changes nothing, for a pipeline
            experiment fmt - < winback.yaml            to standard output

            White space and quotes are made alike, line by line. A file that would read differently \
            afterwards is left as it is. The exit code is 0 when all is well, 1 when `--check` \
            finds a file that would change, 78 when a file cannot be read as a plan.
            """)

    @Argument(
        help: "Plan files or folders (default: this folder); - for standard input.",
        completion: .file())
    var paths: [String] = []

    @Flag(help: "List the files that would change, and change none.")
    var check = false

    func run() throws {
        try guarded {
            if paths == ["-"] { return try standardInput() }
            let found = PlanFolder.files(in: paths.isEmpty ? ["."] : paths)
            var problems = found.problems
            var changed: [String] = []
            for file in found.files {
                let bytes = Array(try InputText.bytes(of: file))
                let result = PlanFormatter.format(bytes, file: file)
                problems += result.problems
                guard result.isChanged else { continue }
                changed.append(file)
                if !check {
                    try AtomicFile.write(Array(result.text.utf8), to: file, overwrites: true)
                }
            }
            show(problems.sortedByPlace())
            let verb = check ? "would change" : "formatted"
            if !changed.isEmpty {
                try Console.result(changed.map { "\(verb) \($0)" }.joined(separator: "\n"))
            }
            if problems.contains(where: { $0.severity == .error }) {
                throw ExitCode(DiagnosticsError.Kind.badPlan.rawValue)
            }
            if check, !changed.isEmpty { throw ExitCode(1) }
        }
    }

    private func standardInput() throws {
        let bytes = Array(try InputText.bytes(of: "-"))
        let result = PlanFormatter.format(bytes, file: "<stdin>")
        show(result.problems)
        guard result.problems.isEmpty else {
            throw ExitCode(DiagnosticsError.Kind.badPlan.rawValue)
        }
        if check {
            if result.isChanged { throw ExitCode(1) }
        } else {
            try Console.result(result.text)
        }
    }
}
