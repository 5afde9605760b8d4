// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import ExperimentModel
import Inference

/// Reasons for distrust that come with repeated looks, contact, covariates and clusters.
extension HealthBuilder {
    /// A share of units without a covariate that is worth a word.
    private static let missingCovariateLimit = 0.05
    /// A control contacted more often than this is named.
    private static let leakLimit = 0.01
    /// A test group reached less often than this is named.
    private static let reachLimit = 0.5
    /// With this share of the test groups' contact rate there is nothing left to compare.
    private static let mixedLimit = 0.5

    /// The group sizes of a test that was read several times, judged over all readings at once.
    func sequentialRatioMismatch() -> HealthCheck? {
        let times = collected.timeline
        guard plan.decision.monitoring != .fixed, times.count > 1,
            let p = try? SequentialSampleRatio(
                cumulative: times.map(\.counts), weights: allocation
            ).p.last
        else { return nil }
        let isMismatch = p < Self.threshold
        return check(
            "srm", isMismatch ? .invalid : .ok,
            isMismatch ? "sequential-mismatch" : "sequential-ok", p: p,
            ["p": .pValue(p), "looks": .count(times.count)])
    }

    /// Whether the control was left alone and the test groups were reached.
    func contact() -> [HealthCheck] {
        guard let contacts = collected.contacts else { return [] }
        func rate(_ arm: Int) -> Double? { contacts[arm].count > 0 ? contacts[arm].x.mean : nil }
        var checks: [HealthCheck] = []
        for (arm, variant) in plan.variants.enumerated() {
            guard let share = rate(arm) else { continue }
            let values: [String: Datum] = ["arm": .text(variant.name), "share": .share(share)]
            if !variant.contact, share > Self.leakLimit {
                let tests = plan.variants.indices.filter { plan.variants[$0].role == .test }
                let isAll = tests.compactMap(rate).allSatisfy { Self.mixedLimit * $0 <= share }
                checks.append(
                    check(
                        "contact", isAll ? .invalid : .warning, isAll ? "invalid" : "leak", values))
            } else if variant.contact, share < Self.reachLimit {
                checks.append(check("contact", .warning, "low", values))
            }
        }
        return checks.isEmpty ? [check("contact", .ok, "ok")] : checks
    }

    /// Whether covariates are there, and alike in all groups as a draw makes them.
    func covariates() -> [HealthCheck] {
        var checks: [HealthCheck] = []
        for (place, metric) in plan.metrics.definitions.enumerated() {
            let arms = collected.metrics[place].map { tally -> MultivariateMoments? in
                if case .adjusted(let moments, _) = tally.moments { moments } else { nil }
            }
            var next = metric.kind == .ratio ? 2 : 1
            for covariate in metric.covariates {
                let name: String
                let width: Int
                switch covariate {
                case .column(let column): (name, width) = (column, 1)
                case .ratio(let top, let bottom): (name, width) = ("\(top)/\(bottom)", 2)
                }
                checks += missing(arms, next + width, metric, name)
                checks += imbalance(arms, next, metric, name)
                next += width + 1
            }
        }
        return checks
    }

    private func missing(
        _ arms: [MultivariateMoments?], _ indicator: Int, _ metric: Metric, _ name: String
    ) -> [HealthCheck] {
        let found = arms.compactMap { $0 }.filter { $0.count > 0 }
        let units = found.reduce(0) { $0 + $1.count }
        let share =
            found.reduce(0) { $0 + $1.means[indicator] * Double($1.count) }
            / Double(max(units, 1))
        guard share > Self.missingCovariateLimit else { return [] }
        return [
            check(
                "covariates", .warning, "missing",
                [
                    "metric": .text(metric.name), "covariate": .text(name), "share": .share(share),
                ])
        ]
    }

