// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the score methods share: one statistic gives the test and both intervals.
struct ScoreComparison {
    let form: ScoreForm
    let confidence: Double

    private var method: MethodID {
        switch form {
        case .skewnessCorrected: .scoreSkew
        case .miettinenNurminen: .miettinenNurminen
        case .mee: .pooledZ
        }
    }

    private func statistic(_ control: Proportion, _ treatment: Proportion) -> ScoreStatistic {
        ScoreStatistic(
            control: control, treatment: treatment,
            skewnessCorrected: form == .skewnessCorrected, finiteFactor: form != .mee)
    }

    private func critical() throws(StatisticsError) -> Double {
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
