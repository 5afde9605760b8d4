// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Power, sample size and smallest effects, by the formulas that textbooks name.
enum PowerMethods {
    static let all: [String: CalculatorMethod] = [
        "power_means_n": meansSize,
        "power_means_power": meansPower,
        "power_proportions_n": proportionsSize,
        "power_proportions_power": proportionsPower,
        "mde": smallestEffect,
    ]

    private static let meansSize: CalculatorMethod = { inputs in
        let effect = try nonZero(inputs, "effect")
        let deviation = try inputs.positive("sd")
        let (alpha, power) = (try inputs.alpha(), try PowerMethods.power(inputs))
        let ratio = try PowerMethods.ratio(inputs)
        let (z, y) = (try Normal.upperQuantile(alpha / 2), try Normal.quantile(power))
        let root = (z + y) * (deviation / effect)
        let design = try PowerDesign(
            metric: .mean(nil, standardDeviation: deviation), alpha: alpha, usesStudentT: true)
        let sizes = try design.sampleSize(
            .absolute(effect), power: power, treatmentPerControl: ratio)
        return Dictionary(fields: [
            // Below its level no test can be, and the formula means nothing.
            "n_control_z": z + y > 0 ? root * root * (1 + 1 / ratio) : nil,
            "n_control_t": sizes?.control,
        ])
    }

    private static let meansPower: CalculatorMethod = { inputs in
        let effect = try inputs.number("effect")
        let deviation = try inputs.positive("sd")
        let sizes = try PowerMethods.sizes(inputs, "n_treatment", "n_control")
        let alpha = try inputs.alpha()
        func power(_ usesStudentT: Bool) throws -> Double {
            try PowerDesign(
                metric: .mean(nil, standardDeviation: deviation), alpha: alpha,
                usesStudentT: usesStudentT
            ).power(.absolute(effect), sizes: sizes)
        }
        let isEnough = sizes.control + sizes.treatment > 2
        return Dictionary(fields: [
            "power_t": isEnough ? try power(true) : nil, "power_z": try power(false),
        ])
    }

    private static let proportionsSize: CalculatorMethod = { inputs in
        let (p, q) = (try rate(inputs, "p_control"), try rate(inputs, "p_treatment"))
        guard p != q else {
            throw CalculatorError.invalid("field p_treatment must differ from p_control")
        }
        let (alpha, power) = (try inputs.alpha(), try PowerMethods.power(inputs))
        let ratio = try PowerMethods.ratio(inputs)
        var result = Dictionary(fields: [
            "cohen_h": ProportionFormula.cohenH(control: p, treatment: q)
        ])
        for formula in ProportionFormula.allCases {
            let size = try formula.controlSize(
                control: p, treatment: q, alpha: alpha, power: power, ratio: ratio)
            result["n_control_\(formula.rawValue)"] = JSONValue(power > alpha / 2 ? size : nil)
        }
        return result
    }

    private static let proportionsPower: CalculatorMethod = { inputs in
        let (p, q) = (try rate(inputs, "p_control"), try rate(inputs, "p_treatment"))
        let sizes = try PowerMethods.sizes(inputs, "n_treatment", "n_control")
        let alpha = try inputs.alpha()
        func power(_ formula: ProportionFormula) throws -> (right: Double, both: Double)? {
            try formula.power(control: p, treatment: q, alpha: alpha, sizes: sizes)
                .map { ($0.right, min(1, $0.right + $0.wrong)) }
        }
        let pooled = try power(.pooledNull)
        return Dictionary(fields: [
            "power_unpooled_two_tail": try power(.unpooled)?.both,
            "power_pooled_null_two_tail": pooled?.both,
            "power_pooled_null_one_tail": pooled?.right,
            "power_arcsine": try power(.arcsine)?.both,
        ])
    }

    private static let smallestEffect: CalculatorMethod = { inputs in
        let variance = try inputs.positive("var")
        let sizes = try PowerMethods.sizes(inputs, "n_t", "n_c")
        let (alpha, power) = (try inputs.alpha(), try PowerMethods.power(inputs))
        let mean = inputs.has("mean") ? try inputs.number("mean") : nil
        let groups =
            inputs.has("arms") ? try inputs.count("arms", in: 2...(Dunnett.maximumCount + 1)) : 2
        let design = try PowerDesign(
            metric: .mean(mean, standardDeviation: 1), alpha: alpha, treatments: groups - 1,
            correction: .bonferroni, covariateCorrelation: try correlation(inputs),
            clusterSize: try clusterSize(inputs), intraclassCorrelation: try intraclass(inputs),
            inflation: inputs.has("gs_inflation") ? try inputs.positive("gs_inflation") : 1)
        let deviation = variance.squareRoot()
        let own = alpha / Double(groups - 1)
        let delta = try Normal.upperQuantile(own / 2) + (try Normal.quantile(power))
        let oneTail =
            delta > 0 ? delta * deviation * (try design.standardError(0, sizes: sizes)) : nil
        let bothTails = try design.minimumDetectableEffect(power: power, sizes: sizes)
        return Dictionary(fields: [
            "mde_absolute": oneTail, "mde_relative": oneTail.flatMap { design.relative($0) },
            "mde_absolute_two_tail_exact": bothTails.map { $0 * deviation },
            "effective_variance": variance * design.varianceFactor, "alpha_per_comparison": own,
        ])
    }

    // MARK: inputs

    static func power(_ inputs: Arguments) throws -> Double {
        guard inputs.has("power") else { return 0.8 }
        return try inputs.number(
            "power", where: { $0 >= 1e-12 && $0 <= 1 - 1e-12 },
            must: "lie between 1e-12 and 1 - 1e-12")
    }

    static func nonZero(_ inputs: Arguments, _ field: String) throws -> Double {
        try inputs.number(field, where: { $0 != 0 && $0.isFinite }, must: "be finite and not zero")
    }

    static func correlation(_ inputs: Arguments) throws -> Double {
        guard inputs.has("cuped_rho") else { return 0 }
        return try inputs.number(
            "cuped_rho", where: { abs($0) < 1 }, must: "lie strictly between -1 and 1")
    }

    static func clusterSize(_ inputs: Arguments) throws -> Double {
        guard inputs.has("cluster_size") else { return 1 }
        return try inputs.number(
            "cluster_size", where: { $0 >= 1 && $0.isFinite }, must: "be at least 1")
    }

    static func intraclass(_ inputs: Arguments) throws -> Double {
        guard inputs.has("icc") else { return 0 }
        return try inputs.number(
            "icc", where: { $0 >= 0 && $0 <= 1 }, must: "lie between 0 and 1")
    }

    static func sizes(
        _ inputs: Arguments, _ treatment: String, _ control: String
    ) throws -> GroupSizes {
        try GroupSizes(
            control: try size(inputs, control), treatment: try size(inputs, treatment))
    }

    private static func size(_ inputs: Arguments, _ field: String) throws -> Double {
        try inputs.number(
            field, where: { $0 >= 1 && $0 <= 0x1p52 }, must: "lie between 1 and 2^52")
    }

    private static func ratio(_ inputs: Arguments) throws -> Double {
        let field = "ratio_treatment_to_control"
        guard inputs.has(field) else { return 1 }
        return try inputs.number(
            field, where: { $0 >= 1e-6 && $0 <= 1e6 }, must: "lie between 1e-6 and 1e6")
    }

    private static func rate(_ inputs: Arguments, _ field: String) throws -> Double {
        try inputs.number(field, where: { $0 >= 0 && $0 <= 1 }, must: "lie between 0 and 1")
    }
}
