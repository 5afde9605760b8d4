// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The random operators of PlanOut.
///
/// | In the plan | In PlanOut |
/// |---|---|
/// | `salt` | `experimentSalt.parameterSalt`, or a full salt, for `uniformChoice` or `weightedChoice` |
/// | `gate_salt` | the same for a `bernoulliTrial` before it; needed below 100% |
/// | shares | any |
///
/// Equal shares are drawn by `uniformChoice`, others by `weightedChoice`. Text is ASCII: an id beyond
/// it is refused, as the reference refuses it. Ends of ranges are compared in whole numbers; the
/// reference rounds to doubles, which may decide one id in 10^15 otherwise. Namespaces are not drawn:
/// which segments an experiment has depends on the order of everything before it.
enum PlanOut {
    private static let scale: UInt64 = 0xFFF_FFFF_FFFF_FFFF

    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.planOut.rawValue, system: "PlanOut", hashed: "salt.id, ASCII",
        hash: "SHA-1, first 15 hexadecimal digits",
        buckets: "equal shares: modulo the number of variants; others: divided by 2^60 - 1",
        boundary: "equal shares: bucket = variant; others: n <= end of range",
        gate: "a second draw: gate_salt.id, n <= share",
        salt: "experimentSalt.parameterSalt",
        gateSalt: "experimentSalt.parameterSalt of the bernoulliTrial", shares: "any",
        evidence: .published)

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        var gate: SystemDraw?
        if let salt = try plan.neededGateSalt() {
            gate = weighted(salt, [try plan.allocationEnd(on: scale, upward: false)])
        }
        let split =
            Set(plan.weights).count == 1
            ? SystemDraw(
                before: plan.salt + ".", hash: .sha1First60,
                bucketing: .remainder(UInt64(plan.weights.count), first: 0), boundary: .lower,
                ranges: plan.weights.indices.map { UInt64($0)..<UInt64($0) + 1 })
            : weighted(plan.salt, try plan.ends(on: scale, upward: false))
        return SystemSplit(plan.algorithm, gate: gate, split: split, needsASCII: true)
    }

    private static func weighted(_ salt: String, _ lastNumbers: [UInt64]) -> SystemDraw {
        SystemDraw(
            before: salt + ".", hash: .sha1First60, bucketing: .whole, boundary: .upper,
            fractionOf: Double(scale), ranges: SystemPlan.between(lastNumbers.map { $0 + 1 }))
    }
}
