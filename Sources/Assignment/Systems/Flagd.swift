// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The fractional operation of flagd, version 2: whole numbers only.
///
/// | In the plan | In flagd |
/// |---|---|
/// | `salt` | the flag's key, or what `cat` puts before the id |
/// | `gate_salt` | the same of an outer fractional operation, when there is one |
/// | shares | any whose weights have a total up to 2^31 - 1 |
///
/// Without a gate salt the rest of the traffic is the last entry, owned by nobody. Multiplying all
/// weights by a number changes nothing, so the smallest whole weights stand for all.
enum Flagd {
    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.flagd.rawValue, system: "flagd, version 2", hashed: "salt + id",
        hash: "murmur3_x86_32, seed 0", buckets: "number * total weight / 2^32, rounded down",
        boundary: "bucket < end of range",
        gate: "the same draw; with a gate salt a second: gate_salt + id",
        salt: "the flag's key", gateSalt: "the key of an outer operation",
        shares: "any whose whole weights total up to 2,147,483,647", evidence: .published)

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        guard !plan.isOpen, let salt = plan.gateSalt else {
            var shares: [Share] = []
            for weight in plan.weights { shares.append(try plan.product(weight)) }
            return SystemSplit(plan.algorithm, split: try draw(plan.salt, shares, plan))
        }
        return SystemSplit(
            plan.algorithm, gate: try draw(salt, [plan.allocation], plan),
            split: try draw(plan.salt, plan.weights, plan))
    }

    private static func draw(
        _ key: String, _ shares: [Share], _ plan: SystemPlan
    ) throws(AssignmentError) -> SystemDraw {
        var total = 1
        for share in shares {
            let step = share.denominator / divisor(total, share.denominator)
            let (next, overflows) = total.multipliedReportingOverflow(by: step)
            guard !overflows, next <= Int(Int32.max) else {
                throw .shareNotRepresentable(
                    share, algorithm: plan.algorithm, parts: Int(Int32.max))
            }
            total = next
        }
        let weights = shares.map { UInt64(total / $0.denominator * $0.numerator) }
        return SystemDraw(
            before: key, hash: .murmur3(seed: 0), bucketing: .share(of: UInt64(total)),
            boundary: .lower, ranges: SystemPlan.consecutive(weights))
    }

    private static func divisor(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return max(a, 1)
    }
}
