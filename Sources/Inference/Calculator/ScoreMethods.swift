// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Score intervals of a difference or ratio of proportions.
enum ScoreMethods {
    static let all: [String: CalculatorMethod] = [
        "miettinen_nurminen_rd": { inputs in
            let pair = try ProportionPair(inputs)
            let z = try Normal.upperQuantile(try inputs.alpha() / 2)
            let score = try statistic(pair, skewnessCorrected: false).differences(critical: z)
            let mee = try ScoreStatistic(
                control: pair.control, treatment: pair.treatment, skewnessCorrected: false,
                finiteFactor: false
            ).differences(critical: z)
            return Dictionary(fields: [
                "diff": pair.difference, "low": score.low, "high": score.high,
                "mee_low": mee.low, "mee_high": mee.high,
            ])
        },
        "miettinen_nurminen_rr": { inputs in
            let pair = try ProportionPair(inputs)
            let z = try Normal.upperQuantile(try inputs.alpha() / 2)
            let score = try statistic(pair, skewnessCorrected: false).ratios(critical: z)
            return Dictionary(fields: [
                "ratio": ratio(pair), "low": score.low, "high": score.high,
            ])
        },
        "score_skew_rd": { inputs in
            let pair = try ProportionPair(inputs)
            let z = try Normal.upperQuantile(try inputs.alpha() / 2)
            let score = statistic(pair, skewnessCorrected: true)
            let interval = try score.differences(critical: z)
            return try test(pair, score).merging(
                Dictionary(fields: [
                    "diff": pair.difference, "low": interval.low, "high": interval.high,
                ])
            ) { first, _ in first }
        },
        "score_skew_rr": { inputs in
            let pair = try ProportionPair(inputs)
            let z = try Normal.upperQuantile(try inputs.alpha() / 2)
            let score = statistic(pair, skewnessCorrected: true)
            let interval = try score.ratios(critical: z)
            return try test(pair, score).merging(
                Dictionary(fields: [
                    "ratio": ratio(pair), "low": interval.low, "high": interval.high,
                ])
            ) { first, _ in first }
        },
    ]

    private static func statistic(
        _ pair: ProportionPair, skewnessCorrected: Bool
    ) -> ScoreStatistic {
        ScoreStatistic(
            control: pair.control, treatment: pair.treatment,
            skewnessCorrected: skewnessCorrected, finiteFactor: true)
    }

    /// z and p of no difference; undefined without any event or without any non-event.
    private static func test(
        _ pair: ProportionPair, _ score: ScoreStatistic
    ) throws -> [String: JSONValue] {
        let z = pair.pooledError > 0 ? score.z(difference: 0) : nil
        return Dictionary(fields: [
            "z": z, "p_two_sided": try ProportionTestMethods.twoSided(z),
        ])
    }

    /// The ratio of the rates: infinite over no control event, undefined without any event.
    private static func ratio(_ pair: ProportionPair) -> Double? {
        if pair.control.successes > 0 { return pair.treatment.rate / pair.control.rate }
        return pair.treatment.successes > 0 ? .infinity : nil
    }
}
