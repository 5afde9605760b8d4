// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Holds the goal's target against each test variant; it informs and does not decide.
struct GoalBuilder {
    let plan: Plan
    let contrasts: ContrastTable
    /// The level of rules for a pair.
    let level: (ArmPair) -> DecisionConfidence
    /// Whether this reading decides anything.
    let decides: Bool

    func goal() -> GoalResult? {
        guard let target = plan.goal?.target else { return nil }
        let key = plan.goal?.metric ?? plan.metrics.primary
        guard let metric = plan.metric(key),
            let reference = plan.variants.firstIndex(where: { $0.role == .control })
                ?? plan.variants.firstIndex(where: { $0.role == .base })
        else { return nil }
        let lines = plan.variants.indices.filter { plan.variants[$0].role == .test }.map { arm in
            let pair = ArmPair(treatment: arm, reference: reference)
            let position = contrasts[key, pair]?
                .position(against: target, confidence: level(pair).computed).value
            let state: RuleState =
                switch (decides ? position : nil, metric.direction) {
                case (.above, .increase), (.below, .decrease): .holds
                case (.below, .increase), (.above, .decrease): .broken
                default: .undecided
                }
            return GoalResult.Line(key: plan.variants[arm].key, state: state)
        }
        return GoalResult(
            metric: key, target: target, reference: plan.variants[reference].role, lines: lines)
    }
}
