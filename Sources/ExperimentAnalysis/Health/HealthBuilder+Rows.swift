// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

extension HealthBuilder {
    func duplicateIDs() -> HealthCheck {
        guard let found = collected.duplicates else {
            return check("duplicate-ids", .ok, "not-checked")
        }
        let units = collected.arms.map(\.count).reduce(0, +) + found.crossoverIDs
        if found.crossoverIDs > 0 {
            let share = Double(found.crossoverIDs) / Double(max(units, 1))
            return check(
                "duplicate-ids", share > Self.crossoverLimit ? .invalid : .warning, "crossover",
                [
                    "ids": .count(found.crossoverIDs), "rows": .count(found.crossoverRows),
                    "share": .share(share),
                ])
        }
        guard found.ids > 0 else { return check("duplicate-ids", .ok, "ok") }
        return check(
            "duplicate-ids", .warning, "found",
            [
                "ids": .count(found.ids), "rows": .count(found.rows),
                "share": .share(Double(found.ids) / Double(max(units, 1))),
            ])
    }

    func unknownArms() -> HealthCheck {
        guard collected.unknownArms.rows > 0 else { return check("unknown-arms", .ok, "ok") }
        return check(
            "unknown-arms", .warning, "found",
            [
                "rows": .count(collected.unknownArms.rows),
                "examples": .list(collected.unknownArms.examples),
            ])
    }

    func rejectedRows() -> [HealthCheck] {
        let read = collected.inputs.map(\.rowsRead).reduce(0, +)
        let rejected = collected.inputs.map(\.rowsRejected).reduce(0, +)
        guard rejected > 0 else { return [check("rejected-rows", .ok, "ok")] }
        let share = Double(rejected) / Double(max(read, 1))
        let limit = plan.data?.maximumRejected ?? 0.01
        let values: [String: Datum] = [
            "rows": .count(rejected), "share": .share(share), "limit": .share(limit),
        ]
        var checks = [
            share > limit
                ? check("rejected-rows", .invalid, "too-many", values)
                : check("rejected-rows", .warning, "some", values)
        ]
        if !collected.rejectReasons.isEmpty {
            checks.append(
                check(
                    "rejected-rows", checks[0].status, "reasons",
                    [
                        "reasons": .list(collected.rejectReasons.prefix(5).map(\.text)),
                        "file": .text("rejects.csv"),
                    ]))
        }
        let rejects = collected.arms.map(\.rejected)
        let totals = collected.arms.map { $0.count + $0.rejected }
        if let p = Homogeneity.p(events: rejects, totals: totals), p < Self.threshold {
            checks.append(
                check("rejected-rows", .invalid, "differs", p: p, ["p": .pValue(p)]))
        }
        return checks
    }
}
