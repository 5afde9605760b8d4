// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Optimizely's bucketing.
///
/// | In the plan | In Optimizely |
/// |---|---|
/// | `salt` | the id of the experiment (or of the group, for a draw among experiments) |
/// | `gate_salt` | none: traffic allocation ends where the last variant ends |
/// | shares | whole 10,000ths, of the variant and of its part of the allocation |
///
/// The id stands directly before the salt, with nothing between. Below 100% the variants lie one
/// after another from 0; a data file that was ramped by hand may hold other ranges.
enum Optimizely {
    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.optimizely.rawValue, system: "Optimizely", hashed: "id + salt",
        hash: "murmur3_x86_32, seed 1", buckets: "number * 10,000 / 2^32, rounded down",
        boundary: "bucket < end of range", gate: "the same draw: the last range ends early",
        salt: "the experiment's id", gateSalt: "none", shares: "whole 10,000ths",
        evidence: .published)

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        try plan.refuseGateSalt()
        return SystemSplit(
            plan.algorithm,
            split: SystemDraw(
                before: "", after: plan.salt, hash: .murmur3(seed: 1),
                bucketing: .share(of: 10_000), boundary: .lower,
                ranges: try plan.wholeRangesOfAllocation(of: 10_000)))
    }
}
