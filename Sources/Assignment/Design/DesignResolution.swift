// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

extension AssignmentDesign {
    /// The design of a plan that has no phases yet, as it is on a day.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - day: The day, which decides the period of the global control.
    ///   - slots: The slots that the test owns in its layer; not asked for without a layer.
    /// - Throws: ``AssignmentError/slotsMissing(layer:)`` for a plan in a layer without slots, and
    ///   other errors for salts, weights, shares and global controls that cannot be used.
    public init(plan: Plan, on day: Day, slots: [PointRange]?) throws(AssignmentError) {
        let rule = plan.assignment
        let split = try Salt(rule.salt)
        let gate = try rule.gateSalt.map { text throws(AssignmentError) in try Salt(text) }
        let algorithm = try AssignmentAlgorithm.named(rule.algorithm)
        let allocation = rule.allocation ?? .whole
        guard let letIn = allocation.points, letIn > 0 else {
            throw .allocationOutOfRange(allocation.fraction)
        }
        let keys = plan.variants.map(\.key)
        let band = Band(
            gate: PointRange(0, letIn),
            owners: AssignmentDesign.owners(of: try Allocation(plan: plan), variants: keys))
        self.init(
            algorithm: algorithm.rawValue, splitSalt: split.text,
            gateSalt: (gate ?? split.gate).text, variants: keys,
            weights: AssignmentDesign.weights(of: plan), allocation: allocation, bands: [band],
            holdout: try AssignmentDesign.heldOut(of: plan, on: day))
        if let layer = rule.layer {
            guard let slots, !slots.isEmpty else { throw .slotsMissing(layer: layer.key) }
            self.layer = LayerSlots(
                key: layer.key, salt: try Salt(layer.salt).text, slots: slots)
        }
        try check()
    }

    /// Who is held out from a plan on a day; nil when the plan names no global control, is exempt
    /// from it, or the day lies outside its days.
    ///
    /// - Throws: When the global control cannot be drawn as declared.
    public static func heldOut(of plan: Plan, on day: Day) throws(AssignmentError) -> HeldOut? {
        guard let holdout = plan.assignment.holdout else { return nil }
        return try HoldoutRing(holdout: holdout).standing(on: day, purpose: plan.purpose).heldOut
    }

    /// The shares of a plan's variants, in plan order; an even part each where the plan says so.
    static func weights(of plan: Plan) -> [Share] {
        let even = Share(1, over: max(plan.variants.count, 1)) ?? .whole
        return plan.variants.map { plan.assignment.evenWeights ? even : $0.weight ?? even }
    }

    /// The ranges of an allocation with the keys of their owners.
    static func owners(of allocation: Allocation, variants: [String]) -> [Ownership] {
        zip(allocation.ranges, variants).filter { !$0.0.isEmpty }.map { range, key in
            Ownership(points: PointRange(range.lowerBound, range.upperBound), variant: key)
        }
    }
}

extension AssignmentDesign {
    /// Checks that every unit has one place: bands, ranges and slots lie in order on their rings,
    /// and no two draws have the same salt.
    ///
    /// - Throws: The first problem.
    public func check() throws(AssignmentError) {
        guard !variants.isEmpty else { throw .noVariants }
        guard variants.count <= DrawCode.variantLimit else {
            throw .tooManyVariants(variants.count)
        }
        try checkBands()
        for arcs in [holdout?.arcs, holdout?.comparator] {
            guard AssignmentDesign.isAscending(arcs ?? [], within: Allocation.pointCount) else {
                throw .brokenDesign("the arcs of the global control overlap or leave the ring")
            }
        }
        guard AssignmentDesign.isAscending(layer?.slots ?? [], within: Layer.slotCount) else {
            throw .brokenDesign("the slots of the layer overlap or leave the layer")
        }
        try checkSalts()
        // Another system may not have such a gate or such shares.
        _ = try SystemSplit(design: self)
    }

    private func checkBands() throws(AssignmentError) {
        guard !bands.isEmpty,
            AssignmentDesign.isAscending(bands.map(\.gate), within: Allocation.pointCount)
        else { throw .brokenDesign("the bands of the gate overlap or leave the ring") }
        for band in bands {
            let ranges = band.owners.map(\.points)
            guard AssignmentDesign.isAscending(ranges, within: Allocation.pointCount),
                ranges.reduce(0, { $0 + $1.count }) == Allocation.pointCount
            else { throw .brokenDesign("the variants do not share the whole ring") }
            for owner in band.owners where !variants.contains(owner.variant) {
                throw .brokenDesign("variant `\(owner.variant)` owns points and is not listed")
            }
        }
    }

    private func checkSalts() throws(AssignmentError) {
        var uses: [(salt: String, use: String)] = []
        if algorithm == AssignmentAlgorithm.sha256First52.rawValue {
            uses = [(splitSalt, "the split"), (gateSalt, "the gate")]
        }
        if let layer { uses.append((layer.salt, "layer `\(layer.key)`")) }
        if let holdout { uses.append((holdout.salt, "global control `\(holdout.key)`")) }
        for (index, one) in uses.enumerated() {
            let same = uses[index...].filter { $0.salt == one.salt }.map(\.use)
            if same.count > 1 { throw .sharedSalt(one.salt, uses: same) }
        }
    }

    /// Whether ranges lie in ascending order on a ring, none of them empty or over another.
    static func isAscending(_ ranges: [PointRange], within count: Int) -> Bool {
        var end = 0
        for range in ranges {
            guard range.from >= end, range.to > range.from, range.to <= count else { return false }
            end = range.to
        }
        return true
    }
}
