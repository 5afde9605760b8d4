// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The rollout and the variants of a PostHog flag.
///
/// | In the plan | In PostHog |
/// |---|---|
/// | `salt` | the flag's key |
/// | `gate_salt` | none: the rollout hashes the key and the id, the variant adds the word `variant` |
/// | shares | any |
///
/// Ends of ranges are compared in whole numbers; the reference rounds to doubles, which may decide
/// one id in 10^15 otherwise.
enum PostHog {
    private static let scale: UInt64 = 0xFFF_FFFF_FFFF_FFFF

    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.postHog.rawValue, system: "PostHog", hashed: "salt.idvariant",
        hash: "SHA-1, first 15 hexadecimal digits", buckets: "divided by 2^60 - 1",
        boundary: "start <= n < end", gate: "a second draw: salt.id, n <= share",
        salt: "the flag's key", gateSalt: "none", shares: "any", evidence: .published)

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        try plan.refuseGateSalt()
        var gate: SystemDraw?
        if !plan.isOpen {
            let last = try plan.allocationEnd(on: scale, upward: false)
            gate = draw(plan.salt, "", .upper, [0..<last + 1])
        }
        let ends = try plan.ends(on: scale, upward: true)
        return SystemSplit(
            plan.algorithm, gate: gate,
            split: draw(plan.salt, "variant", .lower, SystemPlan.between(ends)))
    }

    private static func draw(
        _ key: String, _ suffix: String, _ boundary: SystemDraw.Boundary, _ ranges: [Range<UInt64>]
    ) -> SystemDraw {
        SystemDraw(
            before: key + ".", after: suffix, hash: .sha1First60, bucketing: .whole,
            boundary: boundary, fractionOf: Double(scale), ranges: ranges)
    }
}
