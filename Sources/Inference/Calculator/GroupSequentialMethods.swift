// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Tests that are read at several planned looks.
enum GroupSequentialMethods {
    static let all: [String: CalculatorMethod] = [
        "gs_spending_bounds": { inputs in
            let design = try inputs.design()
            return [
                "critical_z": column(design.criticalValues),
                "alpha_spent": column(design.alphaSpent),
                "nominal_one_sided_p": column(design.nominalP),
            ]
        },
        "gs_inference": inference,
        "gs_inflation": { inputs in
            let design = try inputs.design(isWhole: true)
            let beta = try inputs.probability("beta")
            guard design.alpha + beta < 1 else {
                throw CalculatorError.invalid("field beta must be less than 1 − alpha (\(beta))")
            }
            let cost = try GroupSequentialPower(design).inflation(power: 1 - beta)
            return Dictionary(fields: [
                "fixed_drift_squared": cost.fixedDriftSquared,
                "drift_squared": cost.driftSquared, "inflation_factor": cost.factor,
                "expected_sample_fraction_h1": cost.expectedFractionWithEffect,
                "expected_sample_fraction_h0": cost.expectedFractionWithoutEffect,
            ])
        },
        "gs_classical_constants": { inputs in
            let name = try inputs.text("design", oneOf: ["pocock", "obrien-fleming"])
            let boundary = try ClassicalBoundary(
                shape: name == "pocock" ? 0.5 : 0,
                looks: try inputs.count("looks", in: 1...GroupSequentialDesign.largestLookCount),
                alpha: try inputs.alpha(), sides: try inputs.sides())
            return [
                "constant": JSONValue(boundary.constant),
                "critical_z": column(boundary.criticalValues),
            ]
        },
        "gs_futility": futility,
    ]

    private static func column(_ values: [Double]) -> JSONValue {
        .array(values.map { JSONValue($0) })
    }

    /// What is said at the last look that has a Z-value.
    private static let inference: CalculatorMethod = { inputs in
        let design = try inputs.design()
        let z = try inputs.numbers("z")
        guard let last = z.last, z.count <= design.information.count else {
            throw CalculatorError.invalid(
                "field z must have one value for each look made (\(z.count))")
        }
        guard abs(last) <= 200 else {
            throw CalculatorError.invalid(
                "field z[\(z.count - 1)] must lie between -200 and 200 (\(last))")
        }
        let reading = try design.inference(at: z.count - 1, z: last)
        let p = reading.repeatedP / design.sides.count
        return [
            "critical_z": column(Array(design.criticalValues.prefix(z.count))),
            "stagewise_p_one_sided": JSONValue(reading.stagewiseP),
            "repeated_ci_low_in_se": JSONValue(reading.repeatedInterval.low),
            "repeated_ci_high_in_se": JSONValue(reading.repeatedInterval.high),
            // From about one half on a one-sided p-value says nothing.
            "repeated_p_one_sided": JSONValue(p > 0.49 ? nil : p),
            "median_unbiased_in_se": JSONValue(reading.medianUnbiased),
            "stagewise_ci_low_in_se": JSONValue(reading.stagewiseInterval.low),
            "stagewise_ci_high_in_se": JSONValue(reading.stagewiseInterval.high),
        ]
    }

    private static let futility: CalculatorMethod = { inputs in
        if inputs.has("sided"), try inputs.sides() != .one {
            throw CalculatorError.invalid("field sided must be 1: futility is of one direction")
        }
        let beta = try inputs.probability("beta")
        let alpha = try inputs.alpha()
        guard alpha + beta < 1 else {
            throw CalculatorError.invalid("field beta must be less than 1 − alpha (\(beta))")
        }
        let design = try FutilityDesign(
            information: try inputs.information(isWhole: true), alpha: alpha, beta: beta,
            spending: try inputs.spending(
                "alpha_spending", names: ["asOF", "asP", "asHSD", "asKD"], parameter: "gamma"),
            betaSpending: try inputs.spending(
                "beta_spending", names: ["bsOF", "bsP", "bsHSD", "bsKD"], parameter: "gamma_beta"),
            isBinding: try inputs.flag("binding"))
        return [
            "critical_z": column(design.criticalValues),
            "futility_z": column(design.futilityValues),
            "drift_squared": JSONValue(design.drift * design.drift),
            "inflation_factor": JSONValue(design.inflationFactor),
        ]
    }
}

extension Arguments {
    fileprivate func design(isWhole: Bool = false) throws -> GroupSequentialDesign {
        try GroupSequentialDesign(
            information: try information(isWhole: isWhole), alpha: try alpha(),
            sided: try sides(),
            spending: try spending(
                "spending",
                names: [
                    "lan-demets-obf", "lan-demets-pocock", "hwang-shih-decani", "kim-demets",
                ], parameter: "gamma"))
    }

    /// Two directions where nothing is said.
    fileprivate func sides() throws(CalculatorError) -> TestSides {
        guard has("sided") else { return .two }
        return try count("sided", in: 1...2) == 1 ? .one : .two
    }

    /// Fractions that increase to at most 1; to 1 exactly where the looks must be all there are.
    fileprivate func information(isWhole: Bool) throws(CalculatorError) -> [Double] {
        let values = try numbers("information")
        let largest = GroupSequentialDesign.largestLookCount
        guard !values.isEmpty, values.count <= largest else {
            throw .invalid(
                "field information must have between 1 and \(largest) values (\(values.count))")
        }
        var previous = 0.0
        for (index, value) in values.enumerated() {
            guard value > previous, value <= 1 + 1e-9 else {
                throw .invalid(
                    "field information[\(index)] must be above the one before and at most 1"
                        + " (\(value))")
            }
            previous = value
        }
        guard !isWhole || previous >= 1 - 1e-9 else {
            throw .invalid("field information must end with 1 (\(previous))")
        }
        return values
    }

    /// The names stand for O'Brien–Fleming, Pocock, Hwang–Shih–DeCani and Kim–DeMets, in this order.
    fileprivate func spending(
        _ field: String, names: [String], parameter: String
    ) throws(CalculatorError) -> SpendingFunction {
        switch names.firstIndex(of: try text(field, oneOf: names)) {
        case 0: return .obrienFleming
        case 1: return .pocock
        case 2: return .hwangShihDeCani(gamma: try number(parameter))
        default: return .kimDeMets(rho: try positive(parameter))
        }
    }
}
