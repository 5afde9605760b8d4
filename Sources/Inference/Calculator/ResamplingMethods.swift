// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Bootstraps and the exact permutation test.
enum ResamplingMethods {
    static let all: [String: CalculatorMethod] = [
        "bootstrap_ci": bootstrapInterval,
        "bootstrap_exact": bootstrapExact,
        "permutation_exact": permutationExact,
        "poisson_bootstrap": poissonBootstrap,
    ]

    private static let bootstrapInterval: CalculatorMethod = { inputs in
        let values = try inputs.numbers("data").sorted()
        let statistic = try statistic(inputs)
        let replicates = try inputs.numbers("replicates")
        let alpha = try inputs.alpha()
        guard let estimate = statistic.value(ofSorted: values), replicates.count > 1 else {
            throw CalculatorError.notEstimable(.tooFewUnits)
        }
        var jackknife = Jackknife()
        jackknife.add(statistic.leavingOneOut(ofSorted: values))
        let bootstrap = try BootstrapDistribution(
            estimate: estimate, replicates: replicates, acceleration: jackknife.acceleration)
        guard bootstrap.standardError > 0 else {
            throw CalculatorError.notEstimable(.zeroVariance)
        }
        let basic = bootstrap.basic(tail: alpha / 2)
        var result = Dictionary(fields: [
            "estimate": estimate, "basic_low": basic.low, "basic_high": basic.high,
        ])
        result.merge(try fields(of: bootstrap, alpha: alpha)) { first, _ in first }
        return result
    }

    private static let bootstrapExact: CalculatorMethod = { inputs in
        let values = try inputs.numbers("data")
        let statistic = try statistic(inputs)
        let alpha = try inputs.alpha()
        guard values.count <= ExactBootstrap.maximumCount else {
            throw CalculatorError.invalid(
                "field data must have at most \(ExactBootstrap.maximumCount) values")
        }
        let exact = try ExactBootstrap.make(values, statistic: statistic).get()
        return Dictionary(fields: [
            "mean": exact.mean, "se": exact.standardError, "p05": exact.quantile(0.05),
            "p50": exact.quantile(0.5), "p95": exact.quantile(0.95),
            "percentile_low": exact.quantile(alpha / 2),
            "percentile_high": exact.quantile(1 - alpha / 2),
        ])
    }

    private static let permutationExact: CalculatorMethod = { inputs in
        let control = try inputs.numbers("control")
        let treatment = try inputs.numbers("treatment")
        let smaller = max(1, min(control.count, treatment.count))
        let replicates = try inputs.resamples("resamples", default: 9_999)
        guard replicates <= ExactPermutation.workLimit / smaller else {
            throw CalculatorError.invalid(
                "field resamples must be at most \(ExactPermutation.workLimit / smaller)"
                    + " for so many values")
        }
        let test = try ExactPermutation.test(
            control: control, treatment: treatment, replicates: replicates,
            seed: try inputs.seed()
        ).get()
        var result = Dictionary(fields: [
            "diff": test.difference, "n_permutations": Double(test.permutations),
            "p_two_sided_abs": test.twoSided, "p_greater": test.greater, "p_less": test.less,
            "p_two_sided_doubled": test.twoSidedDoubled,
        ])
        result["exact"] = .bool(test.isExact)
        return result
    }

    // MARK: Poisson weights

    private static let poissonBootstrap: CalculatorMethod = { inputs in
        let control = try inputs.table("control")
        let treatments =
            try inputs.has("arms") ? inputs.tables("arms") : [inputs.table("treatment")]
        let alpha = try inputs.alpha()
        let replicates = try inputs.resamples("suggested_resamples", default: 10_000)
        guard replicates > 1 else {
            throw CalculatorError.invalid("field suggested_resamples must be at least 2")
        }
        let distinct = ([control] + treatments).reduce(0) { $0 + $1.values.count }
        // Bounds the draws, and the replicates that are kept of each group.
        let most = 500_000_000 / max(distinct, 25 * (1 + treatments.count))
        guard replicates <= most else {
            throw CalculatorError.invalid(
                "field suggested_resamples must be at most \(most) for so many different values")
        }
        let bootstrap = PoissonBootstrap(replicates: replicates, seed: try inputs.seed())
        let drawn = try bootstrap.resample([control] + treatments).get()
        let answers = try (1...treatments.count).map { arm in
            try comparison(drawn, treatment: arm, alpha: alpha)
        }
        guard inputs.has("arms") else { return answers[0] }
        return ["arms": .array(answers.map { .object($0) })]
    }

