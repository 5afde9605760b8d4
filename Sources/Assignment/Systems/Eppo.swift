// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Eppo's shards, as in its universal flag configuration.
///
/// | In the plan | In Eppo |
/// |---|---|
/// | `salt` | the salt of the shard that splits |
/// | `gate_salt` | the salt of the traffic shard; needed below 100% |
/// | shares | whole 10,000ths |
///
/// A unit is in a split when every shard holds it: the traffic shard and the one of its variant.
/// The hash and whole configurations were verified against Eppo's published test data.
enum Eppo {
    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.eppo.rawValue, system: "Eppo", hashed: "salt-id",
        hash: "MD5, first 8 hexadecimal digits", buckets: "modulo 10,000",
        boundary: "start <= bucket < end", gate: "a second draw: gate_salt-id, bucket < share",
        salt: "the salt of the split's shard", gateSalt: "the salt of the traffic shard",
        shares: "whole 10,000ths", evidence: .published)

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        var gate: SystemDraw?
        if let salt = try plan.neededGateSalt() {
            gate = draw(salt, [0..<(try plan.parts(plan.allocation, of: 10_000))])
        }
        return SystemSplit(
            plan.algorithm, gate: gate, split: draw(plan.salt, try plan.wholeRanges(of: 10_000)))
    }

    private static func draw(_ salt: String, _ ranges: [Range<UInt64>]) -> SystemDraw {
        SystemDraw(
            before: salt + "-", hash: .md5First32, bucketing: .remainder(10_000, first: 0),
            boundary: .lower, ranges: ranges)
    }
}
