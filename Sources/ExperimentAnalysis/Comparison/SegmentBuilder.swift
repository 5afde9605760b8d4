// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Breaks the primary metric down by segment, with p-values corrected over every cell shown.
struct SegmentBuilder {
    let plan: Plan

    func segments(_ collected: Collected) -> [SegmentResult] {
        var results = collected.segments.map { segment in
            SegmentResult(
                key: segment.key,
                name: plan.data?.segments.first { $0.key == segment.key }?.name ?? segment.key,
                levels: segment.levels.map(level), levelsOmitted: segment.omitted)
        }
        adjust(&results)
        for (place, tally) in collected.segments.enumerated() {
            results[place].heterogeneity = heterogeneity(results[place], tally)
        }
        return results
    }

    /// Whether the effect differs between the levels shown, for each comparison.
    private func heterogeneity(
        _ segment: SegmentResult, _ tally: SegmentTally
    ) -> [SegmentResult.Difference] {
        ArmPair.all(in: plan).filter { plan.variants[$0.treatment].role == .test }.compactMap {
            pair in
            let (treatment, reference) = (
                plan.variants[pair.treatment].key, plan.variants[pair.reference].key
            )
            var (effects, variances): ([Double], [Double]) = ([], [])
            for (level, arms) in zip(segment.levels, tally.levels) {
                let found = level.comparisons.first {
                    $0.treatment == treatment && $0.reference == reference
                }
                guard let effect = found?.absolute.value,
                    let variance = Self.variance(
                        effect, arms.arms[pair.reference], arms.arms[pair.treatment]), variance > 0
                else { continue }
                effects.append(effect.estimate)
                variances.append(variance)
            }
            guard effects.count > 1 else { return nil }
            return SegmentResult.Difference(
                treatment: treatment, reference: reference,
                test: Heterogeneity.test(estimates: effects, variances: variances))
        }
    }

    /// The variance of an effect when all levels have the same one.
    ///
    /// That of two shares is taken with the rate of both groups together: a level in which a small
    /// group had no event would else seem to know its effect exactly, and outweigh the others.
    private static func variance(
        _ effect: EffectEstimate, _ control: MetricTally, _ treatment: MetricTally
    ) -> Double? {
        if case .proportion(let base) = control.moments,
            case .proportion(let other) = treatment.moments, base.count > 0, other.count > 0
        {
            let rate =
                Double(base.successes + other.successes) / Double(base.count + other.count)
            return rate * (1 - rate) * (1 / Double(base.count) + 1 / Double(other.count))
        }
        return effect.standardError.map { $0 * $0 }
    }

    private func level(_ level: SegmentTally.Level) -> SegmentResult.Level {
        let small = level.arms.contains { $0.moments.count < plan.report.minimumCellSize }
        let pairs = ArmPair.all(in: plan).filter { plan.variants[$0.treatment].role == .test }
        let comparisons =
            small
            ? []
            : pairs.compactMap { pair -> Comparison? in
                guard let primary = plan.metric(plan.metrics.primary) else { return nil }
                return MetricBuilder.comparison(
                    DefaultMethod.contrast(
                        primary, control: level.arms[pair.reference],
                        treatment: level.arms[pair.treatment]),
                    pair, plan: plan, level: nil)
            }
        return SegmentResult.Level(
            label: level.label, arms: MetricBuilder.levels(level.arms, plan: plan),
            comparisons: comparisons, tooSmall: small)
    }

    /// Benjamini-Hochberg over every segment, level and comparison: segments explore.
    private func adjust(_ results: inout [SegmentResult]) {
        var p: [Double?] = []
        for result in results {
            for level in result.levels { p += level.comparisons.map(\.p.value) }
        }
        let adjusted = (try? PAdjustment.benjaminiHochberg.adjust(p)) ?? p.map { _ in nil }
        var next = 0
        for place in results.indices {
            for level in results[place].levels {
                for comparison in level.comparisons {
                    let key = "\(level.label)/\(comparison.treatment)/\(comparison.reference)"
                    if let value = adjusted[next] { results[place].adjustedP[key] = value }
                    next += 1
                }
            }
        }
    }
}
