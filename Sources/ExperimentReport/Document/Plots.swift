// SPDX-License-Identifier: GPL-3.0-or-later

/// The horizontal scale of a plot.
public struct PlotScale: Sendable, Hashable {
    /// A labelled place on the scale.
    public struct Tick: Sendable, Hashable {
        /// The place.
        public var value: Double
        /// The label.
        public var text: String
    }

    /// The left end.
    public var low: Double
    /// The right end.
    public var high: Double
    /// The labelled places.
    public var ticks: [Tick]

    /// The place of a value as a fraction of the width, kept inside the scale.
    public func position(_ value: Double) -> Double {
        guard high > low else { return 0.5 }
        return min(1, max(0, (value - low) / (high - low)))
    }

    /// A scale that holds all values and zero, with round ticks.
    ///
    /// Infinite values are left to run off the edge. `label` writes a tick, given its value and the
    /// number of decimals of the step.
    static func fitting(
        _ values: [Double], count: Int = 5, label: (Double, Int) -> String
    ) -> PlotScale {
        let finite = values.filter(\.isFinite) + [0]
        let low = finite.min() ?? 0
        let high = finite.max() ?? 0
        let span = high > low ? high - low : 1
        let raw = span * 1.08 / Double(max(1, count))
        let power = Decimal.powerOfTen(Decimal.magnitude(raw))
        let step = ([1, 2, 5, 10].first { $0 * power >= raw } ?? 10) * power
        let decimals = max(0, -Decimal.magnitude(step * 1.0001))
        let pad = span * 0.04
        let left = low < 0 ? low - pad : 0
        let right = high > 0 ? high + pad : 0
        let first = Int((left / step).rounded(.up))
        let last = Int((right / step).rounded(.down))
        let ticks = (first...max(first, last)).map {
            Tick(value: Double($0) * step, text: label(Double($0) * step, decimals))
        }
        return PlotScale(low: left, high: right > left ? right : left + span, ticks: ticks)
    }
}

/// Estimates with their intervals, one row each, on a common scale.
public struct ForestPlot: Sendable, Hashable {
    /// One comparison.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public var label: String
        /// What it is compared with.
        public var sublabel: String
        /// What stands between the two where they share a line.
        public var joint = " "
        /// The estimate; nil when it cannot be shown.
        public var estimate: Double?
        /// The lower end of the interval.
        public var low: Double
        /// The upper end of the interval.
        public var high: Double
        /// The numbers, printed beside the plot.
        public var text: String
        /// Whether it is the whole, that other rows are part of.
        public var isWhole = false

        /// What it is about and compared with, on one line.
        var name: String { sublabel.isEmpty ? label : label + joint + sublabel }
    }

    /// A place on the scale with a meaning.
    public struct Marker: Sendable, Hashable {
        /// The place.
        public var value: Double
        /// What it means.
        public var label: String
    }

    /// The title.
    public var title: String
    /// The message in words, read out for those who do not see the plot.
    public var message: String
    /// The rows, in plan order.
    public var rows: [Row]
    /// The dashed lines; the line at zero is always drawn.
    public var markers: [Marker]
    /// The scale.
    public var scale: PlotScale
    /// What the scale measures.
    public var axis: String
    /// Which side of zero is better; nil when the rows differ in that.
    public var betterIsRight: Bool?
    /// The level of the intervals drawn, and what it holds for.
    public var intervals: String
}

/// Money from what came in to what is left.
public struct Waterfall: Sendable, Hashable {
    /// What a bar stands for.
    public enum Kind: String, Sendable, Hashable {
        /// What would have come without contact.
        case anyway
        /// What came on top.
        case gain
        /// What went off.
        case loss
        /// What is left.
        case total
    }

    /// One bar.
    public struct Step: Sendable, Hashable {
        /// What it is.
        public var label: String
        /// Where it starts.
        public var from: Double
        /// Where it ends.
        public var to: Double
        /// The amount, printed beside it.
        public var text: String
        /// What it stands for.
        public var kind: Kind
        /// The ends of the interval, where one is drawn.
        public var low: Double?
        /// The upper end of the interval, where one is drawn.
        public var high: Double?
    }

    /// The title.
    public var title: String
    /// The message in words.
    public var message: String
    /// The bars.
    public var steps: [Step]
    /// The scale.
    public var scale: PlotScale
}
