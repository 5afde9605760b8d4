// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

/// Earlier readings of one comparison, oldest first.
extension ReportBuilder {
    /// The most rows of a table of readings.
    static let historyRows = 20
    /// The most rows of a plot of readings.
    static let historyPlotRows = 12

    func historyBlocks(_ history: MonitoringResult.History) -> [ReportBlock] {
        guard let primary, !history.readings.isEmpty else { return [] }
        var history = history
        history.readings = withTimesAsWritten(history.readings)
        let unit = unit(primary.metric)
        let comparison = say(
            "versus",
            texts: [
                "variant": composer.variantName(history.treatment),
                "reference": composer.reference(history.reference),
            ])
        let texts = ["metric": name(primary.metric), "comparison": comparison]
        var blocks: [ReportBlock] = []
        let drawn = Self.thinned(history.readings, to: Self.historyPlotRows)
        if drawn.contains(where: { $0.absolute.value != nil }) {
            blocks.append(.forest(plot(drawn, unit, title: say("history.title", texts: texts))))
        }
        let caption = say("history.caption", texts: texts)
        let table = ReportBlock.table(table(history, unit, caption: caption))
        let isLong = history.readings.count > Self.historyPlotRows
        return blocks + [isLong ? .details(caption, [table]) : table]
    }

    /// Times that are fractional numbers, with the fewest decimals that tell all of them.
    private func withTimesAsWritten(
        _ readings: [MonitoringResult.Reading]
    ) -> [MonitoringResult.Reading] {
        let times = readings.map { $0.time.contains(".") ? Double($0.time) : nil }
        let known = times.compactMap { $0 }
        guard known.count == readings.count, known.allSatisfy(\.isFinite) else { return readings }
        let places = (0...4).first { places in
            known.allSatisfy { time in
                let scaled = time * Decimal.powerOfTen(places)
                return abs(scaled - scaled.rounded()) < 1e-6 * max(1, abs(scaled))
            }
        }
        return zip(readings, known).map { reading, time in
            var reading = reading
            reading.time = numbers.decimal(time, decimals: places ?? 4)
            return reading
        }
    }

    /// The first, the last, the first decisive reading, and others evenly between.
    static func thinned(
        _ readings: [MonitoringResult.Reading], to limit: Int
    ) -> [MonitoringResult.Reading] {
        let count = readings.count
        guard count > limit, limit > 2 else { return readings }
        var kept = Set([0, count - 1, readings.firstIndex(where: \.isDecisive) ?? 0])
        let room = limit - kept.count
        for step in 0..<room {
            let place = Double(step + 1) * Double(count - 1) / Double(room + 1)
            kept.insert(Int(place.rounded()))
        }
        return kept.sorted().map { readings[$0] }
    }

    private func places(_ readings: [MonitoringResult.Reading], _ unit: MetricUnit) -> Int {
        readings.compactMap(\.absolute.value).map(unit.decimals).max() ?? 2
    }

    private func share(_ reading: MonitoringResult.Reading) -> String {
        numbers.percent(reading.fraction, decimals: 1)
    }

    private func table(
        _ history: MonitoringResult.History, _ unit: MetricUnit, caption: String
    ) -> ReportTable {
        let shown = Self.thinned(history.readings, to: Self.historyRows)
        let places = places(shown, unit)
        let rows = shown.map { reading -> [ReportTable.Cell] in
            let effect = reading.absolute.value
            let none = say("not-available")
            return [
                .init(Visible.value(reading.time)), .init(share(reading)),
                .init(effect.map { unit.short($0.estimate, decimals: places) } ?? none),
                .init(effect.map { unit.interval($0.interval, decimals: places) } ?? none),
                .init(say(reading.isDecisive ? "word.yes" : "word.no")),
            ]
        }
        var notes = [say("history.note")]
        if shown.count < history.readings.count {
            let isDecided = shown.contains(where: \.isDecisive)
            notes.append(
                say(
                    isDecided ? "history.thinned" : "history.thinned.plain",
                    [
                        "shown": .count(shown.count), "count": .count(history.readings.count),
                    ]))
        }
        return ReportTable(
            caption: caption,
            columns: [
                .init(say("column.time")), .init(say("column.share"), numeric: true),
                .init(differenceTitle(unit.metric), numeric: true),
                .init(say("column.repeated"), numeric: true), .init(say("column.decisive")),
            ],
            rows: rows, notes: notes)
    }

    /// Early intervals are so wide that they would press all others flat; they run off the edge.
    private func plot(
        _ readings: [MonitoringResult.Reading], _ unit: MetricUnit, title: String
    ) -> ForestPlot {
        let places = places(readings, unit)
        let effects = readings.compactMap(\.absolute.value)
        let narrowest = effects.map { $0.high - $0.low }.filter { $0 > 0 }.min() ?? .infinity
        let reach = 3 * narrowest + (effects.map { abs($0.estimate) }.max() ?? 0)
        let rows = readings.map { reading -> ForestPlot.Row in
            let label = Visible.value(reading.time)
            let sublabel = say("history.share", texts: ["share": share(reading)])
            guard let effect = reading.absolute.value else {
                return ForestPlot.Row(
                    label: label, sublabel: sublabel, joint: ", ", estimate: nil, low: 0, high: 0,
                    text: say("not-available"))
            }
            return ForestPlot.Row(
                label: label, sublabel: sublabel, joint: ", ",
                estimate: unit.drawn(effect.estimate),
                low: effect.low < -reach ? -.infinity : unit.drawn(effect.low),
                high: effect.high > reach ? .infinity : unit.drawn(effect.high),
                text: unit.short(effect.estimate, decimals: places) + " ("
                    + unit.interval(effect.interval, decimals: places) + ")")
        }
        return ForestPlot(
            title: title, message: plotMessage(rows), rows: rows, markers: [],
            scale: scale(rows, [], unit), axis: unit.axis,
            betterIsRight: unit.metric.direction == .increase,
            intervals: say("plot.intervals.repeated"))
    }
}
