// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// Plans that the tests of this module share.
enum CampaignPlans {
    /// A winback campaign: 10% control, 45% base, 45% test; revenue only with an order.
    static func winback(
        data: DataSource = DataSource(
            variant: "variant", segments: [.init(key: "value", name: "Customer value")]),
        outcomes: [Simulation.Outcome]? = nil,
        segments: [Simulation.SegmentLevels]? = nil
    ) -> Plan {
        Plan(
            key: "winback-demo", name: "Winback", data: data,
            assignment: AssignmentRule(salt: "winback-2026"),
            variants: [
                Variant(key: "control", role: .control, weight: Share(10, over: 100)),
                Variant(
                    key: "base", role: .base, weight: Share(45, over: 100), matches: ["base, today"]
                ),
                Variant(key: "personal", role: .test, weight: Share(45, over: 100)),
            ],
            metrics: MetricSet(
                definitions: [
                    Metric(
                        key: "ordered", kind: .proportion, column: "ordered", direction: .increase),
                    Metric(key: "revenue", kind: .mean, column: "revenue", direction: .increase),
                    Metric(key: "orders", kind: .count, column: "orders", direction: .increase),
                    Metric(key: "contacts", kind: .count, column: "contacts", direction: .decrease),
                    Metric(
                        key: "visit_value", kind: .mean, column: "visit_value", direction: .increase
                    ),
                    Metric(
                        key: "aov", kind: .ratio, numerator: "revenue", denominator: "ordered",
                        direction: .increase),
                ], primary: "ordered"),
            simulation: Simulation(
                outcomes: outcomes ?? self.outcomes,
                segments: segments ?? [
                    .init(
                        segment: "value",
                        levels: [
                            .init(label: "high", share: 0.2, multiplier: 3),
                            .init(label: "low; \"rest\"", share: 0.8, multiplier: 0.5),
                        ])
                ]))
    }

    static let outcomes = [
        Simulation.Outcome(metric: "ordered", values: each(0.03, 0.034, 0.0372)),
        Simulation.Outcome(
            metric: "revenue", values: each(2.4, 2.8, 3.1), sigma: 0.8, given: "ordered"),
        Simulation.Outcome(metric: "orders", values: each(0.04, 0.05, 0.06), given: "ordered"),
        Simulation.Outcome(metric: "contacts", values: each(0.5, 0.5, 0.75)),
        Simulation.Outcome(metric: "visit_value", values: each(1, 1.5, 2), buyers: 0.25),
    ]

    static func each(_ control: Double, _ base: Double, _ personal: Double) -> [String: Double] {
        ["control": control, "base": base, "personal": personal]
    }
}
