// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Lays out the metrics with their levels and comparisons.
struct MetricBuilder {
    let plan: Plan
    let contrasts: ContrastTable
    let caps: [String: Double]
    /// The level of the decision interval of a pair on the primary metric.
    let primaryLevel: (ArmPair) -> DecisionConfidence
    /// The level of the decision interval of a pair on any other metric.
    let otherLevel: (ArmPair) -> DecisionConfidence

    /// Primary first, then secondary, then guardrails, each metric once; others are not shown.
    func metrics(_ collected: Collected) -> [MetricResult] {
        let guardrails = plan.metrics.guardrails.map(\.metric)
        var order = [(plan.metrics.primary, MetricResult.Part.primary)]
        for key in plan.metrics.secondary where !guardrails.contains(key) {
            order.append((key, .secondary))
        }
        order += guardrails.map { ($0, .guardrail) }
        var seen: Set<String> = []
        return order.compactMap { key, part in
            guard seen.insert(key).inserted,
                let place = plan.metrics.definitions.firstIndex(where: { $0.key == key })
            else { return nil }
            let tallies = collected.metrics[place]
            return MetricResult(
                metric: plan.metrics.definitions[place], part: part,
                arms: Self.levels(tallies, plan: plan),
                comparisons: ArmPair.all(in: plan).compactMap { comparison(key, $0) },
                capValue: caps[key])
        }
    }

    static func levels(_ tallies: [MetricTally], plan: Plan) -> [ArmLevel] {
        tallies.enumerated().map { arm, tally in
            ArmLevel(
                key: plan.variants[arm].key, count: tally.moments.count, missing: tally.missing,
                value: tally.moments.value, sum: tally.moments.sum,
                denominatorSum: tally.moments.denominatorSum,
                clusters: tally.moments.clusters?.clusters.count)
        }
    }

    private func comparison(_ metric: String, _ pair: ArmPair) -> Comparison? {
        guard let contrast = contrasts[metric, pair] else { return nil }
        let level =
            metric == plan.metrics.primary
            ? primaryLevel(pair) : otherLevel(pair)
        return Self.comparison(contrast, pair, plan: plan, level: level)
    }

    /// Whether decisions take another level than the plan's, for several test arms.
    private static func isCorrected(_ plan: Plan) -> Bool {
        DecisionBuilder.level(of: plan) > plan.decision.confidence
    }

    static func comparison(
        _ contrast: Contrast, _ pair: ArmPair, plan: Plan, level: DecisionConfidence?
    )
        -> Comparison
    {
        let outcome = contrast.outcome(confidence: plan.decision.confidence)
        var decision: Comparison.DecisionInterval?
        if let level, isCorrected(plan) || level.computed > plan.decision.confidence + 1e-12,
            let effect = contrast.outcome(confidence: level.computed).absolute.value
        {
            decision = Comparison.DecisionInterval(level: level.told, absolute: effect.interval)
        }
        return Comparison(
            treatment: plan.variants[pair.treatment].key,
            reference: plan.variants[pair.reference].key,
            referenceRole: plan.variants[pair.reference].role,
            method: outcome.method.rawValue, methodReason: contrast.reason,
            adjustment: contrast.adjustment,
            guardStatus: contrast.guardStatus.rawValue, absolute: outcome.absolute,
            relative: outcome.relative, decisionInterval: decision, p: outcome.p,
            secondP: contrast.secondP)
    }
}
