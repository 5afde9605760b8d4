// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

/// The tables and plots that primary, secondary, guardrail and segment sections share.
extension ReportBuilder {
    /// The level of a metric in each group.
    func levelTable(_ metric: MetricResult) -> ReportTable {
        let unit = unit(metric.metric)
        let kind = metric.metric.kind
        let isRatio = kind == .ratio
        // Neither a quantile nor an NPS is a sum over customers.
        let hasSum = kind != .quantile && kind != .nps
        var columns = [
            ReportTable.Column(say("column.group")), .init(customersTitle, numeric: true),
        ]
        let hasClusters = metric.arms.contains { $0.clusters != nil }
        if hasClusters { columns.append(.init(say("column.clusters"), numeric: true)) }
        if hasSum { columns.append(.init(sumTitle(metric.metric), numeric: true)) }
        if isRatio { columns.append(.init(say("column.divided"), numeric: true)) }
        columns.append(.init(levelTitle(metric.metric), numeric: true))
        let places = unit.levelDecimals(metric.arms.map(\.value))
        // Sums come back from means, so a whole number may be off in its last bit.
        let sums = metric.arms.compactMap(\.denominatorSum)
        let divided = sums.allSatisfy { abs($0 - $0.rounded()) <= 1e-9 * max(1, abs($0)) } ? 0 : 1
        let rows = metric.arms.map { arm -> [ReportTable.Cell] in
            var cells: [ReportTable.Cell] = [
                .init(composer.label(arm.key)), .init(numbers.count(arm.count)),
            ]
            if hasClusters {
                cells.append(.init(arm.clusters.map(numbers.count) ?? say("not-available")))
            }
            if hasSum { cells.append(.init(unit.total(arm.sum))) }
            if isRatio {
                cells.append(
                    .init(
                        arm.denominatorSum.map { numbers.decimal($0, decimals: divided) }
                            ?? say("not-available")))
            }
            return cells + [.init(unit.level(arm.value, decimals: places))]
        }
        var notes: [String] = []
        if let cap = metric.capValue {
            notes.append(say("note.cap", texts: ["value": unit.bar(.amount(cap, currency: nil))]))
        }
        let missing = metric.arms.reduce(0) { $0 + $1.missing }
        if missing > 0 {
            let id = metric.metric.missing == .zero ? "note.missing.zero" : "note.missing.left-out"
            notes.append(say(id, ["count": .count(missing)]))
        }
        return ReportTable(
            caption: say("levels.caption", texts: ["metric": name(metric.metric)]),
            columns: columns, rows: rows, notes: notes + levelNotes(metric))
    }

    /// Every comparison of a metric: absolute and relative, with intervals.
    func comparisonTable(_ metric: MetricResult) -> ReportTable {
        let decides =
            metric.part != .secondary
            && metric.comparisons.contains { $0.decisionInterval != nil }
        let interval = ReportTable.Column(
            say("column.interval", levelSlot(plan.decision.confidence)), numeric: true)
        let hasRelative = metric.metric.kind != .nps
        var columns = [
            ReportTable.Column(say("column.comparison")),
            .init(differenceTitle(metric.metric), numeric: true), interval,
        ]
        if hasRelative { columns += [.init(say("column.relative"), numeric: true), interval] }
        let levels = decisionLevels(metric.comparisons)
        if decides {
            let title =
                levels.count == 1
                ? say("column.decision", levelSlot(levels.first ?? 0))
                : say("column.decision.several")
            columns.append(.init(title, numeric: true))
        }
        let unit = unit(metric.metric)
        let places = unit.decimals(metric.comparisons)
        let digits = relativeUnit.decimals(metric.comparisons)
        let rows = metric.comparisons.map { comparison -> [ReportTable.Cell] in
            let effects = effectCells(comparison, unit: unit, decimals: (places, digits))
            var cells =
                [ReportTable.Cell(comparisonName(comparison))]
                + effects.prefix(hasRelative ? 4 : 2)
            if decides {
                cells.append(
                    decisionCell(
                        comparison, unit: unit, decimals: places, withLevel: levels.count > 1))
            }
            return cells
        }
        return ReportTable(
            caption: say("comparisons.caption", texts: ["metric": name(metric.metric)]),
            columns: columns, rows: rows,
            notes: comparisonNotes(metric, decides: decides))
    }

    /// The title of a column of differences, with the unit where the cells leave it out.
    func differenceTitle(_ metric: Metric) -> String {
        if metric.kind == .nps { return say("column.difference.nps") }
        return say(metric.isShare ? "column.difference.points" : "column.difference")
    }

    func levelSlot(_ level: Double) -> [String: Datum] { ["level": .text(percent(level))] }

    func effectCells(
        _ comparison: Comparison, unit: MetricUnit, decimals: (absolute: Int, relative: Int)
    ) -> [ReportTable.Cell] {
        let none = ReportTable.Cell(say("not-available"))
        let (places, digits) = decimals
        var cells: [ReportTable.Cell]
        if let absolute = comparison.absolute.value {
            cells = [
                .init(unit.short(absolute.estimate, decimals: places)),
                .init(unit.interval(absolute.interval, decimals: places)),
            ]
        } else {
            cells = [none, none]
        }
        if let relative = comparison.relative.value {
            cells.append(.init(relativeUnit.text(relative.estimate, decimals: digits)))
            cells.append(.init(relativeUnit.interval(relative, decimals: digits)))
        } else {
            cells += [none, none]
        }
        return cells
    }

