// SPDX-License-Identifier: GPL-3.0-or-later

/// Shapes on a canvas, in drawing order: lines, bars, paths, dots, words.
struct Drawing: Sendable, Hashable {
    /// How much room there is.
    enum Size: String, Sendable, CaseIterable {
        /// Label, plot and numbers side by side.
        case wide
        /// Label and numbers above the plot.
        case narrow
    }

    struct Line: Sendable, Hashable {
        var kind: String
        var x1, y1, x2, y2: Double
    }

    struct Bar: Sendable, Hashable {
        var kind: String
        var x, y, width, height: Double
    }

    struct Path: Sendable, Hashable {
        var kind: String
        var points: [(Double, Double)]

        static func == (left: Path, right: Path) -> Bool {
            left.kind == right.kind && left.points.elementsEqual(right.points, by: ==)
        }

        func hash(into hasher: inout Hasher) { hasher.combine(kind) }
    }

    struct Dot: Sendable, Hashable {
        var kind: String
        var x, y, radius: Double
    }

    struct Word: Sendable, Hashable {
        enum Anchor: String, Sendable { case start, middle, end }
        var kind: String
        var x, y: Double
        var text: String
        var anchor: Anchor = .start
    }

    var size: Size
    var width: Double
    var height: Double = 0
    var title: String
    var message: String
    var lines: [Line] = []
    var bars: [Bar] = []
    var paths: [Path] = []
    var dots: [Dot] = []
    var words: [Word] = []
}

/// Where things go in a plot of rows: label, scale and numbers.
struct RowLayout: Sendable {
    let size: Drawing.Size
    let width: Double
    let plotLeft: Double
    let plotRight: Double
    /// How much taller a row is than two lines of label need.
    var extra = 0.0
    private let baseHeight: Double
    let top: Double

    var rowHeight: Double { baseHeight + extra }

    init(_ size: Drawing.Size, textWidth: Double, labelWidth: Double, hasHeader: Bool) {
        self.size = size
        switch size {
        case .wide:
            width = 820
            plotLeft = min(300, max(120, labelWidth + 18))
            plotRight = width - min(300, max(80, textWidth + 16))
            baseHeight = 46
            top = hasHeader ? 26 : 6
        case .narrow:
            width = 340
            plotLeft = 8
            plotRight = 332
            baseHeight = 66
            top = hasHeader ? 26 : 6
        }
    }

    /// The horizontal place of a value.
    func x(_ value: Double, _ scale: PlotScale) -> Double {
        plotLeft + scale.position(value) * (plotRight - plotLeft)
    }

    /// The vertical middle of a row's graphic.
    func y(_ row: Int) -> Double {
        top + Double(row) * rowHeight + (size == .wide ? rowHeight / 2 : 50 + extra)
    }

    /// The bottom of the last row.
    func bottom(_ rows: Int) -> Double { top + Double(rows) * rowHeight + 4 }

    /// A guess at the width of a text, wide enough to keep neighbours apart.
    static func textWidth(_ text: String, size: Double = 14) -> Double {
        Double(text.count) * size * 0.56
    }

    /// The lines of a text that fit a width.
    static func wrapped(_ text: String, _ width: Double, size: Double = 14) -> [String] {
        TerminalRenderer.wrapped(text, width: max(4, Int(width / (size * 0.56))))
    }
}
