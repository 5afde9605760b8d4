// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Testing

@Suite("A new phase of a locked plan")
struct PhasePlannerTests {
    private func propose(
        from locked: Plan = LockFixtures.plan(), on day: String = "2026-03-16",
        _ edit: (inout Plan) -> Void
    ) throws -> PhasePlanner.Proposal {
        var plan = locked
        edit(&plan)
        return try PhasePlanner.propose(
            plan, lock: LockFixtures.lock(locked), from: LockFixtures.day(day), file: "plan.yaml")
    }

    private func refusal(_ edit: (inout Plan) -> Void, on day: String = "2026-03-16") throws
        -> DesignResolver.Problem?
    {
        do {
            _ = try propose(on: day, edit)
            return nil
        } catch let problem as DesignResolver.Problem { return problem }
    }

    @Test("letting in more moves nobody and may be pooled")
    func ramp() throws {
        let small = LockFixtures.plan { $0.assignment.allocation = Share(10, over: 100) }
        let found = try propose(from: small) { $0.assignment.allocation = Share(50, over: 100) }
        #expect(found.phase.kind == .ramp && found.phase.effect == .pooled)
        #expect(
            found.movements == [
                .init(from: nil, to: "control", share: "4%"),
                .init(from: nil, to: "base", share: "18%"),
                .init(from: nil, to: "personal", share: "18%"),
            ])
        #expect(found.keepsEverybody)
        #expect(found.lock.phases.map(\.version) == [1, 2])
        #expect(try found.lock.holds(for: found.lock.plan))
    }

    @Test("other weights move as few as can be, told exactly, and phases stay apart")
    func weights() throws {
        let found = try propose {
            $0.variants[0].weight = Share(20, over: 100)
            $0.variants[1].weight = Share(40, over: 100)
            $0.variants[2].weight = Share(40, over: 100)
        }
        #expect(found.phase.kind == .weightsChanged && found.phase.effect == .apart)
        #expect(
            found.movements == [
                .init(from: "base", to: "control", share: "5%"),
                .init(from: "personal", to: "control", share: "5%"),
            ])
        #expect(!found.keepsEverybody)
    }

    @Test("a variant that is added takes people who did not take part")
    func added() throws {
        let small = LockFixtures.plan { $0.assignment.allocation = Share(50, over: 100) }
        let found = try propose(from: small) {
            $0.assignment.allocation = Share(1, over: 1)
            $0.variants[0].weight = Share(10, over: 100)
            $0.variants[1].weight = Share(35, over: 100)
            $0.variants[2].weight = Share(35, over: 100)
            $0.variants.append(Variant(key: "extra", role: .test, weight: Share(20, over: 100)))
        }
        #expect(found.phase.kind == .variantAdded && found.phase.effect == .ownBand)
        #expect(found.movements.contains(.init(from: nil, to: "extra", share: "20%")))
        #expect(found.keepsEverybody)
        #expect(found.lock.variants == ["control", "base", "personal", "extra"])
    }

    @Test("anything else is refused, and told")
    func refused() throws {
        let found = try refusal {
            $0.assignment.salt = "other"
            $0.variants[0].weight = Share(20, over: 100)
            $0.variants[1].weight = Share(35, over: 100)
        }
        guard case .planChanged(let changes, _)? = found else {
            Issue.record("a new salt was taken for a phase")
            return
        }
        #expect(changes.map(\.subject) == ["assignment.salt"])
    }

    @Test("a plan that did not change opens no phase")
    func unchanged() throws {
        guard case .diagnostics(let found)? = try refusal({ _ in }) else {
            Issue.record("a phase without a change")
            return
        }
        #expect(found.map(\.id) == ["phase-unchanged"])
    }

    @Test("a phase starts after the one before")
    func early() throws {
        let found = try refusal(
            {
                $0.variants[0].weight = Share(20, over: 100)
                $0.variants[1].weight = Share(35, over: 100)
            }, on: "2026-03-02")
        guard case .diagnostics(let messages)? = found else {
            Issue.record("a phase before the first")
            return
        }
        #expect(
            messages.map(\.summary) == [
                "the phase would start on 2026-03-02, and phase 1 started on 2026-03-02"
            ])
    }
}
