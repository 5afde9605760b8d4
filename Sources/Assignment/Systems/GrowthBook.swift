// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// GrowthBook's hash versions 1 and 2, in the JavaScript flavour: UTF-16 code units.
///
/// | In the plan | In GrowthBook |
/// |---|---|
/// | `salt` | the seed, which is the experiment's key unless it has one |
/// | `gate_salt` | none: coverage shortens the range of each variant |
/// | shares | any; edges are double-precision numbers, as in the SDK |
///
/// Other SDKs hash UTF-8 bytes or code points, so an id beyond ASCII can differ there. Namespaces and
/// filters are not drawn.
enum GrowthBook {
    static func facts(version: Int) -> AlgorithmFacts {
        AlgorithmFacts(
            id: "growthbook/\(version)", system: "GrowthBook, hash version \(version)",
            hashed: version == 1 ? "id + seed" : "seed + id, then the decimal digits of the hash",
            hash: version == 1 ? "FNV-1a 32 over UTF-16" : "FNV-1a 32 over UTF-16, twice",
            buckets: version == 1
                ? "modulo 1,000, divided by 1,000" : "modulo 10,000, divided by 10,000",
            boundary: "start <= n < start + coverage * weight",
            gate: "the same draw: coverage shortens every range at its end",
            salt: "the seed, or the experiment's key", gateSalt: "none", shares: "any",
            evidence: .published)
    }

    static func split(_ plan: SystemPlan) throws(AssignmentError) -> SystemSplit {
        try plan.refuseGateSalt()
        return SystemSplit(
            plan.algorithm,
            split: draw(
                version: plan.algorithm == .growthBook1 ? 1 : 2, seed: plan.salt,
                weights: plan.weights.map(\.fraction), coverage: plan.allocation.fraction))
    }

    static func draw(
        version: Int, seed: String, weights: [Double], coverage: Double
    ) -> SystemDraw {
        let total: UInt64 = version == 1 ? 1_000 : 10_000
        return SystemDraw(
            before: version == 1 ? "" : seed, after: version == 1 ? seed : "",
            hash: version == 1 ? .fnv1a : .fnv1aTwice,
            bucketing: .remainder(total, first: 0), boundary: .lower, fractionOf: Double(total),
            ranges: edges(weights: weights, coverage: coverage).map { start, end in
                let first = firstBucket(from: start, of: total)
                return first..<max(first, firstBucket(from: end, of: total))
            })
    }

    /// Start and end of each variant.
    static func edges(weights: [Double], coverage: Double) -> [(start: Double, end: Double)] {
        var start = 0.0
        return weights.map { weight in
            defer { start += weight }
            return (start, start + coverage * weight)
        }
    }

    /// The first bucket whose number is an edge or more.
    private static func firstBucket(from edge: Double, of total: UInt64) -> UInt64 {
        var bucket = UInt64(max(0, min(Double(total), edge * Double(total)).rounded(.down)))
        while bucket > 0, Double(bucket - 1) / Double(total) >= edge { bucket -= 1 }
        while bucket < total, Double(bucket) / Double(total) < edge { bucket += 1 }
        return bucket
    }
}
