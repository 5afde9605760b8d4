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
        for place in results.indices {
            results[place].heterogeneity = heterogeneity(results[place])
        }
        return results
    }

    /// Whether the effect differs between the levels shown, for each comparison.
    private func heterogeneity(_ segment: SegmentResult) -> [SegmentResult.Difference] {
        ArmPair.all(in: plan).filter { plan.variants[$0.treatment].role == .test }.compactMap {
            pair in
            let (treatment, reference) = (
                plan.variants[pair.treatment].key, plan.variants[pair.reference].key
            )
            let effects = segment.levels.compactMap { level in
                level.comparisons.first {
                    $0.treatment == treatment && $0.reference == reference
                }?.absolute.value
            }
            let known = effects.filter { ($0.standardError ?? 0) > 0 }
            guard known.count > 1 else { return nil }
            return SegmentResult.Difference(
                treatment: treatment, reference: reference,
                test: Heterogeneity.test(
                    estimates: known.map(\.estimate),
                    variances: known.map { ($0.standardError ?? 0) * ($0.standardError ?? 0) }))
        }
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
