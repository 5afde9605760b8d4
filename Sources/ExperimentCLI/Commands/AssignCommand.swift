// SPDX-License-Identifier: GPL-3.0-or-later
public import ArgumentParser
public import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular

extension AssignmentOptions.OnDuplicate: ExpressibleByArgument {}

/// `experiment assign`: who gets what.
struct AssignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Draws every customer of a file to a variant by hashing the id.",
        discussion: """
            experiment assign winback.yaml --customers customers.csv --out assignments.csv
            cat customers.csv | experiment assign winback.yaml --customers - > assignments.csv

            Rows keep their order and all their columns; the column `variant` is added. The same id \
            always gets the same variant, on every machine and in SQL.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "The customer file; - is standard input.", completion: .file())
    var customers: String

    @Option(help: "The file to write; standard output when not given.", completion: .file())
    var out: String?

    @Option(help: "The column with the ids (default: the plan's unit).")
    var id: String?

    @Option(help: "The name of the column that is added.")
    var column = "variant"

    @Option(help: "What to do when one id stands in rows that differ: error or first.")
    var onDuplicate: AssignmentOptions.OnDuplicate = .error

    @Option(
        help: "Where rejected rows are listed (default: rejects.csv beside --out).",
        completion: .file())
    var rejects: String?

    @Flag(help: "Replace existing files.")
    var force = false

    @Flag(help: "Print the counts as JSON on standard error instead of text.")
    var json = false

    @OptionGroup var reading: DataOptions

    func run() throws {
        try guarded {
            let plan = try self.plan.load()
            let locked = try LockedPlan(plan, file: self.plan.plan)
            let resolved = try locked.design(asOf: nil, for: .drawing)
            let options = try AssignmentOptions(
                column: column, idColumn: id, onDuplicate: onDuplicate,
                rejectsPath: rejects ?? out.map(Self.rejectsFile), overwrites: force,
                reading: reading.readOptions(plan.data?.format ?? .init()),
                workers: ProcessInfo.processInfo.activeProcessorCount)
            try OutputGuard.check(
                outputs: [("--out", out), ("--rejects", options.rejectsPath)]
                    .compactMap { flag, path in path.map { (flag, $0) } },
                inputs: [self.plan.plan, customers])
            let progress = Progress("assigning \(Paths.name(of: customers))")
            let summary: AssignmentSummary
            do {
                summary = try AssignmentPass(plan: plan, options: options).run(
                    customers: customers, to: out.map { .file($0) } ?? .descriptor(1))
                progress.end()
            } catch {
                progress.end()
                throw error
            }
            try AuditRecorder.assigned(
                locked, asOf: nil,
                details: [
                    "assigned": String(summary.assigned), "customers": summary.inputDigest,
                    "phase": String(resolved.phase ?? 1), "rows": String(summary.rowsRead),
                ])
            show(summary.warnings)
            Console.message(
                json
                    ? try Self.json(summary)
                    : Self.text(summary, rejects: summary.rejectsPath))
        }
    }

    private static func rejectsFile(beside file: String) -> String {
        let folder = Paths.folder(of: file)
        return folder.isEmpty ? "rejects.csv" : folder + "/rejects.csv"
    }

    private static func text(_ summary: AssignmentSummary, rejects: String?) -> String {
        var lines = [
            "read \(summary.rowsRead) rows = \(summary.assigned) assigned + "
                + "\(summary.rejected) rejected (\(summary.detection))"
        ]
        for variant in summary.variants {
            let found = summary.assigned > 0 ? Double(variant.count) / Double(summary.assigned) : 0
            lines.append(
                "  \(variant.key): \(variant.count), \(percent(found)) found, "
                    + "\(percent(variant.plannedShare)) planned")
        }
        for reason in summary.reasons { lines.append("  \(reason.code): \(reason.rows) rows") }
        if summary.rejected > 0 {
            lines.append(
                rejects.map { "  rejected rows are listed in \($0)" }
                    ?? "  add --rejects FILE to list the rejected rows")
        }
        if let p = summary.sampleRatioP {
            lines.append(
                p < 0.001
                    ? "  the shares do not fit the plan (p below 0.001): check the file and the salt"
                    : "  the shares fit the plan (p = \(short(p)))")
        }
        return lines.joined(separator: "\n")
    }

    private static func percent(_ share: Double) -> String {
        let hundredths = Int((share * 10_000).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }

    private static func short(_ p: Double) -> String {
        String((p * 1_000).rounded() / 1_000)
    }

    private static func json(_ summary: AssignmentSummary) throws -> String {
        struct Counts: Encodable {
            var assigned: Int
            var input_sha256: String
            var p: Double?
            var rejected: Int
            var reasons: [String: Int]
            var rows_read: Int
            var variants: [String: Int]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let counts = Counts(
            assigned: summary.assigned, input_sha256: summary.inputDigest, p: summary.sampleRatioP,
            rejected: summary.rejected,
            reasons: Dictionary(
                summary.reasons.map { ($0.code, $0.rows) }, uniquingKeysWith: { $0 + $1 }),
            rows_read: summary.rowsRead,
            variants: Dictionary(
                summary.variants.map { ($0.key, $0.count) }, uniquingKeysWith: { $0 + $1 }))
        return String(decoding: try encoder.encode(counts), as: UTF8.self)
    }
}
