// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

/// Results of tests with looks, adjustment, clusters, contact and metrics of every kind.
extension Fixture {
    static let looksPlan: Plan = {
        var plan = winbackPlan
        plan.key = "keep-demo"
        plan.name = "Keeping customers: a call or a letter"
        plan.hypothesis = "A call or a letter at the end of a contract keeps more customers."
        plan.goal = nil
        plan.variants = [
            Variant(key: "control", role: .control, contact: false),
            Variant(
                key: "call", name: "Call", role: .test, channel: "phone",
                cost: .init(perContact: Money(4, "EUR"))),
            Variant(
                key: "letter", name: "Letter", role: .test, channel: "post",
                cost: .init(perContact: Money(1, "EUR"))),
        ]
        plan.metrics = MetricSet(
            definitions: [
                Metric(
                    key: "stayed", name: "Stayed after 90 days", kind: .retention,
                    column: "stayed", direction: .increase, covariates: [.column("months")]),
                Metric(
                    key: "spend", name: "Spend per customer", kind: .mean, column: "spend",
                    direction: .increase, covariates: [.column("spend_before")], currency: "EUR"),
                Metric(
                    key: "wait", name: "Days to first order", kind: .quantile, column: "wait",
                    direction: .decrease, quantile: 0.5),
                Metric(
                    key: "top", name: "Largest baskets", kind: .quantile, column: "basket",
                    direction: .increase, quantile: 0.9, currency: "EUR"),
                Metric(
                    key: "visits", name: "Store visits", kind: .count, column: "visits",
                    direction: .increase, cluster: "store"),
                Metric(
                    key: "nps", name: "Recommendation", kind: .nps, column: "answer",
                    direction: .increase),
            ], primary: "stayed", secondary: ["spend", "wait", "top", "visits"],
            guardrails: [.init(metric: "nps", margin: .amount(3, currency: nil))])
        plan.value = ValueRule(
            metric: "stayed", perResult: Money(120, "EUR"), margin: 0.5, currency: "EUR")
        plan.decision = DecisionRule(
            correction: .dunnett,
            monitoring: .groupSequential(
                .init(looks: [0.25, 0.5, 0.75, 1], plannedUnits: 24_000)),
            netValuePositive: true)
        plan.report = ReportOptions(segments: ["region"])
        return plan
    }()

    static let looks = AnalysisResult(
        plan: looksPlan, stamp: stamp("keep-demo.yaml"), inputs: [input(rows: 12_100, rejected: 0)],
        arms: [
            ArmSummary(
                key: "control", role: .control, count: 4_010, plannedShare: 1.0 / 3,
                observedShare: 0.3314),
            ArmSummary(
                key: "call", role: .test, count: 4_052, plannedShare: 1.0 / 3,
                observedShare: 0.3349),
            ArmSummary(
                key: "letter", role: .test, count: 4_038, plannedShare: 1.0 / 3,
                observedShare: 0.3337),
        ],
        health: looksHealth, metrics: looksMetrics, values: looksValues,
        segments: [looksSegment], decision: looksDecision, goal: nil,
        monitoring: looksMonitoring, contact: looksContact,
        asOf: Day(year: 2026, month: 3, day: 20), toolVersion: "0.1.0")

    static let looksHealth: [HealthCheck] = [
        HealthCheck(
            "srm", .ok, p: 0.72,
            remark: Remark(
                "health.srm.sequential-ok", ["p": .pValue(0.72), "looks": .count(2)])),
        HealthCheck(
            "contact", .warning,
            remark: Remark(
                "health.contact.leak", ["share": .share(0.021), "arm": .text("control")])),
        HealthCheck(
            "contact", .warning,
            remark: Remark("health.contact.low", ["share": .share(0.44), "arm": .text("call")])),
        HealthCheck(
            "clusters", .warning,
            remark: Remark("health.clusters.few", ["metrics": .list(["Store visits"])])),
        HealthCheck(
            "covariates", .warning,
            remark: Remark(
                "health.covariates.missing",
                [
                    "metric": .text("spend"), "covariate": .text("spend_before"),
                    "share": .share(0.083),
                ])),
        HealthCheck(
            "covariates", .warning, p: 0.0004,
            remark: Remark(
                "health.covariates.imbalance",
                [
                    "metric": .text("stayed"), "covariate": .text("months"), "p": .pValue(0.0004),
                ])),
        HealthCheck(
            "timeline", .warning,
            remark: Remark("health.timeline.decreasing", ["count": .count(2)])),
    ]

