// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// Shortens a described reference to its name once it has been described.
///
/// `control (not contacted)` stays where a text names it first and becomes `control` after that.
struct FirstMention {
    private let names: [(described: String, short: String)]
    private var seen: Set<String> = []

    init(_ composer: Composer) {
        var names: [(String, String)] = []
        for variant in composer.plan.variants {
            let described = composer.described(variant)
            let short = composer.name(variant)
            guard described != short else { continue }
            names.append((described, short))
            names.append((described.capitalizedFirst, short.capitalizedFirst))
        }
        self.names = names
    }

    /// The text with each description only where it is the first.
    mutating func shorten(_ text: String) -> String {
        var out = ""
        var rest = text[...]
        while let found = first(in: rest) {
            out += rest[..<found.range.lowerBound]
            let key = found.described.lowercased()
            out += seen.insert(key).inserted ? found.described : found.short
            rest = rest[found.range.upperBound...]
        }
        return out + rest
    }

    private func first(
        in text: Substring
    ) -> (described: String, short: String, range: Range<String.Index>)? {
        var best: (described: String, short: String, range: Range<String.Index>)?
        for name in names {
            guard let range = text.firstRange(of: name.described) else { continue }
            if let best, best.range.lowerBound <= range.lowerBound { continue }
            best = (name.described, name.short, range)
        }
        return best
    }

    /// The block with each description only where it is the first, in reading order.
    mutating func shorten(_ block: ReportBlock) -> ReportBlock {
        switch block {
        case .paragraph(let text): .paragraph(shorten(text))
        case .note(let text): .note(shorten(text))
        case .heading(let text): .heading(shorten(text))
        case .list(let items): .list(items.map { shorten($0) })
        case .checks(let lines): .checks(lines.map { shorten($0) })
        case .answers(let facts): .answers(facts.map { shorten($0) })
        case .facts(let facts): .facts(facts.map { shorten($0) })
        case .table(let table): .table(shorten(table))
        case .forest(let plot): .forest(shorten(plot))
        case .waterfall(let waterfall): .waterfall(shorten(waterfall))
        case .details(let title, let blocks): .details(title, blocks.map { shorten($0) })
        case .code, .curve: block
        }
    }

    private mutating func shorten(_ line: CheckLine) -> CheckLine {
        var line = line
        line.text = shorten(line.text)
        return line
    }

    private mutating func shorten(_ fact: Fact) -> Fact {
        Fact(fact.term, fact.texts.map { shorten($0) })
    }

    private mutating func shorten(_ table: ReportTable) -> ReportTable {
        var table = table
        table.caption = shorten(table.caption)
        for index in table.columns.indices {
            table.columns[index].title = shorten(table.columns[index].title)
        }
        table.rows = table.rows.map { row in
            row.map { cell in
                var cell = cell
                cell.text = shorten(cell.text)
                return cell
            }
        }
        table.notes = table.notes.map { shorten($0) }
        return table
    }

    /// The message is read out in place of the drawing, so its descriptions count apart.
    mutating func shorten(_ plot: ForestPlot) -> ForestPlot {
        var plot = plot
        var spoken = self
        plot.message = spoken.shorten(plot.message)
        plot.title = shorten(plot.title)
        for index in plot.rows.indices {
            plot.rows[index].sublabel = shorten(plot.rows[index].sublabel)
        }
        for index in plot.markers.indices {
            plot.markers[index].label = shorten(plot.markers[index].label)
        }
        return plot
    }

    private mutating func shorten(_ waterfall: Waterfall) -> Waterfall {
        var waterfall = waterfall
        waterfall.title = shorten(waterfall.title)
        return waterfall
    }
}
