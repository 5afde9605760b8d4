// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Everything a draw depends on, resolved: what a lock freezes, SQL repeats and `explain` shows.
///
/// The steps, in order: a unit with an unusable id, a forced unit and a unit that is not eligible are
/// out; then the global control, the layer and the gate may hold it back, each by a draw of its own
/// salt; the split decides the variant.
public struct AssignmentDesign: Sendable, Hashable, Codable {
    /// The global control on the day of the draw.
    public struct HeldOut: Sendable, Hashable, Codable {
        /// The key of the global control.
        public var key: String
        /// The salt of its ring.
        public var salt: String
        /// The number of the period, from 0.
        public var period: Int
        /// The points that are held out; two ranges where the arc passes the end of the ring.
        public var arcs: [PointRange]
        /// The points of the group to compare with; empty when none is kept.
        public var comparator: [PointRange]

        /// Creates a global control.
        public init(
            key: String, salt: String, period: Int, arcs: [PointRange],
            comparator: [PointRange] = []
        ) {
            self.key = key
            self.salt = salt
            self.period = period
            self.arcs = arcs
            self.comparator = comparator
        }
    }

    /// The slots of a layer that the test owns.
    public struct LayerSlots: Sendable, Hashable, Codable {
        /// The key of the layer.
        public var key: String
        /// The salt of its ring.
        public var salt: String
        /// The slots, ascending, of ``Layer/slotCount``.
        public var slots: [PointRange]

        /// Creates slots.
        public init(key: String, salt: String, slots: [PointRange]) {
            self.key = key
            self.salt = salt
            self.slots = slots
        }
    }

    /// The algorithm id of gate and split; global control and layer are always `sha256-52/1`.
    public var algorithm: String
    /// The salt of the split.
    public var splitSalt: String
    /// The salt of the gate.
    public var gateSalt: String
    /// The keys of the variants, in plan order.
    public var variants: [String]
    /// The shares of the variants, in plan order.
    public var weights: [Share]
    /// The share of the units that the gate lets in.
    public var allocation: Share
    /// Who owns which points; in the first phase what weights and allocation say.
    public var bands: [Band]
    /// The global control; nil when there is none, or it is exempt.
    public var holdout: HeldOut?
    /// The slots of the layer; nil when the test is in none.
    public var layer: LayerSlots?

    /// Creates a design from its parts.
    public init(
        algorithm: String, splitSalt: String, gateSalt: String, variants: [String],
        weights: [Share], allocation: Share, bands: [Band], holdout: HeldOut? = nil,
        layer: LayerSlots? = nil
    ) {
        self.algorithm = algorithm
        self.splitSalt = splitSalt
        self.gateSalt = gateSalt
        self.variants = variants
        self.weights = weights
        self.allocation = allocation
        self.bands = bands
        self.holdout = holdout
        self.layer = layer
    }
}

extension AssignmentDesign {
    /// The share of the units that the gate lets in, over all bands.
    public var gateShare: Double {
        Double(bands.reduce(0) { $0 + $1.gate.count }) / Double(Allocation.pointCount)
    }

    /// Whether every unit passes the gate, so that it needs no draw.
    public var isOpen: Bool { bands.count == 1 && bands[0].gate.count == Allocation.pointCount }

    /// The share of a variant among the units that are let in.
    public func plannedShare(of variant: String) -> Double {
        let whole = bands.reduce(0) { $0 + $1.gate.count }
        guard whole > 0 else { return 0 }
        let owned = bands.reduce(0.0) { sum, band in
            let points = band.owners.filter { $0.variant == variant }.reduce(0) {
                $0 + $1.points.count
            }
            return sum + Double(points) / Double(Allocation.pointCount) * Double(band.gate.count)
        }
        return owned / Double(whole)
    }
}
