// SPDX-License-Identifier: GPL-3.0-or-later

extension Drawing {
    /// Draws a waterfall for a size of screen.
    init(_ waterfall: Waterfall, size: Size) {
        let layout = RowLayout(
            size, textWidth: waterfall.steps.map { RowLayout.textWidth($0.text) }.max() ?? 0,
            labelWidth: waterfall.steps.map { RowLayout.textWidth($0.label) }.max() ?? 0,
            hasHeader: false)
        self.init(
            size: size, width: layout.width, title: waterfall.title, message: waterfall.message)
        let bottom = layout.bottom(waterfall.steps.count)
        axis(waterfall.scale, layout, bottom)
        for (index, step) in waterfall.steps.enumerated() {
            bar(step, index, waterfall.scale, layout)
        }
        height = bottom + 26
    }

    private mutating func bar(
        _ step: Waterfall.Step, _ index: Int, _ scale: PlotScale, _ layout: RowLayout
    ) {
        let y = layout.y(index)
        let ends = [layout.x(step.from, scale), layout.x(step.to, scale)].sorted()
        bars.append(
            Bar(
                kind: step.kind.rawValue, x: ends[0], y: y - 10,
                width: max(1.5, ends[1] - ends[0]), height: 20))
        if let low = step.low, let high = step.high {
            let left = layout.x(low, scale)
            let right = layout.x(high, scale)
            lines.append(Line(kind: "whisker", x1: left, y1: y + 15, x2: right, y2: y + 15))
            for end in [left, right] {
                lines.append(Line(kind: "whisker", x1: end, y1: y + 10.5, x2: end, y2: y + 19.5))
            }
        }
        let lift = layout.size == .wide ? 5.0 : -22.0
        words.append(Word(kind: "label", x: 0, y: y + lift, text: step.label))
        words.append(
            Word(kind: "value", x: layout.width, y: y + lift, text: step.text, anchor: .end))
    }
}
