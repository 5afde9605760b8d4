// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Quantiles and ranks: interval of a quantile, difference of quantiles.
enum RankMethods {
    static let all: [String: CalculatorMethod] = [
        "quantile_ci": { inputs in
            let table = try ValueTable(try inputs.numbers("x"))
            let estimate = try QuantileInterval(probability: try inputs.probability("p"))
                .estimate(table, tail: try inputs.alpha() / 2).get()
            return Dictionary(fields: [
                "quantile": estimate.quantile, "ci_low": estimate.low, "ci_high": estimate.high,
                "lower_rank": estimate.lowerRank.map(Double.init),
                "upper_rank": estimate.upperRank.map(Double.init),
            ])
        },
        "quantile_diff": quantileDifference,
    ]

    private static let quantileDifference: CalculatorMethod = { inputs in
        let probability = try inputs.probability("p")
        let control = try bracket(inputs.nested("control"), probability)
        let treatment = try bracket(inputs.nested("treatment"), probability)
        let alpha = try inputs.alpha()
        let pair = try MeanPair(control: try control.moments(), treatment: try treatment.moments())
        let test = pair.welch
        guard test.standardError > 0 else { throw CalculatorError.notEstimable(.tiedValues) }
        let interval = try test.interval(alpha: alpha)
        return Dictionary(fields: [
            "diff": test.difference, "se": test.standardError, "df": test.degreesOfFreedom,
            "ci_low": interval.low, "ci_high": interval.high,
            "p_two_sided": try test.tails()?.twoSided,
        ])
    }

    private static func bracket(
        _ group: Arguments, _ probability: Double
    ) throws -> QuantileBracket {
        let (quantile, lower) = (try group.number("q"), try group.number("q_lower"))
        let upper = try group.number("q_upper")
        guard lower <= quantile else {
            throw CalculatorError.invalid(
                "field \(group.name("q_lower")) must not exceed \(group.name("q"))")
        }
        guard quantile <= upper else {
            throw CalculatorError.invalid(
                "field \(group.name("q")) must not exceed \(group.name("q_upper"))")
        }
        return try QuantileBracket.make(
            probability: probability, count: try group.count("n"), quantile: quantile,
            lower: lower, upper: upper
        ).get()
    }
}
