// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

extension SampleRatioMismatch {
    /// The exact p-value of observed group sizes, for groups too small for chi-square.
    ///
    ///     p = Σ P(outcome) over P(outcome) ≤ P(observed)·(1 + 1e-7)
    ///
    /// Two groups: exact for any size. More groups: exact while there are at most two million
    /// outcomes; above that, the smallest exact p of one group against the rest times the number of
    /// groups (Bonferroni), which is never too small. A unit in a group planned to be empty gives 0;
    /// groups with neither share nor units are left out.
    ///
    /// ### Accuracy
    /// Matches Golden/srm_exact_multinomial.jsonl.
    ///
    /// - Parameters:
    ///   - observed: Units per group; not negative.
    ///   - weights: Planned weight per group, on any scale; not negative, not all zero.
    /// - Returns: The two-sided p-value.
    /// - Throws: ``StatisticsError`` if a number is outside its domain, nothing was observed, or fewer
    ///   than two groups remain.
    public static func exact(
        observed: [Int], weights: [Double]
    ) throws(StatisticsError) -> Double {
        let test = try SampleRatioMismatch(observed: observed, weights: weights)
        if test.isBeyondDoubt { return 0 }
        let total = observed.reduce(0.0) { $0 + Double($1) }
        guard total <= 0x1p52 else { throw .outOfDomain(argument: "observed", value: total) }
        let used = observed.indices.filter { test.expected[$0] > 0 }
        let counts = used.map { observed[$0] }
        let shares = used.map { weights[$0] }
        if counts.count > 2, let p = try Multinomial(weights: shares).tail(counts) { return p }
        let units = counts.reduce(0, +)
        let scale = shares.reduce(0, +)
        var smallest = 1.0
        for group in counts.indices {
            let p: Double
            if shares[group] <= scale / 2 {
                p = try Binomial(trials: units, probability: shares[group] / scale)
                    .twoSidedTail(counts[group])
            } else {
                // The larger share may round to 1; what is left of it keeps its digits.
                let rest = shares.indices.reduce(0.0) { $1 == group ? $0 : $0 + shares[$1] }
                p = try Binomial(trials: units, probability: rest / scale)
                    .twoSidedTail(units - counts[group])
            }
            if counts.count == 2 { return p }
            smallest = min(smallest, p)
        }
        return min(1, Double(counts.count) * smallest)
    }
}
