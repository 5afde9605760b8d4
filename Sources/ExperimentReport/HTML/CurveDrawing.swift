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
        if let place = plot.plan { plan(place, plot, frame) }
    }

    /// The place of the plan: its label under the line where the goal runs above, else over it.
    private mutating func plan(_ place: CurvePlot.Place, _ plot: CurvePlot, _ frame: CurveFrame) {
        let (x, y) = (frame.x(place.point.x), frame.y(place.point.y))
        dots.append(Dot(kind: "dot", x: x, y: y, radius: 7))
        let room = RowLayout.textWidth(place.label) * 1.05
        let isBelow = plot.goal.map { $0.value > place.point.y } ?? false
        let start = max(frame.left, min(isBelow ? x - 20 : x + 10, frame.right - room))
        let passed = plot.points.filter {
            (start - 6...start + room + 6).contains(frame.x($0.x))
        }.map { frame.y($0.y) }
        let height =
            isBelow ? max(y + 10, passed.max() ?? y) + 18 : min(y, passed.min() ?? y) - 12
        words.append(Word(kind: "label", x: start, y: height, text: place.label))
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

    /// The level of the goal, its label where the line leaves room.
    private mutating func goal(_ plot: CurvePlot, _ frame: CurveFrame) {
        guard let goal = plot.goal else { return }
        let y = frame.y(goal.value)
        lines.append(Line(kind: "marker", x1: frame.left, y1: y, x2: frame.right, y2: y))
        let isUnder = plot.points.last.map { $0.y > goal.value } ?? false
        words.append(
            Word(
                kind: "marker-text", x: isUnder ? frame.left + 6 : frame.right,
                y: isUnder ? y + 17 : y - 7, text: goal.label, anchor: isUnder ? .start : .end))
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
