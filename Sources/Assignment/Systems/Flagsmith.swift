// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The multivariate flags and percentage segments of Flagsmith.
///
/// | In the plan | In Flagsmith |
/// |---|---|
/// | `salt` | the feature's key: the id or uuid of its state |
/// | `gate_salt` | the key of a segment with a percentage split; needed below 100% |
/// | shares | any; edges are double-precision percentages, as in the engine |
///
/// The id is the identity's key. Variants lie one after another in plan order and the control value
/// takes what is left, so list it last. A text that gives exactly 100% is hashed again, repeated after
/// a comma.
enum Flagsmith {
    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.flagsmith.rawValue, system: "Flagsmith", hashed: "salt,id",
        hash: "MD5, whole", buckets: "modulo 9,999, divided by 9,998, times 100",
        boundary: "start <= percentage < end",
        gate: "a second draw: gate_salt,id, percentage <= share",
        salt: "the feature's key", gateSalt: "the segment's key", shares: "any",
        evidence: .published)

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        var gate: SystemDraw?
        if let salt = try plan.neededGateSalt() {
            let share = percent(plan.allocation)
            gate = draw(salt, .upper, [0..<first { $0 > share }])
        }
        var sum = 0.0
        let ends = plan.weights.map { weight in
            sum += percent(weight)
            return first { $0 >= sum }
        }
        return SystemSplit(
            plan.algorithm, gate: gate, split: draw(plan.salt, .lower, SystemPlan.between(ends)))
    }

    private static func draw(
        _ key: String, _ boundary: SystemDraw.Boundary, _ ranges: [Range<UInt64>]
    ) -> SystemDraw {
        SystemDraw(
            before: key + ",", hash: .md5Modulo9999, bucketing: .whole, boundary: boundary,
            fractionOf: 9_998, ranges: ranges)
    }

    /// The first of the 9,998 buckets whose percentage has a property.
    private static func first(where holds: (Double) -> Bool) -> UInt64 {
        (0..<9_998).first { holds(Double($0) / 9_998 * 100) } ?? 9_998
    }

    private static func percent(_ share: Share) -> Double {
        Double(share.numerator) * 100 / Double(share.denominator)
    }
}
