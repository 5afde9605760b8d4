// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

/// Plans and designs that the tests of this module share.
enum QueryPlans {
    static let day = Day(year: 2026, month: 3, day: 2) ?? Day(daysSince1970: 0)

    static func share(_ percent: Int) -> Share { Share(percent, over: 100) ?? .whole }

    /// A control group, today's strategy and a new one: 10, 45 and 45%.
    static func plan(
        rule: AssignmentRule = AssignmentRule(salt: "spring-2026"), audience: Audience? = nil,
        permissions: [Permission]? = nil, segments: [SegmentRule]? = nil, missing: [String]? = nil,
        variants: [String] = ["rest", "mail", "card"]
    ) -> Plan {
        let weights = [10, 45, 45]
        return Plan(
            key: "spring", name: "Spring",
            data: missing.map { DataSource(missing: $0) },
            assignment: rule,
            variants: variants.enumerated().map {
                Variant(
                    key: $1, role: $0 == 0 ? .control : $0 == 1 ? .base : .test,
                    weight: share(weights[$0]))
            }, metrics: MetricSet(definitions: [], primary: "ordered"), audience: audience,
            permissions: permissions, segments: segments)
    }

    /// Everything a design can hold: an arc over the end of the ring, scattered slots, two bands.
    static func fullDesign(variants: [String] = ["rest", "mail", "card"]) -> AssignmentDesign {
        AssignmentDesign(
            algorithm: "sha256-52/1", splitSalt: "spring-2026", gateSalt: "spring-2026/gate",
            variants: variants, weights: [10, 45, 45].map(share), allocation: share(60),
            bands: [
                Band(
                    gate: PointRange(0, 400_000),
                    owners: [
                        Ownership(points: PointRange(0, 200_000), variant: variants[0]),
                        Ownership(points: PointRange(200_000, 1_000_000), variant: variants[1]),
                    ]),
                Band(
                    gate: PointRange(400_000, 600_001),
                    owners: [
                        Ownership(points: PointRange(0, 100_000), variant: variants[0]),
                        Ownership(points: PointRange(100_000, 550_000), variant: variants[1]),
                        Ownership(points: PointRange(550_000, 900_000), variant: variants[2]),
                        Ownership(points: PointRange(900_000, 1_000_000), variant: variants[0]),
                    ]),
            ],
            holdout: .init(
                key: "global-control", salt: "gc-2026", period: 3,
                arcs: [PointRange(0, 20_000), PointRange(970_000, 1_000_000)]),
            layer: .init(
                key: "lifecycle", salt: "lifecycle-2026",
                slots: [PointRange(0, 1_500), PointRange(3_000, 9_999)]))
    }

    /// One band, no global control, no layer.
    static func openDesign(variants: [String] = ["rest", "mail", "card"]) -> AssignmentDesign {
        AssignmentDesign(
            algorithm: "sha256-52/1", splitSalt: "spring-2026", gateSalt: "spring-2026/gate",
            variants: variants, weights: [10, 45, 45].map(share), allocation: .whole,
            bands: [
                Band(
                    gate: PointRange(0, 1_000_000),
                    owners: [
                        Ownership(points: PointRange(0, 100_000), variant: variants[0]),
                        Ownership(points: PointRange(100_000, 550_000), variant: variants[1]),
                        Ownership(points: PointRange(550_000, 1_000_000), variant: variants[2]),
                    ])
            ])
    }
}
