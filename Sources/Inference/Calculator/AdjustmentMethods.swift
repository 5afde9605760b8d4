// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Comparisons adjusted by covariates.
enum AdjustmentMethods {
    static let all: [String: CalculatorMethod] = [
        "cuped": single,
        "cuped_multi": several,
        "cuped_ratio": ratio,
        "lin_adjustment": regression,
    ]

    /// One covariate, with both ways to pool θ and both bases of the relative effect.
    private static let single: CalculatorMethod = { inputs in
        let alpha = try inputs.alpha()
        let control = try inputs.bivariate("control")
        let treatment = try inputs.bivariate("treatment")
        let pair = try CovariateAdjustment(covariates: [.mean(1)])
            .adjust(
                control: try moments(control, "control"),
                treatment: try moments(treatment, "treatment")
            ).get()
        var result = try fields(pair, alpha: alpha)
        result["theta"] = JSONValue(pair.coefficients[0])
        result["t"] = JSONValue(
            try MeanPair(control: pair.control, treatment: pair.treatment).welch.statistic)
        result["variance_reduction"] = JSONValue(pair.varianceReduction)
        let withinX = control.x.sumOfSquaredDeviations + treatment.x.sumOfSquaredDeviations
        let within = withinX > 0 ? (control.coMoment + treatment.coMoment) / withinX : 0
        let plain = try MeanPair(
            control: residual(control, within), treatment: residual(treatment, within))
        result["theta_within"] = JSONValue(within)
        result["diff_theta_within"] = JSONValue(
            treatment.y.mean - control.y.mean - within * (treatment.x.mean - control.x.mean))
        result["se_theta_within"] = JSONValue(plain.welch.standardError)
        result.merge(relative(pair)) { first, _ in first }
        return result
    }

    private static func moments(
        _ pair: BivariateMoments, _ field: String
    ) throws -> MultivariateMoments {
        do {
            return try MultivariateMoments(
                count: pair.count, means: [pair.y.mean, pair.x.mean],
                covariances: [
                    [pair.y.variance ?? 0, pair.covariance ?? 0],
                    [pair.covariance ?? 0, pair.x.variance ?? 0],
                ])
        } catch {
            throw CalculatorError.invalid("field \(field).cov_xy: \(error)")
        }
    }

    private static func residual(_ pair: BivariateMoments, _ slope: Double) -> Moments {
        Moments(
            uncheckedCount: pair.count, mean: pair.y.mean - slope * pair.x.mean,
            squared: pair.y.sumOfSquaredDeviations - 2 * slope * pair.coMoment
                + slope * slope * pair.x.sumOfSquaredDeviations, cubed: nil)
    }

    /// The relative effect over the adjusted and over the plain mean of control, by the delta method.
    private static func relative(_ pair: AdjustedPair) -> [String: JSONValue] {
        var result = Dictionary(fields: [
            "rel_adjusted_baseline": nil, "rel_se_adjusted_baseline": nil,
            "rel_unadjusted_baseline": nil, "rel_se_unadjusted_baseline": nil,
        ])
        guard
            let contrast = LinearContrast.make(
                control: pair.control, treatment: pair.treatment
            ).value
        else { return result }
        if pair.control.mean != 0 {
            result["rel_adjusted_baseline"] = JSONValue(
                contrast.difference / abs(pair.control.mean))
            result["rel_se_adjusted_baseline"] = JSONValue(
                RelativeDelta.standardError(contrast))
        }
        let base = pair.unadjustedControl.mean
        if base != 0 {
            result["rel_unadjusted_baseline"] = JSONValue(contrast.difference / abs(base))
            result["rel_se_unadjusted_baseline"] = JSONValue(
                pair.overUnadjustedControl(contrast).standardError)
        }
        return result
    }

    /// Any number of covariates; `order` tells where the outcome `y` stands, the first by default.
    private static let several: CalculatorMethod = { inputs in
        let alpha = try inputs.alpha()
        let (control, treatment) = try groups(inputs)
        let names = try order(inputs, count: control.dimension)
        guard let outcome = names.map({ $0.firstIndex(of: "y") }) ?? 0 else {
            throw CalculatorError.invalid("field order must name y")
        }
        let covariates = control.means.indices.filter { $0 != outcome }
        let pair = try CovariateAdjustment(
            outcome: .mean(outcome), covariates: covariates.map { .mean($0) }
        ).adjust(control: control, treatment: treatment).get()
        var result = try fields(pair, alpha: alpha)
        result["theta"] = .array(pair.coefficients.map { JSONValue($0) })
        return result
    }

    private static let parts = ["numerator", "denominator", "pre_numerator", "pre_denominator"]

    /// A ratio adjusted by the same ratio before.
    private static let ratio: CalculatorMethod = { inputs in
        let alpha = try inputs.alpha()
        let (control, treatment) = try groups(inputs)
        guard control.dimension == parts.count else {
            throw CalculatorError.invalid("field control.means must have 4 numbers")
        }
        let names = try order(inputs, count: parts.count) ?? parts
        let places = try parts.map { part in
            guard let place = names.firstIndex(of: part) else {
                throw CalculatorError.invalid("field order must name \(part)")
            }
            return place
        }
        let pair = try CovariateAdjustment(
            outcome: .ratio(numerator: places[0], denominator: places[1]),
            covariates: [.ratio(numerator: places[2], denominator: places[3])]
        ).adjust(control: control, treatment: treatment).get()
        var result = try fields(pair, alpha: alpha)
        result["theta"] = JSONValue(pair.coefficients[0])
        result["adj_treatment"] = result.removeValue(forKey: "adj_mean_treatment")
        result["adj_control"] = result.removeValue(forKey: "adj_mean_control")
        return result
    }

