// SPDX-License-Identifier: GPL-3.0-or-later

/// How one unit came where it is: every draw that was made, so that each can be repeated by hand.
///
/// The last draw is the one that decided. A unit that is not eligible was never drawn.
public struct PipelineTrace: Sendable, Hashable {
    /// What is drawn.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Whether the unit is in the global control.
        case holdout
        /// Whether the unit's slot of the layer belongs to the test.
        case layer
        /// Whether the gate lets the unit in.
        case gate
        /// Which variant it gets.
        case split
    }

    /// A range and what it means; for the layer in slots, else in points.
    public struct Labelled: Sendable, Hashable, Codable {
        /// The range.
        public var range: PointRange
        /// For the split the key of the variant, for the global control `held-out` or `comparator`,
        /// else `let-in`.
        public var label: String
    }

    /// One draw.
    public struct Step: Sendable, Hashable, Codable {
        /// What is drawn.
        public var kind: Kind
        /// The key of the global control or the layer; nil for gate and split.
        public var key: String?
        /// The salt.
        public var salt: String
        /// The hashed text, its digits, number and point.
        public var draw: Draw
        /// The slot of the layer, a hundredth of the point; nil for other draws.
        public var slot: Int?
        /// The ranges that count, ascending.
        public var ranges: [Labelled]
        /// The place among ``ranges`` of the one the unit fell in; nil when it fell in none.
        public var hit: Int?
        /// Whether the unit went on to the next step, or got a variant.
        public var passed: Bool

        /// The range the unit fell in; nil when it fell in none.
        public var found: Labelled? { hit.map { ranges[$0] } }
    }

    /// The id as it was drawn.
    public var id: String
    /// The draws of points, in order.
    public var steps: [Step]
    /// Gate and split of another system, in order; empty for points.
    public var systemSteps: [SystemStep] = []
    /// What came of it.
    public var outcome: Pipeline.Outcome
    /// The key of the variant, given by hand or drawn; nil for none.
    public var variant: String?

    /// Whether the unit is in the group to compare the global control with; nil when it was not
    /// drawn for a global control that keeps one.
    public var isComparator: Bool? {
        guard let step = steps.first(where: { $0.kind == .holdout }),
            step.ranges.contains(where: { $0.label == PipelineTrace.comparator })
        else { return nil }
        return step.found?.label == PipelineTrace.comparator
    }

    /// The label of the arcs of the global control.
    public static let heldOut = "held-out"
    /// The label of the arcs to compare them with.
    public static let comparator = "comparator"
    /// The label of what the layer and the gate let in.
    public static let letIn = "let-in"
}

extension Pipeline {
    /// What becomes of the unit with an id, with every draw that led to it.
    ///
    /// - Parameters:
    ///   - id: The id.
    ///   - forced: The key of the variant that was given by hand.
    ///   - ineligible: Why the unit is not eligible; nil for one that is.
    /// - Returns: The outcome with its draws.
    public func trace(
        of id: String, forced: String? = nil, ineligible: ReasonCode? = nil
    ) -> PipelineTrace {
        let outcome = outcome(of: id, forced: forced, ineligible: ineligible)
        var trace = PipelineTrace(
            id: id, steps: [], outcome: outcome,
            variant: outcome.variantIndex.map { design.variants[$0] })
        switch outcome.reason {
        case .heldOut, .otherLayer: trace.steps = steps(of: id)
        case .notLetIn, .assigned:
            trace.steps = steps(of: id)
            trace.systemSteps = system?.steps(of: id) ?? []
        case .forced(let variant): trace.variant = variant
        default: break
        }
        return trace
    }

    /// The draws up to and with the one that decides.
    private func steps(of id: String) -> [PipelineTrace.Step] {
        var steps: [PipelineTrace.Step] = []
        if let holdout, let declared = design.holdout {
            let ranges =
                declared.arcs.map { ($0, PipelineTrace.heldOut) }
                + declared.comparator.map { ($0, PipelineTrace.comparator) }
            let step = step(
                .holdout, key: declared.key, salt: declared.salt, draw: holdout.draw(of: id),
                ranges: ranges)
            steps.append(step)
            if !step.passed { return steps }
        }
        if let layer, let declared = design.layer {
            let step = step(
                .layer, key: declared.key, salt: declared.salt, draw: layer.draw(of: id),
                ranges: declared.slots.map { ($0, PipelineTrace.letIn) })
            steps.append(step)
            if !step.passed { return steps }
        }
        if system != nil { return steps }
        var band = 0
        if let gate {
            let step = step(
                .gate, salt: design.gateSalt, draw: gate.draw(of: id),
                ranges: bands.map { ($0, PipelineTrace.letIn) })
            steps.append(step)
            guard let hit = step.hit else { return steps }
            band = hit
        }
        let owned = design.bands[band].owners.map { ($0.points, $0.variant) }
        steps.append(
            step(
                .split, salt: design.splitSalt, draw: split.draw(of: id), ranges: owned))
        return steps
    }

    private func step(
        _ kind: PipelineTrace.Kind, key: String? = nil, salt: String, draw: Draw,
        ranges: [(PointRange, String)]
    ) -> PipelineTrace.Step {
        let slot = kind == .layer ? draw.point / Int(SlotTable.slotPoints) : nil
        let place = slot ?? draw.point
        let sorted = ranges.sorted { $0.0.from < $1.0.from }
        let hit = sorted.firstIndex { $0.0.contains(place) }
        let passed =
            kind == .holdout
            ? hit.map { sorted[$0].1 != PipelineTrace.heldOut } ?? true : hit != nil
        return PipelineTrace.Step(
            kind: kind, key: key, salt: salt, draw: draw, slot: slot,
            ranges: sorted.map { PipelineTrace.Labelled(range: $0.0, label: $0.1) }, hit: hit,
            passed: passed)
    }
}
