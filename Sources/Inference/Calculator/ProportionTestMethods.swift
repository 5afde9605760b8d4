// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Tests of proportions: pooled and unpooled z, Fisher, contingency tables, non-inferiority, churn.
enum ProportionTestMethods {
    static let all: [String: CalculatorMethod] = [
        "boschloo_barnard": { inputs in
            let control = try inputs.proportion("control")
            let treatment = try inputs.proportion("treatment")
            guard
                Double(control.count) * Double(treatment.count)
                    <= Double(UnconditionalExact.largestProduct)
            else {
                throw CalculatorError.invalid(
                    "field treatment.n times control.n must be at most "
                        + "\(UnconditionalExact.largestProduct); fisher_exact and score_skew_rd "
                        + "take larger groups")
            }
            let test = try UnconditionalExact(control: control, treatment: treatment)
            return Dictionary(fields: [
                "boschloo_p_greater": test.boschlooGreater, "boschloo_p_less": test.boschlooLess,
                "boschloo_p_two_sided": test.boschlooTwoSided,
                "barnard_pooled_p_two_sided": test.barnardTwoSided,
            ])
        },
        "prop_z": { inputs in
            let pair = try ProportionPair(inputs)
            let z = pair.pooledZ
            let unpooled = pair.unpooledError > 0 ? pair.difference / pair.unpooledError : nil
            let half = try Normal.upperQuantile(try inputs.alpha() / 2) * pair.unpooledError
            return Dictionary(fields: [
                "p_treatment": pair.treatment.rate, "p_control": pair.control.rate,
                "diff": pair.difference, "se_pooled": pair.pooledError,
                "se_unpooled": pair.unpooledError, "z_pooled": z,
                "p_two_sided_pooled": try twoSided(z), "p_greater_pooled": try greater(z),
                "z_unpooled": unpooled, "p_two_sided_unpooled": try twoSided(unpooled),
                "wald_ci_low": pair.difference - half, "wald_ci_high": pair.difference + half,
            ])
        },
        "fisher_exact": { inputs in
            let pair = try ProportionPair(inputs)
            let test = try Fisher(control: pair.control, treatment: pair.treatment)
            return Dictionary(fields: [
                "p_two_sided": test.twoSided, "p_greater": test.greater, "p_less": test.less,
                "mid_p_two_sided": test.midTwoSided, "mid_p_greater": test.midGreater,
                "mid_p_less": test.midLess,
            ])
        },
        "chisq_gtest": contingency,
        "noninferiority_proportions": { inputs in
            let pair = try ProportionPair(inputs)
            let margin = try inputs.number(
                "margin", where: { abs($0) < 1 }, must: "lie between -1 and 1")
            let error = pair.unpooledError
            let z = error > 0 ? (pair.difference - margin) / error : nil
            let restricted = ScoreStatistic(
                control: pair.control, treatment: pair.treatment, skewnessCorrected: false,
                finiteFactor: false
            ).z(difference: margin)
            return Dictionary(fields: [
                "z_unpooled": z, "p_unpooled": try greater(z),
                "z_farrington_manning": restricted, "p_farrington_manning": try greater(restricted),
            ])
        },
        "retention_churn": churn,
    ]

    static func twoSided(_ z: Double?) throws(StatisticsError) -> Double? {
        guard let z else { return nil }
        return try Normal.twoSidedTail(z)
    }

    static func greater(_ z: Double?) throws(StatisticsError) -> Double? {
        guard let z else { return nil }
        return try Normal.upperTail(z)
    }

    /// Churn and its mirror image: same z and p, mirrored interval, different relative effect.
    private static let churn: CalculatorMethod = { inputs in
        let alpha = try inputs.alpha()
        let pair = ProportionPair(
            control: try inputs.proportion("control", events: "churned"),
            treatment: try inputs.proportion("treatment", events: "churned"))
        let kept = ProportionPair(
            control: pair.control.complement, treatment: pair.treatment.complement)
        let churn = try pair.newcombe(alpha: alpha)
        let retention = try kept.newcombe(alpha: alpha)
        return Dictionary(fields: [
            "churn_diff": pair.difference, "retention_diff": kept.difference,
            "churn_relative": pair.relative, "retention_relative": kept.relative,
            "z_churn": pair.pooledZ, "p_two_sided": try twoSided(pair.pooledZ),
            "churn_ci_low": churn.low, "churn_ci_high": churn.high,
            "retention_ci_low": retention.low, "retention_ci_high": retention.high,
            "retained_customers": kept.difference * Double(pair.treatment.count),
        ])
    }

