// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Intervals and p-values that hold at every moment.
enum AlwaysValidMethods {
    private static let largestLookCount = 100_000

    static let all: [String: CalculatorMethod] = [
        "msprt": { inputs in
            let difference = try inputs.number("diff")
            let variance = try inputs.positive("var_diff")
            let sequence = try NormalMixtureSequence(
                alpha: try inputs.alpha(), tauSquared: try inputs.positive("tau2"))
            let interval = sequence.interval(difference: difference, variance: variance)
            return Dictionary(fields: [
                "log_lambda": sequence.logLikelihoodRatio(
                    difference: difference, variance: variance),
                "p_always_valid": sequence.p(difference: difference, variance: variance),
                "half_width": sequence.halfWidth(variance: variance), "ci_low": interval.low,
                "ci_high": interval.high,
            ])
        },
        "always_valid_p_sequence": { inputs in
            let differences = try inputs.numbers("diff")
            let variances = try inputs.numbers("var_diff")
            guard differences.count == variances.count, !variances.isEmpty else {
                throw CalculatorError.invalid(
                    "field var_diff must be as long as diff, and not empty")
            }
            for (index, variance) in variances.enumerated() where variance <= 0 {
                throw CalculatorError.invalid("field var_diff[\(index)] must be positive")
            }
            let sequence = try NormalMixtureSequence(tauSquared: try inputs.positive("tau2"))
            let logs = zip(differences, variances).map {
                sequence.logLikelihoodRatio(difference: $0, variance: $1)
            }
            let p = zip(differences, variances).map { sequence.p(difference: $0, variance: $1) }
            return [
                "log_lambda": .array(logs.map { JSONValue($0) }),
                "p": .array(NormalMixtureSequence.runningMinimum(p).map { JSONValue($0) }),
            ]
        },
        "asymptotic_cs": asymptotic,
        "normal_mixture_boundary": { inputs in
            let information = try inputs.positive("v")
            let planned = try inputs.positive("v_opt")
            let alpha = try inputs.alpha()
            let tuning = inputs.has("alpha_opt") ? try inputs.probability("alpha_opt") : 0.05
            let both = try NormalMixtureSequence(
                alpha: alpha, plannedInformation: planned, tuningAlpha: tuning)
            var above: Double?
            if tuning < 0.5 {
                // One direction is tuned as both are at twice the error probability.
                above = try NormalMixtureSequence(
                    alpha: alpha, plannedInformation: planned, tuningAlpha: 2 * tuning
                ).oneSidedBoundary(at: information)
            }
            let bound = both.boundary(at: information)
            return Dictionary(fields: [
                "rho": both.mixture, "bound_two_sided": bound,
                "bound_one_sided_confseq": above, "s_over_v": bound / information,
            ])
        },
        "srm_sequential": sampleRatio,
    ]

    /// The confidence sequence with the total size as its clock.
    private static let asymptotic: CalculatorMethod = { inputs in
        let alpha = try inputs.alpha()
        let planned =
            inputs.has("tuning_n") ? try inputs.positive("tuning_n") : 5_000
        let control = try inputs.moments("control")
        let treatment = try inputs.moments("treatment")
        let sequence = try NormalMixtureSequence(alpha: alpha, plannedInformation: planned)
        let size = Double(control.count) + Double(treatment.count)
        let rule = SequentialRule.alwaysValid(sequence, information: size)
        let outcome = SequentialMeans(rule).compare(control: control, treatment: treatment)
        let effect = try outcome.absolute.get()
        let half = rule.criticalValue * (effect.standardError ?? .nan)
        return Dictionary(fields: [
            "diff": effect.estimate, "rho": (1 / sequence.mixture).squareRoot(),
            "half_width": half, "ci_low": effect.low, "ci_high": effect.high,
            "p": try outcome.p.get(),
        ])
    }

    private static let sampleRatio: CalculatorMethod = { inputs in
        let weights = try inputs.numbers("weights")
        for (index, weight) in weights.enumerated() where weight < 0 {
            throw CalculatorError.invalid("field weights[\(index)] must not be negative")
        }
        guard weights.contains(where: { $0 > 0 }), weights.reduce(0, +).isFinite, weights.count > 1
        else {
            throw CalculatorError.invalid(
                "field weights must have two values or more and a positive and finite sum")
        }
        let rows = try inputs.list("increments")
        guard !rows.isEmpty, rows.count * weights.count <= largestLookCount else {
            throw CalculatorError.invalid(
                "field increments must have between 1 and \(largestLookCount) counts")
        }
        var total = [Int](repeating: 0, count: weights.count)
        var cumulative: [[Int]] = []
        for (look, row) in rows.enumerated() {
            let name = "\(inputs.name("increments"))[\(look)]"
            guard case .array(let counts) = row, counts.count == weights.count else {
                throw CalculatorError.invalid("field \(name) must have one count for each weight")
            }
            for (group, value) in counts.enumerated() {
                total[group] += try Arguments.count(value, "\(name)[\(group)]")
                guard total[group] <= 1 << 52 else {
                    throw CalculatorError.invalid("field \(name)[\(group)] is too large in total")
                }
            }
            cumulative.append(total)
        }
        let concentration =
            inputs.has("dirichlet_concentration")
            ? try inputs.positive("dirichlet_concentration") : 10_000
        let test = try SequentialSampleRatio(
            cumulative: cumulative, weights: weights, concentration: concentration)
        return [
            "log_bayes_factor": .array(test.logBayesFactors.map { JSONValue($0) }),
            "p_sequential": .array(test.p.map { JSONValue($0) }),
        ]
    }
}
