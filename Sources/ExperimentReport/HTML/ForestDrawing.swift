// SPDX-License-Identifier: GPL-3.0-or-later

extension Drawing {
    /// Draws a forest plot for a size of screen.
    init(_ plot: ForestPlot, size: Size, better: String, worse: String) {
        let labels = plot.rows.map {
            max(RowLayout.textWidth($0.label), RowLayout.textWidth($0.sublabel, size: 12.5))
        }
        var layout = RowLayout(
            size, textWidth: plot.rows.map { RowLayout.textWidth($0.text) }.max() ?? 0,
            labelWidth: labels.max() ?? 0, hasHeader: plot.betterIsRight != nil)
        self.init(size: size, width: layout.width, title: plot.title, message: plot.message)
        let blocks = plot.rows.map { LabelBlock($0, layout) }
        layout.extra = Double(max(2, blocks.map(\.lines.count).max() ?? 0) - 2) * LabelBlock.step
        let bottom = layout.bottom(plot.rows.count)
        axis(plot.scale, layout, bottom)
        for (index, row) in plot.rows.enumerated() {
            label(blocks[index], row.text, index, layout)
            interval(row, plot.scale, index, layout)
        }
        sides(plot, layout, better: better, worse: worse)
        words.append(
            Word(
                kind: "axis", x: (layout.plotLeft + layout.plotRight) / 2, y: bottom + 38,
                text: plot.axis, anchor: .middle))
        words.append(
            Word(
                kind: "axis", x: (layout.plotLeft + layout.plotRight) / 2, y: bottom + 55,
                text: plot.intervals, anchor: .middle))
        height = bottom + 63
        markers(plot, layout, bottom)
    }

    mutating func axis(_ scale: PlotScale, _ layout: RowLayout, _ bottom: Double) {
        var end = -Double.infinity
        for tick in scale.ticks {
            let x = layout.x(tick.value, scale)
            let isZero = tick.value == 0
            if !isZero {
                lines.append(Line(kind: "grid", x1: x, y1: layout.top, x2: x, y2: bottom))
            }
            let half = RowLayout.textWidth(tick.text, size: 12.5) / 2
            guard x - half > end else { continue }
            end = x + half + 4
            words.append(
                Word(kind: "tick", x: x, y: bottom + 18, text: tick.text, anchor: .middle))
        }
        let zero = layout.x(0, scale)
        lines.append(Line(kind: "zero", x1: zero, y1: layout.top, x2: zero, y2: bottom))
    }

    private mutating func label(
        _ block: LabelBlock, _ text: String, _ index: Int, _ layout: RowLayout
    ) {
        let y = layout.y(index)
        let start =
            layout.size == .wide
            ? y + 5.5 - Double(block.lines.count - 1) * LabelBlock.step / 2
            : y - 34 - layout.extra
        for (place, line) in block.lines.enumerated() {
            words.append(
                Word(
                    kind: line.kind, x: 0, y: start + Double(place) * LabelBlock.step,
                    text: line.text))
        }
        guard !block.holdsText else { return }
        let height = layout.size == .wide ? y + 5 : start
        words.append(Word(kind: "value", x: layout.width, y: height, text: text, anchor: .end))
    }

    private mutating func interval(
        _ row: ForestPlot.Row, _ scale: PlotScale, _ index: Int, _ layout: RowLayout
    ) {
        guard let estimate = row.estimate else { return }
        let y = layout.y(index)
        let low = layout.x(row.low, scale)
        let high = layout.x(row.high, scale)
        let kind = row.isWhole ? "whole-line" : "interval"
        lines.append(Line(kind: kind, x1: low, y1: y, x2: high, y2: y))
        for (end, isFinite, turn) in [
            (low, row.low.isFinite, -1.0), (high, row.high.isFinite, 1.0),
        ] {
            if isFinite {
                lines.append(
                    Line(
                        kind: row.isWhole ? "whisker" : "cap", x1: end, y1: y - 6, x2: end,
                        y2: y + 6))
            } else {
                paths.append(
                    Path(
                        kind: "arrow",
                        points: [(end, y - 6), (end + turn * 9, y), (end, y + 6)]))
            }
        }
        let x = layout.x(estimate, scale)
        if row.isWhole {
            paths.append(
                Path(kind: "whole", points: [(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)]))
        } else {
            dots.append(Dot(kind: "dot", x: x, y: y, radius: 7))
        }
    }

    private mutating func markers(_ plot: ForestPlot, _ layout: RowLayout, _ bottom: Double) {
        for marker in plot.markers {
            let x = layout.x(marker.value, plot.scale)
            height += 22
            lines.append(Line(kind: "marker", x1: x, y1: layout.top, x2: x, y2: bottom + 5))
            let left = layout.plotLeft
            lines.append(
                Line(kind: "marker", x1: left, y1: height - 12, x2: left + 24, y2: height - 12))
            let room = layout.width - left - 32
            for (place, line) in RowLayout.wrapped(marker.label, room, size: 13).enumerated() {
                if place > 0 { height += LabelBlock.step }
                words.append(Word(kind: "marker-text", x: left + 32, y: height - 8, text: line))
            }
        }
    }

    /// Says on each side of zero whether it is better or worse, where there is room for it.
    private mutating func sides(
        _ plot: ForestPlot, _ layout: RowLayout, better: String, worse: String
    ) {
        guard let betterIsRight = plot.betterIsRight else { return }
        let zero = layout.x(0, plot.scale)
        let right = (betterIsRight ? better : worse) + " →"
        let left = "← " + (betterIsRight ? worse : better)
        if layout.plotRight - zero > RowLayout.textWidth(right) {
            words.append(Word(kind: "sub", x: zero + 7, y: layout.top - 8, text: right))
        }
        if zero - layout.plotLeft > RowLayout.textWidth(left) {
            words.append(
                Word(kind: "sub", x: zero - 7, y: layout.top - 8, text: left, anchor: .end))
        }
    }
}

/// The words beside or above a row, broken into lines that fit.
private struct LabelBlock {
    /// The distance between lines.
    static let step = 17.0

    var lines: [(kind: String, text: String)] = []
    /// Whether the numbers are among the lines, for want of room beside them.
    var holdsText = false

    init(_ row: ForestPlot.Row, _ layout: RowLayout) {
        var room = layout.plotLeft - 14
        if layout.size == .narrow {
            room = layout.width - RowLayout.textWidth(row.text) - 10
            holdsText = room < 100
            if holdsText { room = layout.width }
        }
        let below = layout.size == .narrow ? layout.width : room
        lines = RowLayout.wrapped(row.label, room).map { ("label", $0) }
        lines += RowLayout.wrapped(row.sublabel, below, size: 12.5).map { ("sub", $0) }
        if holdsText { lines.append(("value", row.text)) }
    }
}
