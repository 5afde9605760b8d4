// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Assignment
import ExperimentCampaign
import ExperimentModel
import ExperimentReport
import Foundation

/// `experiment explain`: why this customer is in this group.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells why one customer is in a group, or in none.",
        discussion: """
            experiment explain winback.yaml --customer 104233
            experiment explain winback.yaml --customer 104233 --customers data/customers.csv --lang nl

            With the customer file it also says whether the customer belongs to the audience. Every \
            draw is shown with the text that was hashed, so that anyone can work it out again.

            Exit code 65: the customer file does not hold the id.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(
        name: [.customLong("customer"), .customLong("id")],
        help: "The customer's id, exactly as in the data.")
    var customer: String

    @Option(help: "The customer file, to look up permission and audience.", completion: .file())
    var customers: String?

    @Option(help: "The column of the customer file with the ids (default: the plan's unit).")
    var idColumn: String?

    @Option(
        help: "A file with the columns old,new of ids that became one customer.",
        completion: .file())
    var idMap: String?

    @Option(help: "The day the answer holds for, YYYY-MM-DD (default: the plan's own).")
    var asOf: String?

    @Option(help: "The language: en or nl (default: the plan's).")
    var lang: String?

    @Flag(help: "Print the steps as JSON.")
    var json = false

    @OptionGroup var data: DataOptions

    func validate() throws {
        if customer.allSatisfy(\.isWhitespace) {
            throw ValidationError("--customer is empty: write the id exactly as in the data")
        }
    }

    func run() throws {
        try guarded {
            let plan = try plan.load()
            let language = try language(of: plan)
            let locked = try LockedPlan(plan, file: self.plan.plan)
            try refuseQuotas(plan)
            let resolved = try locked.design(asOf: Clock.day(asOf), for: .looking)
            let lookup = CustomerLookup(
                plan: plan, design: resolved.design, options: try options(locked))
            let found =
                try customers.map { try lookup.look(up: customer, in: $0) }
                ?? lookup.withoutFile(customer)
            let explanation = try UnitExplanation(
                plan: plan, resolved: resolved, id: found.unit, eligibility: found.eligibility,
                given: found.unit == customer ? nil : customer)
            if json {
                try Console.result(ExplanationJSON.text(explanation))
            } else {
                try Console.result(
                    ExplanationRenderer(explanation, language: language).text())
            }
            if case .notInFile = explanation.eligibility {
                throw ExitCode(DiagnosticsError.Kind.badData.rawValue)
            }
        }
    }

    /// Under exact quotas a variant follows from the whole list, not from one id.
    private func refuseQuotas(_ plan: Plan) throws {
        guard plan.assignment.stratify != nil else { return }
        throw DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, "explain-quotas",
                    "one customer of a stratified plan cannot be explained alone",
                    at: Diagnostic.Place(
                        file: self.plan.plan, keyPath: "assignment.stratify"),
                    why: "the variants are exact quotas within each stratum of the whole list",
                    fix: "look the customer up in the file that `experiment assign` wrote")
            ])
    }

    private func options(_ locked: LockedPlan) throws -> AssignmentOptions {
        var pseudonym: Pseudonym?
        if let made = try Pepper.pseudonymizer(of: locked) {
            pseudonym = { made.pseudonym(of: $0) }
        }
        return AssignmentOptions(
            idColumn: idColumn,
            reading: try data.readOptions(locked.plan.data?.format ?? .init(), digest: false),
            workers: ProcessInfo.processInfo.activeProcessorCount,
            planFolder: Paths.folder(of: locked.file), idMap: idMap, pseudonym: pseudonym)
    }

    private func language(of plan: Plan) throws -> Language {
        guard let lang else { return Language(rawValue: plan.report.language) ?? .en }
        guard let language = Language(rawValue: lang) else {
            throw ValidationError("--lang is en or nl, not '\(lang)'")
        }
        return language
    }
}
