// SPDX-License-Identifier: GPL-3.0-or-later

/// A waterfall in characters.
enum TextWaterfall {
    /// One line per bar.
    static func lines(_ waterfall: Waterfall, width: Int = 78) -> [String] {
        let labelWidth = waterfall.steps.map(\.label.count).max() ?? 0
        let textWidth = waterfall.steps.map(\.text.count).max() ?? 0
        let plotWidth = max(12, width - labelWidth - textWidth - 4)
        return waterfall.steps.map { step in
            let label = step.label + String(repeating: " ", count: labelWidth - step.label.count)
            let text = String(repeating: " ", count: textWidth - step.text.count) + step.text
            return label + "  " + bar(step, waterfall.scale, plotWidth) + "  " + text
        }
    }

    private static func bar(_ step: Waterfall.Step, _ scale: PlotScale, _ width: Int) -> String {
        func column(_ value: Double) -> Int {
            min(width - 1, Int((scale.position(value) * Double(width - 1)).rounded()))
        }
        var cells = [Character](repeating: " ", count: width)
        let ends = [column(step.from), column(step.to)].sorted()
        if let low = step.low, let high = step.high {
            for index in column(low)...max(column(low), column(high)) { cells[index] = "─" }
            cells[column(low)] = "├"
            cells[column(high)] = "┤"
        }
        for index in ends[0]...ends[1] { cells[index] = step.kind == .anyway ? "░" : "█" }
        return String(cells)
    }
}
