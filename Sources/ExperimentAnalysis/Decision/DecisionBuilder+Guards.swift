// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

extension DecisionBuilder {
    /// The names of the metrics that a rule rests on and that no method at hand can vouch for.
    ///
    /// A skewed metric without values for the permutation test; for the primary also a sparse
    /// proportion whose second p-value does not agree.
    func unguardedMetrics(for arm: Int, secondDisagrees: Bool) -> [String] {
        var keys: [String] = []
        let primaries = contrastsOfPrimary(arm)
        if secondDisagrees || primaries.contains(where: \.isUnguarded) {
            keys.append(plan.metrics.primary)
        }
        func look(at metric: String, _ reference: Int?) {
            guard let reference, !keys.contains(metric),
                contrasts[metric, ArmPair(treatment: arm, reference: reference)]?.isUnguarded
                    == true
            else { return }
            keys.append(metric)
        }
        for guardrail in plan.metrics.guardrails { look(at: guardrail.metric, guardrailReference) }
        if let rule = plan.decision.minimumUplift {
            look(
                at: rule.metric, plan.variants.firstIndex { $0.role == rule.versus })
        }
        if plan.decision.netValuePositive, let rule = plan.value {
            look(at: rule.metric, values.decidingReference)
        }
        // What differed beforehand, an adjustment turns into an effect.
        let differing = health.filter { $0.remark.id == "health.covariates.imbalance" }
            .compactMap { check in
                if case .text(let name)? = check.remark.values["metric"] { name } else { nil }
            }
        let names = keys.map { plan.metric($0)?.name ?? $0 }
        return names + differing.filter { !names.contains($0) }
    }

    private func contrastsOfPrimary(_ arm: Int) -> [Contrast] {
        mustBeat.compactMap {
            contrasts[plan.metrics.primary, ArmPair(treatment: arm, reference: $0)]
        }
    }

    /// A reference that must be beaten and that the plan does not have cannot be beaten.
    func absentReferences() -> [RuleResult] {
        plan.decision.beat.filter { role in !plan.variants.contains { $0.role == role } }.map {
            notEstimable(
                "beats-\($0.rawValue)", primary?.name ?? plan.metrics.primary, .tooFewUnits)
        }
    }

    /// Between planned looks nothing is decided.
    func lookRules() -> [RuleResult] {
        guard case .groupSequential(let rule) = plan.decision.monitoring else { return [] }
        let state: RuleState = looks.isBetweenLooks ? .undecided : .holds
        let share = looks.observed.last ?? 0
        var values: [String: Datum] = [
            "looks": .count(rule.looks.count), "share": .share(share),
        ]
        if let look = looks.look { values["look"] = .count(look) }
        if let due = rule.looks.first(where: { $0 > share }) { values["due"] = .share(due) }
        return [
            RuleResult("look", state, remark: Remark("rule.look.\(state.rawValue)", values))
        ]
    }

    /// Whether the test ran its least time, the first and the last day counted.
    ///
    /// Without a day up to which the data are complete nobody knows, and nothing is decided.
    func minimumRuntime() -> RuleResult? {
        guard let least = plan.decision.minimumRuntime?.longestDays else { return nil }
        let id = "minimum-runtime"
        guard let start = plan.schedule?.start, let asOf else {
            return RuleResult(
                id, .undecided,
                remark: Remark("rule.minimum-runtime.unknown", ["least": .count(least)]))
        }
        let found = max(0, asOf.ordinal - start.ordinal + 1)
        let state: RuleState = found >= least ? .holds : .undecided
        return RuleResult(
            id, state,
            remark: Remark(
                "rule.minimum-runtime.\(state.rawValue)",
                [
                    "least": .count(least), "found": .count(found), "asOf": .day(asOf.iso),
                    "start": .day(start.iso),
                ]))
    }
}
