// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The rules and user buckets of Statsig.
///
/// | In the plan | In Statsig |
/// |---|---|
/// | `salt` | the salt of the user bucket that splits the groups |
/// | `gate_salt` | `specSalt.ruleSalt` of the rule whose pass percentage lets in; needed below 100% |
/// | shares | groups in whole 1,000ths, the pass percentage in whole 10,000ths |
///
/// Only the hash is verified against published values. Buckets and boundaries were read in the SDK's
/// source: Statsig's test vectors for whole evaluations are not public.
enum Statsig {
    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.statsig.rawValue, system: "Statsig", hashed: "salt.id",
        hash: "SHA-256, first 16 hexadecimal digits", buckets: "modulo 1,000",
        boundary: "bucket < end of range",
        gate: "a second draw: gate_salt.id, modulo 10,000 < percentage * 100",
        salt: "the salt of the user bucket", gateSalt: "specSalt.ruleSalt of the rule",
        shares: "groups in whole 1,000ths, the gate in whole 10,000ths", evidence: .readInSource)

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        var gate: SystemDraw?
        if let salt = try plan.neededGateSalt() {
            gate = draw(salt, of: 10_000, [0..<(try plan.parts(plan.allocation, of: 10_000))])
        }
        return SystemSplit(
            plan.algorithm, gate: gate,
            split: draw(plan.salt, of: 1_000, try plan.wholeRanges(of: 1_000)))
    }

    private static func draw(
        _ salt: String, of total: UInt64, _ ranges: [Range<UInt64>]
    ) -> SystemDraw {
        SystemDraw(
            before: salt + ".", hash: .sha256First64, bucketing: .remainder(total, first: 0),
            boundary: .lower, ranges: ranges)
    }
}
