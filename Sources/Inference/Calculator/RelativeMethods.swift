// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Relative effects of means: delta method, logarithmic delta method, Fieller.
enum RelativeMethods {
    static let all: [String: CalculatorMethod] = [
        "relative_delta_means": { inputs in
            let pair = try MeanPair(inputs)
            return try deltaFields(pair, alpha: try inputs.alpha(), names: ("rel", "rel_se", "df"))
        },
        "relative_log_delta_means": logDelta,
        "fieller_rel": fieller,
    ]

    /// The delta-method fields shared with ratios of means.
    static func deltaFields(
        _ pair: MeanPair, alpha: Double, names: (effect: String, error: String, df: String)
    ) throws -> [String: JSONValue] {
        guard pair.control.mean != 0 else {
            throw CalculatorError.notEstimable(.controlNotPositive)
        }
        let effect = pair.difference / abs(pair.control.mean)
        let contrast = LinearContrast(
            control: pair.control, treatment: pair.treatment, controlVariance: pair.w,
            treatmentVariance: pair.u)
        let error = RelativeDelta.standardError(contrast)
        let z = try Normal.upperQuantile(alpha / 2)
        let t = try pair.welchDegreesOfFreedom.map { df throws(StatisticsError) in
            try StudentT(degreesOfFreedom: df).upperQuantile(alpha / 2)
        }
        return [
            names.effect: JSONValue(effect), names.error: JSONValue(error),
            names.df: JSONValue(pair.welchDegreesOfFreedom),
            "ci_low_t": JSONValue(effect - (t ?? 0) * error),
            "ci_high_t": JSONValue(effect + (t ?? 0) * error),
            "ci_low_z": JSONValue(effect - z * error), "ci_high_z": JSONValue(effect + z * error),
        ]
    }

    private static let logDelta: CalculatorMethod = { inputs in
        let pair = try MeanPair(inputs)
        let alpha = try inputs.alpha()
        let contrast = LinearContrast(
            control: pair.control, treatment: pair.treatment, controlVariance: pair.w,
            treatmentVariance: pair.u)
        let scale = try RelativeLogDelta.scale(contrast).get()
        let logRatio = log(pair.treatment.mean / pair.control.mean)
        let error = scale.standardError
        let df = error > 0 ? scale.degreesOfFreedom : nil
        let z = try Normal.upperQuantile(alpha / 2)
        let t = try df.map { df throws(StatisticsError) in
            try StudentT(degreesOfFreedom: df).upperQuantile(alpha / 2)
        }
        return Dictionary(fields: [
            "rel": pair.difference / pair.control.mean, "log_se": error, "df_log": df,
            "ci_low_t": expm1(logRatio - (t ?? 0) * error),
            "ci_high_t": expm1(logRatio + (t ?? 0) * error),
            "ci_low_z": expm1(logRatio - z * error), "ci_high_z": expm1(logRatio + z * error),
        ])
    }

    private static let fieller: CalculatorMethod = { inputs in
        let pair = try MeanPair(inputs)
        let base = pair.control.mean
        guard base != 0 else { throw CalculatorError.notEstimable(.controlNotPositive) }
        let sign: Double = base < 0 ? -1 : 1
        let problem = Fieller(
            numerator: pair.treatment.mean, denominator: base, numeratorVariance: pair.u,
            denominatorVariance: pair.w)
        let critical = pair.u + pair.w > 0 ? try pair.critical(inputs) : 0
        var result = fields(problem.set(critical: critical)) { sign * ($0 - 1) }
        result["rel"] = JSONValue(pair.difference / abs(base))
        result["g"] = JSONValue(problem.g(critical: critical))
        return result
    }

    /// The kind and ends of a set of ratios, on a scale that may run the other way.
    static func fields(
        _ set: FiellerSet, scale: (Double) -> Double = { $0 }
    ) -> [String: JSONValue] {
        let kind: String
        let ends: Interval
        switch set {
        case .bounded(let roots):
            kind = "bounded"
            ends = Interval(low: scale(roots.low), high: scale(roots.high))
        case .exclusive(let roots):
            kind = "exclusive"
            ends = Interval(low: scale(roots.low), high: scale(roots.high))
        case .unbounded:
            kind = "unbounded"
            ends = Interval(low: -.infinity, high: .infinity)
        }
        return ["kind": .string(kind), "low": JSONValue(ends.low), "high": JSONValue(ends.high)]
    }
}
