// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The planning of a comparison, from whatever is known about it.
///
/// Inputs, all optional except the metric's own:
///
/// - `metric`: `proportion` (default when `rate` is given), `mean` or `ratio`
/// - `rate`: the control's rate; or `sd` and, for relative effects, `mean`
/// - `alpha` (0.05), `power` (0.8), `direction` (`increase` or `decrease`)
/// - `test_arms` (1), `correction`: `none`, `bonferroni`, `holm` (default), `dunnett`
/// - `cuped_rho`, `cluster_size`, `icc`, `inflation`: what changes the variance
/// - `use_t`: Student's t instead of the normal distribution
/// - `effect` or `relative_effect`: the true effect
/// - `n_control` and `n_treatment` (of one test arm), or `n_total` with or without `control_share`
///
/// Outputs, null where what they need is not given or there is none:
///
/// - `critical_value`, `alpha_per_comparison`, `variance_factor`
/// - `best_control_share`, and `control_share`, the one used
/// - with sizes: `n_control`, `n_treatment`, `mde_absolute`, `mde_relative`
/// - with an effect: `n_control_needed`, `n_treatment_needed`, `n_total_needed`, real numbers
/// - with both: `power`, `standard_error`, and `outcomes_given_up`, the effect times `n_control`
enum PowerDesignMethod {
    static let all: [String: CalculatorMethod] = ["power_design": design]
    static let fields = [
        "metric", "rate", "mean", "sd", "alpha", "power", "direction", "test_arms", "correction",
        "cuped_rho", "cluster_size", "icc", "inflation", "use_t", "effect", "relative_effect",
        "n_control", "n_treatment", "n_total", "control_share",
    ]

    private static let design: CalculatorMethod = { inputs in
        let design = try PowerDesign(
            metric: try metric(inputs), alpha: try inputs.alpha(),
            treatments: inputs.has("test_arms")
                ? try inputs.count("test_arms", in: 1...Dunnett.maximumCount) : 1,
            correction: try choice(inputs, "correction") ?? .holm,
            covariateCorrelation: try PowerMethods.correlation(inputs),
            clusterSize: try PowerMethods.clusterSize(inputs),
            intraclassCorrelation: try PowerMethods.intraclass(inputs),
            inflation: inputs.has("inflation") ? try inputs.positive("inflation") : 1,
            usesStudentT: try inputs.flag("use_t"))
        let power = try PowerMethods.power(inputs)
        let effect = try effect(inputs, design)
        let best = try design.bestControlShare(effect: effect ?? 0)
        let sizes = try sizes(inputs, design, best)
        let share =
            try sizes.map { $0.control / $0.total(treatments: design.treatments) }
            ?? givenShare(inputs) ?? best
        var result = Dictionary(fields: [
            "alpha_per_comparison": design.alphaPerComparison,
            "variance_factor": design.varianceFactor, "best_control_share": best,
            "control_share": share, "n_control": sizes?.control, "n_treatment": sizes?.treatment,
        ])
        try needs(of: design, effect, power, share, sizes).forEach { result[$0] = JSONValue($1) }
        try yields(of: design, effect, power, sizes, inputs).forEach { result[$0] = JSONValue($1) }
        return result
    }

    /// What the effect needs.
    private static func needs(
        of design: PowerDesign, _ effect: Double?, _ power: Double, _ share: Double,
        _ sizes: GroupSizes?
    ) throws -> KeyValuePairs<String, Double?> {
        var needed: GroupSizes?
        if let effect, effect != 0 {
            needed = try design.sampleSize(.absolute(effect), power: power, controlShare: share)
        }
        let tested =
            try sizes ?? needed
            ?? GroupSizes(
                total: 1e15, controlShare: share, treatments: design.treatments)
        return [
            "critical_value": try design.test(sizes: tested).criticalValue,
            "n_control_needed": needed?.control, "n_treatment_needed": needed?.treatment,
            "n_total_needed": needed?.total(treatments: design.treatments),
        ]
    }

