// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension Fixture {
    static let winbackPlan = Plan(
        key: "winback-demo", name: "Winback in spring: a personal offer", owner: "team-crm",
        hypothesis: "A personal selection brings back more sleeping customers than today's mail.",
        goal: Goal(
            domain: .lifecycle, objective: "winback", metric: "ordered", target: .relative(0.2),
            deadline: Day(year: 2026, month: 5, day: 15),
            contributesTo: "Revenue 1.5 million in 2026"),
        assignment: AssignmentRule(salt: "winback-2026"),
        variants: [
            Variant(key: "control", role: .control, weight: Share(1, over: 10), contact: false),
            Variant(
                key: "base", role: .base, weight: Share(9, over: 20), channel: "email",
                cost: .init(perContact: Money(0.02, "EUR"))),
            Variant(
                key: "personal", name: "Personal offer", role: .test, weight: Share(9, over: 20),
                channel: "email",
                cost: .init(perContact: Money(0.04, "EUR"), fixed: Money(1500, "EUR"))),
        ],
        metrics: MetricSet(
            definitions: [
                metric("ordered", "Ordered within 14 days"),
                metric("revenue", "Revenue per customer", .mean, currency: "EUR"),
                Metric(
                    key: "aov", name: "Average order value", kind: .ratio, numerator: "revenue",
                    denominator: "orders", direction: .increase, currency: "EUR"),
                metric("unsubscribed", "Unsubscribed", .proportion, .decrease),
            ], primary: "ordered", secondary: ["revenue", "aov"],
            guardrails: [.init(metric: "unsubscribed", margin: .points(0.001))]),
        value: ValueRule(
            metric: "ordered", perResult: Money(62, "EUR"), margin: 0.4, currency: "EUR"),
        decision: DecisionRule(
            beat: [.control, .base],
            minimumUplift: .init(metric: "ordered", versus: .control, value: .points(0.002)),
            netValuePositive: true, minimumSamplePerVariant: 5000),
        schedule: Schedule(
            start: Day(year: 2026, month: 3, day: 2), end: Day(year: 2026, month: 3, day: 29)),
        report: ReportOptions(segments: ["quadrant"]))

    static let winback = AnalysisResult(
        plan: winbackPlan, stamp: stamp("winback-demo.yaml"),
        inputs: [input(rows: 100_012, rejected: 12)], arms: winbackArms, health: healthy,
        metrics: winbackMetrics, values: winbackValues, segments: [winbackSegment],
        decision: winbackDecision,
        goal: GoalResult(
            metric: "ordered", target: .relative(0.2), reference: .control,
            lines: [.init(key: "personal", state: .undecided)]),
        asOf: Day(year: 2026, month: 4, day: 13), toolVersion: "0.1.0")

    static let winbackArms = [
        ArmSummary(
            key: "control", role: .control, count: 9_987, plannedShare: 0.1,
            observedShare: 0.09987),
        ArmSummary(
            key: "base", role: .base, count: 45_021, plannedShare: 0.45, observedShare: 0.45021),
        ArmSummary(
            key: "personal", role: .test, count: 44_992, plannedShare: 0.45,
            observedShare: 0.44992),
    ]

    static let ordered = MetricResult(
        metric: winbackPlan.metrics.definitions[0], part: .primary,
        arms: [
            level("control", 9_987, 300), level("base", 45_021, 1_531),
            level("personal", 44_992, 1_675),
        ],
        comparisons: [
            compare(
                "personal", "control", .control, (0.007190, 0.003325, 0.010856),
                (0.23934, 0.1003, 0.4025), p: 0.00042),
            compare(
                "personal", "base", .base, (0.003223, 0.000805, 0.005641),
                (0.09477, 0.0232, 0.1713), p: 0.00899),
            compare(
                "base", "control", .control, (0.003967, 0.000113, 0.007602),
                (0.13207, 0.0035, 0.2831), p: 0.0435),
        ])

    static let winbackMetrics: [MetricResult] = [
        ordered,
        MetricResult(
            metric: winbackPlan.metrics.definitions[1], part: .secondary,
            arms: [
                level("control", 9_987, 18_600), level("base", 45_021, 94_922),
                level("personal", 44_992, 103_850),
            ],
            comparisons: [
                compare(
                    "personal", "control", .control, (0.4458, 0.206, 0.6731),
                    (0.2394, 0.1003, 0.4025), p: 0.0004, method: "permutation"),
                compare(
                    "personal", "base", .base, (0.1998, 0.0499, 0.3497),
                    (0.0948, 0.0232, 0.1713), p: 0.009, method: "permutation"),
                compare(
                    "base", "control", .control, (0.246, 0.007, 0.4713), (0.1321, 0.0035, 0.2831),
                    p: 0.0435, method: "permutation"),
            ], capValue: 2_500),
        MetricResult(
            metric: winbackPlan.metrics.definitions[2], part: .secondary,
            arms: [
                ArmLevel(
                    key: "control", count: 9_987, value: 62, sum: 18_600, denominatorSum: 300),
                ArmLevel(
                    key: "base", count: 45_021, value: 62, sum: 94_922, denominatorSum: 1_531),
                ArmLevel(
                    key: "personal", count: 44_992, value: 62, sum: 103_850,
                    denominatorSum: 1_675),
            ],
            comparisons: [
                compare(
                    "personal", "control", .control, (0, -4.1, 4.1), (0, -0.066, 0.0665), p: 1,
                    method: "ratio-delta"),
                compare(
                    "personal", "base", .base, (0, -2.2, 2.2), (0, -0.0355, 0.0356), p: 1,
                    method: "ratio-delta"),
                compare(
                    "base", "control", .control, (0, -4.2, 4.2), (0, -0.067, 0.0677), p: 1,
                    method: "ratio-delta"),
            ]),
        MetricResult(
            metric: winbackPlan.metrics.definitions[3], part: .guardrail,
            arms: [
                level("control", 9_987, 21), level("base", 45_021, 97),
                level("personal", 44_992, 109),
            ],
            comparisons: [
                compare(
                    "personal", "control", .control, (0.00032, -0.00088, 0.00117),
                    (0.1521, -0.27, 0.85), p: 0.55),
                compare(
                    "personal", "base", .base, (0.000268, -0.00036, 0.00090),
                    (0.1244, -0.144, 0.477), p: 0.396),
                compare(
                    "base", "control", .control, (0.000052, -0.00114, 0.00088),
                    (0.0246, -0.354, 0.664), p: 0.918),
            ]),
    ]

    static let winbackValues = [
        ValueResult(
            treatment: "personal", reference: "control", referenceRole: .control, currency: "EUR",
            units: 44_992, incremental: effect(323.48, 149.2, 488.6), revenue: 103_850,
            counterfactualRevenue: 83_794, incrementalRevenue: effect(20_056, 9_250, 30_293),
            incrementalMargin: effect(8_022, 3_700, 12_117), cost: 3_300,
            net: effect(4_722, 400, 8_817), breakEvenEffect: 0.002958),
        ValueResult(
            treatment: "personal", reference: "base", referenceRole: .base, currency: "EUR",
            units: 44_992, incremental: effect(145.0, 36.2, 253.8), revenue: 103_850,
            counterfactualRevenue: 94_860, incrementalRevenue: effect(8_990, 2_244, 15_736),
            incrementalMargin: effect(3_596, 898, 6_294), cost: 2_400,
            net: effect(1_196, -1_502, 3_894), breakEvenEffect: 0.002151),
    ]

    static let winbackSegment = SegmentResult(
        key: "quadrant", name: "Quadrant",
        levels: [
            segmentLevel("often / high", 12_000, 2_600, (0.0092, 0.0005, 0.0179), 0.038),
            segmentLevel("often / low", 11_000, 2_500, (0.0066, -0.0017, 0.0149), 0.119),
            segmentLevel("seldom / high", 11_500, 2_450, (0.0071, -0.0008, 0.0150), 0.078),
            SegmentResult.Level(
                label: "seldom / low",
                arms: [level("control", 17, 0), level("base", 70, 2), level("personal", 75, 3)],
                comparisons: [], tooSmall: true),
        ],
        adjustedP: [
            "often / high/personal/control": 0.114, "often / low/personal/control": 0.119,
            "seldom / high/personal/control": 0.117,
        ])

    static func segmentLevel(
        _ label: String, _ count: Int, _ control: Int, _ absolute: (Double, Double, Double),
        _ p: Double
    ) -> SegmentResult.Level {
        let base = 0.03 * Double(control)
        return SegmentResult.Level(
            label: label,
            arms: [
                level("control", control, base.rounded()),
                level("base", count, (0.034 * Double(count)).rounded()),
                level("personal", count, ((0.03 + absolute.0) * Double(count)).rounded()),
            ],
            comparisons: [
                compare(
                    "personal", "control", .control, absolute,
                    (absolute.0 / 0.03, absolute.1 / 0.03, absolute.2 / 0.027), p: p)
            ], tooSmall: false)
    }

    static let winbackDecision = DecisionResult(
        verdict: .pass,
        variants: [
            VariantDecision(
                key: "personal", verdict: .pass, p: 0.00899, adjustedP: 0.00899,
                rules: winbackRules)
        ], decisionLevel: 0.95)

    static let winbackRules: [RuleResult] = [
        RuleResult(
            "beats-control", .holds,
            remark: Remark(
                "rule.beats-control.holds",
                [
                    "variant": .text("personal"), "reference": .text("control"),
                    "metric": .text("ordered"), "estimate": .points(0.00719),
                    "low": .points(0.003325), "high": .points(0.010856),
                    "relative": .relative(0.23934), "adjustedP": .pValue(0.00042),
                ])),
        RuleResult(
            "beats-base", .holds,
            remark: Remark(
                "rule.beats-base.holds",
                [
                    "variant": .text("personal"), "reference": .text("base"),
                    "metric": .text("ordered"), "estimate": .points(0.003223),
                    "low": .points(0.000805), "high": .points(0.005641),
                    "relative": .relative(0.09477), "adjustedP": .pValue(0.00899),
                ])),
        RuleResult(
            "guardrail-unsubscribed", .holds,
            remark: Remark(
                "rule.guardrail.holds",
                [
                    "metric": .text("unsubscribed"), "margin": .points(0.001),
                    "reference": .text("base"), "low": .points(-0.00036),
                    "high": .points(0.00090),
                ])),
        RuleResult(
            "minimum-uplift", .holds,
            remark: Remark(
                "rule.minimum-uplift.holds",
                [
                    "metric": .text("ordered"), "bar": .points(0.002),
                    "reference": .text("control"), "low": .points(0.003325),
                    "high": .points(0.010856),
                ])),
        RuleResult(
            "net-value", .holds,
            remark: Remark(
                "rule.net-value.holds",
                [
                    "estimate": .money(4_722, currency: "EUR"),
                    "low": .money(400, currency: "EUR"),
                    "high": .money(8_817, currency: "EUR"), "reference": .text("control"),
                ])),
        RuleResult(
            "minimum-sample", .holds,
            remark: Remark(
                "rule.minimum-sample.holds", ["least": .count(5_000), "found": .count(9_987)])),
    ]
}
