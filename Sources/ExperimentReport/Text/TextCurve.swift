// SPDX-License-Identifier: GPL-3.0-or-later

/// A curve in characters: one bar per share, a mark where the goal is.
enum TextCurve {
    private static let room = 44

    /// The plot's lines, each at most 80 characters.
    static func lines(_ plot: CurvePlot) -> [String] {
        let shares = plot.bars.map(\.share.count).max() ?? 0
        let mark = plot.goal.map { column($0.value, plot) }
        var lines = plot.bars.map { bar -> String in
            let length = max(1, column(bar.point.y, plot))
            var cells = [Character](repeating: " ", count: room + 1)
            for index in 0..<min(length, room) { cells[index] = "▇" }
            if let mark { cells[mark] = mark < length ? "┃" : "┆" }
            let isPlan = plot.plan.map { abs($0.point.x - bar.point.x) < 1e-9 } ?? false
            var drawn = String(cells)
            while drawn.last == " " { drawn.removeLast() }
            return "  " + padded(bar.share, shares) + "  " + drawn + "  " + bar.text
                + (isPlan ? "  <-" : "")
        }
        if let goal = plot.goal {
            lines += TerminalRenderer.wrapped("┆ " + goal.label, width: 76).map { "  " + $0 }
        }
        return lines
    }

    private static func column(_ value: Double, _ plot: CurvePlot) -> Int {
        Int((plot.up.position(value) * Double(room)).rounded())
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
