// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

@Suite struct AllocationChangeTests {
    private func design(
        _ weights: [Int], allocation: Int = 100
    ) throws -> AssignmentDesign {
        try AssignmentDesign(
            plan: Designs.plan(
                allocation: Designs.share(allocation),
                weights: weights.map { try Designs.share($0) }),
            on: Designs.day, slots: nil)
    }

    private func change(
        _ design: AssignmentDesign, _ variants: [String]? = nil, weights: [Int],
        allocation: Int = 100
    ) throws -> AllocationChange {
        try AllocationChange(
            from: design, variants: variants ?? design.variants,
            weights: weights.map { try Designs.share($0) },
            allocation: Designs.share(allocation))
    }

    private func owner(_ from: Int, _ to: Int, _ variant: String) -> Ownership {
        Ownership(points: PointRange(from, to), variant: variant)
    }

    @Test func `a ramp makes the band longer and moves nobody`() throws {
        let small = try design([10, 45, 45], allocation: 10)
        let ramp = try change(small, weights: [10, 45, 45], allocation: 50)
        #expect(ramp.after.bands.count == 1)
        #expect(ramp.after.bands[0].gate == PointRange(0, 500_000))
        #expect(ramp.after.bands[0].owners == small.bands[0].owners)
        #expect(ramp.effects == [.letsInMore])
        #expect(ramp.joining == 400_000 * 1_000_000)
        #expect(ramp.moving == 0 && ramp.leaving == 0)
    }

    @Test func `other weights move the end of a range, and no more`() throws {
        let change = try change(design([50, 50]), weights: [60, 40])
        #expect(
            change.after.bands[0].owners == [
                owner(0, 500_000, "control"), owner(500_000, 900_000, "base"),
                owner(900_000, 1_000_000, "control"),
            ])
        #expect(
            change.moves == [
                AllocationFlow(from: "base", to: "control", cells: 100_000 * 1_000_000)
            ])
        #expect(change.effects == [.changesWeights, .moves])
        #expect(change.moves[0].share == 0.1)
    }

    @Test func `a new variant takes traffic that was not let in before`() throws {
        let change = try change(
            design([50, 50], allocation: 40), ["control", "base", "third"], weights: [40, 40, 20],
            allocation: 50)
        #expect(
            change.after.bands == [
                Band(
                    gate: PointRange(0, 400_000),
                    owners: [
                        owner(0, 500_000, "control"), owner(500_000, 1_000_000, "base"),
                    ]),
                Band(
                    gate: PointRange(400_000, 500_000), owners: [owner(0, 1_000_000, "third")]),
            ])
        #expect(change.effects == [.letsInMore, .changesWeights, .adds(["third"])])
        #expect(change.moving == 0)
        #expect(change.after.plannedShare(of: "third") == 0.2)
    }

    @Test func `a new variant that needs more takes the rest from the end of each range`() throws {
        let change = try change(
            design([50, 50], allocation: 90), ["control", "base", "third"], weights: [30, 30, 40],
            allocation: 100)
        // 40 % of everybody: 10 % from new traffic, 15 % each from the other two in the old band.
        #expect(
            change.after.bands.map(\.gate) == [
                PointRange(0, 900_000), PointRange(900_000, 1_000_000),
            ])
        #expect(change.after.bands[1].owners == [owner(0, 1_000_000, "third")])
        #expect(
            change.after.bands[0].owners == [
                owner(0, 333_333, "control"), owner(333_333, 500_000, "third"),
                owner(500_000, 833_333, "base"), owner(833_333, 1_000_000, "third"),
            ])
        #expect(change.moves.map(\.from) == ["control", "base"])
        #expect(change.moves.allSatisfy { $0.to == "third" })
        #expect(abs(change.after.plannedShare(of: "third") - 0.4) < 1e-6)
    }

    @Test func `a variant that is dropped gives its units to those that need them`() throws {
        let change = try change(
            design([20, 40, 40]), ["control", "test"], weights: [40, 60])
        #expect(change.after.variants == ["control", "test"])
        #expect(
            change.moves == [
                AllocationFlow(from: "base", to: "control", cells: 200_000 * 1_000_000),
                AllocationFlow(from: "base", to: "test", cells: 200_000 * 1_000_000),
            ])
        #expect(change.effects == [.changesWeights, .drops(["base"]), .moves])
    }

    @Test func `less allocation takes units out of the test and moves nobody`() throws {
        let change = try change(design([10, 45, 45]), weights: [10, 45, 45], allocation: 30)
        #expect(change.after.bands.map(\.gate) == [PointRange(0, 300_000)])
        #expect(change.effects == [.ejects])
        #expect(change.leaving == 700_000 * 1_000_000)
        #expect(change.moving == 0)
    }

    @Test func `a ramp down and up again brings everybody back to the same variant`() throws {
        let start = try design([10, 45, 45], allocation: 80)
        let down = try change(start, weights: [10, 45, 45], allocation: 20).after
        let up = try change(down, weights: [10, 45, 45], allocation: 80).after
        #expect(up == start)
    }

    @Test func `nothing changed changes nothing`() throws {
        let start = try design([10, 45, 45], allocation: 80)
        let change = try change(start, weights: [10, 45, 45], allocation: 80)
        #expect(change.after == start)
        #expect(change.effects.isEmpty)
    }

    @Test func `the next version of a plan is taken as a whole`() throws {
        let start = try Designs.plan(
            allocation: Designs.share(40), weights: [Designs.share(50), Designs.share(50)])
        var next = try Designs.plan(
            allocation: Designs.share(60),
            weights: [nil, nil, nil])
        next.assignment.evenWeights = true
        let change = try AllocationChange(
            from: AssignmentDesign(plan: start, on: Designs.day, slots: nil), to: next)
        #expect(change.moving == 0)
        // A third of a million is 333,334 points for the first, which lacks a point.
        #expect(change.after.bands[1].owners.map(\.variant) == ["control", "test"])
        #expect(change.after.bands[1].owners[0].points.count == 1)
        #expect(
            change.after.weights == [
                try Designs.share(1, 3), try Designs.share(1, 3), try Designs.share(1, 3),
            ])
    }

    @Test func `weights that are not the whole and no allocation are refused`() throws {
        let start = try design([50, 50])
        #expect(throws: AssignmentError.weightsSum(0.9)) {
            try change(start, weights: [50, 40])
        }
        #expect(throws: AssignmentError.allocationOutOfRange(0)) {
            try change(start, weights: [50, 50], allocation: 0)
        }
        #expect(
            AssignmentError.fixedRanges(algorithm: "eppo-md5/1").diagnostic.id == "fixed-ranges")
    }
}
