// SPDX-License-Identifier: GPL-3.0-or-later

/// A forest plot in characters, for terminals, pull requests and job summaries.
enum TextForest {
    /// The plot's lines, each at most `width` characters.
    static func lines(_ plot: ForestPlot, width: Int = 80) -> [String] {
        let labels = plot.rows.map { row in
            cut(row.sublabel.isEmpty ? row.label : row.label + " " + row.sublabel, width - 2)
        }
        let texts = plot.rows.map(\.text)
        let textWidth = min(texts.map(\.count).max() ?? 0, width / 2)
        let plotWidth = max(16, width - textWidth - 4)
        var lines: [String] = []
        for (index, row) in plot.rows.enumerated() {
            lines.append(labels[index])
            let graphic = graphic(row, plot, plotWidth)
            lines.append("  " + graphic + "  " + cut(texts[index], textWidth))
        }
        lines.append("  " + axis(plot, plotWidth))
        for marker in plot.markers {
            lines.append("  ┆ " + cut(marker.label, width - 4))
        }
        lines.append("  " + cut(plot.axis, width - 2))
        return lines.map(trimmed)
    }

    private static func column(_ value: Double, _ plot: ForestPlot, _ width: Int) -> Int {
        min(width - 1, Int((plot.scale.position(value) * Double(width - 1)).rounded()))
    }

    private static func graphic(_ row: ForestPlot.Row, _ plot: ForestPlot, _ width: Int) -> String {
        var cells = [Character](repeating: " ", count: width)
        for marker in plot.markers { cells[column(marker.value, plot, width)] = "┆" }
        cells[column(0, plot, width)] = "│"
        guard let estimate = row.estimate else { return String(cells) }
        let low = column(row.low, plot, width)
        let high = column(row.high, plot, width)
        for index in low...max(low, high) { cells[index] = "─" }
        cells[low] = row.low.isFinite ? "├" : "◄"
        cells[max(low, high)] = row.high.isFinite ? "┤" : "►"
        if low < column(0, plot, width), column(0, plot, width) < high {
            cells[column(0, plot, width)] = "┼"
        }
        cells[column(estimate, plot, width)] = row.isWhole ? "◆" : "●"
        return String(cells)
    }

    private static func axis(_ plot: ForestPlot, _ width: Int) -> String {
        var cells = [Character](repeating: " ", count: width + 12)
        var free = 0
        for tick in plot.scale.ticks {
            let centre = column(tick.value, plot, width)
            let start = max(free, centre - tick.text.count / 2)
            guard start <= centre, start + tick.text.count <= cells.count else { continue }
            for (offset, character) in tick.text.enumerated() { cells[start + offset] = character }
            free = start + tick.text.count + 1
        }
        return String(cells)
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    /// The text cut to a width, with an ellipsis where something went off.
    static func cut(_ text: String, _ width: Int) -> String {
        text.count <= width ? text : text.prefix(max(0, width - 1)) + "…"
    }
}

extension String {
    /// The text with no-break spaces turned into spaces.
    var withPlainSpaces: String {
        String(map { $0 == "\u{00A0}" ? " " : $0 })
    }
}
