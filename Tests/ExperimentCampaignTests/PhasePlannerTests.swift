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

    @Test("a phase after the last day is refused")
    func afterEnd() throws {
        let problem = try refusal(
            { $0.assignment.allocation = Share(50, over: 100) }, on: "2026-03-30")
        guard case .diagnostics(let found) = problem else {
            Issue.record("no refusal: \(String(describing: problem))")
            return
        }
        #expect(
            found.map { $0.rendered() } == [
                """
                error[phase-after-end]: the phase would start on 2026-03-30, and the test ends on \
                2026-03-29
                  --> plan.yaml
                  why: nobody is drawn after the last day
                  fix: name a day up to 2026-03-29 with --from, or make a new plan
                """
            ])
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

    @Test("of those who join for an added variant, control and base need their part")
    func joiners() throws {
        let small = LockFixtures.plan { $0.assignment.allocation = Share(50, over: 100) }
        func found(_ percentage: Int) throws -> PhasePlanner.Proposal {
            try propose(from: small) {
                $0.assignment.allocation = Share(percentage, over: 100)
                $0.variants[0].weight = Share(10, over: 100)
                $0.variants[1].weight = Share(35, over: 100)
                $0.variants[2].weight = Share(35, over: 100)
                $0.variants.append(Variant(key: "extra", role: .test, weight: Share(20, over: 100)))
            }
        }
        let wide = try #require(found(100).joiners)
        #expect(wide.references.map(\.variant) == ["control", "base"])
        // Half of all customers join: 5% of all for control, 12.5% for base.
        #expect(wide.references.map { ($0.share * 1_000).rounded() } == [100, 250])
        #expect(wide.lacking.isEmpty && wide.enough == nil)
        let narrow = try found(65)
        #expect(narrow.phase.kind == .variantAdded)
        let joiners = try #require(narrow.joiners)
        #expect(joiners.lacking.map(\.variant).contains("base"))
        let enough = try #require(joiners.enough)
        #expect(enough > 65)
        #expect(try #require(found(enough).joiners).lacking.isEmpty)
        #expect(try found(enough).keepsEverybody)
    }

    @Test("a phase in another period of the global control is never pooled, and says who moves")
    func holdoutPeriod() throws {
        func plan(_ overlap: Share) -> Plan {
            LockFixtures.plan {
                $0.schedule?.end = Day("2026-06-30")
                $0.assignment.allocation = Share(10, over: 100)
                $0.assignment.holdout = Holdout(
                    key: "global-control", share: Share(5, over: 100) ?? .whole, salt: "gc-2026",
                    from: Day("2026-01-01") ?? Day(daysSince1970: 0),
                    rotation: .init(every: .quarter, overlap: overlap))
            }
        }
        let half = try #require(Share(1, over: 2))
        let locked = plan(half)
        let same = try propose(from: locked, on: "2026-03-31") {
            $0.assignment.allocation = Share(50, over: 100)
        }
        #expect(same.phase.effect == .pooled && same.holdoutShift == nil && same.keepsEverybody)
        let next = try propose(from: locked, on: "2026-04-01") {
            $0.assignment.allocation = Share(50, over: 100)
        }
        #expect(next.phase.kind == .ramp && next.phase.effect == .apart)
        #expect(!next.keepsEverybody)
        let shift = try #require(next.holdoutShift)
        #expect(shift.joiningShare == "2.5%" && shift.returningShare == "2.5%")
        #expect(next.phase.design.holdout?.period == 1)
    }

    @Test("a day on which the global control has moved on is told, other days are not")
    func holdoutPassed() throws {
        let plan = LockFixtures.plan {
            $0.assignment.holdout = Holdout(
                key: "global-control", share: Share(5, over: 100) ?? .whole, salt: "gc-2026",
                from: Day("2026-01-01") ?? Day(daysSince1970: 0),
                rotation: .init(
                    every: .quarter, overlap: Share(0, over: 1) ?? .whole))
        }
        let resolver = DesignResolver(
            plan: plan, lock: try LockFixtures.lock(plan), file: "plan.yaml")
        let within = try resolver.design(on: LockFixtures.day("2026-03-31"), for: .drawing)
        #expect(within.warnings.isEmpty)
        let later = try resolver.design(on: LockFixtures.day("2026-04-01"), for: .drawing)
        #expect(later.warnings.map(\.id) == ["holdout-period-passed"])
        #expect(
            later.warnings.first?.summary
                == "between 2026-03-02 and 2026-04-01 the global control moved on: 5% of the "
                + "audience become held out, 5% come back")
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
