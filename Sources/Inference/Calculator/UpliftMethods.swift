// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// Scores that should rank units by the effect: groups by score, Qini coefficient, AUUC.
enum UpliftMethods {
    private static let workLimit = 200_000_000

    static let all: [String: CalculatorMethod] = [
        "uplift_deciles": deciles,
        "qini": qini,
    ]

    private static let deciles: CalculatorMethod = { inputs in
        let units = try units(inputs)
        let alpha = try inputs.alpha()
        let curve = try UpliftCurve.make(units.gathered).get()
        let groups = curve.deciles(try bins(inputs) ?? 10)
        let drawn = try bootstrap(inputs, units.count).resample(curve, groups: groups).get()
        var columns: [String: [JSONValue]] = [:]
        for (index, group) in groups.enumerated() {
            let row = try row(group, drawn.differences[index], alpha: alpha)
            for (name, value) in row { columns[name, default: []].append(value) }
        }
        return columns.mapValues { .array($0) }
    }

    private static func row(
        _ group: UpliftSlice, _ drawn: BootstrapDistribution?, alpha: Double
    ) throws -> [String: JSONValue] {
        let (control, treatment) = (group.control.moments, group.treatment.moments)
        let test = try? MeanPair(control: control, treatment: treatment).welch
        let hasSpread = (test?.standardError ?? 0) > 0
        let interval = hasSpread ? try test?.interval(alpha: alpha) : nil
        let percentile = drawn.flatMap {
            $0.standardError > 0 ? $0.percentile(tail: alpha / 2) : nil
        }
        let hasBoth = treatment.count > 0 && control.count > 0
        return Dictionary(fields: [
            "score_high": group.highestScore, "score_low": group.lowestScore,
            "n_treatment": Double(treatment.count), "n_control": Double(control.count),
            "mean_treatment": treatment.count > 0 ? treatment.mean : nil,
            "mean_control": control.count > 0 ? control.mean : nil,
            "uplift": hasBoth ? treatment.mean - control.mean : nil,
            "se": hasSpread ? test?.standardError : nil, "ci_low": interval?.low,
            "ci_high": interval?.high, "bootstrap_low": percentile?.low,
            "bootstrap_high": percentile?.high,
        ])
    }

    private static let qini: CalculatorMethod = { inputs in
        let units = try units(inputs)
        let alpha = try inputs.alpha()
        let curve = try UpliftCurve.make(units.gathered, bins: try bins(inputs)).get()
        let drawn = try bootstrap(inputs, units.count).resample(curve).get()
        let qini = drawn.qini.percentile(tail: alpha / 2)
        let auuc = drawn.auuc.percentile(tail: alpha / 2)
        var result = Dictionary(fields: [
            "uplift": curve.overall, "qini": curve.areas.qini, "auuc": curve.areas.auuc,
            "auuc_random": curve.overall / 2, "qini_se": drawn.qini.standardError,
            "qini_low": qini.low, "qini_high": qini.high,
            "auuc_se": drawn.auuc.standardError, "auuc_low": auuc.low, "auuc_high": auuc.high,
        ])
        result["share"] = .array(curve.points.map { JSONValue($0.share) })
        result["qini_curve"] = .array(curve.points.map { JSONValue($0.qini) })
        result["uplift_curve"] = .array(curve.points.map { JSONValue($0.uplift) })
        return result
    }

    private static func units(
        _ inputs: Arguments
    ) throws -> (gathered: UpliftAccumulator, count: Int) {
        var gathered = UpliftAccumulator()
        var total = 0
        for (field, isTreatment) in [("treatment", true), ("control", false)] {
            let group = try inputs.nested(field)
            let scores = try group.numbers("score")
            let outcomes = try group.numbers("outcome")
            guard scores.count == outcomes.count else {
                throw CalculatorError.invalid(
                    "field \(group.name("outcome")) must be as long as \(group.name("score"))")
            }
            for (score, outcome) in zip(scores, outcomes) {
                try gathered.add(score: score, outcome: outcome, isTreatment: isTreatment)
            }
            total += scores.count
        }
        return (gathered, total)
    }

    private static func bins(_ inputs: Arguments) throws -> Int? {
        guard inputs.has("bins") else { return nil }
        let bins = try inputs.count("bins")
        guard (2...1_000).contains(bins) else {
            throw CalculatorError.invalid("field bins must lie between 2 and 1000 (\(bins))")
        }
        return bins
    }

    private static func bootstrap(_ inputs: Arguments, _ units: Int) throws -> UpliftBootstrap {
        let replicates = try inputs.resamples("replicates", default: 1_000)
        guard replicates > 1 else {
            throw CalculatorError.invalid("field replicates must be at least 2")
        }
        let most = workLimit / max(1, units)
        guard replicates <= most else {
            throw CalculatorError.invalid(
                "field replicates must be at most \(most) for so many units")
        }
        return UpliftBootstrap(replicates: replicates, seed: try inputs.seed())
    }
}
