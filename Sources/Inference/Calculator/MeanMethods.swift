// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Tests of two means: Welch, Student, equivalence, Net Promoter Score.
enum MeanMethods {
    static let all: [String: CalculatorMethod] = [
        "welch_t": { inputs in
            let pair = try MeanPair(inputs)
            return try fields(pair, pair.welch, alpha: try inputs.alpha())
        },
        "student_t": { inputs in
            let pair = try MeanPair(inputs)
            return try fields(pair, pair.student, alpha: try inputs.alpha())
        },
        "welch_t_raw": { inputs in
            let control = try Moments(try inputs.numbers("control"))
            let treatment = try Moments(try inputs.numbers("treatment"))
            let pair = try MeanPair(control: control, treatment: treatment)
            let test = pair.welch
            return Dictionary(fields: [
                "mean_treatment": treatment.mean, "mean_control": control.mean,
                "var_treatment": treatment.variance, "var_control": control.variance,
                "t": test.statistic, "df": test.degreesOfFreedom,
                "p_two_sided": try test.tails()?.twoSided,
            ])
        },
        "tost": tost,
        "nps": nps,
    ]

    private static func fields(
        _ pair: MeanPair, _ test: MeanTest, alpha: Double
    ) throws -> [String: JSONValue] {
        let tails = try test.tails()
        let interval = try test.interval(alpha: alpha)
        return Dictionary(fields: [
            "diff": test.difference, "se": test.standardError, "df": test.degreesOfFreedom,
            "t": test.statistic, "p_two_sided": tails?.twoSided, "p_greater": tails?.greater,
            "p_less": tails?.less, "ci_low": interval.low, "ci_high": interval.high,
        ])
    }

    /// Two one-sided tests (Schuirmann 1987): equivalent when both margins are excluded.
    private static let tost: CalculatorMethod = { inputs in
        let test = try MeanPair(inputs).welch
        let alpha = try inputs.alpha()
        guard alpha < 0.5 else { throw CalculatorError.invalid("field alpha must be below 0.5") }
        let low = try inputs.number("lower_margin")
        let high = try inputs.number("upper_margin")
        guard low < high else {
            throw CalculatorError.invalid("field lower_margin must be below upper_margin")
        }
        guard let df = test.degreesOfFreedom else {
            throw CalculatorError.notEstimable(.zeroVariance)
        }
        let t = try StudentT(degreesOfFreedom: df)
        let aboveLow = (test.difference - low) / test.standardError
        let belowHigh = (test.difference - high) / test.standardError
        let (pLow, pHigh) = (try t.upperTail(aboveLow), try t.lowerTail(belowHigh))
        let interval = try test.interval(alpha: 2 * alpha)
        var result = Dictionary(fields: [
            "t_lower": aboveLow, "p_lower": pLow, "t_upper": belowHigh, "p_upper": pHigh,
            "p_tost": max(pLow, pHigh), "ci90_low": interval.low, "ci90_high": interval.high,
            "noninferiority_p": pLow,
        ])
        result["equivalent"] = .bool(max(pLow, pHigh) < alpha)
        return result
    }

    /// Net Promoter Score: the mean of +100, 0 and −100.
    private static let nps: CalculatorMethod = { inputs in
        let control = try score(try inputs.nested("control"))
        let treatment = try score(try inputs.nested("treatment"))
        let pair = try MeanPair(control: control, treatment: treatment)
        var result = try fields(pair, pair.welch, alpha: try inputs.alpha())
        result["p_greater"] = nil
        result["p_less"] = nil
        result["nps_treatment"] = JSONValue(treatment.mean)
        result["nps_control"] = JSONValue(control.mean)
        result["se_treatment"] = JSONValue(treatment.varianceOfMean.map { $0.squareRoot() })
        result["se_control"] = JSONValue(control.varianceOfMean.map { $0.squareRoot() })
        return result
    }

    private static func score(_ group: Arguments) throws -> Moments {
        try ValueTable(
            values: [100, 0, -100],
            counts: [
                try group.count("promoters"), try group.count("passives"),
                try group.count("detractors"),
            ]
        ).moments
    }
}

/// Two groups with at least two units each.
struct MeanPair {
    let control: Moments
    let treatment: Moments
    /// Variance of the treatment mean.
    let u: Double
    /// Variance of the control mean.
    let w: Double

    init(_ inputs: Arguments) throws {
        try self.init(
            control: try inputs.moments("control"), treatment: try inputs.moments("treatment"))
    }

    init(control: Moments, treatment: Moments) throws(CalculatorError) {
        guard let u = treatment.varianceOfMean, let w = control.varianceOfMean else {
            throw .notEstimable(.tooFewUnits)
        }
        self.control = control
        self.treatment = treatment
        self.u = u
        self.w = w
    }

    var difference: Double { treatment.mean - control.mean }

    /// Welch's degrees of freedom; nil without spread.
    var welchDegreesOfFreedom: Double? {
        u + w > 0 ? LinearContrast.satterthwaite(u, treatment.count, w, control.count) : nil
    }

    var welch: MeanTest {
        MeanTest(
            difference: difference, standardError: (u + w).squareRoot(),
            degreesOfFreedom: welchDegreesOfFreedom)
    }

    var student: MeanTest {
        let (n, m) = (Double(treatment.count), Double(control.count))
        let pooled =
            (treatment.sumOfSquaredDeviations + control.sumOfSquaredDeviations) / (n + m - 2)
        return MeanTest(
            difference: difference, standardError: (pooled * (1 / n + 1 / m)).squareRoot(),
            degreesOfFreedom: n + m - 2)
    }

    /// The critical value named by the field `critical`: `t` (Welch df) or `z`.
    func critical(_ inputs: Arguments) throws -> Double {
        let alpha = try inputs.alpha()
        let kind = inputs.has("critical") ? try inputs.text("critical", oneOf: ["t", "z"]) : "t"
        guard kind == "t" else { return try Normal.upperQuantile(alpha / 2) }
        guard let df = welchDegreesOfFreedom else {
            throw CalculatorError.notEstimable(.zeroVariance)
        }
        return try StudentT(degreesOfFreedom: df).upperQuantile(alpha / 2)
    }
}

/// A difference with its standard error, which may be zero.
struct MeanTest {
    let difference: Double
    let standardError: Double
    let degreesOfFreedom: Double?

    /// Nil without spread: neither p = 0 nor p = 1 would be true.
    var statistic: Double? { standardError > 0 ? difference / standardError : nil }

    func tails() throws(StatisticsError) -> (twoSided: Double, greater: Double, less: Double)? {
        guard let statistic, let degreesOfFreedom else { return nil }
        let t = try StudentT(degreesOfFreedom: degreesOfFreedom)
        return (
            try t.twoSidedTail(statistic), try t.upperTail(statistic), try t.lowerTail(statistic)
        )
    }

    /// The difference itself where there is no spread.
    func interval(alpha: Double) throws(StatisticsError) -> Interval {
        guard standardError > 0, let degreesOfFreedom else {
            return Interval(low: difference, high: difference)
        }
        let half =
            try StudentT(degreesOfFreedom: degreesOfFreedom).upperQuantile(alpha / 2)
            * standardError
        return Interval(low: difference - half, high: difference + half)
    }
}
