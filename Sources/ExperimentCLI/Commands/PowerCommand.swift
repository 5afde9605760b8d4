// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentCampaign
import ExperimentConfig
import ExperimentModel
import ExperimentReport
import Foundation
import Tabular

/// `experiment power`: what a test can find, and what its control group costs.
struct PowerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "power",
        abstract: "Shows what a test can detect, and what its control group costs.",
        discussion: """
            experiment power winback.yaml --customers customers.csv
            experiment power winback.yaml --audience 100000 --history last-year.csv --lang nl
            experiment power winback.yaml --result out/winback/result.json --html power.html

            The metric without contact comes from the plan's `power` block, from the result file of \
            an earlier test, or from a file of customers with their earlier outcomes. The exit code \
            is 0 whether or not the goal is detectable; a goal out of reach is a warning.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "The customer file; - is standard input.", completion: .file())
    var customers: String?

    @Option(help: "How many customers can take part, instead of a file.")
    var audience: Int?

    @Option(help: "The result.json of an earlier test.", completion: .file(extensions: ["json"]))
    var result: String?

    @Option(help: "A file of customers with their earlier outcomes.", completion: .file())
    var history: String?

    @Option(
        help: "The folder to write power.md, power.html and power.json to.",
        completion: .directory)
    var out: String?

    @Option(help: "The HTML file to write.", completion: .file(extensions: ["html"]))
    var html: String?

    @Option(help: "The language: en or nl. The plan's own when not given.")
    var lang: String?

    @Flag(help: "Print the numbers as JSON on standard output.")
    var json = false

    @Flag(help: "Replace existing files.")
    var force = false

    @OptionGroup var reading: DataOptions

    func validate() throws {
        if customers != nil, audience != nil {
            throw ValidationError("--customers and --audience say the same; give one of them")
        }
        if result != nil, history != nil {
            throw ValidationError("--result and --history say the same; give one of them")
        }
        if let audience, audience < 0 { throw ValidationError("--audience is 0 or more") }
    }

    func run() throws {
        try guarded {
            let plan = try self.plan.load()
            let language = try LanguageOption.language(lang ?? plan.report.language)
            let inputs = PowerSources(
                plan: plan, planFile: self.plan.plan,
                options: try reading.readOptions(plan.data?.format ?? .init(), digest: false))
            try checkOutputs(inputs)
            let audience = try inputs.audience(customers: customers, given: self.audience)
            let baseline = try inputs.baseline(result: result, history: history)
            let report = try PowerReport.make(
                plan: plan, audience: audience, baseline: baseline, planFile: self.plan.plan)
            if let warning = report.goalWarning(
                at: PlanPlace.of("goal.target", in: self.plan.plan))
            {
                show([warning])
            }
            let written = try write(report, language)
            if json {
                try Console.result(PowerJSON.render(report))
            } else {
                try Console.result(PowerRenderer.terminal(report, language: language))
                if !written.isEmpty {
                    try Console.result(written.map { "wrote \($0)" }.joined(separator: "\n"))
                }
            }
        }
    }

    private var files: [(flag: String, path: String)] {
        let folder = out.map { out in
            ["power.md", "power.html", "power.json"].map { ("--out", out + "/" + $0) }
        }
        return (folder ?? []) + (html.map { [("--html", $0)] } ?? [])
    }

    private func checkOutputs(_ inputs: PowerSources) throws {
        if let out { try OutputFolder.create(out) }
        let read = [plan.plan, customers, result, history].compactMap { $0 } + inputs.plannedFiles
        try OutputGuard.check(outputs: files, inputs: read)
    }

    private func write(_ report: PowerReport, _ language: Language) throws -> [String] {
        var written: [String] = []
        for (flag, path) in files {
            let text: String
            if path.hasSuffix("/power.md"), flag == "--out" {
                text = PowerRenderer.markdown(report, language: language, version: Tool.version)
            } else if path.hasSuffix("/power.json"), flag == "--out" {
                text = PowerJSON.render(report)
            } else {
                text = try PowerRenderer.html(report, language: language, version: Tool.version)
            }
            // A folder of results is written anew, as `report` does; a file that is named is not.
            let overwrites = force || flag == "--out"
            try AtomicFile.write(Array(text.utf8), to: path, overwrites: overwrites)
            written.append(path)
        }
        return written
    }
}