    /// A draw leaves nothing known beforehand more common in one group, but for chance.
    private func imbalance(
        _ arms: [MultivariateMoments?], _ variable: Int, _ metric: Metric, _ name: String
    ) -> [HealthCheck] {
        let pairs = ArmPair.all(in: plan)
        let smallest = pairs.compactMap { pair -> Double? in
            guard let base = arms[pair.reference]?.marginal(variable),
                let other = arms[pair.treatment]?.marginal(variable)
            else { return nil }
            return Welch().compare(control: base, treatment: other).p.value
        }.min()
        guard let smallest else { return [] }
        let p = min(1, smallest * Double(pairs.count))
        guard p < Self.threshold else { return [] }
        return [
            check(
                "covariates", .warning, "imbalance", p: p,
                ["metric": .text(metric.name), "covariate": .text(name), "p": .pValue(p)])
        ]
    }

    // MARK: clusters

    /// The clusters of the primary metric in each arm, where clusters were drawn as a whole.
    ///
    /// Then the draw is judged on clusters: large and small ones make uneven groups of units.
    func clustersDrawn() -> [Int]? {
        guard
            let place = plan.metrics.definitions.firstIndex(where: {
                $0.key == plan.metrics.primary
            })
        else { return nil }
        let totals = collected.metrics[place].compactMap(\.moments.clusters)
        guard totals.count == plan.variants.count, Self.crossing(totals).count == 0 else {
            return nil
        }
        return totals.map(\.clusters.count)
    }

    /// What is wrong with the clusters of each metric that has them.
    func clusters() -> [HealthCheck] {
        var (few, uneven): ([String], [String]) = ([], [])
        var checks: [HealthCheck] = []
        for (place, metric) in plan.metrics.definitions.enumerated() {
            let totals = collected.metrics[place].compactMap(\.moments.clusters)
            guard totals.count == plan.variants.count else { continue }
            let reasons = ArmPair.all(in: plan).compactMap { contrasts[metric.key, $0]?.reason?.id }
            if reasons.contains(DefaultMethod.fewClusters) {
                few.append(metric.name)
            } else if !reasons.isEmpty {
                uneven.append(metric.name)
            }
            // Units drawn inside clusters leave nearly every cluster in several groups; where it is
            // only some of them, clusters were drawn as a whole and something broke.
            let crossing = Self.crossing(totals)
            if crossing.count > 0, 2 * crossing.count < crossing.total {
                checks.append(
                    check(
                        "clusters", .warning, "crossing",
                        [
                            "metric": .text(metric.name), "count": .count(crossing.count),
                            "total": .count(crossing.total),
                        ]))
            }
        }
        if !few.isEmpty {
            checks.append(check("clusters", .warning, "few", ["metrics": .list(few)]))
        }
        if !uneven.isEmpty {
            checks.append(check("clusters", .warning, "uneven", ["metrics": .list(uneven)]))
        }
        return checks
    }

    /// How many clusters have units in more than one arm, of those with at least two units.
    private static func crossing(_ totals: [ClusterTotals]) -> (count: Int, total: Int) {
        var found: [String: (arms: Int, size: Int)] = [:]
        for arm in totals {
            for (label, cluster) in zip(arm.labels, arm.clusters) {
                found[label, default: (0, 0)].arms += 1
                found[label]?.size += cluster.size
            }
        }
        let several = found.values.filter { $0.size > 1 }
        return (several.count { $0.arms > 1 }, several.count)
    }

    // MARK: time

    /// Whether the units grow over time as they must, and stay within what was planned.
    func looksTaken() -> [HealthCheck] {
        var checks: [HealthCheck] = []
        let sizes = collected.timeline.map { $0.counts.reduce(0, +) }
        if sizes.count > 2, let first = sizes.first, let last = sizes.last, last <= first {
            checks.append(check("timeline", .warning, "flat"))
        }
        let planned: Int? =
            switch plan.decision.monitoring {
            case .fixed: nil
            case .groupSequential(let rule): rule.plannedUnits
            case .alwaysValid(let rule): rule.plannedUnits
            }
        let units = collected.arms.map(\.count).reduce(0, +)
        if let planned, Double(units) > 1.1 * Double(planned) {
            checks.append(
                check(
                    "looks", .warning, "over",
                    ["units": .count(units), "planned": .count(planned)]))
        }
        return checks
    }
}
