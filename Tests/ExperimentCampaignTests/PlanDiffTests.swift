// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Testing

@Suite("The difference of two plans")
struct PlanDiffTests {
    private func changes(_ edit: (inout Plan) -> Void) throws -> [PlanChange] {
        try PlanDiff.changes(from: LockFixtures.plan(), to: LockFixtures.plan(edit))
    }

    @Test("the same plan has none")
    func same() throws {
        #expect(try changes { _ in }.isEmpty)
    }

    @Test("a weight is told by the key of its variant, as a plan writes shares")
    func weights() throws {
        let found = try changes {
            $0.variants[2].weight = Share(40, over: 100)
            $0.variants[1].weight = Share(1, over: 3)
        }
        #expect(
            found == [
                PlanChange(
                    subject: "variants.weight", item: "base",
                    kind: .changed(from: "45%", to: "1/3"), effect: .draw),
                PlanChange(
                    subject: "variants.weight", item: "personal",
                    kind: .changed(from: "45%", to: "40%"), effect: .draw),
            ])
    }

    @Test("a rule that is added to the audience changes who gets what")
    func rules() throws {
        let found = try changes { $0.audience?.include.append("orders_12m >= 1") }
        #expect(
            found == [
                PlanChange(
                    subject: "audience.include", kind: .added("`orders_12m >= 1`"), effect: .draw)
            ])
    }

    @Test("a window is told as a length of time, and touches the analysis")
    func windows() throws {
        let found = try changes { $0.metrics.definitions[0].window = PlanDuration(30, .days) }
        #expect(
            found == [
                PlanChange(
                    subject: "metrics.definitions.window", item: "ordered",
                    kind: .changed(from: "14d", to: "30d"), effect: .analysis)
            ])
    }

    @Test("words decide nothing")
    func harmless() throws {
        let found = try changes {
            $0.name = "Win back"
            $0.owner = "crm"
            $0.approvers = ["finance"]
        }
        #expect(found.map(\.effect) == [.harmless, .harmless, .harmless])
        #expect(
            found.map(\.kind) == [
                .changed(from: "`Winback`", to: "`Win back`"), .set("`crm`"), .added("`finance`"),
            ])
    }

    @Test("a hypothesis that is written anew after the lock was not tested")
    func hypothesis() throws {
        #expect(try changes { $0.hypothesis = "It works." }.map(\.effect) == [.analysis])
    }

    @Test("what a send list holds and who stands in it is what is drawn")
    func contents() throws {
        let found = try changes { $0.variants[1].contact.toggle() }
        #expect(found.map(\.effect) == [.draw])
    }

    @Test("a global control comes and goes as one thing")
    func holdout() throws {
        let holdout = Holdout(
            key: "always-on", share: Share(5, over: 100) ?? .whole, salt: "ring",
            from: try LockFixtures.day("2026-01-01"))
        let found = try changes { $0.assignment.holdout = holdout }
        #expect(
            found == [
                PlanChange(
                    subject: "assignment.holdout", kind: .added("always-on"), effect: .draw)
            ])
    }

    @Test("a variant that is added, one that is removed, and one that moves are told apart")
    func variants() throws {
        let found = try changes {
            $0.variants.removeFirst()
            $0.variants.swapAt(0, 1)
            $0.variants.append(Variant(key: "extra", role: .test))
        }
        #expect(
            found.map(\.kind) == [.removed("control"), .added("extra"), .reordered])
        #expect(found.allSatisfy { $0.effect == .draw && $0.subject == "variants" })
    }

    @Test("the order is that of a plan file")
    func order() throws {
        let found = try changes {
            $0.decision.confidence = 0.9
            $0.assignment.salt = "other"
            $0.name = "Other"
            $0.schedule?.end = Day("2026-04-05")
        }
        #expect(
            found.map(\.subject) == [
                "name", "assignment.salt", "decision.confidence", "schedule.end",
            ])
        #expect(found[2].kind == .changed(from: "95%", to: "90%"))
        #expect(found[3].kind == .changed(from: "2026-03-29", to: "2026-04-05"))
    }

    @Test("where the outcomes lie is filled in later, how they are read is not")
    func data() throws {
        let bare = LockFixtures.plan { $0.data = nil }
        let named = LockFixtures.plan { $0.data = DataSource(file: "results.csv") }
        let filtered = LockFixtures.plan { $0.data = DataSource(missing: ["", "NA"]) }
        #expect(
            try PlanDiff.changes(from: bare, to: named) == [
                PlanChange(subject: "data.file", kind: .set("`results.csv`"), effect: .harmless)
            ])
        #expect(
            try PlanDiff.changes(from: bare, to: filtered) == [
                PlanChange(subject: "data.missing", kind: .added("`NA`"), effect: .analysis)
            ])
    }
}
