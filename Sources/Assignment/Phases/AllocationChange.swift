// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// A change of weights, variants or allocation while a test runs, with as few units changing
/// variant as can be.
///
/// - More traffic: what is let in newly goes first to variants that are new, then to those that
///   have too little; with the same weights the owners stay as they are, and nobody moves.
/// - Other weights: a variant that has too much gives points from the end of its ranges, in every
///   band the same part, to variants that have too little. No other way moves fewer units.
/// - Less traffic: every band loses the same part from its end, and the units there leave the test.
public struct AllocationChange: Sendable, Hashable {
    /// The design before.
    public let before: AssignmentDesign
    /// The design after, with its new bands.
    public let after: AssignmentDesign
    /// Where units go, exactly; units that stay where they are too.
    public let flows: [AllocationFlow]

    /// Works out the change to another version of the plan.
    ///
    /// - Throws: When the design or the plan cannot be drawn, or the algorithm has no ranges that
    ///   could be changed in part.
    public init(from design: AssignmentDesign, to plan: Plan) throws(AssignmentError) {
        try self.init(
            from: design, variants: plan.variants.map(\.key),
            weights: AssignmentDesign.weights(of: plan),
            allocation: plan.assignment.allocation ?? .whole,
            points: Allocation(plan: plan).ranges.map(\.count))
    }

    /// Works out the change to other variants, weights and allocation.
    ///
    /// - Parameters:
    ///   - design: The design that holds now.
    ///   - variants: The keys of the variants, in plan order.
    ///   - weights: Their shares, together the whole.
    ///   - allocation: The share of the units that takes part.
    /// - Throws: When the design or the shares cannot be drawn, or the algorithm has no ranges that
    ///   could be changed in part.
    public init(
        from design: AssignmentDesign, variants: [String], weights: [Share], allocation: Share
    ) throws(AssignmentError) {
        try self.init(
            from: design, variants: variants, weights: weights, allocation: allocation,
            points: Allocation(shares: weights).ranges.map(\.count))
    }

    private init(
        from design: AssignmentDesign, variants: [String], weights: [Share], allocation: Share,
        points: [Int]
    ) throws(AssignmentError) {
        try design.check()
        guard design.algorithm == AssignmentAlgorithm.sha256First52.rawValue else {
            throw .fixedRanges(algorithm: design.algorithm)
        }
        guard let letIn = allocation.points, letIn > 0 else {
            throw .allocationOutOfRange(allocation.fraction)
        }
        var after = design
        after.variants = variants
        after.weights = weights
        after.allocation = allocation
        let isSame = variants == design.variants && weights == design.weights
        let order = design.variants + variants.filter { !design.variants.contains($0) }
        var mover = BandMover(
            bands: design.bands, variants: order,
            points: order.map { key in variants.firstIndex(of: key).map { points[$0] } ?? 0 },
            letIn: letIn)
        mover.shrink()
        mover.grow(first: Set(variants).subtracting(design.variants))
        if !isSame { mover.move() }
        after.bands = mover.bands
        try after.check()
        self.before = design
        self.after = after
        flows = AllocationFlow.between(design.bands, after.bands, order: order)
    }
}

extension AllocationChange {
    /// What a change does.
    public enum Effect: Sendable, Hashable {
        /// More units are let in.
        case letsInMore
        /// Units that were let in leave the test.
        case ejects
        /// The weights of variants that stay are not the same.
        case changesWeights
        /// Variants are new.
        case adds([String])
        /// Variants are gone.
        case drops([String])
        /// Units change variant.
        case moves
    }

    /// What the change does, in the order of the cases; nothing for a change that changes nothing.
    public var effects: [Effect] {
        var effects: [Effect] = []
        if joining > 0 { effects.append(.letsInMore) }
        if leaving > 0 { effects.append(.ejects) }
        let staying = before.variants.filter { after.variants.contains($0) }
        if staying.contains(where: { before.weight(of: $0) != after.weight(of: $0) }) {
            effects.append(.changesWeights)
        }
        let added = after.variants.filter { !before.variants.contains($0) }
        if !added.isEmpty { effects.append(.adds(added)) }
        let dropped = before.variants.filter { !after.variants.contains($0) }
        if !dropped.isEmpty { effects.append(.drops(dropped)) }
        if moving > 0 { effects.append(.moves) }
        return effects
    }

    /// The units that change variant.
    public var moves: [AllocationFlow] { flows.filter(\.isMove) }

    /// How many pairs of a gate and a split point change variant.
    public var moving: Int { moves.reduce(0) { $0 + $1.cells } }

    /// How many pairs of a gate and a split point are let in newly.
    public var joining: Int { flows.filter { $0.from == nil }.reduce(0) { $0 + $1.cells } }

    /// How many pairs of a gate and a split point are no longer let in.
    public var leaving: Int { flows.filter { $0.to == nil }.reduce(0) { $0 + $1.cells } }
}

extension AssignmentDesign {
    /// The weight that the plan gives a variant; nil for a variant that is not listed.
    fileprivate func weight(of variant: String) -> Share? {
        variants.firstIndex(of: variant).map { weights[$0] }
    }
}
