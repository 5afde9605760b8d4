// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the three score methods share: one statistic gives the test and both intervals.
private struct ScoreComparison {
    let method: MethodID
    let confidence: Double
    let isSkewnessCorrected: Bool
    let hasFiniteFactor: Bool

    func statistic(_ control: Proportion, _ treatment: Proportion) -> ScoreStatistic {
        ScoreStatistic(
            control: control, treatment: treatment, skewnessCorrected: isSkewnessCorrected,
            finiteFactor: hasFiniteFactor)
    }

    func critical() throws(StatisticsError) -> Double {
        try Normal.upperQuantile(try SignificanceLevel.tail(confidence: confidence))
    }

    func compare(_ control: Proportion, _ treatment: Proportion) -> ComparisonOutcome {
        guard control.count > 0, treatment.count > 0 else {
            return ComparisonOutcome(method: method, notEstimable: .tooFewUnits)
        }
        let score = statistic(control, treatment)
        let pooled = control.merged(with: treatment)
        let isDecided = pooled.successes > 0 && pooled.failures > 0
        let z = isDecided ? score.z(difference: 0) : nil
        let p: Estimated<Double> =
            isDecided
            ? estimate { () throws(StatisticsError) in
                .estimated(try Normal.twoSidedTail(z ?? 0))
            } : .notEstimable(.noEvents)
        return ComparisonOutcome(
            method: method, absolute: absolute(score), relative: relative(score), p: p,
            statistic: z)
    }

    private func absolute(_ score: ScoreStatistic) -> Estimated<EffectEstimate> {
        estimate { () throws(StatisticsError) in
            let ends = try score.differences(critical: try critical())
            let variance = score.treatment.varianceOfRate + score.control.varianceOfRate
            return .estimated(
                EffectEstimate(
                    estimate: score.treatment.difference(from: score.control),
                    standardError: variance > 0 ? variance.squareRoot() : nil,
                    low: ends.low, high: ends.high))
        }
    }

    private func relative(_ score: ScoreStatistic) -> Estimated<EffectEstimate> {
        let pooled = score.control.merged(with: score.treatment)
        guard pooled.successes > 0, pooled.failures > 0 else { return .notEstimable(.noEvents) }
        guard score.control.successes > 0 else { return .notEstimable(.controlNotPositive) }
        return estimate { () throws(StatisticsError) in
            let ends = try score.ratios(critical: try critical())
            return .estimated(
                EffectEstimate(
                    estimate: score.treatment.difference(from: score.control)
                        / score.control.rate, standardError: nil,
                    low: ends.low - 1, high: ends.high - 1))
        }
    }

    func position(
        _ control: Proportion, _ treatment: Proportion, absolute bar: Double
    ) -> Estimated<BarPosition> {
        guard !bar.isNaN else { return .notEstimable(.outOfDomain) }
        guard control.count > 0, treatment.count > 0 else { return .notEstimable(.tooFewUnits) }
        if abs(bar) > 1 { return .estimated(bar > 0 ? .below : .above) }
        if abs(bar) == 1 { return .estimated(.undecided) }
        let pooled = control.merged(with: treatment)
        if bar == 0 && (pooled.successes == 0 || pooled.failures == 0) {
            return .notEstimable(.noEvents)
        }
        return decide(statistic(control, treatment).z(difference: bar))
    }

    func position(
        _ control: Proportion, _ treatment: Proportion, relative bar: Double
    ) -> Estimated<BarPosition> {
        guard !bar.isNaN else { return .notEstimable(.outOfDomain) }
        guard control.count > 0, treatment.count > 0 else { return .notEstimable(.tooFewUnits) }
        let pooled = control.merged(with: treatment)
        guard pooled.successes > 0, pooled.failures > 0 else { return .notEstimable(.noEvents) }
        let ratio = 1 + bar
        if ratio < 0 { return .estimated(.above) }
        if ratio == 0 { return .estimated(treatment.successes > 0 ? .above : .undecided) }
        if ratio.isInfinite { return .estimated(control.successes > 0 ? .below : .undecided) }
        return decide(statistic(control, treatment).z(ratio: ratio))
    }

    private func decide(_ z: Double?) -> Estimated<BarPosition> {
        estimate { () throws(StatisticsError) in
            let critical = try critical()
            guard let z else { return .estimated(.undecided) }
            return .estimated(z > critical ? .above : z < -critical ? .below : .undecided)
        }
    }
}

