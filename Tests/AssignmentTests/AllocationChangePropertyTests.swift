// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

@Suite struct AllocationChangePropertyTests {
    @Test func `10 % to 50 % to 100 % moves none of a million people between variants`() throws {
        let small = try AssignmentDesign(
            plan: Designs.plan(allocation: Designs.share(10)), on: Designs.day, slots: nil)
        let half = try AllocationChange(
            from: small, to: Designs.plan(allocation: Designs.share(50))
        ).after
        let all = try AllocationChange(
            from: half, to: Designs.plan(allocation: Designs.share(100))
        ).after
        var before: [UInt8] = []
        for (design, share) in [(small, 0.1), (half, 0.5), (all, 1)] {
            let codes = Population.million.codes(try Pipeline(design: design))
            let letIn = codes.count { $0 < 240 }
            #expect(abs(Double(letIn) - share * 1_000_000) <= 5 * 500 * (share < 1 ? 1 : 0))
            #expect(zip(before, codes).allSatisfy { $0 >= 240 || $0 == $1 })
            before = codes
        }
        // A plan that starts at 100 % draws the same.
        let fresh = try Pipeline(plan: Designs.plan(), on: Designs.day)
        #expect(Population.million.codes(fresh) == before)
    }

    @Test func `a chain of random changes keeps every promise`() throws {
        var generator = Multiplier(state: 20_260_301)
        for _ in 0..<150 {
            var design = try AssignmentDesign(
                plan: Designs.plan(
                    allocation: Designs.share(Int.random(in: 1...100, using: &generator)),
                    weights: weights(count: 2, &generator)),
                on: Designs.day, slots: nil)
            for _ in 0..<5 { design = try step(from: design, &generator) }
        }
    }

    private func weights(
        count: Int, _ generator: inout Multiplier
    ) throws -> [Share] {
        let parts = (0..<count).map { _ in Int.random(in: 1...60, using: &generator) }
        return try parts.map { try Designs.share($0, parts.reduce(0, +)) }
    }

    /// One random change, with what must hold of it.
    private func step(
        from design: AssignmentDesign, _ generator: inout Multiplier
    ) throws -> AssignmentDesign {
        var variants = design.variants
        var weights = design.weights
        var allocation = design.allocation
        let kind = Int.random(in: 0..<5, using: &generator)
        if kind == 1 && variants.count > 2 {
            variants.remove(at: Int.random(in: variants.indices, using: &generator))
        }
        if kind == 2 && variants.count < 5 {
            variants.append("v\(Int.random(in: 0..<1_000_000, using: &generator))")
        }
        if variants != design.variants || kind == 3 {
            weights = try self.weights(count: variants.count, &generator)
        }
        if kind == 0 || kind == 2 || kind == 4 {
            allocation = try Designs.share(Int.random(in: 1...100, using: &generator))
        }
        let change = try AllocationChange(
            from: design, variants: variants, weights: weights, allocation: allocation)
        let after = change.after

        // The bands hold what the allocation says, and all the owners the whole ring.
        let letIn = after.bands.reduce(0) { $0 + $1.gate.count }
        #expect(letIn == allocation.numerator * 1_000_000 / allocation.denominator)
        for band in after.bands {
            #expect(band.owners.first?.points.from == 0)
            #expect(band.owners.last?.points.to == 1_000_000)
            #expect(
                zip(band.owners, band.owners.dropFirst()).allSatisfy {
                    $0.points.to == $1.points.from
                })
        }
        // Shares are what the weights say, within a point; without changed weights after less
        // traffic, within a gate point per band.
        let isSame = variants == design.variants && weights == design.weights
        let shrinks = letIn < design.bands.reduce(0) { $0 + $1.gate.count }
        let slack = shrinks && isSame ? Double(design.bands.count) / Double(letIn) : 0
        for (variant, weight) in zip(variants, weights) {
            let difference = abs(after.plannedShare(of: variant) - weight.fraction)
            #expect(difference < 1.5e-6 + slack + drift(design), "\(difference)")
        }
        // Nobody moves who need not: what changes variant is what some have too much.
        if isSame {
            #expect(change.moving == 0)
        } else {
            let bound = lowerBound(change, letIn: letIn, weights: weights)
            #expect(abs(change.moving - bound) <= variants.count * letIn)
        }
        // Everybody is somewhere.
        let stays = change.flows.filter { $0.from != nil && $0.to != nil }.reduce(0) {
            $0 + $1.cells
        }
        #expect(stays + change.joining == letIn * 1_000_000)
        return after
    }

    /// How far a design is from its weights, which a change that moves nobody passes on.
    private func drift(_ design: AssignmentDesign) -> Double {
        zip(design.variants, design.weights).map {
            abs(design.plannedShare(of: $0) - $1.fraction)
        }.max() ?? 0
    }

    /// The cells that no change could leave where they are: what variants hold, of the gate points
    /// that stay, beyond what they should have.
    private func lowerBound(
        _ change: AllocationChange, letIn: Int, weights: [Share]
    ) -> Int {
        var held: [String: Int] = [:]
        for flow in change.flows where flow.to != nil {
            if let from = flow.from { held[from, default: 0] += flow.cells }
        }
        var excess = 0
        for (variant, cells) in held {
            let weight = change.after.variants.firstIndex(of: variant).map { weights[$0].fraction }
            let target = Int(((weight ?? 0) * Double(letIn) * 1_000_000).rounded())
            excess += max(0, cells - target)
        }
        return excess
    }
}
