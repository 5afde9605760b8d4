// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The distributions themselves: `fn` is `cdf`, `sf` (upper tail), `ppf` or `isf`.
enum DistributionMethods {
    static let all: [String: CalculatorMethod] = [
        "dist_normal": { inputs in
            switch try inputs.text("fn", oneOf: ["cdf", "sf", "ppf", "isf"]) {
            case "cdf": value(try Normal.lowerTail(try any(inputs, "z")))
            case "sf": value(try Normal.upperTail(try any(inputs, "z")))
            case "ppf": value(try Normal.quantile(try inputs.probability("p")))
            default: value(try Normal.upperQuantile(try inputs.probability("p")))
            }
        },
        "dist_t": { inputs in
            let t = try StudentT(
                degreesOfFreedom: try inputs.number(
                    "df", where: { $0 >= 1e-300 }, must: "be at least 1e-300"))
            return switch try inputs.text("fn", oneOf: ["cdf", "sf", "ppf", "isf"]) {
            case "cdf": value(try t.lowerTail(try any(inputs, "t")))
            case "sf": value(try t.upperTail(try any(inputs, "t")))
            case "ppf": value(try t.quantile(try inputs.probability("p")))
            default: value(try t.upperQuantile(try inputs.probability("p")))
            }
        },
        "dist_chi2": { inputs in
            let chi = try ChiSquare(degreesOfFreedom: try inputs.positive("df"))
            return switch try inputs.text("fn", oneOf: ["cdf", "sf", "isf"]) {
            case "cdf": value(try chi.lowerTail(try notNegative(inputs, "x")))
            case "sf": value(try chi.upperTail(try notNegative(inputs, "x")))
            default: value(try chi.upperQuantile(try inputs.probability("p")))
            }
        },
        "dist_beta": { inputs in
            let beta = try Beta(try inputs.positive("a"), try inputs.positive("b"))
            return switch try inputs.text("fn", oneOf: ["cdf", "sf", "ppf", "isf"]) {
            case "cdf": value(try beta.lowerTail(try unit(inputs, "x")))
            case "sf": value(try beta.upperTail(try unit(inputs, "x")))
            case "ppf": value(try beta.quantile(try unit(inputs, "p")))
            default: value(try beta.upperQuantile(try unit(inputs, "p")))
            }
        },
        "dist_noncentral_t": { inputs in
            let t = try NoncentralT(
                degreesOfFreedom: try inputs.number(
                    "df", where: { $0 >= 0.1 && $0.isFinite }, must: "be at least 0.1"),
                noncentrality: try inputs.number("nc"))
            return switch try inputs.text("fn", oneOf: ["cdf", "sf"]) {
            case "cdf": value(try t.lowerTail(try inputs.number("t")))
            default: value(try t.upperTail(try inputs.number("t")))
            }
        },
    ]

    private static func value(_ value: Double) -> [String: JSONValue] {
        ["value": JSONValue(value)]
    }

    private static func any(_ inputs: Arguments, _ field: String) throws -> Double {
        try inputs.number(field, where: { !$0.isNaN }, must: "be a number")
    }

    private static func notNegative(_ inputs: Arguments, _ field: String) throws -> Double {
        try inputs.number(field, where: { $0 >= 0 }, must: "not be negative")
    }

    private static func unit(_ inputs: Arguments, _ field: String) throws -> Double {
        try inputs.number(field, where: { $0 >= 0 && $0 <= 1 }, must: "lie between 0 and 1")
    }
}
