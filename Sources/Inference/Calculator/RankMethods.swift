// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Quantiles and ranks: interval of a quantile, difference of quantiles, Mann and Whitney's test.
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
        "mann_whitney": mannWhitney,
    ]

    private static let mannWhitney: CalculatorMethod = { inputs in
        let control = try inputs.table("control")
        let treatment = try inputs.table("treatment")
        let tail = try inputs.alpha() / 2
        let test = try MannWhitney.test(control: control, treatment: treatment).get()
        let shift = HodgesLehmann.shift(control: control, treatment: treatment, tail: tail).value
        let exact = shift.flatMap { $0.isExact ? $0 : nil }
        return Dictionary(fields: [
            "u": test.u, "prob_superiority": test.probabilityOfSuperiority,
            "p_asymptotic_cc": test.p.value, "p_asymptotic_no_cc": test.uncorrectedP.value,
            "p_exact": test.exactP.value, "hodges_lehmann": shift?.estimate,
            "hl_ci_low": shift?.low, "hl_ci_high": shift?.high, "hl_ci_low_exact": exact?.low,
            "hl_ci_high_exact": exact?.high, "hl_ci_coverage": exact?.coverage,
        ])
    }

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
