// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentAnalysis
import ExperimentModel
import Inference

/// Writes a result as `experiment-result/1`: the source of truth for machines.
public enum ResultJSON {
    /// The name of the schema.
    public static let schema = "experiment-result/1"

    /// The result as JSON text; the same result gives the same bytes.
    public static func render(_ result: AnalysisResult) -> String {
        let composer = Composer(language: .en, plan: result.plan)
        var members: [String: JSONText] = [
            "schema": .string(schema), "experiment": .string(result.plan.key),
            "verdict": .string(result.decision.verdict.rawValue),
            "tool": .object(["version": .string(result.toolVersion)]),
            "plan": .object([
                "file": .string(result.stamp.file), "sha256": .string(result.stamp.sha256),
                "locked": .bool(result.stamp.locked), "seed": .string(String(result.stamp.seed)),
                "confidence": .number(result.plan.decision.confidence),
                "algorithm": .string(result.plan.assignment.algorithm),
            ]),
            "inputs": .array(result.inputs.map { input($0, composer) }),
            "arms": .array(result.arms.map(arm)),
            "health": .array(result.health.map { health($0, composer) }),
            "metrics": .array(result.metrics.map { metric($0, composer) }),
            "decision": decision(result.decision, composer),
            "values": .array(result.values.map(value)),
            "segments": .array(result.segments.map { segment($0, composer) }),
        ]
        if let goal = result.goal { members["goal"] = self.goal(goal) }
        if let monitoring = result.monitoring {
            members["monitoring"] = self.monitoring(monitoring)
        }
        if let found = result.globalControl { members["global_control"] = globalControl(found) }
        if let contact = result.contact { members["contact"] = self.contact(contact) }
        if let asOf = result.asOf { members["as_of"] = .string(asOf.iso) }
        return JSONText.object(members).written() + "\n"
    }

    private static func globalControl(_ found: GlobalControlResult) -> JSONText {
        guard found.heldOut > 0 else {
            return .object(["not_estimable": .string("no-held-out")])
        }
        let composer = Composer(language: .en, plan: found.plan)
        return .object([
            "held_out": .integer(found.heldOut), "others": .integer(found.others),
            "metrics": .array(found.metrics.map { metric($0, composer) }),
        ])
    }

    private static func input(_ input: InputStamp, _ composer: Composer) -> JSONText {
        .object([
            "name": .string(input.name), "sha256": .string(input.sha256),
            "rows_read": .integer(input.rowsRead), "rows_kept": .integer(input.rowsKept),
            "rows_rejected": .integer(input.rowsRejected),
            "rows_excluded": .integer(input.rowsExcluded),
            "detected": .array(
                input.detected.map { remark in
                    .object([
                        "id": .string(remark.id), "message": sentence(remark, composer),
                    ])
                }),
        ])
    }

    private static func sentence(_ remark: Remark, _ composer: Composer) -> JSONText {
        .string(composer.sentence(remark).withPlainSpaces)
    }

    private static func arm(_ arm: ArmSummary) -> JSONText {
        .object([
            "key": .string(arm.key), "role": .string(arm.role.rawValue),
            "n": .integer(arm.count), "planned_share": .number(arm.plannedShare),
            "observed_share": .number(arm.observedShare), "rejected": .integer(arm.rejected),
        ])
    }

    private static func health(_ check: HealthCheck, _ composer: Composer) -> JSONText {
        var members: [String: JSONText] = [
            "id": .string(check.id), "status": .string(check.status.rawValue),
            "remark": .string(check.remark.id), "message": sentence(check.remark, composer),
        ]
        if let p = check.p { members["p"] = .pValue(p) }
        return .object(members)
    }

    private static func metric(_ metric: MetricResult, _ composer: Composer) -> JSONText {
        var members: [String: JSONText] = [
            "key": .string(metric.metric.key), "name": .string(metric.metric.name),
            "type": .string(metric.metric.kind.rawValue), "role": .string(metric.part.rawValue),
            "direction": .string(metric.metric.direction.rawValue),
            "arms": .array(metric.arms.map(level)),
            "comparisons": .array(
                metric.comparisons.map { comparison($0, of: metric.metric, composer) }),
        ]
        if let cap = metric.capValue { members["cap"] = .number(cap) }
        if let currency = metric.metric.currency { members["currency"] = .string(currency) }
        if let quantile = metric.metric.quantile { members["quantile"] = .number(quantile) }
        if let cluster = metric.metric.cluster { members["cluster"] = .string(cluster) }
        return .object(members)
    }

    private static func level(_ level: ArmLevel) -> JSONText {
        var members: [String: JSONText] = [
            "key": .string(level.key), "n": .integer(level.count),
            "missing": .integer(level.missing), "value": .optional(level.value),
            "sum": .number(level.sum),
        ]
        if let clusters = level.clusters { members["clusters"] = .integer(clusters) }
        if let sum = level.denominatorSum { members["denominator_sum"] = .number(sum) }
        return .object(members)
    }

