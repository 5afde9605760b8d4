// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

/// Plans and designs that tests share.
enum Designs {
    static let day = Day(daysSince1970: 20_513)  // 2026-03-01

    static func share(_ numerator: Int, _ denominator: Int = 100) throws -> Share {
        try #require(Share(numerator, over: denominator))
    }

    static func day(_ text: String) throws -> Day { try #require(Day(text)) }

    /// A global control of 5 % that moves every quarter, with a comparison group.
    static func holdout(
        share: Share? = nil, every: Holdout.Rotation.Every? = .quarter, overlap: Share? = nil,
        from: String = "2026-01-01", until: String? = nil, clear: Int? = 4,
        exempt: [Purpose] = [.transactional, .service]
    ) throws -> Holdout {
        let overlap = try overlap ?? Designs.share(0)
        return Holdout(
            key: "global-control", share: try share ?? Designs.share(5), salt: "gc-2026",
            from: try day(from), until: try until.map { try day($0) },
            rotation: every.map { Holdout.Rotation(every: $0, overlap: overlap) },
            comparator: clear.map { Holdout.Comparator(clearPeriods: $0) }, exempt: exempt)
    }

    static let layer = Layer(key: "lifecycle", salt: "lifecycle-2026")

    /// A plan with control 10 %, base 45 % and test 45 %.
    static func plan(
        salt: String = "spring-promo", gateSalt: String? = nil, allocation: Share? = nil,
        layer: Layer? = nil, holdout: Holdout? = nil, purpose: Purpose? = nil,
        weights: [Share?]? = nil
    ) throws -> Plan {
        let weights = try weights ?? [share(10), share(45), share(45)]
        let keys = ["control", "base", "test", "other", "fifth"]
        var plan = Plan(
            key: "spring", name: "Spring",
            assignment: AssignmentRule(
                salt: salt, gateSalt: gateSalt, allocation: allocation, layer: layer,
                holdout: holdout),
            variants: zip(keys, weights).map { key, weight in
                Variant(key: key, role: Role(rawValue: key) ?? .test, weight: weight)
            },
            metrics: MetricSet(definitions: [], primary: "none"))
        plan.purpose = purpose
        return plan
    }

    /// A plan with every draw: 5 % held out, 60 % of a layer, 50 % let in.
    static func whole(salt: String = "spring-promo") throws -> Pipeline {
        try Pipeline(
            plan: plan(
                salt: salt, allocation: share(50), layer: layer, holdout: holdout()),
            on: day, slots: [PointRange(1_000, 4_000), PointRange(6_000, 9_000)])
    }
}
