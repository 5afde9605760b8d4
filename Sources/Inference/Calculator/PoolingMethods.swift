// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Several estimates together: heterogeneity, meta-analysis, and one estimate with a prior.
enum PoolingMethods {
    static let all: [String: CalculatorMethod] = [
        "heterogeneity": heterogeneity,
        "meta_analysis": metaAnalysis,
        "normal_normal": normalNormal,
    ]

    /// Cochran's Q and the qualitative interaction of Gail and Simon (1985).
    private static let heterogeneity: CalculatorMethod = { inputs in
        let estimates = try Estimates(inputs)
        guard estimates.count > 1 else { throw CalculatorError.notEstimable(.tooFewUnits) }
        func squares(_ isIncluded: (Double) -> Bool) -> Double {
            zip(estimates.values, estimates.variances).reduce(0) { sum, pair in
                isIncluded(pair.0) ? sum + pair.0 * (pair.0 / pair.1) : sum
            }
        }
        let (positive, negative) = (squares { $0 > 0 }, squares { $0 < 0 })
        let smaller = min(positive, negative)
        let q = estimates.fixed.q
        var result = Dictionary(fields: [
            "q_positive": positive, "q_negative": negative, "gail_simon_q": smaller,
            "gail_simon_p": smaller > 0 ? try gailSimon(smaller, groups: estimates.count) : 1,
            "cochran_q": q,
            "cochran_p": try ChiSquare(degreesOfFreedom: Double(estimates.count - 1)).upperTail(q),
            "interaction_z": nil, "interaction_p": nil,
        ])
        if estimates.count == 2 {
            let z =
                (estimates.values[0] - estimates.values[1])
                / (estimates.variances[0] + estimates.variances[1]).squareRoot()
            result["interaction_z"] = JSONValue(z)
            result["interaction_p"] = JSONValue(try Normal.twoSidedTail(z))
        }
        return result
    }

    private static func gailSimon(_ q: Double, groups: Int) throws -> Double {
        let share = try Binomial(trials: groups - 1, probability: 0.5)
        var p = 0.0
        for h in 1..<groups {
            p +=
                exp(try share.logMass(h))
                * (try ChiSquare(degreesOfFreedom: Double(h)).upperTail(q))
        }
        return min(1, p)
    }

    /// Fixed effect, and random effects by DerSimonian and Laird (1986), Knapp and Hartung (2003).
    private static let metaAnalysis: CalculatorMethod = { inputs in
        let estimates = try Estimates(inputs)
        let alpha = try inputs.alpha()
        let z = try Normal.upperQuantile(alpha / 2)
        let fixed = estimates.fixed
        let others = Double(estimates.count - 1)
        let weights = estimates.variances.map { 1 / $0 }
        let weight = weights.reduce(0, +)
        let rest = weight - weights.reduce(0) { $0 + $1 * ($1 / weight) }
        let spread = others > 0 ? max(0, (fixed.q - others) / rest) : 0
        let random = estimates.pooled(addedVariance: spread)
        let wide = z * (spread + random.error * random.error).squareRoot()
        var fields = Dictionary(fields: [
            "fe": fixed.mean, "fe_se": fixed.error, "fe_ci_low": fixed.mean - z * fixed.error,
            "fe_ci_high": fixed.mean + z * fixed.error, "tau2_dl": spread, "re": random.mean,
            "re_se": random.error, "re_ci_low": random.mean - z * random.error,
            "re_ci_high": random.mean + z * random.error,
        ])
        let hasSpread = others > 0
        fields["q"] = JSONValue(hasSpread ? fixed.q : nil)
        fields["q_p"] = JSONValue(
            hasSpread ? try ChiSquare(degreesOfFreedom: others).upperTail(fixed.q) : nil)
        fields["i2"] = JSONValue(
            hasSpread ? (fixed.q > 0 ? max(0, (fixed.q - others) / fixed.q) : 0) : nil)
        // One degree of freedom is too little for either of these.
        let names = [
            "re_se_knapp_hartung", "re_ci_low_knapp_hartung", "re_ci_high_knapp_hartung",
            "re_pi_low", "re_pi_high",
        ]
        guard others > 1 else {
            for name in names { fields[name] = .null }
            return fields
        }
        let error = random.error * (random.q / others).squareRoot()
        let half = try StudentT(degreesOfFreedom: others).upperQuantile(alpha / 2) * error
        let values = [
            error, random.mean - half, random.mean + half, random.mean - wide, random.mean + wide,
        ]
        for (name, value) in zip(names, values) { fields[name] = JSONValue(value) }
        return fields
    }

    /// The posterior of a normal effect; a missing prior is flat.
    private static let normalNormal: CalculatorMethod = { inputs in
        let estimate = try inputs.number("estimate")
        let error = try inputs.positive("se")
        let level = inputs.has("level") ? try inputs.probability("level") : 0.95
        var (mean, deviation) = (estimate, error)
        if inputs.has("prior") {
            let prior = try inputs.nested("prior")
            let (center, variance) = (try prior.number("mean"), try prior.positive("var"))
            let share = variance / (variance + error * error)
            mean = share * estimate + (1 - share) * center
            deviation = error * share.squareRoot()
        }
        guard deviation > 0 else { throw CalculatorError.notEstimable(.outOfDomain) }
        let z = mean / deviation
        let half =
            try Normal.upperQuantile(SignificanceLevel.tail(confidence: level)) * deviation
        let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
        // Each loss from its own tail, so that a small one keeps its digits.
        let ofTreatment = deviation * (density - z * (try Normal.upperTail(z)))
        let ofControl = deviation * (density + z * (try Normal.lowerTail(z)))
        return Dictionary(fields: [
            "post_mean": mean, "post_sd": deviation, "prob_beat": try Normal.lowerTail(z),
            "ci_low": mean - half, "ci_high": mean + half,
            "expected_loss_treatment": max(0, ofTreatment),
            "expected_loss_control": max(0, ofControl),
        ])
    }
}

/// Estimates with their variances.
private struct Estimates {
    let values: [Double]
    let variances: [Double]

    init(_ inputs: Arguments) throws {
        values = try inputs.numbers("estimates")
        variances = try inputs.numbers("variances")
        guard values.count == variances.count else {
            throw CalculatorError.invalid("field variances must be as long as estimates")
        }
        guard values.count <= 1_000 else {
            throw CalculatorError.invalid("field estimates must have at most 1000 values")
        }
        for (index, variance) in variances.enumerated() where variance <= 0 {
            throw CalculatorError.invalid("field variances[\(index)] must be positive")
        }
        guard !values.isEmpty else { throw CalculatorError.notEstimable(.tooFewUnits) }
    }

    var count: Int { values.count }

    var fixed: (mean: Double, error: Double, q: Double) { pooled(addedVariance: 0) }

    /// The mean weighted by inverse variances, its standard error, and the weighted squares about it.
    func pooled(addedVariance: Double) -> (mean: Double, error: Double, q: Double) {
        let weights = variances.map { 1 / ($0 + addedVariance) }
        let total = weights.reduce(0, +)
        let mean = zip(weights, values).reduce(0) { $0 + $1.0 / total * $1.1 }
        let q = zip(weights, values).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
        return (mean, (1 / total).squareRoot(), q)
    }
}
