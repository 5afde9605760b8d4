// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Pools the effect of one treatment over several studies.
///
///     fixed    μ̂ = Σ wy/Σ w, w = 1/v                       one true effect
///     random   weights 1/(v + τ²)                            true effects spread with variance τ²
///     τ² = max(0, (Q − (k − 1)) / (Σ w − Σ w²/Σ w))          DerSimonian and Laird
///     se(KH) = √(Σ w*(y − μ̂)² / ((k − 1)·Σ w*)), t(k − 1)    Knapp and Hartung
///     next study: μ̂ ± z·√(τ² + se²)
///
/// One study passes through: Q, I² and what rests on them are nil. Knapp and Hartung's interval and that
/// of the next study need three.
///
/// ### Accuracy
/// Matches Golden/meta_analysis.jsonl.
/// ### Reference
/// DerSimonian, Laird (1986). Control. Clin. Trials 7(3), 177–188. Knapp, Hartung (2003). Statist.
/// Med. 22(17), 2693–2710.
public struct MetaAnalysis: Sendable, Hashable {
    /// The effect, if it is the same in all studies.
    public let fixed: EffectEstimate
    /// The mean of effects that may differ.
    public let random: EffectEstimate
    /// The same with Knapp and Hartung's interval; nil below three studies.
    public let knappHartung: EffectEstimate?
    /// Where the effect of the next study is expected; nil below three studies.
    public let nextStudy: Interval?
    /// τ², the variance between true effects.
    public let betweenVariance: Double
    /// Whether the studies differ; nil for one.
    public let heterogeneity: Heterogeneity?

    /// Pools estimates with their variances.
    ///
    /// - Parameters:
    ///   - estimates: At least one, finite.
    ///   - variances: As many, finite and positive.
    ///   - confidence: The two-sided level of every interval.
    /// - Returns: The analysis, or why there is none.
    public static func pool(
        estimates: [Double], variances: [Double], confidence: Double = 0.95
    ) -> Estimated<MetaAnalysis> {
        PooledEstimates.make(estimates, variances).flatMap { all in
            estimate { () throws(StatisticsError) in
                .estimated(try pool(all, tail: try SignificanceLevel.tail(confidence: confidence)))
            }
        }
    }

    private static func pool(_ all: PooledEstimates, tail: Double) throws(StatisticsError)
        -> MetaAnalysis
    {
        let z = try Normal.upperQuantile(tail)
        let others = Double(all.values.count - 1)
        let fixed = all.pooled()
        let weights = all.variances.map { 1 / $0 }
        let weight = weights.reduce(0, +)
        let rest = weight - weights.reduce(0) { $0 + $1 * ($1 / weight) }
        let spread = others > 0 ? max(0, (fixed.q - others) / rest) : 0
        let random = all.pooled(addedVariance: spread)
        let error = random.standardError
        var ofKnappHartung: EffectEstimate?
        var next: Interval?
        if others > 1 {
            let own = error * (random.q / others).squareRoot()
            let t = try StudentT(degreesOfFreedom: others).upperQuantile(tail)
            ofKnappHartung = effect(random.mean, own, t)
            let wide = z * (spread + error * error).squareRoot()
            next = Interval(low: random.mean - wide, high: random.mean + wide)
        }
        return MetaAnalysis(
            fixed: effect(fixed.mean, fixed.standardError, z),
            random: effect(random.mean, error, z), knappHartung: ofKnappHartung, nextStudy: next,
            betweenVariance: spread,
            heterogeneity: Heterogeneity.test(estimates: all.values, variances: all.variances)
                .value)
    }

    private static func effect(_ mean: Double, _ error: Double, _ critical: Double)
        -> EffectEstimate
    {
        EffectEstimate(
            estimate: mean, standardError: error, low: mean - critical * error,
            high: mean + critical * error)
    }
}
