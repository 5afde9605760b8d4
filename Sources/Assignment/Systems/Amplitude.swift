// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The two-stage randomisation of Amplitude Experiment.
///
/// | In the plan | In Amplitude |
/// |---|---|
/// | `salt` | the bucketing salt |
/// | `gate_salt` | none: gate and split are remainder and quotient of one hash |
/// | shares | the allocation in whole percents, variants any |
///
/// The id is the value of the bucketing key. Only the hash is verified against published values;
/// that a range ends at its share of 42,949,673, rounded down, is what the documentation's example
/// says of two halves.
enum Amplitude {
    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.amplitude.rawValue, system: "Amplitude Experiment",
        hashed: "salt/id", hash: "murmur3_x86_32, seed 0",
        buckets: "divided by 100, rounded down: 0 to 42,949,672", boundary: "start <= bucket < end",
        gate: "the same hash, modulo 100 < percentage", salt: "the bucketing salt",
        gateSalt: "none", shares: "variants any, the allocation in whole percents",
        evidence: .documented)

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        try plan.refuseGateSalt()
        var gate: SystemDraw?
        if !plan.isOpen {
            let percents = try plan.parts(plan.allocation, of: 100)
            gate = draw(plan.salt, .remainder(100, first: 0), [0..<percents])
        }
        let ends = try plan.ends(on: 42_949_673, upward: false)
        return SystemSplit(
            plan.algorithm, gate: gate,
            split: draw(plan.salt, .quotient(100), SystemPlan.between(ends)))
    }

    private static func draw(
        _ salt: String, _ bucketing: SystemDraw.Bucketing, _ ranges: [Range<UInt64>]
    ) -> SystemDraw {
        SystemDraw(
            before: salt + "/", hash: .murmur3(seed: 0), bucketing: bucketing, boundary: .lower,
            ranges: ranges)
    }
}
