// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Ratios of means of the same units.
enum RatioMethods {
    static let all: [String: CalculatorMethod] = [
        "ratio_delta": { inputs in
            let alpha = try inputs.alpha()
            let control = try inputs.bivariate("control").linearised().get()
            let treatment = try inputs.bivariate("treatment").linearised().get()
            let pair = try MeanPair(control: control, treatment: treatment)
            let test = pair.welch
            let interval = try test.interval(alpha: alpha)
            let half = try Normal.upperQuantile(alpha / 2) * test.standardError
            var result = Dictionary(fields: [
                "ratio_treatment": treatment.mean, "ratio_control": control.mean,
                "unit_var_treatment": treatment.variance, "unit_var_control": control.variance,
                "diff": test.difference, "se": test.standardError, "df": test.degreesOfFreedom,
                "t": test.statistic, "p_two_sided": try test.tails()?.twoSided,
                "ci_low": interval.low, "ci_high": interval.high,
                "p_two_sided_z": try test.statistic.map { z throws(StatisticsError) in
                    try Normal.twoSidedTail(z)
                }, "ci_low_z": test.difference - half, "ci_high_z": test.difference + half,
                "rel": nil, "rel_se": nil,
            ])
            if control.mean != 0 {
                let contrast = LinearContrast(
                    control: control, treatment: treatment, controlVariance: pair.w,
                    treatmentVariance: pair.u)
                result["rel"] = JSONValue(pair.difference / abs(control.mean))
                result["rel_se"] = JSONValue(RelativeDelta.standardError(contrast))
            }
            return result
        }
    ]
}
