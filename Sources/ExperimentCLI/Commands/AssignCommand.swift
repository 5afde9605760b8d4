// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentCampaign
import ExperimentModel
import ExperimentReport
import Foundation
import Tabular

/// `experiment assign`: who gets what.
struct AssignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Draws every customer of a file to a variant by hashing the id.",
        discussion: """
            experiment assign winback.yaml --customers customers.csv
            experiment assign winback.yaml --customers customers.csv --out assigned.csv --lists lists
            cat customers.csv | experiment assign winback.yaml --customers - --out - > assigned.csv
            experiment assign winback.yaml --customers customers.csv --verify assigned.csv
            experiment assign winback.yaml --customers later.csv --earlier assigned.csv --out b.csv

            Rows keep their order and all their columns; the column `variant` is added, and `reason` \
            where the plan may leave customers out. The same id always gets the same variant, on \
            every machine and in SQL. Without --out and --lists everything goes to out/KEY: \
            assignments.csv, a send list per contacted variant, suppress.csv with the people to \
            leave alone, and rejects.csv when rows cannot be used. All files appear, or none.

            Exit code 3: the files are written, but the overrides name customers of the global \
            control; or a file that is verified is not what was written.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "The customer file; - is standard input.", completion: .file())
    var customers: String?

    @Option(
        help: "The file with the assigned customers; - is standard output.", completion: .file())
    var out: String?

    @Option(help: "The folder of the send lists and suppress.csv.", completion: .directory)
    var lists: String?

    @Option(help: "Compare this assignment file with what the plan gives, and write nothing.")
    var verify: String?

    @Option(
        help: "An earlier assignment file: who is kept, new and gone; nobody may have moved.",
        completion: .file())
    var earlier: String?

    @OptionGroup var drawing: DrawingOptions

    @Option(help: "The name of the column that is added.")
    var column = "variant"

    @Option(
        help: "Where rejected rows are listed (default: rejects.csv beside --out).",
        completion: .file())
    var rejects: String?

    @Option(help: "The language of the counts: en or nl. The plan's own when not given.")
    var lang: String?

    @Flag(help: "Replace existing files.")
    var force = false

    @Flag(help: "Print the counts as JSON, on standard error where rows go to standard output.")
    var json = false

    @OptionGroup var reading: DataOptions

    func validate() throws {
        guard customers != nil || verify != nil else {
            throw ValidationError("name the customer file with --customers FILE")
        }
        if column == "reason" {
            throw ValidationError("--column reason is taken: that column says why")
        }
        if verify != nil, earlier != nil {
            throw ValidationError("--earlier goes with --customers, not with --verify")
        }
        if verify != nil, out != nil || lists != nil {
            throw ValidationError("--verify writes nothing: leave --out and --lists out")
        }
    }

    func run() throws {
        try guarded {
            let plan = try self.plan.load()
            let language = try LanguageOption.language(lang ?? plan.report.language)
            let locked = try LockedPlan(plan, file: self.plan.plan)
            let asOf = try drawing.asOfDay()
            let resolved = try locked.design(asOf: asOf, for: .drawing)
            var options = try drawing.options(locked, reading: reading)
            options.column = column
            options.lockedList = locked.lock?.audience.list?.digest
            options.lockedEligible = locked.lock?.audience.list?.eligible
            options.earlier = earlier
            options.mayMove = locked.lock?.phases.contains { $0.effect == .apart } ?? false
            options.overwrites = force
            show(resolved.warnings)
            if let verify {
                return try AssignmentCheck(
                    locked: locked, resolved: resolved, options: options, customers: customers,
                    asOf: asOf
                ).check(verify)
            }
            guard let customers else { return }
            let summary = try written(customers, plan, resolved, options)
            var details = [
                "assigned": String(summary.assigned), "customers": summary.inputDigest,
                "phase": String(resolved.phase ?? 1), "rows": String(summary.rowsRead),
                "written": String(summary.rowsRead - summary.rejected),
            ]
            details["file"] = assignedFile(plan)
            try AuditRecorder.assigned(locked, asOf: asOf, details: details)
            show(summary.warnings)
            try say(summary, of: plan, in: language)
            if summary.forcedHeldOut > 0 { throw ExitCode(3) }
        }
    }

    /// The name of the file with the assigned customers; nil where there is none.
    private func assignedFile(_ plan: Plan) -> String? {
        guard
            case .file(let path) = AssignmentFiles(
                key: plan.key, out: out, lists: lists, rejects: rejects
            ).target
        else { return nil }
        return Paths.name(of: path)
    }

    /// Writes the files; a folder that was made for them goes again when that fails.
    private func written(
        _ customers: String, _ plan: Plan, _ resolved: DesignResolver.Resolved,
        _ options: AssignmentOptions
    ) throws -> AssignmentSummary {
        let files = AssignmentFiles(key: plan.key, out: out, lists: lists, rejects: rejects)
        var options = options
        options.listsFolder = files.lists
        options.rejectsPath = files.rejects
        try OutputGuard.check(
            outputs: files.named, inputs: [self.plan.plan, customers] + [earlier].compactMap { $0 })
        let made = try files.folders.filter { try OutputFolder.make($0) }
        let progress = Progress("assigning \(Paths.name(of: customers))")
        do {
            let pass = try AssignmentPass(
                plan: plan, design: resolved.design, options: options)
            let summary = try pass.run(customers: customers, to: files.target)
            progress.end()
            return summary
        } catch {
            progress.end()
            for folder in made.reversed() { OutputFolder.removeEmpty(folder) }
            throw error
        }
    }

    private func say(
        _ summary: AssignmentSummary, of plan: Plan, in language: Language
    ) throws {
        let text =
            json
            ? try AssignmentText.json(summary)
            : AssignmentRenderer.text(summary, of: plan, language: language)
        if json, out != "-" { try Console.result(text) } else { Console.message(text) }
    }
}

/// Where an assignment goes.
private struct AssignmentFiles {
    let target: AssignmentTarget
    let lists: String?
    let rejects: String?

    init(key: String, out: String?, lists: String?, rejects: String?) {
        let folder = out == nil && lists == nil ? "out/\(key)" : nil
        switch out {
        case "-": target = .descriptor(1)
        case .some(let file): target = .file(file)
        case .none: target = folder.map { .file($0 + "/assignments.csv") } ?? .nowhere
        }
        self.lists = lists ?? folder
        let beside = out.flatMap { $0 == "-" ? nil : Self.beside($0) }
        self.rejects = rejects ?? beside ?? self.lists.map { $0 + "/rejects.csv" }
    }

    private static func beside(_ file: String) -> String {
        let folder = Paths.folder(of: file)
        return folder.isEmpty ? "rejects.csv" : folder + "/rejects.csv"
    }

    /// The folders that are made, the outer ones first.
    var folders: [String] { lists.map { [$0] } ?? [] }

    /// The files by the option that names them.
    var named: [(flag: String, path: String)] {
        var named: [(flag: String, path: String)] = []
        if case .file(let path) = target { named.append(("--out", path)) }
        if let rejects { named.append(("--rejects", rejects)) }
        return named
    }
}
