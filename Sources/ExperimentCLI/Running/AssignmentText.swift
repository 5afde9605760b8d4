// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Foundation

/// What became of the customers, for programs.
enum AssignmentText {
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
