// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The percent conditions of Firebase Remote Config, as a server evaluates them.
///
/// | In the plan | In Firebase |
/// |---|---|
/// | `salt` | the seed of the conditions, one per variant, that divide the range |
/// | `gate_salt` | the seed of a further condition `at most`, when there is one |
/// | shares | whole millionths of a percent |
///
/// Without a gate salt the variants lie one after another from 0 and the last ends at the allocation.
/// A condition holds above its lower and up to its upper end, so bucket 0 is in none.
enum Firebase {
    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.firebase.rawValue, system: "Firebase Remote Config, server",
        hashed: "salt.id", hash: "SHA-256, whole", buckets: "modulo 100,000,000",
        boundary: "lower < bucket <= upper",
        gate: "the same draw; with a gate salt a second: gate_salt.id, bucket <= share",
        salt: "the seed of the conditions", gateSalt: "the seed of a further condition",
        shares: "whole millionths of a percent", evidence: .published)

    private static let total = 100_000_000

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        guard !plan.isOpen, let salt = plan.gateSalt else {
            return SystemSplit(
                plan.algorithm,
                split: draw(plan.salt, try plan.wholeRangesOfAllocation(of: total, first: 1)))
        }
        let last = try plan.parts(plan.allocation, of: total)
        return SystemSplit(
            plan.algorithm, gate: draw(salt, [0..<last + 1]),
            split: draw(plan.salt, try plan.wholeRanges(of: total, first: 1)))
    }

    static func draw(_ seed: String, _ ranges: [Range<UInt64>]) -> SystemDraw {
        SystemDraw(
            before: seed.isEmpty ? "" : seed + ".", hash: .sha256Modulo100Million,
            bucketing: .whole, boundary: .upper, ranges: ranges)
    }
}
