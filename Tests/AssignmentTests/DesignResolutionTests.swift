// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Foundation
import Testing

@Suite struct DesignResolutionTests {
    @Test func `a plan without more is one open band`() throws {
        let design = try AssignmentDesign(plan: Designs.plan(), on: Designs.day, slots: nil)
        #expect(design.isOpen)
        #expect(design.splitSalt == "spring-promo")
        #expect(design.gateSalt == "spring-promo/gate")
        #expect(design.variants == ["control", "base", "test"])
        #expect(design.allocation == .whole)
        #expect(design.holdout == nil && design.layer == nil)
        let owners = [
            Ownership(points: PointRange(0, 100_000), variant: "control"),
            Ownership(points: PointRange(100_000, 550_000), variant: "base"),
            Ownership(points: PointRange(550_000, 1_000_000), variant: "test"),
        ]
        #expect(design.bands == [Band(gate: PointRange(0, 1_000_000), owners: owners)])
    }

    @Test func `even weights are written as equal shares`() throws {
        var plan = try Designs.plan(weights: [nil, nil, nil])
        plan.assignment.evenWeights = true
        let design = try AssignmentDesign(plan: plan, on: Designs.day, slots: nil)
        #expect(
            design.weights == [
                try Designs.share(1, 3), try Designs.share(1, 3), try Designs.share(1, 3),
            ])
        #expect(design.bands[0].owners.map(\.points.count) == [333_334, 333_333, 333_333])
    }

    @Test func `a variant with weight zero owns nothing`() throws {
        let plan = try Designs.plan(weights: [Designs.share(0), Designs.share(100)])
        let design = try AssignmentDesign(plan: plan, on: Designs.day, slots: nil)
        #expect(design.variants == ["control", "base"])
        #expect(design.bands[0].owners.map(\.variant) == ["base"])
    }

    @Test func `allocation is the length of the band`() throws {
        let plan = try Designs.plan(allocation: Designs.share(1, 3))
        let design = try AssignmentDesign(plan: plan, on: Designs.day, slots: nil)
        #expect(design.bands.map(\.gate) == [PointRange(0, 333_333)])
        #expect(!design.isOpen)
    }

    @Test(arguments: [(0, 100), (120, 100), (1, 10_000_000)])
    func `an allocation of nobody or of more than everybody is refused`(
        fraction: (Int, Int)
    ) throws {
        let share = try Designs.share(fraction.0, fraction.1)
        let error = AssignmentError.allocationOutOfRange(share.fraction)
        #expect(throws: error) {
            try AssignmentDesign(
                plan: Designs.plan(allocation: share), on: Designs.day, slots: nil)
        }
        #expect(error.diagnostic.id == "allocation-out-of-range")
    }

    @Test func `the global control is that of the day, and none when exempt or over`() throws {
        let holdout = try Designs.holdout(until: "2026-12-31")
        let plan = try Designs.plan(holdout: holdout)
        let design = try AssignmentDesign(
            plan: plan, on: Designs.day("2026-08-01"), slots: nil)
        #expect(
            design.holdout
                == AssignmentDesign.HeldOut(
                    key: "global-control", salt: "gc-2026", period: 2,
                    arcs: [PointRange(100_000, 150_000)],
                    comparator: [PointRange(150_000, 200_000)]))
        let after = try AssignmentDesign(plan: plan, on: Designs.day("2027-01-01"), slots: nil)
        #expect(after.holdout == nil)
        let service = try AssignmentDesign(
            plan: Designs.plan(holdout: holdout, purpose: .service), on: Designs.day, slots: nil)
        #expect(service.holdout == nil)
    }

    @Test func `a test in a layer needs slots, and gets those that are given`() throws {
        let plan = try Designs.plan(layer: Designs.layer)
        let error = AssignmentError.slotsMissing(layer: "lifecycle")
        for slots in [nil, []] as [[PointRange]?] {
            #expect(throws: error) {
                try AssignmentDesign(plan: plan, on: Designs.day, slots: slots)
            }
        }
        #expect(error.diagnostic.id == "slots-missing")
        let slots = [PointRange(0, 2_500), PointRange(9_000, 10_000)]
        let design = try AssignmentDesign(plan: plan, on: Designs.day, slots: slots)
        #expect(design.layer?.slots == slots)
        #expect(design.layer?.salt == "lifecycle-2026")
    }

    @Test func `two draws never have the same salt`() throws {
        let gate = try Designs.plan(gateSalt: "spring-promo")
        let error = AssignmentError.sharedSalt("spring-promo", uses: ["the split", "the gate"])
        #expect(throws: error) {
            try AssignmentDesign(plan: gate, on: Designs.day, slots: nil)
        }
        #expect(
            error.diagnostic.rendered() == """
                error[shared-salt]: the salt `spring-promo` is used for the split and the gate
                  why: draws with one salt pick the same customers, so one would decide the other
                  fix: give each draw a salt of its own
                """)
        let control = try Designs.plan(salt: "gc-2026", holdout: Designs.holdout())
        #expect(
            throws: AssignmentError.sharedSalt(
                "gc-2026", uses: ["the split", "global control `global-control`"])
        ) { try AssignmentDesign(plan: control, on: Designs.day, slots: nil) }
    }

    @Test func `the gate of the longest salt is drawn like any other`() throws {
        let salt = String(repeating: "s", count: 123)
        let pipeline = try Pipeline(
            plan: Designs.plan(salt: salt, allocation: Designs.share(50)), on: Designs.day)
        #expect(pipeline.design.gateSalt == salt + "/gate")
        let gate = try #require(pipeline.trace(of: "42").steps.first)
        #expect(gate.draw.hashed == salt + "/gate:42")
        let population = Population(count: 2_000)
        let letIn = population.codes(pipeline).count { $0 != DrawCode.notLetIn.rawValue }
        #expect(abs(letIn - 1_000) < 112)
    }

    @Test func `a stored design that leaves points without an owner is refused`() throws {
        let design = try Designs.whole().design
        var changes: [(inout AssignmentDesign) -> Void] = []
        changes.append { $0.bands[0].owners.removeLast() }
        changes.append { $0.bands[0].owners[1].points.from -= 1 }
        changes.append { $0.bands[0].owners[0].variant = "unknown" }
        changes.append { $0.bands.append($0.bands[0]) }
        changes.append { $0.bands = [] }
        changes.append { $0.bands[0].gate.to = 1_000_001 }
        changes.append { $0.layer?.slots.reverse() }
        changes.append { $0.layer?.slots[1].to = 10_001 }
        changes.append { $0.holdout?.arcs = [PointRange(-1, 5)] }
        for change in changes {
            var broken = design
            change(&broken)
            let error = #expect(throws: AssignmentError.self) { try Pipeline(design: broken) }
            #expect(error?.diagnostic.id == "broken-design")
        }
        var many = design
        many.variants = (0...240).map { "v\($0)" }
        #expect(throws: AssignmentError.tooManyVariants(241)) { try Pipeline(design: many) }
    }

    @Test func `shares that another system cannot have are refused in the design`() throws {
        var plan = try Designs.plan(weights: [Designs.share(1, 3), Designs.share(2, 3)])
        plan.assignment.algorithm = "launchdarkly-sha1/1"
        #expect(
            throws: AssignmentError.shareNotRepresentable(
                try Designs.share(1, 3), algorithm: .launchDarkly, parts: 100_000)
        ) { try AssignmentDesign(plan: plan, on: Designs.day, slots: nil) }
        plan.assignment.algorithm = "sha256-53/1"
        let error = #expect(throws: AssignmentError.self) {
            try AssignmentDesign(plan: plan, on: Designs.day, slots: nil)
        }
        #expect(error?.diagnostic.id == "unknown-algorithm")
    }

    @Test func `a design survives a file`() throws {
        let design = try Designs.whole().design
        let data = try JSONEncoder().encode(design)
        #expect(try JSONDecoder().decode(AssignmentDesign.self, from: data) == design)
    }
}
