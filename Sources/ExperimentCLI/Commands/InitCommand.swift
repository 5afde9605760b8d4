// SPDX-License-Identifier: GPL-3.0-or-later
public import ArgumentParser
public import ExperimentConfig
import Tabular

extension PlanTemplate: ExpressibleByArgument {}
extension PlanTemplate.Language: ExpressibleByArgument {}

/// `experiment init`: a plan to start from.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Writes a commented plan that already validates.",
        discussion: """
            experiment init winback-demo
            experiment init winback-demo --template three-roles --lang nl

            Templates:
            \(PlanTemplate.allCases.map { "  \($0.rawValue): \($0.summary)" }.joined(separator: "\n"))
            """)

    @Argument(help: "The experiment's key: lower-case letters, digits and hyphens.")
    var key: String

    @Option(help: "What to start from.")
    var template: PlanTemplate = .emailHoldout

    @Option(help: "The language of the comments: en or nl.")
    var lang: PlanTemplate.Language = .english

    @Option(help: "The file to write (default: KEY.yaml).", completion: .file())
    var out: String?

    @Flag(help: "Replace an existing file.")
    var force = false

    func run() throws {
        try guarded {
            let text = try template.text(key: key, language: lang)
            let file = out ?? "\(key).yaml"
            try AtomicFile.write(Array(text.utf8), to: file, overwrites: force)
            try Console.result("wrote \(file)")
            Console.message("next: experiment validate \(file)")
        }
    }
}
