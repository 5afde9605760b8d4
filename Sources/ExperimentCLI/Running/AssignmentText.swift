// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Foundation

/// What became of the customers, for people and for programs.
enum AssignmentText {
    /// A few lines that reconcile.
    static func text(_ summary: AssignmentSummary) -> String {
        let excluded = summary.excluded > 0 ? "\(summary.excluded) not in the test + " : ""
        var lines = [
            "read \(summary.rowsRead) rows = \(summary.assigned) assigned + \(excluded)"
                + "\(summary.rejected) rejected (\(summary.detection))"
        ]
        let total = summary.variants.reduce(0) { $0 + $1.units }
        for variant in summary.variants {
            let found = total > 0 ? Double(variant.units) / Double(total) : 0
            let units = variant.units == variant.count ? "" : " in \(variant.units) units"
            lines.append(
                "  \(variant.key): \(variant.count)\(units), \(percent(found)) found, "
                    + "\(percent(variant.plannedShare)) planned")
        }
        for reason in summary.exclusions + summary.reasons {
            lines.append("  \(reason.code): \(reason.rows) rows")
        }
        if summary.rejected > 0 {
            lines.append(
                summary.rejectsPath.map { "  rejected rows are listed in \(Visible.text($0))" }
                    ?? "  add --rejects FILE to list the rejected rows")
        }
        if summary.sizesByQuota {
            lines.append("  the sizes are set by quota per stratum: there is no chance to test")
        } else if let p = summary.sampleRatioP {
            lines.append(
                p < 0.001
                    ? "  the shares do not fit the plan (p below 0.001): check the file and the salt"
                    : "  the shares fit the plan (p = \(short(p)))")
        }
        if let then = summary.eligibleAtLock {
            lines.append(
                "  \(summary.eligible) customers may take part; \(then) might when it was locked")
        }
        if let earlier = summary.earlier {
            lines.append(
                "  against the earlier file: \(earlier.kept) kept, \(earlier.new) new, "
                    + "\(earlier.gone) gone, \(earlier.moved) moved")
        }
        if let rechecked = summary.rechecked {
            lines.append("  \(rechecked) written rows were read back and drawn again: all agree")
        }
        for list in summary.lists {
            lines.append("  \(Visible.text(list.path)): \(list.rows) customers")
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

    /// The counts as one line of JSON.
    static func json(_ summary: AssignmentSummary) throws -> String {
        struct Counts: Encodable {
            var assigned: Int
            var earlier: [String: Int]?
            var eligible: Int
            var eligible_at_lock: Int?
            var excluded: Int
            var exclusions: [String: Int]
            var forced_held_out: Int
            var input_sha256: String
            var lists: [String: Int]
            var p: Double?
            var rechecked: Int?
            var rejected: Int
            var reasons: [String: Int]
            var rows_read: Int
            var sizes_by_quota: Bool
            var units: [String: Int]
            var variants: [String: Int]
        }
        func counted(_ pairs: [(String, Int)]) -> [String: Int] {
            Dictionary(pairs, uniquingKeysWith: { $0 + $1 })
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let counts = Counts(
            assigned: summary.assigned,
            earlier: summary.earlier.map {
                ["gone": $0.gone, "kept": $0.kept, "moved": $0.moved, "new": $0.new]
            }, eligible: summary.eligible, eligible_at_lock: summary.eligibleAtLock,
            excluded: summary.excluded,
            exclusions: counted(summary.exclusions.map { ($0.code, $0.rows) }),
            forced_held_out: summary.forcedHeldOut, input_sha256: summary.inputDigest,
            lists: counted(summary.lists.map { ($0.path, $0.rows) }), p: summary.sampleRatioP,
            rechecked: summary.rechecked, rejected: summary.rejected,
            reasons: counted(summary.reasons.map { ($0.code, $0.rows) }),
            rows_read: summary.rowsRead, sizes_by_quota: summary.sizesByQuota,
            units: counted(summary.variants.map { ($0.key, $0.units) }),
            variants: counted(summary.variants.map { ($0.key, $0.count) }))
        return String(decoding: try encoder.encode(counts), as: UTF8.self)
    }
}
