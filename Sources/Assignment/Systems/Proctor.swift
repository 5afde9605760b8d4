// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The allocations of Indeed Proctor.
///
/// | In the plan | In Proctor |
/// |---|---|
/// | `salt` as `name/text` | the test's name and its salt, hashed as `name|text` |
/// | `salt` without a slash | a salt that starts with `&`, which links tests, hashed as `&salt` |
/// | `gate_salt` | none: the rest of the traffic is the last range, the inactive bucket |
/// | shares | any; cut-offs are computed in double precision, as in Proctor |
///
/// Verified for one half of ten million ids under both kinds of salt; cut-offs were read in the
/// source. An inactive bucket that is listed first moves every cut-off: list it last.
enum Proctor {
    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.proctor.rawValue, system: "Indeed Proctor",
        hashed: "name|text + id, or &text + id", hash: "MD5, last 8 hexadecimal digits, signed",
        buckets: "-2,147,483,648 to 2,147,483,647", boundary: "number <= cut-off",
        gate: "the same draw: the inactive bucket comes last",
        salt: "name/text for the test's name and salt; text alone for a salt that starts with &",
        gateSalt: "none", shares: "any", evidence: .published)

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        try plan.refuseGateSalt()
        var lengths: [Double] = []
        for weight in plan.weights { lengths.append(try plan.product(weight).fraction) }
        return SystemSplit(
            plan.algorithm,
            split: draw(hashed(plan.salt), lengths: lengths, isOpen: plan.isOpen))
    }

    /// The text before the id.
    static func hashed(_ salt: String) -> String {
        guard let slash = salt.firstIndex(of: "/") else { return "&" + salt }
        return salt[..<slash] + "|" + salt[salt.index(after: slash)...]
    }

    static func draw(_ prefix: String, lengths: [Double], isOpen: Bool) -> SystemDraw {
        var sum = 0.0
        var ends: [UInt64] = []
        for length in lengths {
            sum += length
            // A conversion to int rounds towards zero, and the cut-off itself is still inside.
            let cutOff = Int64(Double(Int32.min) + sum * 4_294_967_295)
            ends.append(UInt64(clamping: cutOff + 0x8000_0000 + 1))
        }
        if isOpen, !ends.isEmpty { ends[ends.count - 1] = 0x1_0000_0000 }
        return SystemDraw(
            before: prefix, hash: .md5Last32Signed, bucketing: .whole, boundary: .upper,
            shift: 0x8000_0000, ranges: SystemPlan.between(ends))
    }
}