    private static func comparison(
        _ comparison: Comparison, of metric: Metric?, _ composer: Composer
    ) -> JSONText {
        var members: [String: JSONText] = [
            "treatment": .string(comparison.treatment),
            "reference": .string(comparison.reference),
            "reference_role": .string(comparison.referenceRole.rawValue),
            "method": .string(comparison.method), "guard": .string(comparison.guardStatus),
            "absolute": effect(comparison.absolute), "relative": effect(comparison.relative),
        ]
        switch comparison.p {
        case .estimated(let p): members["p"] = .pValue(p)
        case .notEstimable(let reason): members["p"] = notEstimable(reason)
        }
        if let why = comparison.methodReason {
            members["method_reason"] = .object([
                "id": .string(why.id), "message": sentence(why, composer),
            ])
        }
        if let adjustment = comparison.adjustment, let metric {
            members["adjustment"] = self.adjustment(adjustment, comparison, of: metric, composer)
        }
        if let interval = comparison.decisionInterval {
            members["decision_interval"] = .object([
                "level": .number(interval.level), "low": .number(interval.absolute.low),
                "high": .number(interval.absolute.high),
            ])
        }
        if let second = comparison.secondP {
            members["second_p"] = .object([
                "method": .string(second.method), "p": .pValue(second.p),
            ])
        }
        return .object(members)
    }

    static func effect(_ effect: Estimated<EffectEstimate>) -> JSONText {
        switch effect {
        case .notEstimable(let reason): return notEstimable(reason)
        case .estimated(let effect):
            var members: [String: JSONText] = [
                "estimate": .number(effect.estimate), "low": .number(effect.low),
                "high": .number(effect.high),
            ]
            if let error = effect.standardError { members["standard_error"] = .number(error) }
            return .object(members)
        }
    }

    static func notEstimable(_ reason: NotEstimableReason) -> JSONText {
        .object(["not_estimable": .string(reason.rawValue)])
    }

    private static func decision(_ decision: DecisionResult, _ composer: Composer) -> JSONText {
        .object([
            "level": .number(decision.decisionLevel),
            "correction": .string(decision.correction.rawValue),
            "variants": .array(
                decision.variants.map { variant in
                    var members: [String: JSONText] = [
                        "key": .string(variant.key), "verdict": .string(variant.verdict.rawValue),
                        "p": variant.p.map { .pValue($0) } ?? .null,
                        "p_adjusted": variant.adjustedP.map { .pValue($0) } ?? .null,
                        "rules": .array(variant.rules.map { rule($0, composer) }),
                    ]
                    if !variant.worseThan.isEmpty {
                        members["worse_than"] = .array(
                            variant.worseThan.map { .string($0.rawValue) })
                    }
                    return .object(members)
                }),
        ])
    }

    private static func rule(_ rule: RuleResult, _ composer: Composer) -> JSONText {
        .object([
            "id": .string(rule.id), "state": .string(rule.state.rawValue),
            "remark": .string(rule.remark.id), "text": sentence(rule.remark, composer),
        ])
    }

    private static func value(_ value: ValueResult) -> JSONText {
        .object([
            "treatment": .string(value.treatment), "reference": .string(value.reference),
            "reference_role": .string(value.referenceRole.rawValue),
            "currency": .string(value.currency), "units": .integer(value.units),
            "incremental": effect(value.incremental), "revenue": .number(value.revenue),
            "counterfactual_revenue": .number(value.counterfactualRevenue),
            "incremental_revenue": effect(value.incrementalRevenue),
            "incremental_margin": effect(value.incrementalMargin), "cost": .number(value.cost),
            "net": effect(value.net), "break_even_effect": .optional(value.breakEvenEffect),
        ])
    }

    private static func segment(_ segment: SegmentResult, _ composer: Composer) -> JSONText {
        let primary = composer.plan.metric(composer.plan.metrics.primary)
        return .object([
            "key": .string(segment.key), "name": .string(segment.name),
            "levels_omitted": .integer(segment.levelsOmitted),
            "levels": .array(
                segment.levels.map { level in
                    .object([
                        "label": .string(level.label), "too_small": .bool(level.tooSmall),
                        "arms": .array(level.arms.map(self.level)),
                        "comparisons": .array(
                            level.comparisons.map { comparison($0, of: primary, composer) }),
                    ])
                }),
            "p_adjusted": .object(segment.adjustedP.mapValues { .pValue($0) }),
            "heterogeneity": .array(segment.heterogeneity.map(difference)),
        ])
    }

    private static func goal(_ goal: GoalResult) -> JSONText {
        let unit =
            switch goal.target {
            case .points: "points"
            case .relative: "relative"
            case .amount(_, let currency): currency ?? "amount"
            }
        return .object([
            "metric": .string(goal.metric), "reference_role": .string(goal.reference.rawValue),
            "target": .object(["unit": .string(unit), "value": .number(goal.target.value)]),
            "variants": .array(
                goal.lines.map { line in
                    .object(["key": .string(line.key), "state": .string(line.state.rawValue)])
                }),
        ])
    }
}
