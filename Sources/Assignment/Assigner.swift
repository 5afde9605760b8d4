// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Draws units to the variants of a plan.
public struct Assigner: Sendable {
    /// What came of one unit.
    public enum Outcome: Sendable, Hashable {
        /// Drawn to the variant at this place in the plan.
        case assigned(variantIndex: Int, point: Int)
        /// Not drawn: the id cannot be one unit's id.
        case invalid(UnitID.Invalid)

        /// The reason code, as `assigned` or `placeholder-id`.
        public var reason: String {
            switch self {
            case .assigned: "assigned"
            case .invalid(let problem): problem.rawValue
            }
        }

        /// The place of the variant in the plan; nil for a unit that was not drawn.
        public var variantIndex: Int? {
            switch self {
            case .assigned(let index, _): index
            case .invalid: nil
            }
        }
    }

    /// The algorithm.
    public let algorithm: AssignmentAlgorithm
    /// The salt of the split.
    public let salt: Salt
    /// The ranges of the variants.
    public let allocation: Allocation
    /// The variants, in plan order.
    public let variants: [Variant]
    /// The hasher of the split.
    public let hasher: any PointHasher

    /// Creates the assigner of a plan.
    ///
    /// - Throws: An error when the algorithm, the salt or the weights cannot be used.
    public init(plan: Plan) throws(AssignmentError) {
        self.algorithm = try AssignmentAlgorithm.named(plan.assignment.algorithm)
        self.salt = try Salt(plan.assignment.salt)
        self.allocation = try Allocation(plan: plan)
        self.variants = plan.variants
        self.hasher = try algorithm.hasher(salt: salt)
    }

    /// Draws the unit with these UTF-8 bytes as id.
    public func outcome(of id: UnsafeRawBufferPointer) -> Outcome {
        if let problem = UnitID.invalid(id) { return .invalid(problem) }
        let point = hasher.point(of: id)
        return .assigned(variantIndex: allocation.variantIndex(at: point), point: point)
    }

    /// Draws the unit with an id.
    public func outcome(of id: String) -> Outcome {
        var id = id
        return id.withUTF8 { outcome(of: UnsafeRawBufferPointer($0)) }
    }

    /// The variant of the unit with an id; nil for an id that cannot be drawn.
    public func variant(of id: String) -> Variant? {
        outcome(of: id).variantIndex.map { variants[$0] }
    }
}
