// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentCampaign
import ExperimentModel
import Inference

/// Writes a power report as `experiment-power/1`: sorted keys, 12 significant digits.
public enum PowerJSON {
    /// The JSON text, with a line end.
    public static func render(_ report: PowerReport) -> String {
        var members: [String: JSONText] = [
            "schema": .string("experiment-power/1"), "experiment": .string(report.plan.key),
            "metric": .string(report.metric.key), "type": .string(report.metric.kind.rawValue),
            "reference_role": .string(report.reference.rawValue), "power": .number(report.power),
            "alpha": .number(report.alpha), "inflation": .number(report.inflation),
            "test_variants": .integer(report.plan.tests.count),
            "correction": .string(report.plan.decision.correction.rawValue),
            "audience": audience(report.audience), "baseline": baseline(report.baseline),
            "rows": .array(report.rows.map(row)),
            "curve": .array(
                report.curve.map {
                    .object(["share": .number($0.share), "detectable": .number($0.detectable)])
                }),
            "runtime": .object([
                "weeks": report.runtime.weeks.map { .integer($0) } ?? .null,
                "window_days": .integer(report.runtime.windowDays),
                "readout": .optional(report.runtime.readout?.iso),
                "windows_over": .optional(report.runtime.windowsOver?.iso),
            ]),
            "doubts": .array(report.doubts.map(doubt)),
        ]
        members["versus_base"] = report.versusBase.map(base)
        members["expected_effect"] = report.expected.map {
            .object(["absolute": .number($0.absolute), "origin": .string($0.origin.rawValue)])
        }
        members["simulated"] = report.simulated.map {
            .object([
                "chance": .number($0.chance), "standard_error": .number($0.standardError),
                "tests": .integer($0.tests),
            ])
        }
        members["goal"] = report.goal.map(goal)
        members["best_control"] = report.best.map {
            .object([
                "share": .number($0.share), "chance": .number($0.chance),
                "price": .number($0.price),
            ])
        }
        members["cost"] = report.cost.map {
            .object([
                "total": .number($0.total), "currency": .string($0.currency),
                "budget": .optional($0.budget), "break_even": .optional($0.breakEven),
            ])
        }
        return JSONText.object(members).written() + "\n"
    }

    private static func audience(_ audience: PowerAudience) -> JSONText {
        let origin: JSONText =
            switch audience.origin {
            case .file(let name): .object(["file": .string(name)])
            case .plan: .string("plan")
            case .given: .string("given")
            case .weekly(let weeks): .object(["weeks": .integer(weeks)])
            }
        return .object([
            "customers": .integer(audience.customers), "origin": origin,
            "held_out": .number(audience.heldOut),
            "layer_share": .number(audience.layerShare),
            "allocation": .number(audience.allocation),
            "participants": .number(audience.participants),
        ])
    }

    private static func baseline(_ baseline: PowerBaseline) -> JSONText {
        let source: JSONText =
            switch baseline.source {
            case .plan: .string("plan")
            case .result(let file, let experiment, let variant):
                .object([
                    "file": .string(file), "experiment": .string(experiment),
                    "variant": .string(variant),
                ])
            case .history(let file, let rows):
                .object(["file": .string(file), "rows": .integer(rows)])
            }
        return .object([
            "value": .number(baseline.value), "base": .optional(baseline.base),
            "standard_deviation": .optional(baseline.standardDeviation),
            "skewness": .optional(baseline.skewness),
            "share_above_zero": .optional(baseline.shareAboveZero), "source": source,
        ])
    }

    private static func row(_ row: PowerReport.Row) -> JSONText {
        .object([
            "share": .number(row.share), "control": .number(row.control),
            "treatment": .number(row.treatment), "planned": .bool(row.isPlanned),
            "detectable": .optional(row.detectable), "relative": .optional(row.relative),
            "price": .optional(row.price), "price_in_money": .optional(row.priceInMoney),
            "chance": .optional(row.chance),
        ])
    }

    private static func base(_ base: PowerReport.BaseRow) -> JSONText {
        .object([
            "base": .number(base.base), "treatment": .number(base.treatment),
            "baseline": .number(base.baseline), "baseline_given": .bool(base.isBaselineGiven),
            "detectable": .optional(base.detectable), "relative": .optional(base.relative),
        ])
    }

    private static func goal(_ goal: PowerReport.GoalCheck) -> JSONText {
        let unit =
            switch goal.target {
            case .points: "points"
            case .relative: "relative"
            case .amount(_, let currency): currency ?? "amount"
            }
        return .object([
            "target": .object(["unit": .string(unit), "value": .number(goal.target.value)]),
            "absolute": .number(goal.absolute), "detectable": .bool(goal.isDetectable),
            "chance": .number(goal.chance), "against": .string(goal.against.rawValue),
            "comparisons": .array(
                goal.comparisons.map { part in
                    .object([
                        "versus": .string(part.versus.rawValue), "effect": .number(part.effect),
                        "chance": .number(part.chance), "detectable": .bool(part.isDetectable),
                        "factor": .optional(part.factor.isFinite ? part.factor : nil),
                    ])
                }),
            "factor": .optional(goal.factor.isFinite ? goal.factor : nil),
            "customers_needed": .optional(
                goal.customersNeeded.isFinite ? goal.customersNeeded : nil),
            "weeks_more": goal.weeksMore.map { .integer($0) } ?? .null,
        ])
    }

    private static func doubt(_ doubt: PowerReport.Doubt) -> JSONText {
        switch doubt {
        case .smallControl(let chance):
            .object(["id": .string("small-control"), "chance": .number(chance)])
        case .skewed(let status, let gamma):
            .object([
                "id": .string("skewed"), "status": .string(status.rawValue),
                "gamma": .optional(gamma),
            ])
        case .fewEvents(let expected):
            .object(["id": .string("few-events"), "expected": .number(expected)])
        case .covariate: .object(["id": .string("covariate")])
        case .clusters: .object(["id": .string("clusters")])
        case .goalOnOtherMetric(let key):
            .object(["id": .string("goal-on-other-metric"), "metric": .string(key)])
        case .overBudget: .object(["id": .string("over-budget")])
        case .baseUnknown: .object(["id": .string("base-unknown")])
        }
    }
}
