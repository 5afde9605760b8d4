// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Draws units by a design: global control, layer, gate and split, each with a salt of its own.
///
/// Only the draws that are needed are made: a unit in the global control is not drawn for the
/// layer, and so on. The same id always gets the same answer, one by one or many at a time.
public struct Pipeline: Sendable {
    /// What came of one unit.
    public struct Outcome: Sendable, Hashable {
        /// Why.
        public var reason: ReasonCode
        /// The place of the variant in ``AssignmentDesign/variants``; nil for a unit that is not in
        /// the test, one whose variant was given by hand too.
        public var variantIndex: Int?

        /// Creates an outcome.
        public init(reason: ReasonCode, variantIndex: Int? = nil) {
            self.reason = reason
            self.variantIndex = variantIndex
        }
    }

    /// The design.
    public let design: AssignmentDesign
    let holdout: SplitHasher?
    let layer: SplitHasher?
    let gate: SplitHasher?
    let split: SplitHasher
    /// Gate and split of another system; nil where the two hashers above draw them.
    let system: SystemSplit?
    let heldOut: [PointRange]
    let slots: SlotTable
    let bands: [PointRange]
    let owners: [SplitTable]

    /// Prepares the draws of a design.
    ///
    /// - Throws: When the design cannot be drawn, as ``AssignmentDesign/check()`` finds.
    public init(design: AssignmentDesign) throws(AssignmentError) {
        try design.check()
        self.design = design
        system = try SystemSplit(design: design)
        let salt = try Salt(design.splitSalt)
        holdout = try Pipeline.hasher(design.holdout?.salt)
        layer = try Pipeline.hasher(design.layer?.salt)
        let standard = design.gateSalt == salt.gate.text
        gate =
            design.isOpen
            ? nil : SplitHasher(salt: standard ? salt.gate : try Salt(design.gateSalt))
        split = SplitHasher(salt: salt)
        heldOut = design.holdout?.arcs ?? []
        slots = SlotTable(slots: design.layer?.slots ?? [])
        bands = design.bands.map(\.gate)
        owners = design.bands.map { SplitTable(owners: $0.owners, variants: design.variants) }
    }

    /// Prepares the draws of a plan without phases on a day.
    ///
    /// - Throws: When the plan cannot be drawn; see ``AssignmentDesign/init(plan:on:slots:)``.
    public init(plan: Plan, on day: Day, slots: [PointRange]? = nil) throws(AssignmentError) {
        try self.init(design: AssignmentDesign(plan: plan, on: day, slots: slots))
    }

    private static func hasher(_ salt: String?) throws(AssignmentError) -> SplitHasher? {
        guard let salt else { return nil }
        return SplitHasher(salt: try Salt(salt))
    }
}

extension Pipeline {
    /// Makes the draws of the eligible unit with these UTF-8 bytes as id.
    public func code(of id: UnsafeRawBufferPointer) -> DrawCode {
        if system?.refusal(id) != nil { return .idNotASCII }
        if let holdout, heldOut.holds(UInt32(holdout.point(of: id))) { return .heldOut }
        if let layer, !slots.owns(point: UInt32(layer.point(of: id))) { return .otherLayer }
        if let system { return DrawCode(system.outcome(of: id)) }
        var band = 0
        if let gate {
            let point = gate.point(of: id)
            guard let found = bands.firstIndex(where: { $0.contains(point) }) else {
                return .notLetIn
            }
            band = found
        }
        return DrawCode(rawValue: owners[band].code(at: UInt32(split.point(of: id))))
    }

    /// Why a unit with this id is not drawn; nil for an id that can be drawn.
    ///
    /// The same as ``UnitID/invalid(_:)-(UnsafeRawBufferPointer)``, with what the algorithm of
    /// another system cannot hash.
    public func invalid(_ id: UnsafeRawBufferPointer) -> UnitID.Invalid? {
        if let system { system.refusal(id) } else { UnitID.invalid(id) }
    }

    /// What becomes of the unit with these UTF-8 bytes as id.
    ///
    /// - Parameters:
    ///   - id: The id.
    ///   - forced: The key of the variant that was given by hand.
    ///   - ineligible: Why the unit is not eligible; nil for one that is.
    /// - Returns: The variant, or why there is none.
    public func outcome(
        of id: UnsafeRawBufferPointer, forced: String? = nil, ineligible: ReasonCode? = nil
    ) -> Outcome {
        if let problem = invalid(id) { return Outcome(reason: ReasonCode(problem)) }
        if let forced { return Outcome(reason: .forced(variant: forced)) }
        if let ineligible { return Outcome(reason: ineligible) }
        let code = code(of: id)
        return Outcome(reason: code.reason ?? .notLetIn, variantIndex: code.variantIndex)
    }

    /// What becomes of the unit with an id.
    ///
    /// - Parameters:
    ///   - id: The id.
    ///   - forced: The key of the variant that was given by hand.
    ///   - ineligible: Why the unit is not eligible; nil for one that is.
    /// - Returns: The variant, or why there is none.
    public func outcome(
        of id: String, forced: String? = nil, ineligible: ReasonCode? = nil
    ) -> Outcome {
        var id = id
        return id.withUTF8 {
            outcome(of: UnsafeRawBufferPointer($0), forced: forced, ineligible: ineligible)
        }
    }
}