    private func decisionCell(
        _ comparison: Comparison, unit: MetricUnit, decimals: Int, withLevel: Bool
    ) -> ReportTable.Cell {
        guard let decision = comparison.decisionInterval else { return .init(say("not-available")) }
        let text = unit.interval(decision.absolute, decimals: decimals)
        guard withLevel else { return .init(text) }
        return .init(
            say("cell.decision", texts: ["interval": text, "level": percent(decision.level)]))
    }

    /// Why a number is missing, named for each comparison it is missing from.
    ///
    /// That an NPS has no relative effect is the same for all of them, and is said once.
    func reasonNotes(_ comparisons: [Comparison], of metric: Metric) -> [String] {
        var notes = comparisons.compactMap { comparison -> String? in
            let relative = metric.kind == .nps ? nil : comparison.relative.reason
            guard let missing = comparison.absolute.reason ?? relative else { return nil }
            return say(
                "note.reason",
                texts: ["comparison": comparisonName(comparison), "reason": reason(missing)])
        }
        if metric.kind == .nps { notes.append(reason(.controlNotPositive, of: metric)) }
        return notes
    }

    /// How far the methods without a safeguard of their own can be trusted here.
    func guardNotes(_ comparisons: [Comparison]) -> [String] {
        comparisons.filter { $0.absolute.value != nil && isUnguarded($0) }.compactMap {
            let id = "guard.note." + $0.guardStatus
            guard PhraseCatalogue.phrase(id) != nil else { return nil }
            return say(id, texts: ["comparison": comparisonName($0)])
        }
    }

    /// Whether the guard has doubts and no other method stepped in.
    func isUnguarded(_ comparison: Comparison) -> Bool {
        ["welch", "ratio-delta", "delta-ratio", "cuped", "cuped-ratio", "cluster"]
            .contains(comparison.method) && comparison.guardStatus != "ok"
    }

    /// The absolute differences of a metric on one scale.
    func forest(_ metric: MetricResult, markers: [ForestPlot.Marker] = []) -> ForestPlot {
        let unit = unit(metric.metric)
        let places = unit.decimals(metric.comparisons)
        let rows = metric.comparisons.map {
            absoluteRow(
                $0, unit: unit, decimals: places, label: composer.label($0.treatment))
        }
        return ForestPlot(
            title: say("plot.title", texts: ["metric": name(metric.metric)]),
            message: plotMessage(rows), rows: rows, markers: markers,
            scale: scale(rows, markers, unit), axis: unit.axis,
            betterIsRight: metric.metric.direction == .increase,
            intervals: drawnLevel(metric.comparisons))
    }

    /// The level of the intervals in a plot, which is not that of the decision where they differ.
    func drawnLevel(_ comparisons: [Comparison]) -> String {
        let decides = comparisons.contains { $0.decisionInterval != nil }
        let form = readsRepeatedly ? ".looks" : decides ? ".single" : ""
        return say("plot.intervals" + form, levelSlot(plan.decision.confidence))
    }

    func scale(
        _ rows: [ForestPlot.Row], _ markers: [ForestPlot.Marker], _ unit: MetricUnit
    ) -> PlotScale {
        let shown = rows.filter { $0.estimate != nil }.flatMap { [$0.low, $0.high] }
        return PlotScale.fitting(shown + markers.map(\.value)) {
            unit.tick($0, decimals: $1)
        }
    }

    /// A row of absolute effects, in drawing units.
    func absoluteRow(
        _ comparison: Comparison, unit: MetricUnit, decimals places: Int, label: String
    ) -> ForestPlot.Row {
        let versus = say(
            "versus.short", texts: ["reference": composer.reference(comparison.reference)])
        guard let effect = comparison.absolute.value else {
            return ForestPlot.Row(
                label: label, sublabel: versus, estimate: nil, low: 0, high: 0,
                text: say("not-available"))
        }
        return ForestPlot.Row(
            label: label, sublabel: versus, estimate: unit.drawn(effect.estimate),
            low: unit.drawn(effect.low), high: unit.drawn(effect.high),
            text: unit.short(effect.estimate, decimals: places) + " ("
                + unit.interval(effect.interval, decimals: places) + ")")
    }

    /// A row of relative effects, in percent.
    func relativeRow(
        _ comparison: Comparison, decimals: Int, label: String
    ) -> ForestPlot.Row {
        let versus = say(
            "versus.short", texts: ["reference": composer.reference(comparison.reference)])
        guard let effect = comparison.relative.value else {
            return ForestPlot.Row(
                label: label, sublabel: versus, estimate: nil, low: 0, high: 0,
                text: say("not-available"))
        }
        return ForestPlot.Row(
            label: label, sublabel: versus, estimate: effect.estimate * 100,
            low: effect.low * 100, high: effect.high * 100,
            text: relativeUnit.full(effect, decimals: decimals))
    }

    func plotMessage(_ rows: [ForestPlot.Row]) -> String {
        rows.map { $0.name + ": " + $0.text.asSentenceEnd }.joined(separator: " ")
    }
}
