// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Foundation
import Inference

/// Results made by hand, as an analysis would hand them over.
enum Fixture {
    static let command = "experiment report experiments/winback-demo.yaml --out out/winback-demo"
    static let digest = "5f2b9c0d7e1a4836b5c4d3e2f1a09b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a"

    static func snapshot(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    }

    static let all: [(name: String, result: AnalysisResult)] = [
        ("winback", winback), ("harm", harm), ("invalid", invalid),
        ("inconclusive", inconclusive), ("hostile", hostile), ("looks", looks),
        ("anytime", anytime),
    ]

    static func effect(_ estimate: Double, _ low: Double, _ high: Double) -> Estimated<
        EffectEstimate
    > {
        .estimated(EffectEstimate(estimate: estimate, low: low, high: high))
    }

    static func compare(
        _ treatment: String, _ reference: String, _ role: Role,
        _ absolute: (Double, Double, Double), _ relative: (Double, Double, Double)?,
        p: Double, method: String = "score-skew", decision: (Double, Double)? = nil
    ) -> Comparison {
        Comparison(
            treatment: treatment, reference: reference, referenceRole: role, method: method,
            guardStatus: "ok", absolute: effect(absolute.0, absolute.1, absolute.2),
            relative: relative.map { effect($0.0, $0.1, $0.2) }
                ?? .notEstimable(.controlNearZero),
            decisionInterval: decision.map {
                .init(level: 0.975, absolute: Interval(low: $0.0, high: $0.1))
            },
            p: .estimated(p))
    }

    static func level(_ key: String, _ count: Int, _ sum: Double) -> ArmLevel {
        ArmLevel(key: key, count: count, value: sum / Double(count), sum: sum)
    }

    static let healthy: [HealthCheck] = [
        HealthCheck(
            "srm", .ok, p: 0.986, remark: Remark("health.srm.ok", ["p": .pValue(0.986)])),
        HealthCheck("duplicate-ids", .ok, remark: Remark("health.duplicate-ids.ok")),
        HealthCheck("unknown-arms", .ok, remark: Remark("health.unknown-arms.ok")),
        HealthCheck("missing-values", .ok, remark: Remark("health.missing-values.ok")),
        HealthCheck(
            "rejected-rows", .warning,
            remark: Remark(
                "health.rejected-rows.some",
                ["rows": .count(12), "share": .share(0.00012), "limit": .share(0.01)])),
        HealthCheck("skew", .ok, remark: Remark("health.skew.ok")),
        HealthCheck(
            "data-complete", .ok,
            remark: Remark("health.data-complete.ok", ["asOf": .day("2026-04-13")])),
    ]

    static func stamp(_ file: String) -> PlanStamp {
        PlanStamp(file: file, sha256: digest, locked: false, seed: 20_260_302)
    }

    static func input(rows: Int, rejected: Int) -> InputStamp {
        InputStamp(
            name: "winback.csv", sha256: String(digest.reversed()), rowsRead: rows,
            rowsKept: rows - rejected, rowsRejected: rejected,
            detected: [
                Remark("input.delimiter", ["delimiter": .text("semicolon")]),
                Remark("input.decimal", ["decimal": .text("comma")]),
                Remark("input.encoding", ["encoding": .text("utf-8")]),
            ])
    }

    static func metric(
        _ key: String, _ name: String, _ kind: Metric.Kind = .proportion,
        _ direction: Metric.Direction = .increase, currency: String? = nil
    ) -> Metric {
        Metric(
            key: key, name: name, kind: kind, column: key, direction: direction, currency: currency)
    }
}
