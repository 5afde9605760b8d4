// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension ReportBuilder {
    func segments() -> ReportSection? {
        guard !result.segments.isEmpty, let primary else { return nil }
        var blocks: [ReportBlock] = [.note(say("segments.exploratory"))]
        for segment in result.segments {
            blocks.append(.heading(Visible.value(segment.name)))
            if !plan.report.segments.contains(segment.key) {
                blocks.append(.note(say("segments.unplanned")))
            }
            for test in plan.tests {
                if let plot = plot(segment, of: test, in: primary) {
                    blocks.append(.forest(plot))
                }
            }
            blocks.append(.table(table(segment, primary)))
        }
        return numbersSection("segments", blocks)
    }

    /// One test variant over the levels, with the whole on top to compare with.
    private func plot(
        _ segment: SegmentResult, of test: Variant, in primary: MetricResult
    ) -> ForestPlot? {
        let whole = primary.comparisons.filter { $0.treatment == test.key }
        guard let main = whole.first(where: { $0.referenceRole == .control }) ?? whole.first else {
            return nil
        }
        let unit = unit(primary.metric)
        var total = absoluteRow(main, unit: unit, label: say("segments.whole"))
        total.isWhole = true
        let rows =
            [total]
            + segment.levels.map { level in
                let label = Visible.value(level.label)
                let own = level.comparisons.first {
                    $0.treatment == main.treatment && $0.reference == main.reference
                }
                guard let own, !level.tooSmall else {
                    return ForestPlot.Row(
                        label: label, sublabel: "", estimate: nil, low: 0, high: 0,
                        text: say("segments.small"))
                }
                var row = absoluteRow(own, unit: unit, label: label)
                row.sublabel = ""
                return row
            }
        return ForestPlot(
            title: say(
                "plot.title.segment",
                texts: [
                    "metric": name(primary.metric), "variant": composer.name(test),
                    "reference": composer.reference(main.reference),
                    "segment": Visible.value(segment.name),
                ]),
            message: plotMessage(rows), rows: rows, markers: [], scale: scale(rows, [], unit),
            axis: unit.axis, betterIsRight: primary.metric.direction == .increase)
    }

    private func table(_ segment: SegmentResult, _ primary: MetricResult) -> ReportTable {
        let unit = unit(primary.metric)
        let columns = [
            ReportTable.Column(Visible.value(segment.name)), .init(say("column.comparison")),
            .init(say("column.customers"), numeric: true),
            .init(say("column.levels"), numeric: true),
            .init(say("column.difference"), numeric: true),
            .init(say("column.interval", levelSlot(plan.decision.confidence)), numeric: true),
            .init(say("column.relative"), numeric: true),
            .init(say("column.adjusted-p"), numeric: true),
        ]
        var rows: [[ReportTable.Cell]] = []
        for level in segment.levels {
            let label = ReportTable.Cell(Visible.value(level.label))
            if level.tooSmall || level.comparisons.isEmpty {
                let dash = ReportTable.Cell("–")
                rows.append(
                    [label, .init(say("segments.small"))] + Array(repeating: dash, count: 6))
                continue
            }
            for comparison in level.comparisons {
                rows.append(
                    [label, .init(comparisonName(comparison))]
                        + cells(comparison, level, segment, unit))
            }
        }
        var notes = [
            say("segments.small.note", ["least": .count(plan.report.minimumCellSize)]),
            say("segments.adjusted.note"),
        ]
        if segment.levelsOmitted > 0 {
            notes.append(say("segments.omitted", ["count": .count(segment.levelsOmitted)]))
        }
        return ReportTable(
            caption: say(
                "segments.caption",
                texts: ["metric": name(primary.metric), "segment": Visible.value(segment.name)]),
            columns: columns, rows: rows, notes: notes)
    }

    private func cells(
        _ comparison: Comparison, _ level: SegmentResult.Level, _ segment: SegmentResult,
        _ unit: MetricUnit
    ) -> [ReportTable.Cell] {
        let pair = [comparison.treatment, comparison.reference].map { key in
            level.arms.first { $0.key == key }
        }
        let counts = pair.map { $0.map { numbers.count($0.count) } ?? "–" }
        let levels = pair.map { unit.level($0?.value) }
        let effects = effectCells(comparison, unit: unit, withDecision: false)
        let key = "\(level.label)/\(comparison.treatment)/\(comparison.reference)"
        let p = segment.adjustedP[key].map { numbers.pValue($0) } ?? say("not-available")
        return [
            .init(counts.joined(separator: " / ")), .init(levels.joined(separator: " / ")),
            effects[0], effects[1], effects[2], .init(p),
        ]
    }
}
