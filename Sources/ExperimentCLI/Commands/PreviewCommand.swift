// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentCampaign
import ExperimentModel
import ExperimentReport
import Foundation

/// `experiment preview`: what an assignment would do.
struct PreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Shows who would take part and in which group; writes nothing.",
        discussion: """
            experiment preview winback.yaml --customers customers.csv
            experiment preview winback.yaml --customers customers.csv --lang nl

            Every row of the file is accounted for: rows that cannot be used, customers without \
            permission, outside the audience, in the global control, in another test of the layer, \
            not let in, and in each variant. Locked plans in the same folder whose days overlap are \
            drawn on the same customers, to show who would be in two tests.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "The customer file; - is standard input.", completion: .file())
    var customers: String

    @OptionGroup var drawing: DrawingOptions

    @Option(help: "The language: en or nl. The plan's own when not given.")
    var lang: String?

    @Flag(help: "Print the preview as JSON.")
    var json = false

    @OptionGroup var reading: DataOptions

    func run() throws {
        try guarded {
            let plan = try self.plan.load()
            let language = try LanguageOption.language(lang ?? plan.report.language)
            let locked = try LockedPlan(plan, file: self.plan.plan)
            let asOf = try drawing.asOfDay()
            let resolved = try locked.design(asOf: asOf, for: .looking)
            let options = try drawing.options(locked, reading: reading)
            let others = OtherTests.find(
                beside: self.plan.plan, plan: plan, on: resolved.day,
                allowOutside: self.plan.allowOutside)
            let progress = Progress("looking at \(Paths.name(of: customers))")
            var preview: AssignmentPreview
            do {
                preview = try AssignmentPass(
                    plan: plan, design: resolved.design, options: options
                ).preview(customers: customers, on: resolved.day, others: others)
                progress.end()
            } catch {
                progress.end()
                throw error
            }
            preview.summary.warnings.insert(contentsOf: resolved.warnings, at: 0)
            show(preview.summary.warnings)
            try Console.result(
                json
                    ? PreviewJSON.render(preview)
                    : PreviewRenderer.render(preview, language: language))
            guard preview.summary.assigned > 0 else {
                throw ExitCode(DiagnosticsError.Kind.badData.rawValue)
            }
        }
    }
}
