// SPDX-License-Identifier: GPL-3.0-or-later

/// A half-open range of points or slots: from the first to just before the last.
public struct PointRange: Sendable, Hashable, Codable {
    /// The first that belongs to it.
    public var from: Int
    /// The first that no longer does.
    public var to: Int

    /// Creates a range.
    public init(_ from: Int, _ to: Int) {
        self.from = from
        self.to = to
    }

    /// How many it holds.
    public var count: Int { to - from }

    /// Whether it holds a point.
    public func contains(_ point: Int) -> Bool { from <= point && point < to }
}

/// The points of the split that belong to one variant.
public struct Ownership: Sendable, Hashable, Codable {
    /// The points.
    public var points: PointRange
    /// The key of the variant.
    public var variant: String

    /// Creates an ownership.
    public init(points: PointRange, variant: String) {
        self.points = points
        self.variant = variant
    }
}

/// A part of the gate and who owns the split within it.
///
/// A test has one band at first. A ramp makes it longer; a variant that is added gets a band of
/// traffic that was not let in before, so that nobody moves.
public struct Band: Sendable, Hashable, Codable {
    /// The points of the gate.
    public var gate: PointRange
    /// The points of the split, in order, without gaps, over the whole ring.
    public var owners: [Ownership]

    /// Creates a band.
    public init(gate: PointRange, owners: [Ownership]) {
        self.gate = gate
        self.owners = owners
    }
}
