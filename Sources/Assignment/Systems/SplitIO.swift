// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The partitions of Split (Harness FME), with the murmur3 algorithm.
///
/// | In the plan | In Split |
/// |---|---|
/// | `salt` | the seed of the flag: a whole number of 32 bits, possibly negative |
/// | `gate_salt` | the seed of the traffic allocation, likewise; needed below 100% |
/// | shares | whole percents |
///
/// The hash is read without a sign, as current SDKs do and their published samples (v2) say; SDKs of
/// the first years read it with one, which gives other buckets.
enum SplitIO {
    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.splitIO.rawValue, system: "Split (Harness FME)", hashed: "id",
        hash: "murmur3_x86_32, seed = salt", buckets: "modulo 100, plus 1",
        boundary: "bucket <= end of range",
        gate: "a second draw: seed = gate_salt, bucket <= percentage",
        salt: "the flag's seed, a whole number of 32 bits",
        gateSalt: "the seed of the traffic allocation", shares: "whole percents",
        evidence: .published)

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        var gate: SystemDraw?
        if let salt = try plan.neededGateSalt() {
            gate = try draw(salt, [1..<(try plan.parts(plan.allocation, of: 100)) + 1], plan)
        }
        return SystemSplit(
            plan.algorithm, gate: gate,
            split: try draw(plan.salt, try plan.wholeRanges(of: 100, first: 1), plan))
    }

    private static func draw(
        _ salt: String, _ ranges: [Range<UInt64>], _ plan: SystemPlan
    ) throws(AssignmentError) -> SystemDraw {
        guard let seed = Int32(salt), String(seed) == salt else {
            throw .saltNotInteger(salt, algorithm: plan.algorithm)
        }
        return SystemDraw(
            before: "", hash: .murmur3(seed: UInt32(bitPattern: seed)),
            bucketing: .remainder(100, first: 1), boundary: .upper, ranges: ranges)
    }
}