    /// Lin's regression, with every kind of standard error.
    private static let regression: CalculatorMethod = { inputs in
        let alpha = try inputs.alpha()
        let fit = try UnitRows(inputs).fit.get()
        let contrast = fit.contrast(.hc2)
        let test = MeanTest(
            difference: contrast.difference, standardError: contrast.standardError,
            degreesOfFreedom: Double(fit.degreesOfFreedom))
        let interval = try test.interval(alpha: alpha)
        return Dictionary(fields: [
            "ate": test.difference, "se_hc2": test.standardError, "df": test.degreesOfFreedom,
            "p_hc2_t": try test.tails()?.twoSided, "ci_low_hc2_t": interval.low,
            "ci_high_hc2_t": interval.high, "se_hc0": fit.contrast(.hc0).standardError,
            "se_hc1": fit.contrast(.hc1).standardError,
            "se_hc3": fit.contrast(.hc3).standardError,
        ])
    }

    private static func fields(
        _ pair: AdjustedPair, alpha: Double
    ) throws -> [String: JSONValue] {
        let test = try MeanPair(control: pair.control, treatment: pair.treatment).welch
        let interval = try test.interval(alpha: alpha)
        return Dictionary(fields: [
            "adj_mean_treatment": pair.treatment.mean, "adj_mean_control": pair.control.mean,
            "diff": test.difference, "se": test.standardError, "df": test.degreesOfFreedom,
            "p_two_sided": try test.tails()?.twoSided, "ci_low": interval.low,
            "ci_high": interval.high,
        ])
    }

    private static func groups(
        _ inputs: Arguments
    ) throws -> (control: MultivariateMoments, treatment: MultivariateMoments) {
        let control = try inputs.nested("control").multivariate()
        let treatment = try inputs.nested("treatment").multivariate()
        guard treatment.dimension == control.dimension else {
            throw CalculatorError.invalid(
                "field treatment.means must be as long as control.means")
        }
        return (control, treatment)
    }

    private static func order(_ inputs: Arguments, count: Int) throws -> [String]? {
        guard inputs.has("order") else { return nil }
        let names = try inputs.list("order").enumerated().map { index, value in
            guard case .string(let name) = value else {
                throw CalculatorError.invalid("field order[\(index)] must be a string")
            }
            return name
        }
        guard names.count == count, Set(names).count == count else {
            throw CalculatorError.invalid("field order must have \(count) different names")
        }
        return names
    }
}

extension Arguments {
    /// `{n, means, cov}` of a group.
    func multivariate() throws -> MultivariateMoments {
        let total = try count("n")
        let means = try numbers("means")
        let limit = MultivariateMoments.maximumDimension
        guard (1...limit).contains(means.count) else {
            throw CalculatorError.invalid(
                "field \(name("means")) must have 1 to \(limit) numbers (\(means.count))")
        }
        let rows = try rows("cov")
        guard rows.count == means.count, rows.allSatisfy({ $0.count == means.count }) else {
            throw CalculatorError.invalid(
                "field \(name("cov")) must have \(means.count) rows of \(means.count) numbers")
        }
        do {
            return try MultivariateMoments(count: total, means: means, covariances: rows)
        } catch {
            throw CalculatorError.invalid("field \(name("cov")): \(error)")
        }
    }
}

/// `y`, `treated` (0 or 1) and `covariates`, one row for each unit.
private struct UnitRows {
    private static let largestSize = 2_000_000

    let fit: Estimated<GroupRegressions>

    init(_ inputs: Arguments) throws {
        let outcome = try inputs.numbers("y")
        let treated = try inputs.counts("treated")
        let rows = try inputs.rows("covariates")
        for (name, count) in [("treated", treated.count), ("covariates", rows.count)]
        where count != outcome.count {
            throw CalculatorError.invalid("field \(name) must be as long as y")
        }
        if let index = treated.firstIndex(where: { $0 > 1 }) {
            throw CalculatorError.invalid("field treated[\(index)] must be 0 or 1")
        }
        let width = rows.first?.count ?? 0
        if let index = rows.firstIndex(where: { $0.count != width }) {
            throw CalculatorError.invalid("field covariates[\(index)] must have \(width) numbers")
        }
        guard width <= MultivariateMoments.maximumDimension else {
            throw CalculatorError.invalid(
                "field covariates[0] must have at most \(MultivariateMoments.maximumDimension)"
                    + " numbers (\(width))")
        }
        guard rows.count * (width + 1) <= Self.largestSize else {
            throw CalculatorError.invalid(
                "field covariates must have at most \(Self.largestSize) numbers in all")
        }
        func group(_ arm: Int) -> RegressionAdjustment.Group {
            let units = treated.indices.filter { treated[$0] == arm }
            return RegressionAdjustment.Group(
                outcome: units.map { outcome[$0] },
                covariates: (0..<width).map { column in units.map { rows[$0][column] } })
        }
        fit = GroupRegressions.fit(control: group(0), treatment: group(1))
    }
}
