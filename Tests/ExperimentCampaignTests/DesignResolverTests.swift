// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Testing

@Suite("The design that a plan is drawn by")
struct DesignResolverTests {
    private func resolver(_ plan: Plan, _ lock: PlanLock?) -> DesignResolver {
        DesignResolver(plan: plan, lock: lock, file: "winback.yaml")
    }

    private func problem(_ resolver: DesignResolver, _ day: String) throws -> DesignResolver
        .Problem?
    {
        do {
            _ = try resolver.design(on: LockFixtures.day(day), for: .drawing)
            return nil
        } catch let found as DesignResolver.Problem { return found }
    }

    @Test("of a plan without a lock is what the plan says")
    func unlocked() throws {
        let plan = LockFixtures.plan()
        let found = try resolver(plan, nil).design(
            on: LockFixtures.day("2026-03-02"), for: .drawing)
        #expect(found.phase == nil)
        #expect(found.design.weights == plan.variants.compactMap(\.weight))
    }

    @Test("of a locked plan is that of the phase that holds on the day")
    func phases() throws {
        var lock = try LockFixtures.lock()
        var second = lock.phases[0]
        second.version = 2
        second.from = try LockFixtures.day("2026-03-16")
        second.design.bands[0].gate = PointRange(0, 500_000)
        lock.phases.append(second)
        let resolver = resolver(LockFixtures.plan(), lock)
        let days = ["2026-03-02", "2026-03-15", "2026-03-16", "2026-04-01"]
        let found = try days.map {
            try resolver.design(on: LockFixtures.day($0), for: .drawing).phase
        }
        #expect(found == [1, 1, 2, 2])
        #expect(try resolver.day(today: LockFixtures.day("2027-01-01")).iso == "2026-03-16")
    }

    @Test("before the first phase is none")
    func early() throws {
        let found = try problem(resolver(LockFixtures.plan(), LockFixtures.lock()), "2026-03-01")
        guard case .diagnostics(let messages)? = found else { throw Unexpected() }
        #expect(
            messages.map(\.summary) == [
                "the locked plan starts on 2026-03-02, after 2026-03-01"
            ])
    }

    @Test("of a plan that changed since its lock is none, and the changes are told")
    func changed() throws {
        let plan = LockFixtures.plan { $0.assignment.salt = "other" }
        let found = try problem(resolver(plan, LockFixtures.lock()), "2026-03-02")
        #expect(
            found
                == .planChanged(
                    [
                        PlanChange(
                            subject: "assignment.salt",
                            kind: .changed(from: "`winback-2026`", to: "`other`"), effect: .draw)
                    ], lockedAt: "2026-02-27"))
    }

    @Test("takes the global control of the day, not of the lock")
    func holdout() throws {
        let plan = LockFixtures.plan {
            $0.assignment.holdout = Holdout(
                key: "always-on", share: Share(5, over: 100) ?? .whole, salt: "ring-2026",
                from: Day(daysSince1970: 20_454),
                rotation: .init(every: .month, overlap: Share(0, over: 1) ?? .whole))
        }
        let resolver = resolver(plan, try LockFixtures.lock(plan))
        let march = try resolver.design(on: LockFixtures.day("2026-03-02"), for: .drawing)
        let april = try resolver.design(on: LockFixtures.day("2026-04-02"), for: .drawing)
        #expect(march.design.holdout?.period == 2)
        #expect(april.design.holdout?.period == 3)
    }

    @Test("of a plan that gave its slots back holds until that day")
    func released() throws {
        let layer = Layer(key: "mail", salt: "mail-1")
        let plan = LockFixtures.plan { $0.assignment.layer = layer }
        var map = SlotMap(layer: layer)
        let start = try LockFixtures.day("2026-03-02")
        let slots = try map.claim(.whole, for: plan.key, from: start)
        let lock = try PlanLock(
            plan: plan, design: AssignmentDesign(plan: plan, on: start, slots: slots), from: start,
            toolVersion: "0.1.0", lockedAt: "2026-02-27")
        try map.release(plan.key, on: LockFixtures.day("2026-03-10"))
        let resolver = DesignResolver(plan: plan, lock: lock, map: map, file: "winback.yaml")
        #expect(try problem(resolver, "2026-03-09") == nil)
        guard case .diagnostics(let found)? = try problem(resolver, "2026-03-10") else {
            throw Unexpected()
        }
        #expect(
            found.map(\.summary) == [
                "the plan gave its slots of layer `mail` back on 2026-03-10"
            ])
    }

    @Test("of a plan in a layer, or with a balanced salt, needs a lock to be drawn")
    func needsLock() throws {
        let layered = LockFixtures.plan { $0.assignment.layer = Layer(key: "mail", salt: "mail-1") }
        let balanced = LockFixtures.plan {
            $0.assignment.balance = .init(covariates: ["orders_12m"])
        }
        for plan in [layered, balanced] {
            guard case .diagnostics(let found)? = try problem(resolver(plan, nil), "2026-03-02")
            else { throw Unexpected() }
            #expect(found.map(\.id) == ["lock-missing"])
        }
        #expect(
            throws: Never.self,
            performing: {
                try resolver(balanced, nil).design(
                    on: LockFixtures.day("2026-03-02"), for: .looking)
            })
    }

    private struct Unexpected: Error {}
}
