// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel

/// Why one unit has its variant, step by step.
public struct Explanation: Sendable, Hashable {
    /// The range of points of one variant.
    public struct VariantRange: Sendable, Hashable {
        /// The variant's key.
        public var variant: String
        /// The first point that is its own.
        public var lowerBound: Int
        /// The first point that is no longer its own.
        public var upperBound: Int
    }

    /// The id as it was given.
    public var id: String
    /// The algorithm id.
    public var algorithm: String
    /// The salt of the split.
    public var salt: String
    /// The draw; nil for an id that is not drawn.
    public var draw: Draw?
    /// The ranges of the variants, in plan order.
    public var ranges: [VariantRange]
    /// The key of the variant; nil for an id that is not drawn.
    public var variant: String?
    /// The reason code, as `assigned` or `empty-id`.
    public var reason: String
    /// What is doubtful about the id, as `id-outer-space`.
    public var doubt: String?

    /// Explains the variant of one unit.
    ///
    /// - Throws: When the plan's algorithm, salt or weights cannot be used.
    public init(plan: Plan, id: String) throws(DiagnosticsError) {
        let assigner: Assigner
        do {
            assigner = try Assigner(plan: plan)
        } catch {
            throw DiagnosticsError(.badPlan, [error.diagnostic])
        }
        let outcome = assigner.outcome(of: id)
        self.id = id
        algorithm = assigner.algorithm.rawValue
        salt = assigner.salt.text
        ranges = zip(assigner.variants, assigner.allocation.ranges).map {
            VariantRange(variant: $0.key, lowerBound: $1.lowerBound, upperBound: $1.upperBound)
        }
        reason = outcome.reason
        variant = outcome.variantIndex.map { assigner.variants[$0].key }
        draw = variant == nil ? nil : assigner.hasher.draw(of: id)
        doubt = UnitID.suspicious(id)?.rawValue
    }

    /// One fact, with a name that a phrase catalogue translates.
    public struct Fact: Sendable, Hashable {
        /// The name, one of `id`, `algorithm`, `salt`, `hashed`, `u`, `point`, `range`, `variant`,
        /// `reason` and `doubt`.
        public var name: String
        /// The value.
        public var value: String
    }

    /// The steps in order, ready to be shown.
    public var facts: [Fact] {
        var facts = [
            Fact(name: "id", value: id), Fact(name: "algorithm", value: algorithm),
            Fact(name: "salt", value: salt),
        ]
        if let draw {
            facts += [
                Fact(name: "hashed", value: draw.hashed), Fact(name: "u", value: draw.hexadecimal),
                Fact(name: "point", value: String(draw.point)),
            ]
        }
        facts += ranges.map {
            Fact(name: "range", value: "\($0.variant) [\($0.lowerBound), \($0.upperBound))")
        }
        if let variant { facts.append(Fact(name: "variant", value: variant)) }
        facts.append(Fact(name: "reason", value: reason))
        if let doubt { facts.append(Fact(name: "doubt", value: doubt)) }
        return facts.map { Fact(name: $0.name, value: Visible.text($0.value)) }
    }
}
