// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Comparisons that follow the design: strata, clusters, contact, margins and capped values.
enum DesignMethods {
    static let all: [String: CalculatorMethod] = [
        "post_stratification": postStratification,
        "cluster_mean": clusterMean,
        "complier_effect": complierEffect,
        "noninferiority_relative": relativeMargin,
        "winsorize": winsorize,
    ]

    private static let postStratification: CalculatorMethod = { inputs in
        let alpha = try inputs.alpha()
        let fields = ["control", "treatment"].flatMap { group in
            ["n", "mean", "var"].map { "\(group).\($0)" }
        }
        let given = try inputs.groups("strata", of: fields)
        let strata = try Strata.make(
            control: try given.map { try $0.moments("control") },
            treatment: try given.map { try $0.moments("treatment") }
        ).get()
        let contrast = PostStratification.weighted(strata)
        let error = contrast.standardError
        let z = error > 0 ? contrast.statistic : nil
        let half = try Normal.upperQuantile(alpha / 2) * error
        var result = Dictionary(fields: [
            "diff": contrast.difference, "se": error, "z": z,
            "p_two_sided": try z.map { z throws(StatisticsError) in try Normal.twoSidedTail(z) },
            "ci_low": contrast.difference - half, "ci_high": contrast.difference + half,
            "mean_treatment": contrast.treatment.mean, "mean_control": contrast.control.mean,
        ])
        result["merged_strata"] = .integer(strata.mergedCount)
        return result
    }

    /// The mean of units in assigned clusters; `se_cr0` is without the factor G/(G − 1).
    private static let clusterMean: CalculatorMethod = { inputs in
        let alpha = try inputs.alpha()
        let control = try clusters(inputs, "control")
        let treatment = try clusters(inputs, "treatment")
        let pair = try MeanPair(control: control, treatment: treatment)
        let test = pair.welch
        let interval = try test.interval(alpha: alpha)
        let (t, c) = (Double(treatment.count), Double(control.count))
        return Dictionary(fields: [
            "mean_treatment": treatment.mean, "mean_control": control.mean,
            "diff": test.difference, "se": test.standardError, "df": test.degreesOfFreedom,
            "p_two_sided": try test.tails()?.twoSided, "ci_low": interval.low,
            "ci_high": interval.high,
            "se_cr0": (pair.u * (t - 1) / t + pair.w * (c - 1) / c).squareRoot(),
        ])
    }

    private static func clusters(_ inputs: Arguments, _ field: String) throws -> Moments {
        let group = try inputs.nested(field)
        let sums = try group.numbers("cluster_sums")
        let sizes = try group.counts("cluster_sizes")
        guard sums.count == sizes.count else {
            throw CalculatorError.invalid(
                "field \(group.name("cluster_sizes")) must be as long as cluster_sums")
        }
        for (index, size) in sizes.enumerated() where size == 0 {
            throw CalculatorError.invalid(
                "field \(group.name("cluster_sizes"))[\(index)] must be positive")
        }
        guard sums.count > 1 else { throw CalculatorError.notEstimable(.tooFewUnits) }
        return try BivariateMoments(y: sums, x: sizes.map { Double($0) }).linearised().get()
    }

    private static let complierEffect: CalculatorMethod = { inputs in
        let alpha = try inputs.alpha()
        let control = try contact(inputs, "control")
        let treatment = try contact(inputs, "treatment")
        let contrast = try LinearContrast.make(control: control.y, treatment: treatment.y).get()
        let fieller = ComplierEffect.fieller(contrast, control, treatment)
        guard fieller.denominator != 0 else {
            throw CalculatorError.notEstimable(.denominatorNearZero)
        }
        let t = try StudentT(degreesOfFreedom: contrast.degreesOfFreedom)
        let critical = try t.upperQuantile(alpha / 2)
        guard case .bounded(let interval) = fieller.set(critical: critical) else {
            throw CalculatorError.notEstimable(.denominatorNearZero)
        }
        return Dictionary(fields: [
            "itt": contrast.difference, "itt_se": contrast.standardError,
            "contact_difference": fieller.denominator,
            "effect": fieller.numerator / fieller.denominator, "low": interval.low,
            "high": interval.high, "g": fieller.g(critical: critical),
            "delta_se": fieller.standardError, "df": contrast.degreesOfFreedom,
            "p_two_sided": try t.twoSidedTail(contrast.statistic),
        ])
    }

    /// Outcome and contact of a group; the mean of contact is a share.
    private static func contact(
        _ inputs: Arguments, _ field: String
    ) throws -> BivariateMoments {
        let group = try inputs.bivariate(field)
        guard (0...1).contains(group.x.mean) else {
            throw CalculatorError.invalid("field \(field).mean_x must lie between 0 and 1")
        }
        return group
    }

    /// Non-inferiority against a margin relative to control, tested linearly.
    private static let relativeMargin: CalculatorMethod = { inputs in
        let alpha = try inputs.alpha()
        guard alpha < 0.5 else { throw CalculatorError.invalid("field alpha must be below 0.5") }
        let margin = try inputs.number("relative_margin")
        let pair = try MeanPair(inputs)
        let test = try Welch()
            .test(control: pair.control, treatment: pair.treatment, againstRelative: margin).get()
        let contrast = try LinearContrast.make(
            control: pair.control, treatment: pair.treatment
        ).get()
        let critical = try StudentT(degreesOfFreedom: test.degreesOfFreedom).upperQuantile(alpha)
        let relative = contrast.relative(from: -critical, to: critical).value
        var result = Dictionary(fields: [
            "rel": pair.difference / pair.control.mean, "rel_low": relative?.low,
            "rel_high": relative?.high, "t": test.statistic, "df": test.degreesOfFreedom,
            "noninferiority_p": test.pAbove, "nonsuperiority_p": test.pBelow,
        ])
        result["noninferior"] = .bool(test.pAbove < alpha)
        return result
    }

    /// Values capped at quantiles of all of them, or of those other than zero.
    private static let winsorize: CalculatorMethod = { inputs in
        let table = try ValueTable(try inputs.numbers("x"))
        guard table.count > 0 else { throw CalculatorError.notEstimable(.tooFewUnits) }
        let low = try quantile(inputs, "lower_quantile", default: 0)
        let high = try quantile(inputs, "upper_quantile", default: 0.99)
        guard low <= high else {
            throw CalculatorError.invalid("field lower_quantile must not exceed upper_quantile")
        }
        let choice =
            inputs.has("quantiles_of")
            ? try inputs.text("quantiles_of", oneOf: ["all", "non_zero"]) : "all"
        let caps = try Winsorisation(lower: low, upper: high, ofNonZero: choice == "non_zero")
            .caps(table).get()
        let moments = caps(table).moments
        return Dictionary(fields: [
            "lower_cap": caps.low, "upper_cap": caps.high, "mean": moments.mean,
            "var": moments.variance,
        ])
    }

    private static func quantile(
        _ inputs: Arguments, _ field: String, default fallback: Double
    ) throws -> Double {
        guard inputs.has(field) else { return fallback }
        return try inputs.number(
            field, where: { $0 >= 0 && $0 <= 1 }, must: "lie between 0 and 1")
    }
}