    private static func comparison(
        _ drawn: PoissonReplicates, treatment: Int, alpha: Double
    ) throws -> [String: JSONValue] {
        let difference = try drawn.difference(treatment: treatment, control: 0).get()
        guard difference.standardError > 0 else {
            throw CalculatorError.notEstimable(.zeroVariance)
        }
        let variance = [treatment, 0].reduce(0.0) { sum, group in
            let moments = drawn.groups[group].moments
            let n = Double(moments.count)
            return sum + moments.sumOfSquaredDeviations / n / n
        }
        var result = try fields(of: difference, alpha: alpha)
        result["diff"] = JSONValue(difference.estimate)
        result["analytic_se"] = JSONValue(variance.squareRoot())
        // The specification's name for the standard error of a Poisson bootstrap; it is this one's.
        result["numpy_poisson_bootstrap_se"] = result["se"]
        let relative = drawn.relative(treatment: treatment, control: 0).value
        result["rel"] = JSONValue(relative?.estimate)
        result["rel_percentile_low"] = JSONValue(relative?.percentile(tail: alpha / 2).low)
        result["rel_percentile_high"] = JSONValue(relative?.percentile(tail: alpha / 2).high)
        return result
    }

    private static func fields(
        of bootstrap: BootstrapDistribution, alpha: Double
    ) throws -> [String: JSONValue] {
        let percentile = bootstrap.percentile(tail: alpha / 2)
        let corrected = try bootstrap.bca(tail: alpha / 2)
        var result = Dictionary(fields: [
            "se": bootstrap.standardError, "percentile_low": percentile.low,
            "percentile_high": percentile.high, "z0": bootstrap.biasCorrection,
            "acceleration": bootstrap.acceleration, "bca_low": corrected.low,
            "bca_high": corrected.high,
        ])
        result["bca_fallback"] = .bool(corrected.isFallback)
        return result
    }

    /// `mean`, `var`, `median`, or `q` with a percentage such as `q90`.
    private static func statistic(_ inputs: Arguments) throws -> SampleStatistic {
        let percentages = (1...99).map { $0 < 10 ? "q0\($0)" : "q\($0)" }
        let name = try inputs.text("statistic", oneOf: ["mean", "var", "median"], or: percentages)
        switch name {
        case "mean": return .mean
        case "var": return .variance
        case "median": return .quantile(0.5)
        default: return .quantile(Double(name.dropFirst()).map { $0 / 100 } ?? 0.5)
        }
    }
}

extension Arguments {
    /// The seed, 0 where it is not given.
    func seed() throws(CalculatorError) -> UInt64 {
        has("seed") ? UInt64(try count("seed")) : 0
    }

    /// A number of resamples, from 1 to a million.
    func resamples(_ field: String, default fallback: Int) throws(CalculatorError) -> Int {
        guard has(field) else { return fallback }
        let number = try count(field)
        guard number > 0 else { throw .invalid("field \(name(field)) must be positive") }
        guard number <= 1_000_000 else {
            throw .invalid("field \(name(field)) must be at most 1000000 (\(number))")
        }
        return number
    }

    /// A group of values: a list, or `{values, counts}`.
    func table(_ field: String) throws -> ValueTable {
        guard let group = try? nested(field) else { return try ValueTable(try numbers(field)) }
        let values = try group.numbers("values")
        let counts = try group.counts("counts")
        guard values.count == counts.count else {
            throw CalculatorError.invalid(
                "field \(group.name("counts")) must be as long as \(group.name("values"))")
        }
        return try ValueTable(values: values, counts: counts)
    }

    /// At least one group of values.
    func tables(_ field: String) throws -> [ValueTable] {
        let groups = try list(field)
        guard !groups.isEmpty else {
            throw CalculatorError.invalid("field \(name(field)) must not be empty")
        }
        guard groups.count <= 100 else {
            throw CalculatorError.invalid("field \(name(field)) must have at most 100 groups")
        }
        return try groups.enumerated().map { index, group in
            let one = "\(field)[\(index)]"
            return try Arguments(.object([one: group])).table(one)
        }
    }
}
