// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension ReportBuilder {
    func answer() -> ReportSection {
        let items = [
            Fact(
                say("answer.effect"), isInvalid ? [say("effect.invalid")] : effectSentences()),
            Fact(say("answer.worth"), isInvalid ? [say("worth.invalid")] : worthSentences()),
            Fact(say("answer.next"), nextSentences()),
        ]
        return numbersSection("answer", [.answers(items)])
    }

    private func effectSentences() -> [String] {
        guard let primary else { return [] }
        let compared = primary.comparisons.filter { comparison in
            plan.variant(comparison.treatment)?.role == .test
        }
        return compared.map { effectSentence($0, in: primary) }
    }

    /// What was measured, absolute and relative, against a named reference.
    func effectSentence(_ comparison: Comparison, in metric: MetricResult) -> String {
        let unit = unit(metric.metric)
        var slots = [
            "metric": name(metric.metric), "variant": composer.variantName(comparison.treatment),
            "reference": composer.reference(comparison.reference),
            "level": unit.level(level(of: comparison.treatment, in: metric)),
            "referenceLevel": unit.level(level(of: comparison.reference, in: metric)),
        ]
        guard let absolute = comparison.absolute.value else {
            slots["reason"] = comparison.absolute.reason.map { reason($0) } ?? ""
            return say("effect.not-estimable", texts: slots)
        }
        if let adjustment = comparison.adjustment {
            return adjustedSentences(comparison, absolute, adjustment, unit, slots)
        }
        let places = unit.decimals(absolute)
        let relative = comparison.relative.value
        let decided = comparison.decisionInterval?.absolute ?? absolute.interval
        var sentence: String
        if decided.low > 0 || decided.high < 0 {
            slots["size"] = unit.difference(absolute.estimate, decimals: places, sign: .never)
            slots["relative"] = relative.map {
                relativeUnit.text($0.estimate, decimals: relativeUnit.decimals($0), sign: .never)
            }
            let way = absolute.estimate < 0 ? "less" : "more"
            sentence = say("effect.\(way).\(metric.metric.direction.rawValue)", texts: slots)
        } else {
            slots["low"] = unit.bare(decided.low, decimals: places)
            slots["high"] = unit.difference(decided.high, decimals: places)
            if comparison.decisionInterval == nil, let relative {
                let digits = relativeUnit.decimals(relative)
                slots["relativeLow"] = relativeUnit.text(relative.low, decimals: digits)
                slots["relativeHigh"] = relativeUnit.text(relative.high, decimals: digits)
            }
            sentence = say("effect.not-shown", texts: slots)
        }
        if let missing = comparison.relative.reason, metric.metric.kind != .nps {
            slots["reason"] = reason(missing)
            sentence += " " + say("effect.relative-missing", texts: slots)
        }
        guard let turned = turned(comparison, unit, slots) else { return sentence }
        return sentence + " " + turned
    }

    func level(of arm: String, in metric: MetricResult) -> Double? {
        metric.arms.first { $0.key == arm }?.value
    }

    private func worthSentences() -> [String] {
        guard !result.values.isEmpty else { return [say("worth.none")] }
        return answeringValues().map(worthSentence)
    }

    /// One value per test variant: against control where there is one, else against base.
    func answeringValues() -> [ValueResult] {
        plan.tests.compactMap { test in
            let own = result.values.filter { $0.treatment == test.key }
            return own.first { $0.referenceRole == .control } ?? own.first
        }
    }

    /// What a variant brought: extra results where they can be counted, and money after cost.
    func worthSentence(_ value: ValueResult) -> String {
        let names = [
            "variant": composer.variantName(value.treatment),
            "reference": composer.reference(value.reference),
        ]
        guard let net = value.net.value else {
            let reason = value.net.reason.map { self.reason($0) } ?? ""
            return say(
                "worth.not-estimable", texts: names.merging(["reason": reason]) { $1 })
        }
        guard let extra = value.incremental.value, countsCustomers else {
            return moneySentence(net, value.currency, form: ".alone", names: names)
        }
        return extraSentence(extra, names: names) + " "
            + moneySentence(net, value.currency, form: "", names: names)
    }

    /// The amount, called what the plan lets it be called.
    private func moneySentence(
        _ amount: EffectEstimate, _ currency: String, form: String, names: [String: String]
    ) -> String {
        let isOpen = amount.low <= 0 && amount.high >= 0
        let isLoss = !isOpen && amount.estimate < 0
        let shown =
            isLoss
            ? EffectEstimate(
                estimate: -amount.estimate, low: -amount.high, high: -amount.low) : amount
        let id = "worth.\(valueScope.rawValue)\(form)"
        return say(
            id + (isOpen ? ".open" : isLoss ? ".lost" : ""),
            texts: names.merging(moneyTexts(shown, currency)) { $1 })
    }

    /// How far the plan says what a result is worth.
    enum ValueScope: String {
        /// Costs are known.
        case net
        /// The margin is known, costs are not.
        case margin
        /// Neither is known.
        case revenue
    }

    var valueScope: ValueScope {
        if plan.statesCosts { return .net }
        return statesMargin ? .margin : .revenue
    }

    /// Whether the plan says which part of revenue is margin.
    var statesMargin: Bool { plan.value.map { $0.margin != 1 } ?? false }

    private var countsCustomers: Bool { valueMetric?.isShare == true }

    /// The metric that is turned into money.
    var valueMetric: Metric? { plan.value.flatMap { plan.metric($0.metric) } }

    private func extraSentence(_ extra: EffectEstimate, names: [String: String]) -> String {
        let step = Rounding.step(extra, digits: 2)
        func rounded(_ value: Double, _ sign: NumberStyle.Sign = .negativeOnly) -> String {
            numbers.decimal(Rounding.round(value, to: step), decimals: 0, sign: sign)
        }
        let decreases = valueMetric?.direction == .decrease
        let results = valueMetric?.kind == .retention ? "worth.retained" : "worth.results"
        var slots = names
        let id: String
        if extra.low <= 0, extra.high >= 0 {
            id = "worth.results.open"
            slots["low"] = rounded(extra.low, .always)
            slots["high"] = rounded(extra.high, .always)
        } else {
            let isLess = extra.estimate < 0
            id =
                decreases
                ? (isLess ? "worth.results.fewer" : "worth.results.more")
                : (isLess ? results + ".lost" : results)
            slots["count"] = rounded(abs(extra.estimate))
            slots["low"] = rounded(isLess ? -extra.high : extra.low)
            slots["high"] = rounded(isLess ? -extra.low : extra.high)
        }
        return say(id, texts: slots)
    }

    func moneyTexts(_ effect: EffectEstimate, _ currency: String) -> [String: String] {
        [
            "net": money(effect.estimate, effect, currency),
            "low": money(effect.low, effect, currency),
            "high": money(effect.high, effect, currency),
        ]
    }

    /// An amount rounded to what the interval around it earns.
    func money(
        _ amount: Double, _ effect: EffectEstimate, _ currency: String,
        sign: NumberStyle.Sign = .negativeOnly
    ) -> String {
        let half = (effect.high - effect.low) / 2
        if half.isFinite, half > 0, half < 10 {
            return numbers.money(amount, currency, decimals: 2, sign: sign)
        }
        let rounded = Rounding.round(amount, to: Rounding.step(effect, digits: 4))
        return numbers.money(rounded == 0 ? amount : rounded, currency, decimals: 0, sign: sign)
    }

    /// What to do about one variant; a test that is over is not told to wait for more data.
    private func nextSentence(_ decision: VariantDecision) -> String {
        var form = ""
        if decision.verdict == .inconclusive, isOver {
            let isUnshown = decision.rules.contains {
                $0.id.hasPrefix("beats-") && $0.state != .holds
            }
            form = isUnshown ? ".over" : ".over.rules"
        }
        return say("next." + decision.verdict.rawValue + form, ["variant": .text(decision.key)])
    }

    private func nextSentences() -> [String] {
        if isInvalid { return [say("next.INVALID")] }
        let winners = result.decision.variants.filter { $0.verdict == .pass }
        var sentences: [String] = []
        if winners.count > 1 {
            let names = winners.map { composer.variantName($0.key) }
            sentences.append(say("next.several", ["variants": .list(names)]))
        }
        sentences += result.decision.variants.filter { $0.verdict != .pass || winners.count == 1 }
            .map(nextSentence)
        return winners.isEmpty ? sentences : sentences + [say("next.rosy")]
    }
}
