// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

@Suite struct PipelineTests {
    @Test func `many at a time is the same as one by one`() throws {
        let population = Population(count: 20_011)
        for pipeline in [
            try Designs.whole(), try Pipeline(plan: Designs.plan(), on: Designs.day),
            try Pipeline(plan: Designs.plan(allocation: Designs.share(1)), on: Designs.day),
        ] {
            let codes = population.codes(pipeline)
            for index in codes.indices {
                let outcome = pipeline.outcome(of: population.id(index))
                let code = DrawCode(rawValue: codes[index])
                #expect(code.reason == outcome.reason && code.variantIndex == outcome.variantIndex)
            }
        }
    }

    @Test func `units that are decided already keep what they have`() throws {
        let population = Population(count: 3_000)
        let pipeline = try Designs.whole()
        let all = population.codes(pipeline)
        let some = population.codes(pipeline) { $0 % 3 == 0 }
        for index in some.indices {
            #expect(some[index] == (index % 3 == 0 ? all[index] : 250))
        }
        #expect(Population(count: 0).codes(pipeline).isEmpty)
    }

    @Test func `the first step with an answer gives the reason`() throws {
        let pipeline = try Designs.whole()
        #expect(pipeline.outcome(of: " ", forced: "test").reason == .emptyID)
        #expect(pipeline.outcome(of: "null", ineligible: .notInAudience).reason == .placeholderID)
        let forced = pipeline.outcome(of: "42", forced: "test", ineligible: .notInAudience)
        #expect(forced == Pipeline.Outcome(reason: .forced(variant: "test")))
        let left = pipeline.outcome(of: "42", ineligible: .noPermission("email"))
        #expect(left == Pipeline.Outcome(reason: .noPermission("email")))
    }

    @Test func `every step holds back the share it should`() throws {
        let codes = Population.million.codes(try Designs.whole())
        var counts = [Int](repeating: 0, count: 256)
        for code in codes { counts[Int(code)] += 1 }
        // 5 % held out; of the rest 60 % in the slots, of them half let in, then 10/45/45.
        let expected: [(DrawCode, Double)] = [
            (.heldOut, 0.05), (.otherLayer, 0.95 * 0.4), (.notLetIn, 0.95 * 0.6 * 0.5),
            (.variant(0), 0.0285), (.variant(1), 0.12825), (.variant(2), 0.12825),
        ]
        for (code, share) in expected {
            let deviation = (share * (1 - share) * 1_000_000).squareRoot()
            let count = Double(counts[Int(code.rawValue)])
            #expect(abs(count - share * 1_000_000) < 5 * deviation, "\(code)")
        }
        #expect(expected.reduce(0) { $0 + counts[Int($1.0.rawValue)] } == 1_000_000)
    }

    @Test func `without gate and layer the draw is that of the split alone`() throws {
        let pipeline = try Pipeline(plan: Designs.plan(), on: Designs.day)
        #expect(pipeline.outcome(of: "42") == Pipeline.Outcome(reason: .assigned, variantIndex: 1))
        #expect(pipeline.trace(of: "42").steps.map(\.draw.point) == [113_807])
    }

    @Test func `another system draws gate and split after global control and layer`() throws {
        var plan = try Designs.plan(
            allocation: Designs.share(60), layer: Designs.layer, holdout: Designs.holdout(),
            weights: [Designs.share(20), Designs.share(80)])
        plan.assignment.algorithm = "planout-sha1/1"
        plan.assignment.gateSalt = "spring-gate"
        let slots = [PointRange(0, 5_000)]
        let pipeline = try Pipeline(plan: plan, on: Designs.day, slots: slots)
        let system = try #require(
            try SystemSplit(
                .planOut, salt: Salt("spring-promo"), gateSalt: Salt("spring-gate"),
                allocation: Designs.share(60), weights: [Designs.share(20), Designs.share(80)]))
        var ours = try Designs.plan(
            layer: Designs.layer, holdout: Designs.holdout(),
            weights: [Designs.share(20), Designs.share(80)])
        ours.assignment.salt = "other"
        let before = try Pipeline(plan: ours, on: Designs.day, slots: slots)
        let population = Population(count: 3_000)
        let codes = population.codes(pipeline)
        let drawn = population.codes(before)
        for index in codes.indices {
            let id = population.id(index)
            let code = DrawCode(rawValue: codes[index])
            let trace = pipeline.trace(of: id)
            #expect(trace.outcome.reason == code.reason)
            #expect(trace.outcome.variantIndex == code.variantIndex)
            if drawn[index] >= 240 {
                #expect(codes[index] == drawn[index])
                #expect(trace.systemSteps.isEmpty)
            } else {
                #expect(code.variantIndex == system.outcome(of: id).variantIndex)
                #expect(trace.steps.map(\.kind) == [.holdout, .layer])
                #expect(!trace.systemSteps.isEmpty)
            }
        }
        #expect(pipeline.outcome(of: "żółć", forced: "base").reason == .idNotASCII)
        let foreign = Array("żółć".utf8)
        #expect(foreign.withUnsafeBytes { pipeline.code(of: $0) } == .idNotASCII)
    }

    @Test func `codes of variants and reasons do not meet`() {
        #expect(DrawCode.variant(239).variantIndex == 239)
        #expect(DrawCode.variant(239).reason == .assigned)
        let reasons: [DrawCode] = [.heldOut, .otherLayer, .notLetIn, .idNotASCII]
        #expect(reasons.map(\.reason) == [.heldOut, .otherLayer, .notLetIn, .idNotASCII])
        #expect(reasons.allSatisfy { $0.variantIndex == nil })
        #expect(DrawCode.waiting.reason == nil && DrawCode.waiting.variantIndex == nil)
    }
}