    /// What the sizes yield.
    private static func yields(
        of design: PowerDesign, _ effect: Double?, _ power: Double, _ sizes: GroupSizes?,
        _ inputs: Arguments
    ) throws -> KeyValuePairs<String, Double?> {
        let smallest = try sizes.flatMap {
            try design.minimumDetectableEffect(
                power: power, sizes: $0, direction: try choice(inputs, "direction") ?? .increase)
        }
        let chance = try sizes.flatMap { sizes in
            try effect.map { try design.power(.absolute($0), sizes: sizes) }
        }
        let error = try sizes.flatMap { sizes in
            try effect.map { try design.standardError($0, sizes: sizes) }
        }
        let price = sizes.flatMap { sizes in
            effect.map { PriceOfControl(heldOut: sizes.control, effect: $0).outcomes }
        }
        return [
            "mde_absolute": smallest, "mde_relative": smallest.flatMap { design.relative($0) },
            "power": chance, "standard_error": error, "outcomes_given_up": price,
        ]
    }

    // MARK: inputs

    private static func metric(_ inputs: Arguments) throws -> PowerDesign.Metric {
        let kind =
            inputs.has("metric")
            ? try inputs.text("metric", oneOf: ["proportion", "mean", "ratio"])
            : inputs.has("rate") ? "proportion" : "mean"
        let foreign = kind == "proportion" ? ["mean", "sd"] : ["rate"]
        for field in foreign where inputs.has(field) {
            throw CalculatorError.invalid("field \(field) does not belong to a \(kind)")
        }
        guard kind != "proportion" else { return .proportion(try inputs.probability("rate")) }
        let mean = inputs.has("mean") ? try inputs.number("mean") : nil
        let deviation = try inputs.positive("sd")
        return kind == "mean"
            ? .mean(mean, standardDeviation: deviation) : .ratio(mean, standardDeviation: deviation)
    }

    private static func effect(_ inputs: Arguments, _ design: PowerDesign) throws -> Double? {
        guard inputs.has("effect") || inputs.has("relative_effect") else { return nil }
        guard inputs.has("effect") != inputs.has("relative_effect") else {
            throw CalculatorError.invalid("field relative_effect must not stand beside effect")
        }
        let field = inputs.has("effect") ? "effect" : "relative_effect"
        let value = try inputs.number(field)
        guard field == "effect" || (design.baseline ?? 0) != 0 else {
            throw CalculatorError.invalid("field relative_effect needs a mean that is not zero")
        }
        let effect = try design.absolute(
            field == "effect" ? .absolute(value) : .relative(value))
        if case .proportion(let rate) = design.metric, rate + effect < 0 || rate + effect > 1 {
            throw CalculatorError.invalid(
                "field \(field) must keep the rate between 0 and 1 (\(rate + effect))")
        }
        return effect
    }

    private static func givenShare(_ inputs: Arguments) throws -> Double? {
        guard inputs.has("control_share") else { return nil }
        return try inputs.number(
            "control_share", where: { $0 >= 1e-6 && $0 <= 1 - 1e-6 },
            must: "lie between 1e-6 and 1 - 1e-6")
    }

    private static func sizes(
        _ inputs: Arguments, _ design: PowerDesign, _ best: Double
    ) throws -> GroupSizes? {
        let sizes: GroupSizes
        if inputs.has("n_total") {
            for field in ["n_control", "n_treatment"] where inputs.has(field) {
                throw CalculatorError.invalid("field \(field) must not stand beside n_total")
            }
            let total = try inputs.number(
                "n_total", where: { $0 >= 2 && $0 <= 0x1p52 }, must: "lie between 2 and 2^52")
            sizes = try GroupSizes(
                total: total, controlShare: try givenShare(inputs) ?? best,
                treatments: design.treatments)
        } else if inputs.has("n_control") || inputs.has("n_treatment") {
            guard !inputs.has("control_share") else {
                throw CalculatorError.invalid(
                    "field control_share must not stand beside n_control")
            }
            sizes = try PowerMethods.sizes(inputs, "n_treatment", "n_control")
        } else {
            return nil
        }
        guard
            !design.usesStudentT
                || (sizes.control + sizes.treatment) / design.clusterSize > 2.1
        else { throw CalculatorError.notEstimable(.tooFewUnits) }
        return sizes
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ inputs: Arguments, _ field: String
    ) throws -> Choice? where Choice.RawValue == String {
        guard inputs.has(field) else { return nil }
        return Choice(
            rawValue: try inputs.text(field, oneOf: Choice.allCases.map(\.rawValue)))
    }
}
