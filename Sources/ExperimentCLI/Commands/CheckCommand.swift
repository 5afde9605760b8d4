// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentAnalysis
import ExperimentCampaign
import ExperimentConfig
import ExperimentModel
import ExperimentReport
import Foundation
import Tabular

/// `experiment check`: the gate in a pipeline.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Gates a rollout: passes only when a variant beats what its plan says it must.",
        discussion: """
            experiment check winback.yaml --data results.csv --variant personal
            experiment check winback.yaml --junit out/junit.xml --summary "$GITHUB_STEP_SUMMARY"

            Exit codes: 0 PASS, 1 FAIL or HARM, 2 INCONCLUSIVE, 3 INVALID, 64 wrong usage, \
            65 bad data, 66 input missing, 70 a bug of ours, 73 and 74 cannot write, 78 bad plan. \
            Without --variant the worst verdict over the test variants counts.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "The test variant that is to be rolled out; all of them when not given.")
    var variant: String?

    @Option(
        help: "The data file, - for standard input, or the folder with the plan's files.")
    var data: String?

    @Option(help: "Write a JUnit report, one test case per condition.", completion: .file())
    var junit: String?

    @Option(help: "Add a short Markdown summary to this file.", completion: .file())
    var summary: String?

    @Option(help: "Write the result as JSON.", completion: .file())
    var result: String?

    @Option(help: "Write the rows that could not be used.", completion: .file())
    var rejects: String?

    @Option(help: "Refuse data older than this, as 7d; data of unknown age are refused too.")
    var maxAge: String?

    @Option(help: "The day to count the age from, as 2026-03-31 (default: today).")
    var asOf: String?

    @Option(help: "The phase of a locked plan that the data are of, without customers who moved.")
    var phase: Int?

    @Option(help: "The language of the summary: en or nl. The plan's own when not given.")
    var lang: String?

    @Flag(help: "Print the result as JSON on standard output instead of the verdict.")
    var json = false

    @OptionGroup var reading: DataOptions

    func run() throws {
        try guarded {
            try guardOutputs(inputs: [plan.plan, data].compactMap { $0 })
            do { try gate() } catch let error as DiagnosticsError {
                try leaveTrace(of: error.diagnostics)
                throw error
            } catch let error as TabularError {
                try leaveTrace(of: [error.diagnostic])
                throw error
            }
        }
    }

    private func gate() throws {
        let plan = try self.plan.load()
        let language = try LanguageOption.language(lang ?? plan.report.language)
        if let variant { try require(variant, in: plan) }
        try OutcomeColumns.check(plan, file: self.plan.plan)
        let dataFiles = try Paths.data(of: plan, in: self.plan.plan, given: data)
        try guardOutputs(inputs: dataFiles)
        let found = try AnalysisRun(
            plan: plan, planFile: self.plan.plan, dataFiles: dataFiles,
            options: reading.readOptions(plan.data?.format ?? .init()), rejectsFile: rejects,
            act: .look, phase: phase, freshness: freshness()
        ).run()
        try write(found, language)
        try Console.result(
            json
                ? ResultJSON.render(found)
                : TerminalRenderer.render(
                    found, language: language, color: Console.usesColour, plot: false,
                    gate: variant))
        let verdict =
            variant.flatMap { key in found.decision.variants.first { $0.key == key }?.verdict }
            ?? found.decision.verdict
        if verdict != .pass { throw ExitCode(Self.code(of: verdict)) }
    }

    /// Refuses to write over what is read, or two things into one file.
    private func guardOutputs(inputs: [String]) throws {
        let outputs = [
            ("--junit", junit), ("--summary", summary), ("--result", result),
            ("--rejects", rejects),
        ]
        try OutputGuard.check(
            outputs: outputs.compactMap { flag, path in path.map { (flag, $0) } }, inputs: inputs)
    }

    /// A gate that could not be evaluated replaces an earlier green one in the files it writes.
    private func leaveTrace(of problems: [Diagnostic]) throws {
        guard !problems.contains(where: { OutputGuard.ids.contains($0.id) }) else { return }
        if let junit {
            let text = JUnitFailure.render(
                suite: Paths.name(of: plan.plan), diagnostics: problems)
            try? AtomicFile.write(Array(text.utf8), to: junit)
        }
        if let result, FileManager.default.fileExists(atPath: result) {
            try? FileManager.default.removeItem(atPath: result)
        }
        if let summary {
            let earlier = FileManager.default.contents(atPath: summary) ?? Data()
            let first = problems.first { $0.severity == .error }
            let text =
                "**\(Visible.text(Paths.name(of: plan.plan)))**: not evaluated"
                + " (`\(first?.id ?? "error")`)\n"
            try? AtomicFile.write(Array(earlier) + Array(text.utf8), to: summary)
        }
        if json { try Console.result(DiagnosticJSON.text(problems)) }
    }

    static func code(of verdict: Verdict) -> Int32 {
        switch verdict {
        case .pass: 0
        case .fail, .harm: 1
        case .inconclusive: 2
        case .invalid: 3
        }
    }

    private func write(_ found: AnalysisResult, _ language: Language) throws {
        if let junit { try AtomicFile.write(Array(JUnitRenderer.render(found).utf8), to: junit) }
        if let result { try AtomicFile.write(Array(ResultJSON.render(found).utf8), to: result) }
        if let summary {
            // A job summary is shared by the steps of a job: what stands in it stays.
            let earlier = FileManager.default.contents(atPath: summary) ?? Data()
            let text = SummaryRenderer.render(found, language: language, gate: variant)
            try AtomicFile.write(Array(earlier) + Array(text.utf8), to: summary)
        }
    }

    private func require(_ key: String, in plan: Plan) throws {
        guard !plan.tests.contains(where: { $0.key == key }) else { return }
        let keys = plan.tests.map(\.key).joined(separator: ", ")
        throw DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, "variant-unknown", "no test variant '\(Visible.value(key))'",
                    at: Diagnostic.Place(file: self.plan.plan, keyPath: "variants"),
                    why: "only a test variant can be rolled out; the plan has: \(keys)",
                    fix: "check the key, or leave out --variant to gate on all of them")
            ])
    }

    private func freshness() throws -> Freshness? {
        guard let maxAge else {
            if asOf != nil { throw ValidationError("--as-of goes with --max-age") }
            return nil
        }
        guard maxAge.hasSuffix("d"), let days = Int(maxAge.dropLast()), days >= 0 else {
            throw ValidationError("--max-age is a number of days, as 7d, not '\(maxAge)'")
        }
        guard let asOf else { return Freshness(today: Clock.today(), maximumDays: days) }
        guard let day = Day(asOf) else {
            throw ValidationError("--as-of is a day, as 2026-03-31, not '\(asOf)'")
        }
        return Freshness(today: day, maximumDays: days)
    }
}
