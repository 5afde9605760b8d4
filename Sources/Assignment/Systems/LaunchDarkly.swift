// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The rollouts and experiments of LaunchDarkly, in the single precision of its Go SDK.
///
/// | In the plan | In LaunchDarkly |
/// |---|---|
/// | `salt` | `flagKey.salt`; for an experiment with a seed, the seed |
/// | `gate_salt` | none: the rest of the traffic is the untracked last entry |
/// | shares | whole 100,000ths, of the variant and of its part of the allocation |
///
/// The bucket was verified against published values; that the variants lie first and the untracked
/// rest behind them was read in the documentation. SDKs in double precision can differ at an edge.
enum LaunchDarkly {
    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.launchDarkly.rawValue, system: "LaunchDarkly", hashed: "salt.id",
        hash: "SHA-1, first 15 hexadecimal digits",
        buckets: "divided by 2^60 - 1 in single precision",
        boundary: "n < sum of the weights so far; past all, the last",
        gate: "the same draw: the untracked rest comes last",
        salt: "flagKey.salt, or the experiment's seed", gateSalt: "none",
        shares: "whole 100,000ths", evidence: .published)

    /// 2^60: what 2^60 - 1 is in single precision.
    private static let scale: Float = 0x1p60

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        try plan.refuseGateSalt()
        var sum: Float = 0
        var ends: [UInt64] = []
        for weight in plan.weights {
            sum += Float(try plan.parts(plan.product(weight), of: 100_000)) / 100_000
            ends.append(UInt64(sum * scale))
        }
        // Everything past the end belongs to the last entry, and the largest bucket is 2^60.
        if plan.isOpen, !ends.isEmpty { ends[ends.count - 1] = UInt64(scale) + 1 }
        return SystemSplit(
            plan.algorithm,
            split: SystemDraw(
                before: plan.salt + ".", hash: .sha1First60, bucketing: .single, boundary: .lower,
                fractionOf: Double(scale), ranges: SystemPlan.between(ends)))
    }
}
