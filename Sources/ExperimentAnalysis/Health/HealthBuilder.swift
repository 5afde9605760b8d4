// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Looks for reasons to distrust the data, before any effect is read.
struct HealthBuilder {
    /// Below this p-value a mismatch of groups, or of what is missing in them, is no accident.
    static let threshold = 0.001
    /// A larger share of units in two arms at once makes the verdict untrustworthy.
    static let crossoverLimit = 0.005
    /// One unit with a larger share of its arm's sum is named.
    static let outlierLimit = 0.10

    let plan: Plan
    let collected: Collected
    let allocation: [Double]
    let contrasts: ContrastTable
    let asOf: Day?
    let lock: LockState?
    var freshness: Freshness?

    func build() -> [HealthCheck] {
        var checks = [emptyArms(), ratioMismatch(), duplicateIDs(), unknownArms()]
        checks += rejectedRows()
        checks += missingValues()
        checks += skew()
        checks += clusters()
        checks += covariates()
        checks += balance()
        checks += contact()
        checks += looksTaken()
        checks += outliers()
        checks += complete()
        checks += age()
        checks += locked()
        if plan.control == nil {
            checks.append(check("no-control", .warning, "found"))
        }
        return checks
    }

    func check(
        _ id: String, _ status: HealthCheck.Status, _ phrase: String, p: Double? = nil,
        _ values: [String: Datum] = [:]
    ) -> HealthCheck {
        HealthCheck(id, status, p: p, remark: Remark("health.\(id).\(phrase)", values))
    }

    // MARK: groups

    private func emptyArms() -> HealthCheck {
        let empty = plan.variants.indices.filter { collected.arms[$0].count == 0 }
        guard !empty.isEmpty else { return check("empty-arm", .ok, "ok") }
        return check(
            "empty-arm", .invalid, "found", ["arms": .list(empty.map { plan.variants[$0].name })])
    }

    private func ratioMismatch() -> HealthCheck {
        if collected.armsRecomputed { return check("srm", .ok, "not-applicable") }
        let isByQuota = plan.assignment.stratify?.isEmpty == false
        if !isByQuota, let sequential = sequentialRatioMismatch() { return sequential }
        let drawn = clustersDrawn()
        let words = drawn == nil ? "" : "clusters-"
        let observed = drawn ?? collected.arms.map(\.count)
        let total = observed.reduce(0, +)
        let expected = allocation.map { $0 * Double(total) }
        if let byQuota = quotaSizes(observed, expected) { return byQuota }
        guard total > 0, let p = ratioP(observed, expected) else {
            return check("srm", .warning, "too-few")
        }
        guard p < Self.threshold else {
            return check("srm", .ok, words + "ok", p: p, ["p": .pValue(p)])
        }
        let worst = observed.indices.max {
            abs(Double(observed[$0]) - expected[$0]) / expected[$0].squareRoot()
                < abs(Double(observed[$1]) - expected[$1]) / expected[$1].squareRoot()
        }
        guard let worst else { return check("srm", .warning, "too-few") }
        return check(
            "srm", .invalid, words + "mismatch", p: p,
            [
                "p": .pValue(p), "arm": .text(plan.variants[worst].name),
                "planned": .share(allocation[worst]),
                "found": .share(Double(observed[worst]) / Double(total)),
            ])
    }

    // MARK: values

    private func missingValues() -> [HealthCheck] {
        var checks: [HealthCheck] = []
        for (place, metric) in plan.metrics.definitions.enumerated() {
            let tallies = collected.metrics[place]
            let missing = tallies.map(\.missing)
            let count = missing.reduce(0, +)
            guard count > 0 else { continue }
            // Scored zero, a missing value is among those that count.
            let totals = tallies.map {
                $0.moments.count + (metric.missing == .zero ? 0 : $0.missing)
            }
            let share = Double(count) / Double(max(totals.reduce(0, +), 1))
            // Nobody of an arm was measured: that is no result, however many customers it has.
            let unmeasured = tallies.indices.filter {
                collected.arms[$0].count > 0 && tallies[$0].moments.count == 0
            }
            if metric.key == plan.metrics.primary, !unmeasured.isEmpty {
                checks.append(
                    check(
                        "missing-values", .invalid, "all",
                        [
                            "metric": .text(metric.name),
                            "arms": .list(unmeasured.map { plan.variants[$0].name }),
                        ]))
                continue
            }
            if let p = Homogeneity.p(events: missing, totals: totals), p < Self.threshold,
                let most = largest(missing, totals), let least = smallest(missing, totals)
            {
                checks.append(
                    check(
                        "missing-values", .warning, "differs", p: p,
                        [
                            "metric": .text(metric.name), "p": .pValue(p),
                            "arm": .text(plan.variants[most].name),
                            "share": .share(rate(missing, totals, most)),
                            "otherArm": .text(plan.variants[least].name),
                            "otherShare": .share(rate(missing, totals, least)),
                        ]))
            } else {
                checks.append(
                    check(
                        "missing-values", .warning, "found",
                        [
                            "metric": .text(metric.name), "count": .count(count),
                            "share": .share(share),
                        ]))
            }
        }
        return checks.isEmpty ? [check("missing-values", .ok, "ok")] : checks
    }

