// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Several means against one control.
enum DunnettMethods {
    static let all: [String: CalculatorMethod] = [
        "dunnett": { inputs in
            var result = try compare(inputs, .pooled, statistic: "t")
            if case .number(let df)? = result["df"] { result["df"] = .integer(Int(df)) }
            return result
        },
        "dunnett_large_sample": { inputs in
            var result = try compare(inputs, .largeSample, statistic: "z")
            result["df"] = nil
            return result
        },
        "dunnett_critical": critical,
    ]

    /// Critical values for k comparisons of one correlation.
    private static let critical: CalculatorMethod = { inputs in
        let count = try inputs.count("k", in: 1...Dunnett.maximumCount)
        let df =
            inputs.has("df")
            ? try inputs.number("df", where: { $0 >= 1 }, must: "be at least 1") : .infinity
        let correlation =
            inputs.has("rho")
            ? try inputs.number("rho", where: { $0 >= 0 && $0 <= 1 }, must: "lie between 0 and 1")
            : 0.5
        let alpha = try inputs.alpha()
        let loadings = [Double](repeating: correlation.squareRoot(), count: count)
        let two = try Dunnett(loadings: loadings, degreesOfFreedom: df)
        let one = try Dunnett(loadings: loadings, degreesOfFreedom: df, sides: .one)
        return Dictionary(fields: [
            "critical_two_sided": try two.criticalValue(alpha: alpha),
            // From ½ on the one-sided value may be negative, which is no critical value.
            "critical_one_sided": alpha < 0.5 ? try one.criticalValue(alpha: alpha) : nil,
        ])
    }

    private static func compare(
        _ inputs: Arguments, _ spread: DunnettTest.Spread, statistic: String
    ) throws -> [String: JSONValue] {
        let control: Moments
        let arms: [Moments]
        if inputs.has("raw"), !inputs.has("control"), !inputs.has("arms") {
            let raw = try inputs.nested("raw")
            control = try Moments(try raw.numbers("control"))
            arms = try raw.rows("arms").map { try Moments($0) }
        } else {
            control = try inputs.moments("control")
            arms = try inputs.groups("arms", of: ["n", "mean", "var"]).map { try $0.moments() }
        }
        guard !arms.isEmpty else { throw CalculatorError.invalid("field arms must not be empty") }
        guard arms.count <= DunnettTest.maximumCount else {
            throw CalculatorError.invalid(
                "field arms must have at most \(DunnettTest.maximumCount) groups")
        }
        let alpha = try inputs.alpha()
        let result = try DunnettTest(alpha: alpha, spread: spread)
            .compare(control: control, treatments: arms).get()
        let effects = result.outcomes.map(\.absolute.value)
        func column(_ value: (EffectEstimate) -> Double?) -> JSONValue {
            .array(effects.map { JSONValue($0.flatMap(value)) })
        }
        return [
            "diff": column(\.estimate), "se": column(\.standardError), "ci_low": column(\.low),
            "ci_high": column(\.high), "critical": JSONValue(result.criticalValue),
            "df": JSONValue(result.degreesOfFreedom),
            statistic: .array(result.outcomes.map { JSONValue($0.statistic) }),
            "p_adjusted": .array(result.outcomes.map { JSONValue($0.p.value) }),
        ]
    }
}
