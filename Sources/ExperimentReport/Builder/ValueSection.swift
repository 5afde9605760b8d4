// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension ReportBuilder {
    func value() -> ReportSection? {
        guard !result.values.isEmpty else { return nil }
        var blocks: [ReportBlock] = [.paragraph(say("value.intro"))]
        if let cap = capText, countsResults {
            blocks.append(.paragraph(say("value.capped", texts: ["cap": cap])))
        }
        for value in answeringValues() { blocks.append(.waterfall(waterfall(value))) }
        blocks.append(.table(valueTable()))
        return numbersSection("value", blocks)
    }

    /// The value that larger ones are cut at, where the metric that is valued has one.
    private var capText: String? {
        guard let key = plan.value?.metric,
            let metric = result.metrics.first(where: { $0.metric.key == key }),
            let cap = metric.capValue
        else { return nil }
        return unit(metric.metric).bar(.amount(cap, currency: nil))
    }

    private func versus(_ value: ValueResult) -> String {
        say(
            "versus",
            texts: [
                "variant": composer.variantName(value.treatment),
                "reference": composer.reference(value.reference),
            ])
    }

    /// Revenue that would have come anyway, what came on top, and what the plan lets follow from it.
    private func waterfall(_ value: ValueResult) -> Waterfall {
        let anyway = value.counterfactualRevenue
        var steps = [
            Waterfall.Step(
                label: say("step.anyway"), from: 0, to: anyway,
                text: numbers.money(anyway, value.currency, decimals: 0), kind: .anyway)
        ]
        if let extra = value.incrementalRevenue.value {
            steps.append(
                step(
                    extra.estimate < 0 ? "step.lost" : "step.incremental", extra, value,
                    from: anyway, isLast: valueScope == .revenue))
        }
        if statesMargin, let margin = value.incrementalMargin.value {
            steps.append(step("step.margin", margin, value, isLast: valueScope == .margin))
        }
        if valueScope == .net { steps += costSteps(value) }
        let places = steps.flatMap { step -> [Double] in
            [step.from, step.to] + [step.low, step.high].compactMap { $0 }
        }
        let scale = PlotScale.fitting(places, count: 4) { amount, _ in
            numbers.money(amount, value.currency, decimals: 0)
        }
        let title =
            valueScope == .net ? "plot.title.value" : "plot.title.value.\(valueScope.rawValue)"
        return Waterfall(
            title: say(title, texts: ["comparison": versus(value)]),
            message: steps.map { "\($0.label): \($0.text.asSentenceEnd)" }.joined(separator: " "),
            steps: steps, scale: scale)
    }

    /// A bar for an effect in money; the last one has its interval.
    private func step(
        _ id: String, _ effect: EffectEstimate, _ value: ValueResult, from start: Double = 0,
        isLast: Bool
    ) -> Waterfall.Step {
        var text = money(effect.estimate, effect, value.currency, sign: .always)
        if isLast {
            let ends = [effect.low, effect.high].map { money($0, effect, value.currency) }
            text += " (" + interval(ends) + ")"
        }
        return Waterfall.Step(
            label: say(id), from: start, to: start + effect.estimate, text: text,
            kind: effect.estimate < 0 ? .loss : .gain, low: isLast ? start + effect.low : nil,
            high: isLast ? start + effect.high : nil)
    }

    private func costSteps(_ value: ValueResult) -> [Waterfall.Step] {
        var steps: [Waterfall.Step] = []
        if value.cost != 0, let margin = value.incrementalMargin.value {
            steps.append(
                Waterfall.Step(
                    label: say("step.cost"), from: margin.estimate,
                    to: margin.estimate - value.cost,
                    text: numbers.money(-value.cost, value.currency, decimals: 0, sign: .always),
                    kind: .loss))
        }
        if let net = value.net.value {
            var total = step("step.net", net, value, isLast: true)
            if net.estimate >= 0 { total.kind = .total }
            steps.append(total)
        }
        return steps
    }

    private func valueTable() -> ReportTable {
        let columns =
            [ReportTable.Column(say("column.amount"))]
            + result.values.map { ReportTable.Column(versus($0), numeric: true) }
        var rows: [[ReportTable.Cell]] = []
        func add(_ title: String, _ cell: (ValueResult) -> String?) {
            let texts = result.values.map(cell)
            guard texts.contains(where: { $0 != nil }) else { return }
            let cells = texts.map { ReportTable.Cell($0 ?? say("not-available")) }
            rows.append([.init(title)] + cells)
        }
        add(countsTrials ? customersTitle : say("value.units")) { numbers.count($0.units) }
        add(revenueTitle) { numbers.money($0.revenue, $0.currency, decimals: 0) }
        add(say("value.anyway")) {
            numbers.money($0.counterfactualRevenue, $0.currency, decimals: 0)
        }
        let keeps = valueMetric?.kind == .retention
        add(say(keeps ? "value.retained" : "value.incremental")) {
            countsResults ? spread($0.incremental) : nil
        }
        add(say("value.thousand")) { perThousand($0) }
        add(say("value.incremental-revenue")) { spread($0.incrementalRevenue, $0.currency) }
        if statesMargin {
            add(say("value.incremental-margin")) { spread($0.incrementalMargin, $0.currency) }
        }
        if valueScope == .net {
            add(say("value.cost")) { numbers.money($0.cost, $0.currency, decimals: 0) }
            add(say("value.net")) { spread($0.net, $0.currency) }
            if statesMargin { add(say("value.margin-per-cost")) { marginPerCost($0) } }
            add(say(keeps ? "value.cost-per-retained" : "value.cost-per-result")) {
                costPerResult($0)
            }
            add(say("value.break-even")) { breakEven($0) }
        }
        return ReportTable(
            caption: say("value.caption"), columns: columns, rows: rows,
            notes: [
                say("value.note.group"), say("value.note.fit", levelSlot(plan.decision.confidence)),
            ])
    }

    private var revenueTitle: String {
        guard let cap = capText, !countsResults else { return say("value.revenue") }
        return say("value.revenue.capped", texts: ["cap": cap])
    }

    private func spread(_ effect: Estimated<EffectEstimate>, _ currency: String) -> String? {
        effect.value.map { effect in
            let ends = [effect.low, effect.high].map { money($0, effect, currency) }
            return money(effect.estimate, effect, currency) + " (" + interval(ends) + ")"
        }
    }

    private func spread(_ effect: Estimated<EffectEstimate>) -> String? {
        effect.value.map { count($0, scale: 1) }
    }

    private func interval(_ ends: [String]) -> String {
        say("interval", texts: ["low": ends.first ?? "", "high": ends.last ?? ""])
    }

    private func count(_ effect: EffectEstimate, scale: Double) -> String {
        let half = (effect.high - effect.low) / 2 * scale
        let places = half > 0 && half < 100 ? min(2, max(0, 1 - Decimal.magnitude(half))) : 0
        let step = places > 0 ? 0 : Rounding.step(effect, digits: 2)
        let texts = [effect.estimate, effect.low, effect.high].map { value in
            numbers.decimal(
                step > 0 ? Rounding.round(value * scale, to: step) : value * scale,
                decimals: places, sign: .always)
        }
        return texts[0] + " (" + interval(Array(texts.dropFirst())) + ")"
    }

    /// Whether the value metric counts results, each worth an amount; else it is money itself.
    private var countsResults: Bool { plan.value?.perResult != nil }

    private func perThousand(_ value: ValueResult) -> String? {
        guard value.units > 0, let effect = value.incremental.value else { return nil }
        guard countsResults else {
            let texts = [effect.estimate, effect.low, effect.high].map {
                numbers.money($0 / Double(value.units) * 1000, value.currency, sign: .always)
            }
            return texts[0] + " (" + interval(Array(texts.dropFirst())) + ")"
        }
        return count(effect, scale: 1000 / Double(value.units))
    }

    private func marginPerCost(_ value: ValueResult) -> String? {
        guard value.cost > 0, let margin = value.incrementalMargin.value else { return nil }
        let texts = [margin.estimate, margin.low, margin.high].map {
            numbers.money($0 / value.cost, value.currency, decimals: 2)
        }
        return texts[0] + " (" + interval(Array(texts.dropFirst())) + ")"
    }

    /// Only where the extra results are above zero: a cost per result that may not exist says little.
    private func costPerResult(_ value: ValueResult) -> String? {
        guard countsResults, value.cost > 0, let extra = value.incremental.value, extra.low > 0
        else {
            return nil
        }
        let texts = [extra.estimate, extra.high, extra.low].map {
            numbers.money(value.cost / $0, value.currency, decimals: 2)
        }
        return texts[0] + " (" + interval(Array(texts.dropFirst())) + ")"
    }

    private func breakEven(_ value: ValueResult) -> String? {
        guard value.cost > 0, let effect = value.breakEvenEffect,
            let metric = plan.value.flatMap({ plan.metric($0.metric) })
        else { return nil }
        let unit = unit(metric)
        return unit.difference(
            effect, decimals: numbers.smallDecimals(unit.drawn(effect), least: 2), sign: .always)
    }
}
