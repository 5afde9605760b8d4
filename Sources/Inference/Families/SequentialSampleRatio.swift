// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Tests whether group sizes fit the planned shares, at every look without an inflated error.
///
/// The Bayes factor of shares drawn from Dirichlet(c·w) against the planned shares w, with α = c·w:
///
///     ln BF = ln Γ(c) − ln Γ(c + n) + Σ[ln Γ(α(i) + x(i)) − ln Γ(α(i))] − Σ x(i)·ln w(i)
///     p     = min over the looks so far of min(1, 1/BF)
///
/// With the planned shares the chance that p ever falls below a level is at most that level. The sum is
/// rearranged into deviances, so that nothing cancels however large the groups. A unit in a group
/// planned to be empty is a mismatch beyond doubt: BF is infinite and p is 0.
///
/// ### Accuracy
/// Matches Golden/srm_sequential.jsonl.
/// ### Reference
/// Lindon, Malek (2022). Anytime-valid inference for multinomial count data. NeurIPS 35.
/// <https://arxiv.org/abs/2011.03567>
public struct SequentialSampleRatio: Sendable, Hashable {
    /// ln BF at each look.
    public let logBayesFactors: [Double]
    /// The p-value at each look; never increasing.
    public let p: [Double]

    /// Tests the sizes seen at several looks.
    ///
    /// - Parameters:
    ///   - cumulative: For each look the units per group so far; no count ever goes down.
    ///   - weights: The planned weight per group, on any scale; not negative, not all zero.
    ///   - concentration: How near to the plan the alternative is: the more, the nearer.
    /// - Throws: ``StatisticsError`` if a number is outside its domain or fewer than two groups remain.
    public init(
        cumulative: [[Int]], weights: [Double], concentration: Double = 10_000
    ) throws(StatisticsError) {
        guard concentration > 0, concentration.isFinite else {
            throw .outOfDomain(argument: "concentration", value: concentration)
        }
        for weight in weights where !(weight >= 0 && weight.isFinite) {
            throw .outOfDomain(argument: "weights", value: weight)
        }
        let scale = weights.reduce(0, +)
        guard scale > 0, scale.isFinite, weights.count > 1 else {
            throw .outOfDomain(argument: "weights", value: scale)
        }
        let shares = weights.map { $0 / scale }
        var before = [Int](repeating: 0, count: weights.count)
        var factors: [Double] = []
        for counts in cumulative {
            guard counts.count == weights.count else {
                throw .outOfDomain(argument: "groups", value: Double(counts.count))
            }
            for (count, earlier) in zip(counts, before) where count < earlier || count > 1 << 52 {
                throw .outOfDomain(argument: "counts", value: Double(count))
            }
            before = counts
            factors.append(Self.logBayesFactor(counts, shares, concentration))
        }
        logBayesFactors = factors
        p = NormalMixtureSequence.runningMinimum(factors.map { min(1, exp(-$0)) })
    }

    /// Σ deviance(α + x, (c + n)·w) + ½·ln(1 + n/c) − ½·Σ ln(1 + x/α) + Stirling's remainders.
    private static func logBayesFactor(
        _ counts: [Int], _ shares: [Double], _ concentration: Double
    ) -> Double {
        let total = counts.reduce(0.0) { $0 + Double($1) }
        var sum =
            0.5 * log1p(total / concentration)
            + stirlingRemainder(concentration) - stirlingRemainder(concentration + total)
        for (count, share) in zip(counts, shares) {
            let x = Double(count)
            let alpha = concentration * share
            guard alpha > 0 else {
                if x > 0 { return .infinity }
                continue
            }
            sum += deviance(x - total * share, from: alpha + total * share)
            sum += stirlingRemainder(alpha + x) - stirlingRemainder(alpha)
            sum -= 0.5 * log1p(x / alpha)
        }
        return sum
    }

    /// A·ln(A/M) − (A − M) for A = M + difference.
    private static func deviance(_ difference: Double, from mean: Double) -> Double {
        let v = difference / mean
        guard abs(v) < 0.1 else { return mean * ((1 + v) * log1p(v) - v) }
        // (1 + v)·ln(1 + v) − v = v²/2 − v³/6 + v⁴/12 − …
        var (power, sum) = (v * v, 0.0)
        for k in 2...18 {
            sum += power / Double(k * (k - 1))
            power *= -v
        }
        return mean * sum
    }

    /// ln Γ(z) − [(z − ½)·ln z − z + ½·ln 2π].
    private static func stirlingRemainder(_ value: Double) -> Double {
        var (z, sum) = (value, 0.0)
        while z < 12 {
            sum += (z + 0.5) * log1p(1 / z) - 1
            z += 1
        }
        let square = 1 / (z * z)
        let series =
            1.0 / 12 - square
            * (1.0 / 360 - square
                * (1.0 / 1_260 - square
                    * (1.0 / 1_680
                        - square / 1_188)))
        return sum + series / z
    }
}
