// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Intervals of one proportion, of a difference, and of a ratio on the logarithmic scale.
enum ProportionIntervalMethods {
    static let all: [String: CalculatorMethod] = [
        "wilson": { inputs in
            let proportion = try inputs.proportion()
            let z = try Normal.upperQuantile(try inputs.alpha() / 2)
            let interval = Wilson.interval(proportion, z: z)
            return Dictionary(fields: [
                "estimate": proportion.rate, "low": interval.low, "high": interval.high,
            ])
        },
        "clopper_pearson": { inputs in
            let proportion = try moderate(inputs)
            let half = try inputs.alpha() / 2
            let (x, y) = (Double(proportion.successes), Double(proportion.failures))
            return Dictionary(fields: [
                "low": try clopperPearsonLow(x, y, half),
                "high": try clopperPearsonHigh(x, y, half),
            ])
        },
        "agresti_coull_jeffreys": { inputs in
            let proportion = try moderate(inputs)
            let half = try inputs.alpha() / 2
            let (x, y) = (Double(proportion.successes), Double(proportion.failures))
            let z = try Normal.upperQuantile(half)
            let n = x + y + z * z
            let center = (x + z * z / 2) / n
            let width = z * (center * (1 - center) / n).squareRoot()
            let jeffreys = try Beta(x + 0.5, y + 0.5)
            return Dictionary(fields: [
                "ac_low_unclipped": center - width, "ac_high_unclipped": center + width,
                "jeffreys_low_raw": try jeffreys.quantile(half),
                "jeffreys_high_raw": try jeffreys.upperQuantile(half),
            ])
        },
        "newcombe_rd": { inputs in
            let pair = try ProportionPair(inputs)
            let interval = try pair.newcombe(alpha: try inputs.alpha())
            return Dictionary(fields: [
                "diff": pair.difference, "low": interval.low, "high": interval.high,
            ])
        },
        "agresti_caffo_rd": { inputs in
            let pair = try ProportionPair(inputs)
            let z = try Normal.upperQuantile(try inputs.alpha() / 2)
            let treatment = padded(pair.treatment)
            let control = padded(pair.control)
            let center = treatment.rate - control.rate
            let half = z * (treatment.varianceOfRate + control.varianceOfRate).squareRoot()
            return Dictionary(fields: [
                "center": center, "low_unclipped": center - half, "high_unclipped": center + half,
            ])
        },
        "katz_log_rr": { inputs in
            let pair = try ProportionPair(inputs)
            let continuity =
                inputs.has("continuity") ? try inputs.nonNegative("continuity") : 0
            let z = try Normal.upperQuantile(try inputs.alpha() / 2)
            let katz = try Katz(continuity: continuity)
                .logRatio(pair.control, pair.treatment).get()
            let half = z * katz.standardError
            return Dictionary(fields: [
                "ratio": katz.ratio, "log_se": katz.standardError,
                "low": exp(katz.logRatio - half), "high": exp(katz.logRatio + half),
                "relative_uplift": katz.ratio - 1, "rel_low": expm1(katz.logRatio - half),
                "rel_high": expm1(katz.logRatio + half),
                "p_two_sided": try Normal.twoSidedTail(katz.logRatio / katz.standardError),
            ])
        },
    ]

    /// A proportion that is not too large for the beta distribution.
    private static func moderate(_ inputs: Arguments) throws -> Proportion {
        let proportion = try inputs.proportion()
        guard Double(proportion.count) < Beta.shapes.upperBound else {
            throw CalculatorError.invalid("field n must be below 1e12 (\(proportion.count))")
        }
        return proportion
    }

    /// The rate at which `x` or more successes beside `y` failures have the probability `tail`.
    private static func clopperPearsonLow(
        _ x: Double, _ y: Double, _ tail: Double
    ) throws -> Double {
        if x == 0 { return 0 }
        return y == 0 ? exp(log(tail) / x) : try Beta(x, y + 1).quantile(tail)
    }

    /// The rate at which `x` or fewer successes beside `y` failures have the probability `tail`.
    private static func clopperPearsonHigh(
        _ x: Double, _ y: Double, _ tail: Double
    ) throws -> Double {
        if y == 0 { return 1 }
        return x == 0 ? -expm1(log(tail) / y) : try Beta(x + 1, y).upperQuantile(tail)
    }

    /// One success and one failure more (Agresti and Caffo 2000).
    private static func padded(_ proportion: Proportion) -> Proportion {
        Proportion(
            uncheckedSuccesses: proportion.successes + 1, count: proportion.count + 2)
    }
}