    /// Pearson's χ² and the likelihood-ratio G of a table; empty rows and columns are left out.
    private static let contingency: CalculatorMethod = { inputs in
        var rows: [[Double]] = []
        for (index, row) in try inputs.list("table").enumerated() {
            let name = "table[\(index)]"
            guard case .array(let cells) = row else {
                throw CalculatorError.invalid("field \(name) must be an array")
            }
            rows.append(try cells.map { Double(try Arguments.count($0, name)) })
        }
        guard let width = rows.first?.count, rows.allSatisfy({ $0.count == width }) else {
            throw CalculatorError.invalid("field table must have rows of equal length")
        }
        rows.removeAll { $0.allSatisfy { $0 == 0 } }
        let columns = (0..<width).map { column in rows.reduce(0) { $0 + $1[column] } }
        let used = columns.indices.filter { columns[$0] > 0 }
        guard rows.count > 1, used.count > 1 else { throw CalculatorError.notEstimable(.noEvents) }
        let total = used.reduce(0) { $0 + columns[$1] }
        var (chi, g) = (0.0, 0.0)
        for row in rows {
            let sum = row.reduce(0, +)
            for column in used {
                let expected = sum * (columns[column] / total)
                let difference = row[column] - expected
                chi += difference * (difference / expected)
                g += likelihoodTerm(row[column], expected)
            }
        }
        let df = (rows.count - 1) * (used.count - 1)
        let distribution = try ChiSquare(degreesOfFreedom: Double(df))
        let smaller = Double(min(rows.count, used.count) - 1)
        var result = Dictionary(fields: [
            "chi2": chi, "p_chi2": try distribution.upperTail(chi), "g": 2 * g,
            "p_g": try distribution.upperTail(max(0, 2 * g)),
            "cramers_v": (chi / (total * smaller)).squareRoot(),
        ])
        result["df"] = .integer(df)
        return result
    }

    /// O·ln(O/E) − (O − E): its sum over the table is that of O·ln(O/E) without the cancellation.
    private static func likelihoodTerm(_ observed: Double, _ expected: Double) -> Double {
        let x = (observed - expected) / expected
        guard observed > 0 else { return expected }
        if abs(x) < 0.01 {
            // (1 + x)·ln(1 + x) − x = Σ (−x)^k / (k(k − 1)), k = 2, 3, …
            var (sum, power) = (0.0, -x)
            for k in 2..<12 {
                power *= -x
                sum += power / Double(k * (k - 1))
            }
            return expected * sum
        }
        return observed * log1p(x) - (observed - expected)
    }
}

/// Two proportions of at least one unit each.
struct ProportionPair {
    let control: Proportion
    let treatment: Proportion

    init(_ inputs: Arguments) throws(CalculatorError) {
        self.init(
            control: try inputs.proportion("control"), treatment: try inputs.proportion("treatment")
        )
    }

    init(control: Proportion, treatment: Proportion) {
        self.control = control
        self.treatment = treatment
    }

    var difference: Double { treatment.difference(from: control) }

    var relative: Double? { control.successes > 0 ? difference / control.rate : nil }

    var unpooledError: Double {
        (treatment.varianceOfRate + control.varianceOfRate).squareRoot()
    }

    var pooledError: Double {
        let all = control.merged(with: treatment)
        let spread = all.rate * (Double(all.failures) / Double(all.count))
        return (spread * (1 / Double(control.count) + 1 / Double(treatment.count))).squareRoot()
    }

    var pooledZ: Double? { pooledError > 0 ? difference / pooledError : nil }

    func newcombe(alpha: Double) throws -> Interval {
        let z = try Normal.upperQuantile(alpha / 2)
        return Newcombe.interval(control: control, treatment: treatment, z: z)
    }
}
