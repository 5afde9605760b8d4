// SPDX-License-Identifier: GPL-3.0-or-later

/// A forest plot in characters, for terminals, pull requests and job summaries.
enum TextForest {
    /// The plot's lines, each at most `width` characters.
    static func lines(_ plot: ForestPlot, width: Int = 80) -> [String] {
        let wrapped = TerminalRenderer.wrapped(_:width:)
        let widest = plot.rows.map(\.text.count).max() ?? 0
        let isBeside = widest <= width - 28
        let plotWidth = isBeside ? width - widest - 4 : width - 2
        var lines: [String] = []
        for row in plot.rows {
            lines += wrapped(row.name, width)
            let graphic = "  " + graphic(row, plot, plotWidth)
            lines.append(isBeside ? graphic + "  " + row.text : graphic)
            if !isBeside { lines += wrapped(row.text, width - 2).map { "  " + $0 } }
        }
        lines.append("  " + axis(plot, plotWidth, room: width - 2))
        for marker in plot.markers {
            for (index, line) in wrapped(marker.label, width - 4).enumerated() {
                lines.append((index == 0 ? "  ┆ " : "    ") + line)
            }
        }
        for note in [plot.axis, plot.intervals] {
            lines += wrapped(note, width - 2).map { "  " + $0 }
        }
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

    private static func axis(_ plot: ForestPlot, _ width: Int, room: Int) -> String {
        var cells = [Character](repeating: " ", count: min(room, width + 12))
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
}

extension String {
    /// The text with no-break spaces turned into spaces.
    var withPlainSpaces: String {
        String(map { $0 == "\u{00A0}" ? " " : $0 })
    }
}