    private func rate(_ events: [Int], _ totals: [Int], _ arm: Int) -> Double {
        totals[arm] > 0 ? Double(events[arm]) / Double(totals[arm]) : 0
    }

    private func largest(_ events: [Int], _ totals: [Int]) -> Int? {
        events.indices.max { rate(events, totals, $0) < rate(events, totals, $1) }
    }

    private func smallest(_ events: [Int], _ totals: [Int]) -> Int? {
        events.indices.min { rate(events, totals, $0) < rate(events, totals, $1) }
    }

    /// What the guards found, over every comparison of each metric.
    private func skew() -> [HealthCheck] {
        var replaced: [String] = []
        var caution: [String] = []
        var unsafe: [String] = []
        var unknown: [String] = []
        var sparse: [String] = []
        var binned: [String] = []
        for (place, metric) in plan.metrics.definitions.enumerated() {
            let found = ArmPair.all(in: plan).compactMap { contrasts[metric.key, $0] }
            if found.contains(where: \.isBinned) { binned.append(metric.name) }
            if found.contains(where: \.isScore) {
                if found.contains(where: { $0.guardStatus != .ok }) { sparse.append(metric.name) }
            } else if collected.metrics[place].contains(where: { $0.moments.clusters != nil }) {
                continue
            } else if found.contains(where: {
                if case .permutation = $0.method { true } else { false }
            }) {
                replaced.append(metric.name)
            } else if found.contains(where: { $0.guardStatus == .unknown }) {
                unknown.append(metric.name)
            } else if found.contains(where: { $0.guardStatus == .unsafe }) {
                unsafe.append(metric.name)
            } else if found.contains(where: { $0.guardStatus != .ok }) {
                caution.append(metric.name)
            }
        }
        var checks: [HealthCheck] = []
        if !replaced.isEmpty {
            checks.append(check("skew", .ok, "replaced", ["metrics": .list(replaced)]))
        }
        if !binned.isEmpty {
            checks.append(check("skew", .ok, "binned", ["metrics": .list(binned)]))
        }
        if !sparse.isEmpty {
            checks.append(check("sparse", .warning, "found", ["metrics": .list(sparse)]))
        }
        if !caution.isEmpty {
            checks.append(check("skew", .warning, "caution", ["metrics": .list(caution)]))
        }
        if !unsafe.isEmpty {
            checks.append(check("skew", .warning, "unsafe", ["metrics": .list(unsafe)]))
        }
        if !unknown.isEmpty {
            checks.append(check("skew", .warning, "unknown", ["metrics": .list(unknown)]))
        }
        return checks.isEmpty ? [check("skew", .ok, "ok")] : checks
    }

    private func outliers() -> [HealthCheck] {
        var checks: [HealthCheck] = []
        for (place, metric) in plan.metrics.definitions.enumerated() {
            for (arm, tally) in collected.metrics[place].enumerated() {
                guard case .mean(let moments) = tally.moments, moments.count >= 100,
                    let largest = moments.maximum, moments.sum > 0,
                    largest / moments.sum > Self.outlierLimit
                else { continue }
                checks.append(
                    check(
                        "outlier", .warning, "found",
                        [
                            "metric": .text(metric.name), "arm": .text(plan.variants[arm].name),
                            "share": .share(largest / moments.sum),
                        ]))
            }
        }
        return checks
    }

    /// Data too old, or of unknown age, are no ground for a rollout.
    private func age() -> [HealthCheck] {
        guard let freshness else { return [] }
        guard let asOf else {
            return [
                check(
                    "data-age", .invalid, "unknown", ["limit": .count(freshness.maximumDays)])
            ]
        }
        let days = freshness.today.ordinal - asOf.ordinal
        if days < 0 {
            // Data of tomorrow: the clock or the data are wrong, and nothing says how old they are.
            return [
                check(
                    "data-age", .invalid, "future",
                    ["limit": .count(freshness.maximumDays), "asOf": .day(asOf.iso)])
            ]
        }
        let isFresh = days <= freshness.maximumDays
        return [
            check(
                "data-age", isFresh ? .ok : .invalid, isFresh ? "ok" : "stale",
                [
                    "days": .count(days), "limit": .count(freshness.maximumDays),
                    "asOf": .day(asOf.iso),
                ])
        ]
    }

    private func complete() -> [HealthCheck] {
        guard let end = plan.schedule?.end else { return [] }
        guard let asOf else { return [check("data-complete", .warning, "unknown")] }
        return [
            asOf >= end
                ? check("data-complete", .ok, "ok", ["asOf": .day(asOf.iso)])
                : check(
                    "data-complete", .warning, "not-yet",
                    ["asOf": .day(asOf.iso), "end": .day(end.iso)])
        ]
    }
}
