// SPDX-License-Identifier: GPL-3.0-or-later
public import ArgumentParser
public import ExperimentConfig
import ExperimentModel
import Foundation
import Tabular

extension PlanTemplate: ExpressibleByArgument {}
extension PlanTemplate.Language: ExpressibleByArgument {}

/// `experiment init`: a plan to start from, and the shared file beside it.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Writes a commented plan that already validates.",
        discussion: """
            experiment init winback-demo
            experiment init winback-demo --template lifecycle --lang nl
            experiment init --shared --lang nl          only the shared file

            The shared file experiments.yaml (permissions, global control, layers) is written beside \
            the plan where there is none yet, in its folder or above. Beside one that is there, the \
            plan leaves out the permission, global control or layer that it does not have.

            Templates:
            \(PlanTemplate.allCases.map { "  \($0.rawValue): \($0.summary)" }.joined(separator: "\n"))
            """)

    @Argument(help: "The experiment's key: lower-case letters, digits and hyphens.")
    var key: String?

    @Option(help: "What to start from (default: email-holdout).")
    var template: PlanTemplate?

    @Option(help: "The language of names and comments: en or nl (default: en).")
    var lang: PlanTemplate.Language?

    @Option(help: "The file to write (default: KEY.yaml).", completion: .file())
    var out: String?

    @Option(help: "The day of writing (default: today); the test starts on the Monday after.")
    var asOf: String?

    @Flag(help: "Write the shared file only.")
    var shared = false

    @Flag(help: "Ask nothing, also at a terminal.")
    var yes = false

    @Flag(help: "Replace existing files.")
    var force = false

    func validate() throws {
        if key == nil, !shared {
            throw ValidationError("name the experiment, as: experiment init winback-demo")
        }
        if let asOf, Day(asOf) == nil {
            throw ValidationError("--as-of is a day as 2026-03-02, not '\(asOf)'")
        }
    }

    func run() throws {
        try guarded {
            let today = asOf.flatMap { Day($0) } ?? Clock.today()
            let chosen = shared ? nil : template ?? askedTemplate()
            let language = lang ?? askedLanguage()
            let folder = Paths.folder(of: out ?? "")
            if let key, !shared {
                let template = chosen ?? .emailHoldout
                let found = sharedFile(folder)
                let loaded = found.map { WorkspaceLoader.load(path: $0) }
                if let loaded, loaded.workspace == nil {
                    // No plan beside it could be read either.
                    throw DiagnosticsError(.badPlan, loaded.diagnostics)
                }
                let shared = loaded?.workspace
                let text = try template.text(
                    key: key, language: language, today: today, beside: shared)
                let file = out ?? "\(key).yaml"
                try AtomicFile.write(Array(text.utf8), to: file, overwrites: force)
                try Console.result("wrote \(file)")
                if found == nil {
                    try writeShared(in: folder, language, today, isAsked: false)
                }
                if let found, let shared { tell(template.leftOut(beside: shared), found) }
                Console.message("next: experiment validate \(file)")
            } else {
                try writeShared(in: folder, language, today, isAsked: true)
            }
        }
    }

    private func writeShared(
        in folder: String, _ language: PlanTemplate.Language, _ today: Day, isAsked: Bool
    ) throws {
        let file = folder.isEmpty ? PlanFolder.sharedFile : "\(folder)/\(PlanFolder.sharedFile)"
        let text = SharedTemplate.text(language: language, today: today)
        try AtomicFile.write(Array(text.utf8), to: file, overwrites: force && isAsked)
        try Console.result("wrote \(file)")
    }

    private func tell(_ leftOut: [String], _ shared: String) {
        guard !leftOut.isEmpty else { return }
        Console.message(
            "left out, as \(Paths.name(of: shared)) does not have it: "
                + leftOut.joined(separator: ", "))
    }

    /// The shared file in a folder or above it; nil where there is none.
    private func sharedFile(_ folder: String) -> String? {
        let start = folder.isEmpty ? "." : folder
        var url = URL(fileURLWithPath: start).standardizedFileURL
        while true {
            let files = FileManager.default
            let file = url.appending(path: PlanFolder.sharedFile).path
            if files.fileExists(atPath: file) { return file }
            let isTop = files.fileExists(atPath: url.appending(path: ".git").path)
            let above = url.deletingLastPathComponent()
            guard !isTop, above.path != url.path else { return nil }
            url = above
        }
    }

    private var mayAsk: Bool { !yes && Console.canAsk }

    private func askedTemplate() -> PlanTemplate {
        guard mayAsk else { return .emailHoldout }
        let all = PlanTemplate.allCases
        Console.message("What is the test about?")
        for (number, template) in all.enumerated() {
            Console.message("  \(number + 1)  \(template.rawValue): \(template.summary)")
        }
        let answer = Console.ask("Number (1): ")
        return Int(answer).flatMap { all.indices.contains($0 - 1) ? all[$0 - 1] : nil }
            ?? PlanTemplate(rawValue: answer) ?? .emailHoldout
    }

    private func askedLanguage() -> PlanTemplate.Language {
        guard mayAsk else { return .english }
        return PlanTemplate.Language(rawValue: Console.ask("Language, en or nl (en): "))
            ?? .english
    }
}
