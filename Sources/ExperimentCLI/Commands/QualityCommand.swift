// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Assignment
import ExperimentCampaign
import Foundation

/// `experiment quality`: whether the hash draws as fairly as is claimed.
struct QualityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quality",
        abstract: "Tests how fairly an algorithm draws, and shows every result.",
        discussion: """
            experiment quality
            experiment quality --algorithm growthbook/1
            experiment quality --salt winback-2026 --json

            Every place must be as likely as any other, for every kind of id; two tests must share no \
            more people than chance, even when their salts differ in one letter; global control, gate \
            and split must know nothing of each other; one changed bit of an id must change half of \
            the outcome; and tests without an effect must show none. Ids, salts and limits are fixed: \
            the same command always gives the same answer.

            Exit codes: 0 when all tests pass, 1 when one fails.
            """)

    @Option(
        help: "The algorithm, as a plan writes it.",
        completion: .list(AssignmentAlgorithm.allCases.map(\.rawValue)))
    var algorithm = AssignmentAlgorithm.sha256First52.rawValue

    @Option(help: "The salt from which salts that resemble it are derived.")
    var salt: String?

    @Flag(help: "Draw about ten times as much.")
    var thorough = false

    @Flag(help: "Print every test as JSON.")
    var json = false

    func run() throws {
        try guarded {
            let report = try QualityBattery(
                AssignmentAlgorithm.named(algorithm), salt: salt,
                effort: thorough ? .thorough : .standard
            ).run()
            try Console.result(json ? Self.json(report) : Self.table(report))
            if !report.passed { throw ExitCode(1) }
        }
    }
}

extension QualityCommand {
    private static func json(_ report: QualityReport) throws -> String {
        struct Answer: Encodable {
            var algorithm: String
            var checks: [QualityReport.Check]
            var passed: Bool
            var salt: String
            var schema = "experiment-quality/1"
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let answer = Answer(
            algorithm: report.algorithm, checks: report.checks, passed: report.passed,
            salt: report.salt)
        return String(decoding: try encoder.encode(answer), as: UTF8.self)
    }

    private static func table(_ report: QualityReport) -> String {
        let rows = report.rows.map { row in
            [
                row.kind.rawValue, row.subject, String(row.count), String(row.ids),
                row.worst.p.map { "p \(text($0))" } ?? text(row.worst.statistic),
                row.passed ? "pass" : "FAIL",
            ]
        }
        let header = ["test", "of", "tests", "ids", "worst", ""]
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        var lines = ["\(report.algorithm), salt \(report.salt)", ""]
        lines += ([header] + rows).map { cells in
            zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: "  ").trimmed
        }
        let failures = report.failures
        lines += [""]
        if failures.isEmpty {
            lines += [
                "All \(report.checks.count) tests passed: every p > 0.000001, and too even fails too."
            ]
        } else {
            lines += ["\(failures.count) of \(report.checks.count) tests failed:"]
            lines += failures.prefix(20).map {
                "  \($0.kind.rawValue), \($0.subject), \($0.detail): "
                    + ($0.p.map { "p \(text($0))" } ?? text($0.statistic)) + ", must be \($0.limit)"
            }
            if failures.count > 20 {
                lines += ["  and \(failures.count - 20) more; --json lists every test"]
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Three figures, small numbers in powers of ten.
    private static func text(_ value: Double) -> String {
        value == 0 || value >= 0.001
            ? String(format: "%.3f", value) : String(format: "%.1e", value)
    }
}

extension String {
    /// Without spaces at the end.
    fileprivate var trimmed: String {
        var rest = self[...]
        while rest.last == " " { rest = rest.dropLast() }
        return String(rest)
    }
}
