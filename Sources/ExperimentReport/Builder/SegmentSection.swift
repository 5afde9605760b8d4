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
            let made = segment.levels.flatMap(\.comparisons)
            for pair in primary.comparisons
            where made.contains(where: {
                $0.treatment == pair.treatment && $0.reference == pair.reference
            }) {
                blocks.append(.table(table(segment, primary, pair)))
            }
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
        let shown = segment.levels.flatMap(\.comparisons).filter { $0.treatment == test.key }
        let places = unit.decimals(shown + [main])
        var total = absoluteRow(
            main, unit: unit, decimals: places, label: say("segments.whole"))
        total.isWhole = true
        let rows =
            [total]
            + segment.levels.map { level in
                let name = label(level)
                let own = level.comparisons.first {
                    $0.treatment == main.treatment && $0.reference == main.reference
                }
                guard let own, !level.tooSmall else {
                    return ForestPlot.Row(
                        label: name, sublabel: "", estimate: nil, low: 0, high: 0,
                        text: say(level.tooSmall ? "segments.small" : "not-available"))
                }
                var row = absoluteRow(own, unit: unit, decimals: places, label: name)
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
            axis: unit.axis, betterIsRight: primary.metric.direction == .increase,
            intervals: drawnLevel(primary.comparisons))
    }

    /// One comparison over the levels.
    private func table(
        _ segment: SegmentResult, _ primary: MetricResult, _ pair: Comparison
    ) -> ReportTable {
        let unit = unit(primary.metric)
        let hasRelative = primary.metric.kind != .nps
        var columns = [
            ReportTable.Column(Visible.value(segment.name)),
            .init(pairTitle(customersTitle, pair), numeric: true),
            .init(pairTitle(levelTitle(primary.metric), pair), numeric: true),
            .init(differenceTitle(primary.metric), numeric: true),
            .init(say("column.interval", levelSlot(plan.decision.confidence)), numeric: true),
        ]
        if hasRelative { columns.append(.init(say("column.relative"), numeric: true)) }
        columns.append(.init(say("column.adjusted-p"), numeric: true))
        let found = segment.levels.map { level in
            level.tooSmall
                ? nil
                : level.comparisons.first {
                    $0.treatment == pair.treatment && $0.reference == pair.reference
                }
        }
        let compared = found.compactMap { $0 }
        let shown = zip(segment.levels, found).filter { $0.1 != nil }.flatMap { level, _ in
            arms(level, pair).map { $0?.value }
        }
        let places = Places(
            level: unit.levelDecimals(shown), absolute: unit.decimals(compared),
            relative: relativeUnit.decimals(compared))
        let rows = zip(segment.levels, found).map { level, comparison in
            var cells = cells(comparison, pair, level, segment, unit, places)
            if !hasRelative { cells.remove(at: cells.count - 2) }
            return [ReportTable.Cell(label(level))] + cells
        }
        return ReportTable(
            caption: say(
                "segments.caption",
                texts: [
                    "metric": name(primary.metric), "segment": Visible.value(segment.name),
                    "comparison": comparisonName(pair),
                ]),
            columns: columns, rows: rows,
            notes: heterogeneityNotes(segment, pair) + notes(segment, compared)
                + approximateNotes(compared, whole: pair))
    }

    /// The decimals of each column.
    private struct Places {
        var level: Int
        var absolute: Int
        var relative: Int
    }

    /// A column that holds a number for each of the two groups, named in that order.
    private func pairTitle(_ title: String, _ pair: Comparison) -> String {
        say(
            "column.pair",
            texts: [
                "name": title, "variant": composer.label(pair.treatment),
                "reference": composer.label(pair.reference),
            ])
    }

    private func arms(_ level: SegmentResult.Level, _ pair: Comparison) -> [ArmLevel?] {
        [pair.treatment, pair.reference].map { key in level.arms.first { $0.key == key } }
    }

    /// The name of a level; a blank one is named too.
    private func label(_ level: SegmentResult.Level) -> String {
        let name = Visible.value(level.label)
        return name.allSatisfy(\.isWhitespace) ? say("segments.empty") : name
    }

    /// The level of p below which the effect is said to differ between levels.
    private static let heterogeneityLimit = 0.05

    /// Whether the levels differ by more than chance, which the levels one by one do not tell.
    private func heterogeneityNotes(_ segment: SegmentResult, _ pair: Comparison) -> [String] {
        segment.heterogeneity.filter {
            $0.treatment == pair.treatment && $0.reference == pair.reference
        }.compactMap { difference in
            guard let p = difference.test.value?.p else { return nil }
            return say(
                p < Self.heterogeneityLimit ? "segments.differs" : "segments.alike",
                ["segment": .text(segment.name), "p": .pValue(p)])
        }
    }

    /// Segments keep the plain method, also where it fits the values badly.
    private func approximateNotes(_ comparisons: [Comparison], whole: Comparison) -> [String] {
        guard let doubtful = comparisons.first(where: isUnguarded) else { return [] }
        var slots: [String: String] = [:]
        if doubtful.method != whole.method { slots["method"] = methodName(whole.method) }
        let isClustered = doubtful.method == "cluster"
        return [say("segments.approximate" + (isClustered ? ".clusters" : ""), texts: slots)]
    }

    private func notes(_ segment: SegmentResult, _ compared: [Comparison]) -> [String] {
        var notes: [String] = []
        if compared.contains(where: { $0.adjustment != nil }) {
            notes.append(say("segments.adjusted-levels"))
        }
        if segment.levels.contains(where: \.tooSmall) {
            notes.append(
                say("segments.small.note", ["least": .count(plan.report.minimumCellSize)]))
        }
        notes.append(say("segments.adjusted.note"))
        if segment.levelsOmitted > 0 {
            notes.append(say("segments.omitted", ["count": .count(segment.levelsOmitted)]))
        }
        return notes
    }

    private func cells(
        _ comparison: Comparison?, _ pair: Comparison, _ level: SegmentResult.Level,
        _ segment: SegmentResult, _ unit: MetricUnit, _ places: Places
    ) -> [ReportTable.Cell] {
        let arms = arms(level, pair)
        let counts = arms.map { $0.map { numbers.count($0.count) } ?? "–" }
        let sizes = ReportTable.Cell(counts.joined(separator: " / "))
        guard let comparison else {
            let dash = ReportTable.Cell("–")
            let why = say(level.tooSmall ? "segments.small" : "not-available")
            return [sizes, .init(why), dash, dash, dash, dash]
        }
        let levels = arms.map { unit.level($0?.value, decimals: places.level) }
        let effects = effectCells(
            comparison, unit: unit, decimals: (places.absolute, places.relative))
        let key = "\(level.label)/\(comparison.treatment)/\(comparison.reference)"
        let p = segment.adjustedP[key].map { numbers.pValue($0) } ?? say("not-available")
        return [
            sizes, .init(levels.joined(separator: " / ")), effects[0], effects[1], effects[2],
            .init(p),
        ]
    }
}
