// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

/// How the levels and differences of one metric are written.
struct MetricUnit: Sendable {
    let metric: Metric
    let composer: Composer

    var isRate: Bool { metric.isShare }
    private var numbers: NumberStyle { composer.numbers }
    private var scale: Double { isRate ? 100 : 1 }
    private var isNPS: Bool { metric.kind == .nps }

    /// A level: a rate, a mean or a ratio.
    func level(_ value: Double?) -> String {
        level(value, decimals: levelDecimals([value]))
    }

    /// A level in a column of levels.
    func level(_ value: Double?, decimals: Int) -> String {
        guard let value else { return composer.say("not-available") }
        if isRate { return numbers.percent(value, decimals: decimals) }
        if let currency = metric.currency {
            return numbers.money(value, currency, decimals: decimals)
        }
        return numbers.decimal(value, decimals: decimals)
    }

    /// The decimals for levels that stand in one column.
    func levelDecimals(_ values: [Double?]) -> Int {
        if isNPS { return 1 }
        return values.compactMap { $0 }.map { value in
            isRate || metric.currency != nil
                ? numbers.smallDecimals(value * scale, least: 2)
                : max(2, composer.plainDecimals(value))
        }.max() ?? 2
    }

    /// A sum over an arm.
    func total(_ sum: Double) -> String {
        if let currency = metric.currency {
            return numbers.money(sum, currency, decimals: 0)
        }
        return numbers.decimal(sum, decimals: sum == sum.rounded() ? 0 : 1)
    }

    /// The decimals that an effect's interval gives it the right to.
    ///
    /// One more where an end that is not zero would print as zero, so that the text never says of
    /// an interval that it touches zero when it does not.
    func decimals(_ effect: EffectEstimate) -> Int {
        let half = halfWidth(effect.interval) ?? abs(effect.estimate)
        return Rounding.telling(
            [effect.low, effect.estimate, effect.high].map { $0 * scale },
            decimals: decimals(width: half))
    }

    /// The decimals for effects that stand in one column.
    func decimals(_ comparisons: [Comparison]) -> Int {
        comparisons.compactMap(\.absolute.value).map(decimals).max() ?? 2
    }

    private func decimals(width: Double) -> Int {
        if isNPS { return 1 }
        guard width > 0, width.isFinite else { return 2 }
        let earned = 1 - Decimal.magnitude(width * scale)
        if isRate { return min(6, max(1, earned)) }
        if metric.currency != nil { return earned <= 0 ? 0 : min(6, max(2, earned)) }
        return min(8, max(0, earned))
    }

    private func halfWidth(_ interval: Interval) -> Double? {
        let half = (interval.high - interval.low) / 2
        return half.isFinite && half > 0 ? half : nil
    }

    /// A difference, with its unit written out.
    func difference(_ value: Double, decimals: Int, sign: NumberStyle.Sign = .always) -> String {
        let text = bare(value, decimals: decimals, sign: sign)
        guard isRate || isNPS else { return text }
        return text + NumberStyle.space + composer.say(isRate ? "unit.points" : "unit.nps")
    }

    /// A difference without the word for its unit.
    func bare(_ value: Double, decimals: Int, sign: NumberStyle.Sign = .always) -> String {
        if isRate { return numbers.decimal(value * 100, decimals: decimals, sign: sign) }
        if let currency = metric.currency {
            return numbers.money(value, currency, decimals: decimals, sign: sign)
        }
        return numbers.decimal(value, decimals: decimals, sign: sign)
    }

    /// A difference as short as a table wants it: `+0.72 pt`.
    func short(_ value: Double, decimals: Int, sign: NumberStyle.Sign = .always) -> String {
        let text = bare(value, decimals: decimals, sign: sign)
        return isRate && composer.language == .en
            ? text + NumberStyle.space + composer.say("unit.pt") : text
    }

    /// An interval of differences: `+0.33 to +1.09`.
    func interval(_ interval: Interval, decimals: Int? = nil) -> String {
        let places = decimals ?? self.decimals(width: halfWidth(interval) ?? 0)
        return composer.say(
            "interval",
            texts: [
                "low": bare(interval.low, decimals: places),
                "high": bare(interval.high, decimals: places),
            ])
    }

    /// What a scale of differences measures.
    var axis: String {
        if isRate { return composer.say("axis.points") }
        if isNPS { return composer.say("axis.nps") }
        if let currency = metric.currency {
            return composer.say("axis.money", texts: ["currency": currency])
        }
        return composer.say("axis.plain")
    }

    /// A label on a scale of differences, from the value in drawing units.
    func tick(_ value: Double, decimals: Int) -> String {
        bare(value / scale, decimals: decimals)
    }

    /// A difference in drawing units: percentage points for rates.
    func drawn(_ value: Double) -> Double { value * scale }

    /// A bar or margin in the unit it was written in.
    func bar(_ bar: Bar, sign: NumberStyle.Sign = .never) -> String {
        switch bar {
        case .points(let fraction):
            let decimals = numbers.smallDecimals(fraction * 100, least: 2)
            return numbers.decimal(fraction * 100, decimals: decimals, sign: sign)
                + NumberStyle.space + composer.say("unit.points")
        case .relative(let fraction):
            let whole = abs((fraction * 100).rounded() - fraction * 100) < 1e-9
            return numbers.percent(fraction, decimals: whole ? 0 : 1, sign: sign)
        case .amount(let amount, let currency):
            if isNPS { return composer.npsPoints(amount, form: "size", sign: sign) }
            guard let currency = currency ?? metric.currency else {
                return numbers.decimal(
                    amount, decimals: composer.plainDecimals(amount), sign: sign)
            }
            return numbers.money(amount, currency, sign: sign)
        }
    }
}

/// Relative effects as percentages.
struct RelativeUnit: Sendable {
    let composer: Composer

    private var numbers: NumberStyle { composer.numbers }

    /// The decimals that the interval gives the right to.
    func decimals(_ effect: EffectEstimate) -> Int {
        let half = (effect.high - effect.low) / 2 * 100
        guard half.isFinite, half > 0 else { return 0 }
        let places = min(2, max(0, 1 - Decimal.magnitude(half)))
        return Rounding.telling(
            [effect.low, effect.estimate, effect.high].map { $0 * 100 }, decimals: places)
    }

    /// The decimals for relative effects that stand in one column.
    func decimals(_ comparisons: [Comparison]) -> Int {
        comparisons.compactMap(\.relative.value).map(decimals).max() ?? 0
    }

    /// A relative difference.
    func text(_ value: Double, decimals: Int, sign: NumberStyle.Sign = .always) -> String {
        numbers.percent(value, decimals: decimals, sign: sign)
    }

    /// An interval of relative differences.
    func interval(_ effect: EffectEstimate, decimals: Int? = nil) -> String {
        let places = decimals ?? self.decimals(effect)
        return composer.say(
            "interval",
            texts: [
                "low": text(effect.low, decimals: places),
                "high": text(effect.high, decimals: places),
            ])
    }

    /// The estimate and its interval.
    func full(_ effect: EffectEstimate) -> String { full(effect, decimals: decimals(effect)) }

    /// The estimate and its interval, in a column.
    func full(_ effect: EffectEstimate, decimals: Int) -> String {
        text(effect.estimate, decimals: decimals) + " ("
            + interval(effect, decimals: decimals) + ")"
    }
}
