// SPDX-License-Identifier: GPL-3.0-or-later

/// A segment that is worked out from attributes when customers are assigned.
public struct SegmentRule: Sendable, Hashable, Codable {
    /// One axis of a quadrant.
    public struct Axis: Sendable, Hashable, Codable {
        /// The column.
        public var attribute: String
        /// Below is the first label, from here on the second.
        public var cut: Double
        /// The currency of the cut, where it is money.
        public var currency: String?
        /// The two labels, low first.
        public var labels: [String]

        /// Creates an axis.
        public init(attribute: String, cut: Double, currency: String? = nil, labels: [String]) {
            self.attribute = attribute
            self.cut = cut
            self.currency = currency
            self.labels = labels
        }
    }

    /// How the label comes about.
    public enum Kind: Sendable, Hashable, Codable {
        /// The value of a column.
        case column(String)
        /// Two axes, as `often-high`: the label of x, a hyphen, the label of y.
        case quadrant(x: Axis, y: Axis)
        /// The band of a number between ascending cuts: `<20`, `20-50`, `50-80`, `>=80`.
        case bands(attribute: String, cuts: [Double])
    }

    /// The key; it is also the name of the column that assignment adds.
    public var key: String
    /// The name people read.
    public var name: String
    /// How the label comes about.
    public var kind: Kind

    /// Creates a segment.
    public init(key: String, name: String? = nil, kind: Kind) {
        self.key = key
        self.name = name ?? key
        self.kind = kind
    }
}
