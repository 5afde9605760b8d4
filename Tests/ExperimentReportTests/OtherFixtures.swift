// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension Fixture {
    /// Two test arms on a metric where fewer is better; one of them does harm.
    static let harm: AnalysisResult = {
        var result = winback
        result.plan.key = "churn-flow"
        result.plan.name = "Churn flow: first contact after 3 or 10 days"
        result.plan.hypothesis = "Earlier contact after a signal keeps more customers."
        result.plan.goal = nil
        result.plan.variants = [
            Variant(key: "no-flow", name: "No flow", role: .control, contact: false),
            Variant(key: "day3", name: "Day 3", role: .test, channel: "phone"),
            Variant(key: "day10", name: "Day 10", role: .test, channel: "email"),
        ]
        let churned = metric("churned", "Cancelled within 90 days", .proportion, .decrease)
        result.plan.metrics = MetricSet(definitions: [churned], primary: "churned")
        result.plan.value = nil
        result.plan.decision = DecisionRule(beat: [.control])
        result.arms = [
            ArmSummary(
                key: "no-flow", role: .control, count: 5_020, plannedShare: 1.0 / 3,
                observedShare: 0.3349),
            ArmSummary(
                key: "day3", role: .test, count: 4_968, plannedShare: 1.0 / 3,
                observedShare: 0.3314),
            ArmSummary(
                key: "day10", role: .test, count: 5_002, plannedShare: 1.0 / 3,
                observedShare: 0.3337),
        ]
        result.metrics = [
            MetricResult(
                metric: churned, part: .primary,
                arms: [
                    level("no-flow", 5_020, 402), level("day3", 4_968, 517),
                    level("day10", 5_002, 331),
                ],
                comparisons: [
                    compare(
                        "day3", "no-flow", .control, (0.02399, 0.0126, 0.0354),
                        (0.2996, 0.148, 0.472), p: 0.000038, decision: (0.0110, 0.0370)),
                    compare(
                        "day10", "no-flow", .control, (-0.01391, -0.0241, -0.0037),
                        (-0.1737, -0.281, -0.0497), p: 0.0075, decision: (-0.0256, -0.0022)),
                ])
        ]
        result.values = []
        result.segments = []
        result.goal = nil
        result.asOf = Day(year: 2026, month: 3, day: 20)
        result.decision = DecisionResult(
            verdict: .harm,
            variants: [
                VariantDecision(
                    key: "day3", verdict: .harm, p: 1, adjustedP: 1,
                    rules: [
                        beats("day3", .broken, (0.02399, 0.0110, 0.0370), 0.2996, p: 1)
                    ], worseThan: [.control]),
                VariantDecision(
                    key: "day10", verdict: .pass, p: 0.0075, adjustedP: 0.015,
                    rules: [
                        beats("day10", .holds, (-0.01391, -0.0256, -0.0022), -0.1737, p: 0.015)
                    ]),
            ], decisionLevel: 0.975)
        return result
    }()

    static func beats(
        _ variant: String, _ state: RuleState, _ effect: (Double, Double, Double),
        _ relative: Double, p: Double
    ) -> RuleResult {
        RuleResult(
            "beats-control", state,
            remark: Remark(
                "rule.beats-control.\(state.rawValue)",
                [
                    "variant": .text(variant), "reference": .text("no-flow"),
                    "metric": .text("churned"), "estimate": .points(effect.0),
                    "low": .points(effect.1), "high": .points(effect.2),
                    "relative": .relative(relative), "adjustedP": .pValue(p),
                ]))
    }

    static let invalid: AnalysisResult = {
        var result = winback
        result.arms[0].count = 7_987
        result.arms[0].observedShare = 0.0815
        result.health[0] = HealthCheck(
            "srm", .invalid, p: 2e-83,
            remark: Remark(
                "health.srm.mismatch",
                [
                    "p": .pValue(2e-83), "arm": .text("control"), "planned": .share(0.1),
                    "found": .share(0.0815),
                ]))
        result.decision.verdict = .invalid
        result.decision.variants[0].verdict = .invalid
        return result
    }()

    /// A control group in which nobody ordered, and data that are not complete.
    static let inconclusive: AnalysisResult = {
        var result = winback
        result.metrics[0].arms[0] = level("control", 9_987, 0)
        result.metrics[0].comparisons[0] = Comparison(
            treatment: "personal", reference: "control", referenceRole: .control,
            method: "score-skew", guardStatus: "caution", absolute: effect(0.0004, -0.0002, 0.0011),
            relative: .notEstimable(.controlNearZero), p: .estimated(0.21),
            secondP: .init(method: "fisher-mid-p", p: 0.26))
        result.metrics[0].comparisons[2] = Comparison(
            treatment: "base", reference: "control", referenceRole: .control,
            method: "score-skew", guardStatus: "caution", absolute: .notEstimable(.noEvents),
            relative: .notEstimable(.noEvents), p: .notEstimable(.noEvents))
        result.metrics[1].comparisons[0].relative = effect(0.3, -0.1, .infinity)
        result.values[0].incremental = effect(18, -9, 50)
        result.values[0].net = effect(-2_854, -3_523, -2_060)
        result.health[6] = HealthCheck(
            "data-complete", .warning,
            remark: Remark(
                "health.data-complete.not-yet",
                ["asOf": .day("2026-03-20"), "end": .day("2026-03-29")]))
        result.asOf = Day(year: 2026, month: 3, day: 20)
        result.decision.verdict = .inconclusive
        result.decision.variants[0].verdict = .inconclusive
        result.decision.variants[0].rules[0] = RuleResult(
            "beats-control", .undecided,
            remark: Remark(
                "rule.beats-control.undecided",
                [
                    "variant": .text("personal"), "reference": .text("control"),
                    "metric": .text("ordered"), "estimate": .points(0.0004),
                    "low": .points(-0.0002), "high": .points(0.0011),
                ]))
        return result
    }()

    /// Names that try to break out of every format.
    static let hostile: AnalysisResult = {
        var result = winback
        result.plan.name = "# <script>alert(1)</script> | `code` [x](javascript:alert(1)) ]]>"
        result.plan.owner = "a\u{0301}<\u{0338}b> & \"c\u{0308}\" '\u{202E}evil\u{202C}'"
        result.plan.hypothesis = "1. line\nbreak\u{0000}\u{001B}[31m https://example.com www.x.nl"
        result.plan.variants[2].name = "שלום | *bold* _x_ <b>&amp;"
        result.plan.metrics.definitions[0].name = "=cmd|' /C calc'!A0 {{title}} ${x} \u{FFFF}"
        result.metrics[0].metric.name = result.plan.metrics.definitions[0].name
        result.segments[0].levels[0].label = "\"><img src=x onerror=alert(1)>"
        result.inputs[0].name = "--><svg/onload=alert(1)>.csv"
        return result
    }()
}
