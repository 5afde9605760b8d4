// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

/// What depends on the design of the test: adjustment, repeated reading, contact, segments.
extension ResultJSON {
    static func adjustment(
        _ remark: Remark, _ comparison: Comparison, of metric: Metric, _ composer: Composer
    ) -> JSONText {
        let unit = MetricUnit(metric: metric, composer: composer)
        var members: [String: JSONText] = ["id": .string(remark.id)]
        if case .list(let names)? = remark.values["covariates"] {
            members["covariates"] = .array(names.map { .string($0) })
        }
        if case .share(let reduction)? = remark.values["reduction"] {
            members["variance_reduction"] = .number(reduction)
        }
        switch remark.values["unadjusted"] {
        case .points(let plain), .number(let plain):
            members["unadjusted"] = .number(plain)
            let places = unit.decimals([comparison])
            members["message"] = .string(
                composer.adjustment(remark, unit: unit, decimals: places).capitalizedFirst
                    .withPlainSpaces)
        default: members["message"] = .string(composer.sentence(remark).withPlainSpaces)
        }
        return .object(members)
    }

    static func difference(_ difference: SegmentResult.Difference) -> JSONText {
        var members: [String: JSONText] = [
            "treatment": .string(difference.treatment), "reference": .string(difference.reference),
        ]
        switch difference.test {
        case .notEstimable(let reason): members["not_estimable"] = .string(reason.rawValue)
        case .estimated(let test):
            members["q"] = .number(test.q)
            members["df"] = .integer(test.degreesOfFreedom)
            members["p"] = .pValue(test.p)
            members["i_squared"] = .number(test.iSquared)
        }
        return .object(members)
    }

    static func monitoring(_ monitoring: MonitoringResult) -> JSONText {
        .object([
            "kind": .string(monitoring.kind.rawValue),
            "planned_units": .integer(monitoring.plannedUnits),
            "units": .integer(monitoring.units), "share": .number(monitoring.fraction),
            "look": monitoring.look.map { .integer($0) } ?? .null,
            "nominal_p": monitoring.nominalP.map { .pValue($0) } ?? .null,
            "looks": .array(
                monitoring.looks.map { look in
                    .object([
                        "number": .integer(look.number), "share": .number(look.fraction),
                        "nominal_p": look.nominalP.map { .pValue($0) } ?? .null,
                    ])
                }),
            "histories": .array(
                monitoring.histories.map { history in
                    .object([
                        "treatment": .string(history.treatment),
                        "reference": .string(history.reference),
                        "readings": .array(history.readings.map(reading)),
                    ])
                }),
        ])
    }

    private static func reading(_ reading: MonitoringResult.Reading) -> JSONText {
        .object([
            "time": .string(reading.time), "share": .number(reading.fraction),
            "absolute": effect(reading.absolute), "decisive": .bool(reading.isDecisive),
        ])
    }

    static func contact(_ contact: ContactResult) -> JSONText {
        .object([
            "arms": .array(
                contact.arms.map { arm in
                    .object([
                        "key": .string(arm.key), "n": .integer(arm.count),
                        "contact_rate": .optional(arm.rate),
                    ])
                }),
            "effects": .array(
                contact.effects.map { found in
                    .object([
                        "treatment": .string(found.treatment),
                        "reference": .string(found.reference), "absolute": effect(found.absolute),
                    ])
                }),
        ])
    }
}
