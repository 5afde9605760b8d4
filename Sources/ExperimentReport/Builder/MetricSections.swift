// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension ReportBuilder {
    func primaryResult() -> ReportSection? {
        guard let primary else { return nil }
        var blocks: [ReportBlock] = [
            .paragraph(
                sayLocked(
                    "primary.intro.\(primary.metric.direction.rawValue)",
                    ["metric": .text(name(primary.metric))]))
        ]
        blocks.append(.forest(forest(primary, markers: upliftMarkers(primary))))
        blocks.append(.table(comparisonTable(primary)))
        blocks.append(.table(levelTable(primary)))
        return numbersSection("primary", blocks)
    }

    /// The least effect asked for, drawn where it lies on the absolute scale.
    private func upliftMarkers(_ metric: MetricResult) -> [ForestPlot.Marker] {
        guard let rule = plan.decision.minimumUplift, rule.metric == metric.metric.key else {
            return []
        }
        let unit = unit(metric.metric)
        let turn = metric.metric.direction == .increase ? 1.0 : -1.0
        let size = abs(rule.value.value)
        let place: Double
        if case .relative = rule.value {
            guard let reference = plan.variants.first(where: { $0.role == rule.versus }),
                let level = level(of: reference.key, in: metric)
            else { return [] }
            place = unit.drawn(size * level)
        } else {
            place = unit.drawn(size)
        }
        let label = say(
            "marker.bar",
            texts: [
                "bar": unit.bar(rule.value),
                "reference": composer.shortReference(
                    plan.variants.first { $0.role == rule.versus }?.key ?? rule.versus.rawValue),
            ])
        return [ForestPlot.Marker(value: turn * place, label: label)]
    }

    func guardrails() -> ReportSection? {
        guard !plan.metrics.guardrails.isEmpty else { return nil }
        var blocks: [ReportBlock] = [.paragraph(sayLocked("guardrails.intro"))]
        for guardrail in plan.metrics.guardrails {
            guard let metric = result.metrics.first(where: { $0.metric.key == guardrail.metric })
            else { continue }
            blocks.append(.heading(name(metric.metric)))
            blocks.append(.checks(guardrailLines(guardrail)))
            blocks.append(.forest(guardrailPlot(metric, guardrail)))
            blocks.append(.table(comparisonTable(metric)))
            blocks.append(.table(levelTable(metric)))
        }
        return numbersSection("guardrails", blocks)
    }

    private func guardrailLines(_ guardrail: MetricSet.Guardrail) -> [CheckLine] {
        result.decision.variants.flatMap { variant in
            variant.rules.filter { $0.id == "guardrail-" + guardrail.metric }.map { rule in
                CheckLine(
                    mark: mark(rule.state), word: say("guardrail." + rule.state.rawValue),
                    name: composer.variantName(variant.key),
                    text: composer.sentence(rule.remark))
            }
        }
    }

    /// The differences with the margin drawn: on the relative scale for a relative margin.
    private func guardrailPlot(
        _ metric: MetricResult, _ guardrail: MetricSet.Guardrail
    ) -> ForestPlot {
        let unit = unit(metric.metric)
        let turn = metric.metric.direction == .increase ? -1.0 : 1.0
        let size = abs(guardrail.margin.value)
        let label = say("marker.margin", texts: ["margin": unit.bar(guardrail.margin)])
        guard case .relative = guardrail.margin else {
            return forest(
                metric, markers: [.init(value: turn * unit.drawn(size), label: label)])
        }
        return relativeForest(
            metric, markers: [.init(value: turn * size * 100, label: label)])
    }

    private func relativeForest(
        _ metric: MetricResult, markers: [ForestPlot.Marker]
    ) -> ForestPlot {
        let places = relativeUnit.decimals(metric.comparisons)
        let rows = metric.comparisons.map {
            relativeRow($0, decimals: places, label: composer.label($0.treatment))
        }
        return ForestPlot(
            title: say("plot.title", texts: ["metric": name(metric.metric)]),
            message: plotMessage(rows), rows: rows, markers: markers,
            scale: percentScale(rows, markers), axis: say("axis.relative"),
            betterIsRight: metric.metric.direction == .increase,
            intervals: drawnLevel(metric.comparisons))
    }

    private func percentScale(
        _ rows: [ForestPlot.Row], _ markers: [ForestPlot.Marker]
    ) -> PlotScale {
        let shown = rows.filter { $0.estimate != nil }.flatMap { [$0.low, $0.high] }
        return PlotScale.fitting(shown + markers.map(\.value)) {
            numbers.percent($0 / 100, decimals: $1, sign: .always)
        }
    }

    func mark(_ state: RuleState) -> Mark {
        switch state {
        case .holds: .good
        case .undecided: .caution
        case .broken: .bad
        }
    }

    func secondary() -> ReportSection? {
        let metrics = result.metrics.filter { $0.part == .secondary }
        guard !metrics.isEmpty else { return nil }
        var blocks: [ReportBlock] = [.paragraph(say("secondary.intro"))]
        let relative = metrics.filter { $0.metric.kind != .nps }
        let rows = relative.flatMap { metric -> [ForestPlot.Row] in
            let places = relativeUnit.decimals(metric.comparisons)
            return metric.comparisons.map { comparison -> ForestPlot.Row in
                var row = relativeRow(comparison, decimals: places, label: name(metric.metric))
                row.sublabel = comparisonName(comparison)
                row.joint = ": "
                return row
            }
        }
        let directions = Set(relative.map(\.metric.direction))
        if !rows.isEmpty {
            blocks.append(
                .forest(
                    ForestPlot(
                        title: say("plot.title.secondary"), message: plotMessage(rows),
                        rows: rows, markers: [], scale: percentScale(rows, []),
                        axis: say("axis.relative"),
                        betterIsRight: directions.count == 1
                            ? directions.first == .increase : nil,
                        intervals: drawnLevel(relative.flatMap(\.comparisons)))))
        }
        for metric in metrics {
            if metric.metric.kind == .nps { blocks.append(.forest(forest(metric))) }
            blocks.append(.table(comparisonTable(metric)))
            blocks.append(.table(levelTable(metric)))
        }
        return numbersSection("secondary", blocks)
    }
}
