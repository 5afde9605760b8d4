// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

@Suite struct PipelineTraceTests {
    @Test func `the trace ends with the draw that decided, and agrees with the outcome`() throws {
        let pipeline = try Designs.whole()
        let population = Population(count: 500)
        var seen: Set<String> = []
        for index in 0..<population.count {
            let id = population.id(index)
            let trace = pipeline.trace(of: id)
            #expect(trace.outcome == pipeline.outcome(of: id))
            let kinds: [PipelineTrace.Kind]
            switch trace.outcome.reason {
            case .heldOut: kinds = [.holdout]
            case .otherLayer: kinds = [.holdout, .layer]
            case .notLetIn: kinds = [.holdout, .layer, .gate]
            default: kinds = [.holdout, .layer, .gate, .split]
            }
            seen.insert(trace.outcome.reason.rawValue)
            #expect(trace.steps.map(\.kind) == kinds)
            #expect(trace.steps.dropLast().allSatisfy { $0.passed })
            #expect(trace.steps.last?.passed == (trace.variant != nil))
            if let variant = trace.variant { #expect(trace.steps.last?.found?.label == variant) }
        }
        #expect(seen == ["held-out", "other-layer", "not-let-in", "assigned"])
    }

    @Test func `every draw can be repeated from what the trace says`() throws {
        let pipeline = try Designs.whole()
        let population = Population(count: 200)
        for index in 0..<population.count {
            for step in pipeline.trace(of: population.id(index)).steps {
                #expect(step.draw.hashed == "\(step.salt):\(population.id(index))")
                #expect(UInt64(step.draw.hexadecimal, radix: 16) == step.draw.number)
                #expect(step.draw.point == Int(step.draw.number % 1_000_000))
                let place = step.kind == .layer ? step.draw.point / 100 : step.draw.point
                #expect(step.slot == (step.kind == .layer ? place : nil))
                #expect(step.ranges.firstIndex { $0.range.contains(place) } == step.hit)
            }
        }
    }

    @Test func `the group to compare with is told apart from the others`() throws {
        let pipeline = try Designs.whole()
        let population = Population(count: 4_000)
        var counts: [Bool: Int] = [:]
        for index in 0..<population.count {
            let trace = pipeline.trace(of: population.id(index))
            let point = try #require(trace.steps.first).draw.point
            #expect(trace.isComparator == (50_000..<100_000).contains(point))
            counts[trace.isComparator ?? false, default: 0] += 1
        }
        // Binomial(4000, 0.05): standard deviation 13.8.
        #expect(abs((counts[true] ?? 0) - 200) < 69)
        let none = try Pipeline(plan: Designs.plan(), on: Designs.day)
        #expect(none.trace(of: "42").isComparator == nil)
    }

    @Test func `who is not drawn has no draws`() throws {
        let pipeline = try Designs.whole()
        for trace in [
            pipeline.trace(of: ""), pipeline.trace(of: "42", ineligible: .excludedByRule),
            pipeline.trace(of: "42", forced: "test"),
        ] { #expect(trace.steps.isEmpty) }
        #expect(pipeline.trace(of: "42", forced: "test").variant == "test")
        #expect(pipeline.trace(of: "42", ineligible: .excludedByRule).variant == nil)
    }
}