    static let looksMonitoring = MonitoringResult(
        kind: .sequential, plannedUnits: 24_000, units: 12_100,
        looks: [
            .init(number: 1, fraction: 0.25, nominalP: 0.0000147),
            .init(number: 2, fraction: 12_100.0 / 24_000, nominalP: 0.0031),
            .init(number: 3, fraction: 0.75, nominalP: 0.0184),
            .init(number: 4, fraction: 1, nominalP: 0.0412),
        ], look: 2, nominalP: 0.0031,
        histories: [
            .init(treatment: "call", reference: "control", readings: readings(28, 0.031)),
            .init(treatment: "letter", reference: "control", readings: readings(3, 0.004)),
        ])

    /// Readings that settle on an effect; the first has nothing to show.
    static func readings(_ count: Int, _ effect: Double) -> [MonitoringResult.Reading] {
        (1...count).map { number in
            let share = 0.5042 * Double(number) / Double(count)
            let half = 0.022 / (2 * share).squareRoot()
            let estimate = effect + (number.isMultiple(of: 2) ? 0.2 : -0.2) * half
            let day = Day(daysSince1970: 20_500 + number).iso
            guard number > 1 else {
                return .init(
                    time: day, fraction: share, absolute: .notEstimable(.tooFewUnits),
                    isDecisive: false)
            }
            return .init(
                time: day, fraction: share,
                absolute: self.effect(estimate, estimate - half, estimate + half),
                isDecisive: estimate - half > 0)
        }
    }

    static let looksContact = ContactResult(
        arms: [
            .init(key: "control", count: 4_010, rate: 0.021),
            .init(key: "call", count: 4_052, rate: 0.44),
            .init(key: "letter", count: 4_038, rate: 0.98),
        ],
        effects: [
            .init(
                treatment: "call", reference: "control", absolute: effect(0.0785, 0.0401, 0.1182)),
            .init(
                treatment: "letter", reference: "control",
                absolute: .notEstimable(.denominatorNearZero)),
        ])

    static let looksValues = [
        ValueResult(
            treatment: "call", reference: "control", referenceRole: .control, currency: "EUR",
            units: 4_052, incremental: effect(133, 68, 198), revenue: 430_000,
            counterfactualRevenue: 414_040, incrementalRevenue: effect(15_960, 8_160, 23_760),
            incrementalMargin: effect(7_980, 4_080, 11_880), cost: 16_208,
            net: effect(-8_228, -12_128, -4_328), breakEvenEffect: 0.0667)
    ]

    static let looksSegment = SegmentResult(
        key: "region", name: "Region",
        levels: [
            looksLevel("north", (0.041, 0.012, 0.070)), looksLevel("south", (0.022, -0.007, 0.051)),
        ],
        adjustedP: ["north/call/control": 0.011, "south/call/control": 0.14],
        heterogeneity: [
            .init(
                treatment: "call", reference: "control",
                test: Heterogeneity.test(
                    estimates: [0.041, 0.022], variances: [0.000219, 0.000219])),
            .init(
                treatment: "letter", reference: "control",
                test: Heterogeneity.test(
                    estimates: [0.041, -0.032], variances: [0.000219, 0.000219])),
        ])

    static func looksLevel(
        _ label: String, _ absolute: (Double, Double, Double)
    ) -> SegmentResult.Level {
        SegmentResult.Level(
            label: label,
            arms: [
                level("control", 2_005, 1_662), level("call", 2_026, 1_743),
                level("letter", 2_019, 1_680),
            ],
            comparisons: ["call", "letter"].map { arm in
                compare(
                    arm, "control", .control, absolute,
                    (absolute.0 / 0.83, absolute.1 / 0.83, absolute.2 / 0.83), p: 0.005)
            }, tooSmall: false)
    }
}
