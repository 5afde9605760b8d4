// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Counts of events: Poisson rates and overdispersed counts.
enum CountMethods {
    static let all: [String: CalculatorMethod] = [
        "poisson_rate_ratio": rateRatio,
        "quasi_poisson": quasiPoisson,
    ]

    private static let rateRatio: CalculatorMethod = { inputs in
        let pair = EventRatePair(
            control: try rate(inputs.nested("control")),
            treatment: try rate(inputs.nested("treatment")))
        let alpha = try inputs.alpha()
        guard pair.total > 0 else { throw CalculatorError.notEstimable(.noEvents) }
        guard pair.isComparable else { throw CalculatorError.notEstimable(.outOfDomain) }
        let exact = try pair.exactInterval(tail: alpha / 2)
        let wald = try pair.logInterval(tail: alpha / 2)
        return Dictionary(fields: [
            "rate_treatment": pair.treatment.rate, "rate_control": pair.control.rate,
            "rate_ratio": pair.ratio, "p_exact_minlike": try pair.minimumLikelihoodP(),
            "p_exact_central": try pair.centralP(), "ratio_ci_low_exact": exact.low,
            "ratio_ci_high_exact": exact.high, "log_se": pair.logStandardError,
            "ratio_ci_low_log": wald?.low, "ratio_ci_high_log": wald?.high,
            "p_score": try pair.scoreP(),
        ])
    }

    private static func rate(_ group: Arguments) throws -> EventRate {
        let events = try group.count("events")
        guard events <= EventRate.maximumEvents else {
            throw CalculatorError.invalid(
                "field \(group.name("events")) must be at most \(EventRate.maximumEvents)"
                    + " (\(events))")
        }
        return try EventRate(events: events, exposure: try group.positive("exposure"))
    }

    private static let quasiPoisson: CalculatorMethod = { inputs in
        let control = try Moments(try inputs.counts("control").map(Double.init))
        let treatment = try Moments(try inputs.counts("treatment").map(Double.init))
        let alpha = try inputs.alpha()
        let fit = try QuasiPoissonFit.make(control: control, treatment: treatment).get()
        let t = try StudentT(degreesOfFreedom: fit.degreesOfFreedom)
        let ratio = fit.ratio(critical: try t.upperQuantile(alpha / 2))
        return Dictionary(fields: [
            "dispersion": fit.dispersion, "log_rate_ratio": fit.logRatio,
            "log_se": fit.standardError, "t": fit.statistic, "df": fit.degreesOfFreedom,
            "p_two_sided": try fit.p(), "rate_ratio": exp(fit.logRatio),
            "ratio_ci_low": ratio.low, "ratio_ci_high": ratio.high,
        ])
    }
}
