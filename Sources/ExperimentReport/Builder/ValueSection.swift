// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension ReportBuilder {
    func value() -> ReportSection? {
        guard !result.values.isEmpty else { return nil }
        var blocks: [ReportBlock] = [.paragraph(say("value.intro"))]
        for value in answeringValues() { blocks.append(.waterfall(waterfall(value))) }
        blocks.append(.table(valueTable()))
        return numbersSection("value", blocks)
    }

    private func versus(_ value: ValueResult) -> String {
        say(
            "versus",
            texts: [
                "variant": composer.variantName(value.treatment),
                "reference": composer.reference(value.reference),
            ])
    }

    /// Revenue that would have come anyway, what came on top, its margin, the cost and the net.
    private func waterfall(_ value: ValueResult) -> Waterfall {
        func text(_ amount: Double) -> String {
            numbers.money(amount, value.currency, decimals: 0)
        }
        var steps = [
            Waterfall.Step(
                label: say("step.anyway"), from: 0, to: value.counterfactualRevenue,
                text: text(value.counterfactualRevenue), kind: .anyway)
        ]
        if let extra = value.incrementalRevenue.value {
            steps.append(
                Waterfall.Step(
                    label: say("step.incremental"), from: value.counterfactualRevenue,
                    to: value.counterfactualRevenue + extra.estimate,
                    text: money(extra.estimate, extra, value.currency, sign: .always),
                    kind: extra.estimate < 0 ? .loss : .gain))
        }
        if let margin = value.incrementalMargin.value {
            if plan.value?.margin != 1 { steps.append(marginStep(margin, value)) }
        }
        if value.cost != 0, let margin = value.incrementalMargin.value {
            steps.append(
                Waterfall.Step(
                    label: say("step.cost"), from: margin.estimate,
                    to: margin.estimate - value.cost,
                    text: numbers.money(-value.cost, value.currency, decimals: 0, sign: .always),
                    kind: .loss))
        }
        if let net = value.net.value {
            steps.append(
                Waterfall.Step(
                    label: say("step.net"), from: 0, to: net.estimate,
                    text: money(net.estimate, net, value.currency, sign: .always) + " ("
                        + interval([net.low, net.high].map { money($0, net, value.currency) })
                        + ")",
                    kind: net.estimate < 0 ? .loss : .total, low: net.low, high: net.high))
        }
        let places = steps.flatMap { step -> [Double] in
            [step.from, step.to] + [step.low, step.high].compactMap { $0 }
        }
        let scale = PlotScale.fitting(places, count: 4) { amount, _ in
            numbers.money(amount, value.currency, decimals: 0)
        }
        return Waterfall(
            title: say("plot.title.value", texts: ["comparison": versus(value)]),
            message: steps.map { "\($0.label): \($0.text)." }.joined(separator: " "),
            steps: steps, scale: scale)
    }

    private func marginStep(_ margin: EffectEstimate, _ value: ValueResult) -> Waterfall.Step {
        Waterfall.Step(
            label: say("step.margin"), from: 0, to: margin.estimate,
            text: money(margin.estimate, margin, value.currency, sign: .always),
            kind: margin.estimate < 0 ? .loss : .gain)
    }

    private func valueTable() -> ReportTable {
        let columns =
            [ReportTable.Column(say("column.amount"))]
            + result.values.map { ReportTable.Column(versus($0), numeric: true) }
        var rows: [[ReportTable.Cell]] = []
        func add(_ id: String, _ cell: (ValueResult) -> String?) {
            let texts = result.values.map(cell)
            guard texts.contains(where: { $0 != nil }) else { return }
            let cells = texts.map { ReportTable.Cell($0 ?? say("not-available")) }
            rows.append([.init(say(id))] + cells)
        }
        add("value.units") { numbers.count($0.units) }
        add("value.revenue") { numbers.money($0.revenue, $0.currency, decimals: 0) }
        add("value.anyway") {
            numbers.money($0.counterfactualRevenue, $0.currency, decimals: 0)
        }
        add("value.incremental") { countsResults ? spread($0.incremental) : nil }
        add("value.thousand") { perThousand($0) }
        add("value.incremental-revenue") { spread($0.incrementalRevenue, $0.currency) }
        add("value.incremental-margin") { spread($0.incrementalMargin, $0.currency) }
        add("value.cost") { numbers.money($0.cost, $0.currency, decimals: 0) }
        add("value.net") { spread($0.net, $0.currency) }
        add("value.margin-per-cost") { marginPerCost($0) }
        add("value.cost-per-result") { costPerResult($0) }
        add("value.break-even") { breakEven($0) }
        return ReportTable(
            caption: say("value.caption"), columns: columns, rows: rows,
            notes: [
                say("value.note.group"), say("value.note.fit", levelSlot(plan.decision.confidence)),
            ])
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
