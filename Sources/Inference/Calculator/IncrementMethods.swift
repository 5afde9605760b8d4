// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// What the difference amounts to: incremental totals, return on cost, cost per increment.
enum IncrementMethods {
    static let all: [String: CalculatorMethod] = [
        "incremental_totals": totals,
        "iroas_fieller": { inputs in
            let control = try inputs.bivariate(
                "control", y: "revenue", x: "cost", covariance: "cov")
            let treatment = try inputs.bivariate(
                "treatment", y: "revenue", x: "cost", covariance: "cov")
            guard let revenueVariance = treatment.y.varianceOfMean,
                let revenueBase = control.y.varianceOfMean,
                let costVariance = treatment.x.varianceOfMean,
                let costBase = control.x.varianceOfMean, let covariance = treatment.covariance,
                let covarianceBase = control.covariance
            else { throw CalculatorError.notEstimable(.tooFewUnits) }
            let cost = treatment.x.mean - control.x.mean
            guard cost != 0 else { throw CalculatorError.notEstimable(.zeroDenominator) }
            let problem = Fieller(
                numerator: treatment.y.mean - control.y.mean, denominator: cost,
                numeratorVariance: revenueVariance + revenueBase,
                denominatorVariance: costVariance + costBase,
                covariance: covariance / Double(treatment.count)
                    + covarianceBase / Double(control.count))
            let critical = try MeanPair(control: control.y, treatment: treatment.y)
                .critical(inputs)
            var result = RelativeMethods.fields(problem.set(critical: critical))
            let ratio = problem.numerator / cost
            let variance =
                problem.numeratorVariance - 2 * ratio * problem.covariance
                + ratio * ratio * problem.denominatorVariance
            result["iroas"] = JSONValue(ratio)
            result["g"] = JSONValue(problem.g(critical: critical))
            result["delta_se"] = JSONValue(max(0, variance).squareRoot() / abs(cost))
            return result
        },
    ]

    private static let totals: CalculatorMethod = { inputs in
        let pair = try MeanPair(inputs)
        let units = try inputs.nonNegative("n_exposed")
        let cost = inputs.has("cost") ? try inputs.nonNegative("cost") : 0
        let total = pair.difference * units
        let error = pair.welch.standardError * units
        let half = error > 0 ? try pair.critical(inputs) * error : 0
        let (low, high) = (total - half, total + half)
        let share = pair.treatment.mean == 0 ? nil : pair.difference / pair.treatment.mean
        var result = Dictionary(fields: [
            "incremental": total, "incremental_se": error, "incremental_ci_low": low,
            "incremental_ci_high": high, "counterfactual_total": pair.control.mean * units,
            "incremental_share_of_total": share,
        ])
        let hasCost = cost > 0
        let money: [(String, Double?)] = [
            ("iroas", hasCost ? total / cost : nil),
            ("iroas_ci_low", hasCost ? low / cost : nil),
            ("iroas_ci_high", hasCost ? high / cost : nil),
            ("incremental_roi", hasCost ? (total - cost) / cost : nil),
            ("net_incremental", total - cost),
            ("cost_per_incremental", hasCost && total != 0 ? cost / total : nil),
        ]
        for (name, value) in money { result[name] = JSONValue(value) }
        result.merge(costPerIncrement(hasCost ? cost : nil, low, high)) { first, _ in first }
        return result
    }

    /// The reciprocal of the interval: two pieces when the interval covers zero.
    private static func costPerIncrement(
        _ cost: Double?, _ low: Double, _ high: Double
    ) -> [String: JSONValue] {
        guard let cost else { return ["cpi_kind": .null, "cpi_low": .null, "cpi_high": .null] }
        let (atLow, atHigh) = (cost / low, cost / high)
        if low > 0 || high < 0 {
            return [
                "cpi_kind": .string("bounded"), "cpi_low": JSONValue(min(atLow, atHigh)),
                "cpi_high": JSONValue(max(atLow, atHigh)),
            ]
        }
        return [
            "cpi_kind": .string("exclusive"),
            "cpi_low": JSONValue(low == 0 ? -.infinity : atLow),
            "cpi_high": JSONValue(high == 0 ? .infinity : atHigh),
        ]
    }
}
