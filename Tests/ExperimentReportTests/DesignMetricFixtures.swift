// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension Fixture {
    static func adjusted(
        _ covariate: String, reduction: Double, unadjusted: Datum
    ) -> Remark {
        Remark(
            "method.adjusted",
            [
                "covariates": .list([covariate]), "reduction": .share(reduction),
                "unadjusted": unadjusted,
            ])
    }

    /// The metrics of a test at its second look, of every kind.
    static let looksMetrics: [MetricResult] = [
        stayed, spend,
        MetricResult(
            metric: looksPlan.metrics.definitions[2], part: .secondary,
            arms: quantiles(18, 16, 18),
            comparisons: pair(
                (-2, -3.4, -0.6), (-0.111, -0.181, -0.035), (0, -1.4, 1.4), (0, -0.075, 0.081),
                method: "quantile")),
        MetricResult(
            metric: looksPlan.metrics.definitions[3], part: .secondary,
            arms: quantiles(181.5, 190.25, 183),
            comparisons: pair(
                (8.75, -3.1, 20.6), (0.0482, -0.0168, 0.1167), (1.5, -10.2, 13.2),
                (0.0083, -0.0549, 0.0749), method: "quantile")),
        visits,
        MetricResult(
            metric: looksPlan.metrics.definitions[5], part: .guardrail,
            arms: quantiles(28.2, 32.4, 27.5),
            comparisons: pair(
                (4.2, -1, 9.4), nil, (-0.7, -5.9, 4.5), nil, method: "welch")),
    ]

    private static func quantiles(
        _ control: Double, _ call: Double, _ letter: Double
    ) -> [ArmLevel] {
        [
            ArmLevel(key: "control", count: 4_010, value: control, sum: control * 4_010),
            ArmLevel(key: "call", count: 4_052, value: call, sum: call * 4_052),
            ArmLevel(key: "letter", count: 4_038, value: letter, sum: letter * 4_038),
        ]
    }

    private typealias Three = (Double, Double, Double)

    private static func pair(
        _ call: Three, _ callRelative: Three?, _ letter: Three, _ letterRelative: Three?,
        method: String
    ) -> [Comparison] {
        [
            compare("call", "control", .control, call, callRelative, p: 0.02, method: method),
            compare("letter", "control", .control, letter, letterRelative, p: 0.8, method: method),
        ].map { comparison in
            var comparison = comparison
            if comparison.relative.value == nil {
                comparison.relative = .notEstimable(.controlNotPositive)
            }
            return comparison
        }
    }

    private static let stayed: MetricResult = {
        var comparisons = [
            compare(
                "call", "control", .control, (0.0329, 0.0172, 0.0486), (0.0396, 0.0205, 0.0592),
                p: 0.00004, method: "cuped", decision: (0.0058, 0.0600)),
            compare(
                "letter", "control", .control, (0.0061, -0.0101, 0.0223), (0.0073, -0.012, 0.0271),
                p: 0.46, method: "cuped", decision: (-0.0219, 0.0341)),
        ]
        comparisons[0].adjustment = adjusted(
            "months", reduction: 0.31, unadjusted: .points(0.0351))
        comparisons[1].adjustment = adjusted("months", reduction: 0.29, unadjusted: .points(0.0048))
        return MetricResult(
            metric: looksPlan.metrics.definitions[0], part: .primary,
            arms: [
                level("control", 4_010, 3_328), level("call", 4_052, 3_505),
                level("letter", 4_038, 3_371),
            ], comparisons: comparisons)
    }()

    private static let spend: MetricResult = {
        var comparisons = pair(
            (1.91, 0.42, 3.4), (0.041, 0.009, 0.074), (0.2, -1.3, 1.7), (0.004, -0.028, 0.037),
            method: "permutation")
        comparisons[0].adjustment = adjusted(
            "spend_before", reduction: 0.52, unadjusted: .number(2.4))
        comparisons[1].adjustment = adjusted(
            "spend_before", reduction: 0, unadjusted: .number(0.1))
        return MetricResult(
            metric: looksPlan.metrics.definitions[1], part: .secondary,
            arms: [
                level("control", 4_010, 186_500), level("call", 4_052, 198_150),
                level("letter", 4_038, 188_230),
            ], comparisons: comparisons)
    }()

    private static let visits: MetricResult = {
        var comparisons = pair(
            (0.21, -0.05, 0.47), (0.091, -0.021, 0.218), (0.02, -0.24, 0.28),
            (0.009, -0.1, 0.13), method: "cluster")
        comparisons[0].guardStatus = "caution"
        comparisons[0].methodReason = Remark("method.few-clusters", ["count": .count(14)])
        comparisons[1].guardStatus = "unsafe"
        comparisons[1].methodReason = Remark("method.skewed-clusters", ["gamma": .number(0.21)])
        return MetricResult(
            metric: looksPlan.metrics.definitions[4], part: .secondary,
            arms: [
                level("control", 4_010, 9_220), level("call", 4_052, 10_170),
                level("letter", 4_038, 9_370),
            ], comparisons: comparisons)
    }()

    static let looksDecision = DecisionResult(
        verdict: .fail,
        variants: [
            VariantDecision(
                key: "call", verdict: .fail, p: 0.0006, adjustedP: 0.0012,
                rules: [
                    looksBeats("call", .holds, (0.0329, 0.0058, 0.0600), p: 0.0012),
                    looksGuardrail(.holds, -1), lookRule,
                    RuleResult(
                        "net-value", .broken,
                        remark: Remark(
                            "rule.net-value.broken",
                            [
                                "estimate": .money(-8_228, currency: "EUR"),
                                "low": .money(-12_128, currency: "EUR"),
                                "high": .money(-4_328, currency: "EUR"),
                                "reference": .text("control"),
                            ])),
                ]),
            VariantDecision(
                key: "letter", verdict: .inconclusive, p: 0.9, adjustedP: 0.9,
                rules: [
                    looksBeats("letter", .undecided, (0.0061, -0.0219, 0.0341), p: 0.9),
                    looksGuardrail(.undecided, -5.9), lookRule,
                ]),
        ], decisionLevel: 0.975, correction: .holm)

    private static func looksBeats(
        _ variant: String, _ state: RuleState, _ effect: Three, p: Double
    ) -> RuleResult {
        RuleResult(
            "beats-control", state,
            remark: Remark(
                "rule.beats-control.\(state.rawValue)",
                [
                    "variant": .text(variant), "reference": .text("control"),
                    "metric": .text("stayed"), "estimate": .points(effect.0),
                    "low": .points(effect.1), "high": .points(effect.2), "adjustedP": .pValue(p),
                ]))
    }

    private static func looksGuardrail(_ state: RuleState, _ low: Double) -> RuleResult {
        RuleResult(
            "guardrail-nps", state,
            remark: Remark(
                "rule.guardrail.\(state.rawValue)",
                [
                    "metric": .text("nps"), "margin": .number(3), "reference": .text("control"),
                    "low": .number(low), "high": .number(low + 10.4),
                ]))
    }

    private static let lookRule = RuleResult(
        "look", .holds,
        remark: Remark(
            "rule.look.holds",
            [
                "look": .count(2), "looks": .count(4), "share": .share(0.504),
                "due": .share(0.25),
            ]))

    /// An NPS that may be read at any time, with one variant and nothing gained by adjusting.
    static let anytime: AnalysisResult = {
        var result = looks
        result.plan.key = "nps-demo"
        result.plan.name = "A friendlier letter"
        result.plan.variants.remove(at: 1)
        result.plan.metrics = MetricSet(
            definitions: [looksPlan.metrics.definitions[5]], primary: "nps")
        result.plan.value = nil
        result.plan.decision = DecisionRule(
            monitoring: .alwaysValid(.init(plannedUnits: 16_000)))
        result.plan.report = ReportOptions(segments: [])
        result.arms.remove(at: 1)
        result.health = healthy
        var nps = looksMetrics[5]
        nps.part = .primary
        nps.arms.remove(at: 1)
        nps.comparisons.remove(at: 0)
        nps.comparisons[0].absolute = effect(6.3, 1.1, 11.5)
        nps.comparisons[0].decisionInterval = .init(
            level: 0.95, absolute: Interval(low: -1.2, high: 13.8))
        nps.comparisons[0].method = "cuped"
        nps.comparisons[0].adjustment = adjusted("nps_before", reduction: 0, unadjusted: .number(6))
        result.metrics = [nps]
        result.values = []
        result.segments = []
        result.contact = nil
        result.monitoring = MonitoringResult(
            kind: .alwaysValid, plannedUnits: 16_000, units: 8_048, nominalP: 0.0072,
            histories: [])
        result.decision = DecisionResult(
            verdict: .inconclusive,
            variants: [
                VariantDecision(
                    key: "letter", verdict: .inconclusive, p: 0.11, adjustedP: 0.11,
                    rules: [
                        RuleResult(
                            "beats-control", .undecided,
                            remark: Remark(
                                "rule.beats-control.undecided",
                                [
                                    "variant": .text("letter"), "reference": .text("control"),
                                    "metric": .text("nps"), "estimate": .number(6.3),
                                    "low": .number(-1.2), "high": .number(13.8),
                                ]))
                    ])
            ], decisionLevel: 0.95)
        return result
    }()
}