/// Compares two proportions by the skewness-corrected score: the default for proportions.
///
///     S = p̂1 − p̂0 − Δ               V = (p1q1/n1 + p0q0/n0)·N/(N − 1)
///     s = S/√V = z + a(z² − 1)       a = (p1q1(1 − 2p1)/n1² − p0q0(1 − 2p0)/n0²) / (6·V^1.5)
///     p = 2Φ(−|z|) at Δ = 0          interval: all Δ with |z| ≤ z(1 − α/2); ratio likewise with φ
///
/// The rates in V and a are the most likely ones under the tested value. Without the correction a small
/// group beside a large one makes the two tails unequal. With fewer than ten events or non-events in a
/// group read ``SparseProportionGuard`` and ``Fisher`` beside it.
///
/// - Complexity: O(1): some eighty evaluations of the statistic.
///
/// ### Accuracy
/// Matches ratesci `scoreci(skew = TRUE)` to the tolerance in Golden/score_skew_rd.jsonl and _rr.
/// ### Reference
/// Gart, Nam (1990). Biometrics 46(3), 637–643. Laud (2017). Pharmaceutical Statistics 16(5), 334–348.
/// <https://doi.org/10.1002/pst.1813>
public struct SkewnessCorrectedScore: ComparisonMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    private var score: ScoreComparison {
        ScoreComparison(
            method: .scoreSkew, confidence: confidence, isSkewnessCorrected: true,
            hasFiniteFactor: true)
    }

    /// Compares treatment with control.
    public func compare(control: Proportion, treatment: Proportion) -> ComparisonOutcome {
        score.compare(control, treatment)
    }

    /// Tells where the difference of rates lies against a bar.
    public func position(
        control: Proportion, treatment: Proportion, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        score.position(control, treatment, absolute: bar)
    }

    /// Tells where the relative effect lies against a bar, through the score at ratio 1 + bar.
    public func position(
        control: Proportion, treatment: Proportion, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        score.position(control, treatment, relative: bar)
    }
}

/// Compares two proportions by the score with Miettinen and Nurminen's variance.
///
///     z = (p̂1 − p̂0 − Δ)/√V      V = (p1q1/n1 + p0q0/n0)·N/(N − 1) at the restricted likelihood
///
/// Assumes tails that are alike on both sides; prefer ``SkewnessCorrectedScore`` for unequal groups.
///
/// ### Accuracy
/// Matches Golden/miettinen_nurminen_rd.jsonl and _rr.
/// ### Reference
/// Miettinen, Nurminen (1985). Statistics in Medicine 4(2), 213–226.
/// <https://doi.org/10.1002/sim.4780040211>
public struct MiettinenNurminen: ComparisonMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    private var score: ScoreComparison {
        ScoreComparison(
            method: .miettinenNurminen, confidence: confidence, isSkewnessCorrected: false,
            hasFiniteFactor: true)
    }

    /// Compares treatment with control.
    public func compare(control: Proportion, treatment: Proportion) -> ComparisonOutcome {
        score.compare(control, treatment)
    }

    /// Tells where the difference of rates lies against a bar.
    public func position(
        control: Proportion, treatment: Proportion, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        score.position(control, treatment, absolute: bar)
    }

    /// Tells where the relative effect lies against a bar, through the score at ratio 1 + bar.
    public func position(
        control: Proportion, treatment: Proportion, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        score.position(control, treatment, relative: bar)
    }
}

/// Compares two proportions by the pooled z, with the interval that its inversion gives.
///
///     z = (p̂1 − p̂0)/√(p̄(1 − p̄)(1/n1 + 1/n0))
///
/// The intervals are Mee's, the same score at other differences and ratios, so that test and interval
/// always agree; the Wald interval usually printed beside this test does not.
///
/// ### Accuracy
/// Matches the pooled fields of Golden/prop_z.jsonl and `mee_*` of miettinen_nurminen_rd.jsonl.
/// ### Reference
/// Pearson (1900). Mee (1984). Biometrics 40(4), 1175–1176.
public struct PooledZ: ComparisonMethod, Hashable {
    /// The two-sided confidence level, strictly between 0 and 1.
    public let confidence: Double

    /// Creates the method.
    public init(confidence: Double = 0.95) { self.confidence = confidence }

    private var score: ScoreComparison {
        ScoreComparison(
            method: .pooledZ, confidence: confidence, isSkewnessCorrected: false,
            hasFiniteFactor: false)
    }

    /// Compares treatment with control.
    public func compare(control: Proportion, treatment: Proportion) -> ComparisonOutcome {
        score.compare(control, treatment)
    }

    /// Tells where the difference of rates lies against a bar.
    public func position(
        control: Proportion, treatment: Proportion, againstAbsolute bar: Double
    ) -> Estimated<BarPosition> {
        score.position(control, treatment, absolute: bar)
    }

    /// Tells where the relative effect lies against a bar, through the score at ratio 1 + bar.
    public func position(
        control: Proportion, treatment: Proportion, againstRelative bar: Double
    ) -> Estimated<BarPosition> {
        score.position(control, treatment, relative: bar)
    }
}
