// SPDX-License-Identifier: GPL-3.0-or-later

/// A number that falls and rises with a share, drawn as a line.
public struct CurvePlot: Sendable, Hashable {
    /// A place on the line.
    public struct Point: Sendable, Hashable {
        /// The share, as a percentage.
        public var x: Double
        /// The number, in drawing units.
        public var y: Double
    }

    /// A place with a label.
    public struct Place: Sendable, Hashable {
        /// The place.
        public var point: Point
        /// The label.
        public var label: String
    }

    /// A level with a label.
    public struct Level: Sendable, Hashable {
        /// The level.
        public var value: Double
        /// The label.
        public var label: String
    }

    /// A place with both its numbers written out.
    public struct Bar: Sendable, Hashable {
        /// The place.
        public var point: Point
        /// The share in words.
        public var share: String
        /// The number in words.
        public var text: String
    }

    /// The title.
    public var title: String
    /// The message in words, read out for those who do not see the plot.
    public var message: String
    /// The line, from left to right.
    public var points: [Point]
    /// The place of the plan on it; nil where it is off the line.
    public var plan: Place?
    /// A level to reach.
    public var goal: Level?
    /// The scale of the share.
    public var across: PlotScale
    /// What the share is of.
    public var acrossTitle: String
    /// The scale of the number.
    public var up: PlotScale
    /// What the number is.
    public var upTitle: String
    /// Some places on the line, for plots in characters.
    public var bars: [Bar]
}
