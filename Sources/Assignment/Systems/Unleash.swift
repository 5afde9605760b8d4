// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The gradual rollout and the variants of Unleash.
///
/// | In the plan | In Unleash |
/// |---|---|
/// | `salt` | the group id of the variants: the feature's name, or the strategy's group id |
/// | `gate_salt` | the group id of the rollout, when it is another one |
/// | shares | rollout in whole percents, variants in whole 1,000ths |
///
/// The variants have a seed of their own since October 2023; older SDKs drew both with seed 0.
enum Unleash {
    private static let variantSeed: UInt32 = 86_028_157

    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.unleash.rawValue, system: "Unleash", hashed: "salt:id",
        hash: "murmur3_x86_32, seed 86028157", buckets: "modulo 1,000, plus 1",
        boundary: "bucket <= end of range",
        gate: "a second draw: seed 0, modulo 100, plus 1 <= percentage",
        salt: "the group id, by default the feature's name",
        gateSalt: "the group id of the rollout, when it is another one",
        shares: "variants in whole 1,000ths, the rollout in whole percents", evidence: .published)

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        var gate: SystemDraw?
        if !plan.isOpen {
            gate = rollout(
                plan.gateSalt ?? plan.salt, percentage: try plan.parts(plan.allocation, of: 100))
        }
        var weights: [UInt64] = []
        for weight in plan.weights { weights.append(try plan.parts(weight, of: 1_000)) }
        return SystemSplit(
            plan.algorithm, gate: gate, split: variants(plan.salt, weights: weights))
    }

    static func rollout(_ group: String, percentage: UInt64) -> SystemDraw {
        SystemDraw(
            before: group + ":", hash: .murmur3(seed: 0), bucketing: .remainder(100, first: 1),
            boundary: .upper, ranges: [1..<percentage + 1])
    }

    static func variants(_ group: String, weights: [UInt64]) -> SystemDraw {
        SystemDraw(
            before: group + ":", hash: .murmur3(seed: variantSeed),
            bucketing: .remainder(weights.reduce(0, +), first: 1), boundary: .upper,
            ranges: SystemPlan.consecutive(weights, first: 1))
    }
}
