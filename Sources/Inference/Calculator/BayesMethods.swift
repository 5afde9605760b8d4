// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Posteriors of rates and scores.
enum BayesMethods {
    static let all: [String: CalculatorMethod] = [
        "beta_binomial": betaBinomial,
        "prob_best_of_k": { inputs in
            let prior = try prior(inputs)
            let groups = try inputs.groups("arms", of: ["x", "n"])
            guard !groups.isEmpty else {
                throw CalculatorError.invalid("field arms must not be empty")
            }
            guard groups.count <= BetaRanking.maximumCount else {
                throw CalculatorError.invalid(
                    "field arms must have at most \(BetaRanking.maximumCount) groups")
            }
            let ranking = try BetaRanking(try groups.map { try posterior($0, prior) })
            return [
                "prob_best": .array(ranking.probabilitiesBest.map(JSONValue.number)),
                "expected_loss": .array(ranking.expectedLosses.map(JSONValue.number)),
            ]
        },
        "beta_ratio_posterior": { inputs in
            let (control, treatment) = try pair(inputs)
            let ratio = BetaRatio(control: control, treatment: treatment)
            let level = try level(inputs)
            let tail = try SignificanceLevel.tail(confidence: level)
            return Dictionary(fields: [
                "mean_relative": ratio.mean, "q025": try ratio.quantile(tail),
                "median": try ratio.quantile(0.5), "q975": try ratio.quantile(1 - tail),
            ])
        },
        "nps_dirichlet": scores,
    ]

    private static let betaBinomial: CalculatorMethod = { inputs in
        let (control, treatment) = try pair(inputs)
        let level = try level(inputs)
        let ranking = try BetaRanking([treatment, control])
        var result = Dictionary(fields: [
            "prob_beat": ranking.probabilitiesBest[0],
            "prob_control_better": ranking.probabilitiesBest[1],
            "expected_loss_treatment": ranking.expectedLosses[0],
            "expected_loss_control": ranking.expectedLosses[1],
            "mean_treatment": treatment.mean, "mean_control": control.mean,
            "mean_diff": treatment.mean - control.mean,
        ])
        result["posterior_treatment"] = numbers(treatment.a, treatment.b)
        result["posterior_control"] = numbers(control.a, control.b)
        result["eti_treatment"] = ends(try treatment.equalTailed(level: level))
        result["eti_control"] = ends(try control.equalTailed(level: level))
        result["hdi_treatment"] = ends(try treatment.highestDensity(level: level))
        return result
    }

    private static let scores: CalculatorMethod = { inputs in
        let prior = inputs.has("prior") ? try inputs.numbers("prior") : [1, 1, 1]
        guard prior.count == 3, prior.allSatisfy({ $0 >= 0 }), prior.contains(where: { $0 > 0 })
        else {
            throw CalculatorError.invalid(
                "field prior must have three numbers, none negative, not all zero")
        }
        func score(_ field: String) throws -> ScorePosterior {
            let group = try inputs.nested(field)
            return try ScorePosterior(
                promoters: try group.count("promoters"), passives: try group.count("passives"),
                detractors: try group.count("detractors"), prior: prior)
        }
        let (control, treatment) = (try score("control"), try score("treatment"))
        return Dictionary(fields: [
            "mean_treatment": treatment.mean, "mean_control": control.mean,
            "var_treatment": treatment.variance, "var_control": control.variance,
            "mean_diff": treatment.mean - control.mean,
            "prob_beat_normal_approx": try treatment.probabilityAbove(control),
        ])
    }

    // MARK: inputs

    private static func pair(
        _ inputs: Arguments
    ) throws -> (control: BetaPosterior, treatment: BetaPosterior) {
        let prior = try prior(inputs)
        return (
            try posterior(try inputs.nested("control"), prior),
            try posterior(try inputs.nested("treatment"), prior)
        )
    }

    private static func prior(_ inputs: Arguments) throws -> BetaPrior {
        guard inputs.has("prior") else { return .uniform }
        let prior = try inputs.nested("prior")
        func shape(_ field: String) throws -> Double {
            try prior.number(
                field, where: { Beta.shapes.contains($0) }, must: "lie between 0.1 and 1e12")
        }
        return try BetaPrior(a: try shape("a"), b: try shape("b"))
    }

    private static func posterior(_ group: Arguments, _ prior: BetaPrior) throws -> BetaPosterior {
        let data = try group.proportion()
        guard Double(data.count) + max(prior.a, prior.b) <= Beta.shapes.upperBound else {
            throw CalculatorError.invalid(
                "field \(group.name("n")) and the prior must not exceed 1e12 together")
        }
        return try BetaPosterior(data, prior: prior)
    }

    private static func level(_ inputs: Arguments) throws -> Double {
        guard inputs.has("level") else { return 0.95 }
        return try inputs.number(
            "level", where: { $0 >= 1e-9 && $0 <= 1 - 1e-12 },
            must: "lie between 1e-9 and 1 - 1e-12")
    }

    private static func numbers(_ values: Double...) -> JSONValue {
        .array(values.map(JSONValue.number))
    }

    private static func ends(_ interval: Interval) -> JSONValue {
        numbers(interval.low, interval.high)
    }
}
