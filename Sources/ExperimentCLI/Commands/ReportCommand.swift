// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentAnalysis
import ExperimentModel
import ExperimentReport
import Foundation
import Tabular

/// `experiment report`: from a campaign file to an uplift report.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Reports what each contact strategy caused, against control and base.",
        discussion: """
            experiment report winback.yaml --data results.csv --out out/winback
            experiment report winback.yaml --lang nl --format html
            zcat results.csv.gz | experiment report winback.yaml --data -

            Writes report.md, report.html and result.json, and rejects.csv when rows could not be \
            used. The verdict goes to standard output. The exit code is 0 when a report was written; \
            use `experiment check` to gate on the verdict.
            """)

    /// The files a report can be written as.
    enum Format: String, CaseIterable {
        case md, html, json

        /// The name of the file.
        var file: String { self == .json ? "result.json" : "report.\(rawValue)" }
    }

    @OptionGroup var plan: PlanOptions

    @Option(
        help: "The data file, - for standard input, or the folder with the plan's files.")
    var data: String?

    @Option(help: "The folder to write to (default: out/KEY).", completion: .directory)
    var out: String?

    @Option(help: "What to write: md, html, json, separated by commas.")
    var format = "md,html,json"

    @Option(help: "The phase of a locked plan that the data are of, without customers who moved.")
    var phase: Int?

    @Option(help: "The language of the report: en or nl. The plan's own when not given.")
    var lang: String?

    @Flag(help: "Print result.json on standard output instead of the verdict.")
    var json = false

    @OptionGroup var reading: DataOptions

    func run() throws {
        try guarded {
            let formats = try Self.formats(format)
            let plan = try self.plan.load()
            let language = try LanguageOption.language(lang ?? plan.report.language)
            let folder = out ?? "out/\(plan.key)"
            try OutcomeColumns.check(plan, file: self.plan.plan)
            try OutputFolder.create(folder)
            let dataFiles = try Paths.data(of: plan, in: self.plan.plan, given: data)
            let names = formats.map(\.file) + ["rejects.csv"]
            try OutputGuard.check(
                outputs: names.map { ("--out", folder + "/" + $0) },
                inputs: [self.plan.plan] + dataFiles)
            let result = try AnalysisRun(
                plan: plan, planFile: self.plan.plan, dataFiles: dataFiles,
                options: reading.readOptions(plan.data?.format ?? .init()),
                rejectsFile: folder + "/rejects.csv", phase: phase
            ).run()
            let written = try write(result, formats, language, to: folder, dataFiles)
            if json {
                try Console.result(ResultJSON.render(result))
            } else {
                try Console.result(
                    TerminalRenderer.render(
                        result, language: language, color: Console.usesColour))
                try Console.result(written.map { "wrote \($0)" }.joined(separator: "\n"))
            }
        }
    }

    private func write(
        _ result: AnalysisResult, _ formats: [Format], _ language: Language, to folder: String,
        _ dataFiles: [String]
    ) throws -> [String] {
        let command =
            "experiment report \(Paths.name(of: plan.plan))"
            + Self.dataOption(data ?? (dataFiles.count == 1 ? dataFiles[0] : nil))
            + reading.written + (phase.map { " --phase \($0)" } ?? "")
            + (language.rawValue == result.plan.report.language
                ? "" : " --lang \(language.rawValue)")
        var written: [String] = []
        for format in formats {
            let (name, text) =
                switch format {
                case .md:
                    (
                        "report.md",
                        MarkdownRenderer.render(result, language: language, command: command)
                    )
                case .html:
                    (
                        "report.html",
                        try HTMLRenderer.render(result, language: language, command: command)
                    )
                case .json: ("result.json", ResultJSON.render(result))
                }
            try AtomicFile.write(Array(text.utf8), to: folder + "/" + name)
            written.append(folder + "/" + name)
        }
        let rejects = folder + "/rejects.csv"
        if FileManager.default.fileExists(atPath: rejects) { written.append(rejects) }
        return written
    }

    /// The option that names the data, without folders; none for the several files of a plan.
    private static func dataOption(_ data: String?) -> String {
        data.map { " --data \($0 == "-" ? "-" : Paths.name(of: $0))" } ?? ""
    }

    private static func formats(_ text: String) throws -> [Format] {
        let words = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let formats = words.compactMap(Format.init)
        guard formats.count == words.count, !formats.isEmpty else {
            throw ValidationError("--format takes md, html and json, separated by commas")
        }
        return Format.allCases.filter(formats.contains)
    }
}

/// The language of a report.
enum LanguageOption {
    static func language(_ text: String) throws -> Language {
        guard let language = Language(rawValue: text) else {
            throw ValidationError("--lang is en or nl, not '\(text)'")
        }
        return language
    }
}

/// Folders that results are written to.
enum OutputFolder {
    /// Makes a folder; false when it is there already.
    static func make(_ path: String) throws -> Bool {
        guard !FileManager.default.fileExists(atPath: path) else { return false }
        try create(path)
        return true
    }

    /// Takes a folder away in which nothing stands.
    static func removeEmpty(_ path: String) {
        let files = FileManager.default
        guard (try? files.contentsOfDirectory(atPath: path))?.isEmpty == true else { return }
        try? files.removeItem(atPath: path)
    }

    static func create(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw DiagnosticsError(
                .cannotCreate,
                [
                    Diagnostic(
                        .error, "folder-not-created", "the folder cannot be created",
                        at: Diagnostic.Place(file: path),
                        why: "nothing can be written there",
                        fix: "choose another folder with --out")
                ])
        }
    }
}
