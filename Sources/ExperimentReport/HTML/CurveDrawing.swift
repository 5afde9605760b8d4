// SPDX-License-Identifier: GPL-3.0-or-later

extension Drawing {
    /// Draws a curve for a size of screen.
    init(_ plot: CurvePlot, size: Size) {
        let frame = CurveFrame(plot, size)
        self.init(size: size, width: frame.width, title: plot.title, message: plot.message)
        height = frame.bottom + 46
        grid(plot, frame)
        for (from, to) in zip(plot.points, plot.points.dropFirst()) {
            lines.append(
                Line(
                    kind: "curve", x1: frame.x(from.x), y1: frame.y(from.y), x2: frame.x(to.x),
                    y2: frame.y(to.y)))
        }
        goal(plot, frame)
        if let place = plot.plan {
            let (x, y) = (frame.x(place.point.x), frame.y(place.point.y))
            dots.append(Dot(kind: "dot", x: x, y: y, radius: 7))
            // Below the line is room, unless the goal runs there.
            let gap = plot.goal.map { frame.y($0.value) - y } ?? -100
            let isAbove = gap > -4 && gap < 40
            words.append(
                Word(
                    kind: "label", x: isAbove ? x + 10 : x - 4, y: isAbove ? y - 12 : y + 26,
                    text: place.label))
        }
    }

    private mutating func grid(_ plot: CurvePlot, _ frame: CurveFrame) {
        words.append(Word(kind: "axis", x: 0, y: 14, text: plot.upTitle))
        for tick in plot.up.ticks {
            let y = frame.y(tick.value)
            lines.append(
                Line(
                    kind: tick.value == 0 ? "zero" : "grid", x1: frame.left, y1: y,
                    x2: frame.right, y2: y))
            words.append(
                Word(kind: "tick", x: frame.left - 8, y: y + 4, text: tick.text, anchor: .end))
        }
        for tick in plot.across.ticks {
            words.append(
                Word(
                    kind: "tick", x: frame.x(tick.value), y: frame.bottom + 18, text: tick.text,
                    anchor: .middle))
        }
        words.append(
            Word(
                kind: "axis", x: (frame.left + frame.right) / 2, y: frame.bottom + 38,
                text: plot.acrossTitle, anchor: .middle))
    }

    /// The level of the goal, its label where the line leaves room: at the right end, above it.
    private mutating func goal(_ plot: CurvePlot, _ frame: CurveFrame) {
        guard let goal = plot.goal else { return }
        let y = frame.y(goal.value)
        lines.append(Line(kind: "marker", x1: frame.left, y1: y, x2: frame.right, y2: y))
        let near = plot.points.last.map { abs(frame.y($0.y) - (y - 8)) < 20 } ?? false
        let isCrossed = near && plot.points.last.map { $0.y > goal.value } == true
        words.append(
            Word(
                kind: "marker-text", x: frame.right, y: isCrossed ? y + 17 : y - 7,
                text: goal.label,
                anchor: .end))
    }
}

/// Where a curve lies on its canvas.
private struct CurveFrame {
    let width: Double
    let left: Double
    let right: Double
    let top = 30.0
    let bottom: Double
    private let plot: CurvePlot

    init(_ plot: CurvePlot, _ size: Drawing.Size) {
        self.plot = plot
        width = size == .wide ? 820 : 340
        bottom = size == .wide ? 300 : 260
        let widest = plot.up.ticks.map { RowLayout.textWidth($0.text, size: 12.5) }.max() ?? 0
        left = max(34, widest + 12)
        right = width - (size == .wide ? 14 : 10)
    }

    func x(_ value: Double) -> Double { left + plot.across.position(value) * (right - left) }
    func y(_ value: Double) -> Double { bottom - plot.up.position(value) * (bottom - top) }
}
