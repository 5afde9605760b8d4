// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Several estimates together: heterogeneity, meta-analysis, and one estimate with a prior.
enum PoolingMethods {
    static let all: [String: CalculatorMethod] = [
        "heterogeneity": heterogeneity,
        "meta_analysis": metaAnalysis,
        "normal_normal": normalNormal,
    ]

    private static let heterogeneity: CalculatorMethod = { inputs in
        let (values, variances) = try estimates(inputs)
        let spread = try required(Heterogeneity.test(estimates: values, variances: variances))
        let sides = try required(
            QualitativeInteraction.test(estimates: values, variances: variances))
        let z =
            values.count == 2
            ? (values[0] - values[1]) / (variances[0] + variances[1]).squareRoot() : nil
        return Dictionary(fields: [
            "q_positive": sides.positive, "q_negative": sides.negative,
            "gail_simon_q": sides.statistic, "gail_simon_p": sides.p, "cochran_q": spread.q,
            "cochran_p": spread.p, "interaction_z": z,
            "interaction_p": try z.map { try Normal.twoSidedTail($0) },
        ])
    }

    private static let metaAnalysis: CalculatorMethod = { inputs in
        let (values, variances) = try estimates(inputs)
        let found = try required(
            MetaAnalysis.pool(
                estimates: values, variances: variances, confidence: 1 - (try inputs.alpha())))
        return Dictionary(fields: [
            "fe": found.fixed.estimate, "fe_se": found.fixed.standardError,
            "fe_ci_low": found.fixed.low, "fe_ci_high": found.fixed.high,
            "q": found.heterogeneity?.q, "q_p": found.heterogeneity?.p,
            "i2": found.heterogeneity?.iSquared, "tau2_dl": found.betweenVariance,
            "re": found.random.estimate, "re_se": found.random.standardError,
            "re_ci_low": found.random.low, "re_ci_high": found.random.high,
            "re_se_knapp_hartung": found.knappHartung?.standardError,
            "re_ci_low_knapp_hartung": found.knappHartung?.low,
            "re_ci_high_knapp_hartung": found.knappHartung?.high,
            "re_pi_low": found.nextStudy?.low, "re_pi_high": found.nextStudy?.high,
        ])
    }

    private static let normalNormal: CalculatorMethod = { inputs in
        let level = inputs.has("level") ? try inputs.probability("level") : 0.95
        let prior = inputs.has("prior") ? try inputs.nested("prior") : nil
        let posterior = try NormalPosterior(
            estimate: try inputs.number("estimate"), standardError: try inputs.positive("se"),
            prior: try prior.map { (try $0.number("mean"), try $0.positive("var")) })
        let interval = try posterior.interval(level: level)
        let losses = try posterior.expectedLosses()
        return Dictionary(fields: [
            "post_mean": posterior.mean, "post_sd": posterior.standardDeviation,
            "prob_beat": try posterior.probabilityToBeat(), "ci_low": interval.low,
            "ci_high": interval.high, "expected_loss_treatment": losses.treatment,
            "expected_loss_control": losses.control,
        ])
    }

    /// Estimates with their variances, as the fields of a question.
    private static func estimates(_ inputs: Arguments) throws -> ([Double], [Double]) {
        let values = try inputs.numbers("estimates")
        let variances = try inputs.numbers("variances")
        guard values.count == variances.count else {
            throw CalculatorError.invalid("field variances must be as long as estimates")
        }
        guard values.count <= 1_000 else {
            throw CalculatorError.invalid("field estimates must have at most 1000 values")
        }
        for (index, variance) in variances.enumerated() where variance <= 0 {
            throw CalculatorError.invalid("field variances[\(index)] must be positive")
        }
        return (values, variances)
    }

    private static func required<Value>(_ found: Estimated<Value>) throws -> Value {
        switch found {
        case .estimated(let value): return value
        case .notEstimable(let reason): throw CalculatorError.notEstimable(reason)
        }
    }
}
