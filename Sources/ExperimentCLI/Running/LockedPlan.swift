// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import ExperimentReport
import Foundation

/// A plan with its lock beside it: the one way by which commands come to a design.
struct LockedPlan {
    let plan: Plan
    /// The plan's file.
    let file: String
    /// The lock; nil when there is none.
    let lock: PlanLock?

    /// Finds the lock of a plan.
    ///
    /// - Throws: When there is one that cannot be used.
    init(_ plan: Plan, file: String) throws {
        self.plan = plan
        self.file = file
        lock = try PlanLockFile.read(PlanLockFile.path(beside: file, key: plan.key))
    }

    /// The design to draw by, or to look at.
    ///
    /// - Parameters:
    ///   - asOf: The day that the user named.
    ///   - use: What the design is for.
    /// - Returns: The design with its phase.
    /// - Throws: `DiagnosticsError` with exit code 78: the plan changed since the lock, it must be
    ///   locked first, or it cannot be drawn.
    func design(asOf: Day?, for use: DesignResolver.Use) throws -> DesignResolver.Resolved {
        var resolver = DesignResolver(plan: plan, lock: lock, map: try map(), file: file)
        let day = asOf ?? resolver.day(today: Clock.today())
        if lock == nil, use == .looking, plan.assignment.layer != nil {
            // Who only looks sees the slots that a lock would claim.
            let slots = try LayerPlace.slots(
                of: plan, file: file, from: plan.schedule?.start ?? day, claiming: false)
            resolver = DesignResolver(plan: plan, lock: nil, slots: slots, file: file)
        }
        let resolved: DesignResolver.Resolved
        do throws(DesignResolver.Problem) {
            resolved = try resolver.design(on: day, for: use)
        } catch { throw diagnosed(error) }
        if let remark = try remark() { show([remark]) }
        if asOf != nil, let outside = outside(day) { show([outside]) }
        return resolved
    }

    /// The warning about a day on which the test does not run.
    private func outside(_ day: Day) -> Diagnostic? {
        guard let schedule = plan.schedule, let start = schedule.start else { return nil }
        let end = schedule.end
        guard day < start || end.map({ $0 < day }) ?? false else { return nil }
        let runs = end.map { "\(start.iso) to \($0.iso)" } ?? "\(start.iso) on"
        return Diagnostic(
            .warning, "as-of-outside",
            "the test does not run on \(day.iso) (it runs from \(runs))",
            at: Diagnostic.Place(file: file, keyPath: "schedule"),
            why: "the global control and the phase are those of the day that is named",
            fix: "leave --as-of out, or name a day on which the test runs")
    }

    /// The slots of the layer of a locked plan; nil where there is none.
    private func map() throws -> SlotMap? {
        guard let layer = lock?.plan.assignment.layer else { return nil }
        return try LayerMapFile.map(of: layer, in: LayerPlace.path(of: file))
    }

    /// A problem as people read it.
    func diagnosed(_ problem: DesignResolver.Problem) -> DiagnosticsError {
        switch problem {
        case .planChanged(let changes, let lockedAt):
            Self.changed(changes, of: plan, file: file, lockedAt: lockedAt)
        case .diagnostics(let found): DiagnosticsError(.badPlan, found)
        }
    }

    /// What changed since the lock; empty without a lock.
    func changes() throws -> [PlanChange] {
        guard let lock, try !lock.holds(for: plan) else { return [] }
        return try PlanDiff.changes(from: lock.plan, to: plan)
    }

    /// What changed since the lock, in short; nil where nothing did.
    func remark() throws -> Diagnostic? {
        let changes = try changes()
        guard let lock, let worst = changes.worstEffect else { return nil }
        let told = changes.prefix(3).map { PlanChangeText.clause($0, of: plan, in: .en) }
        let more = changes.count > 3 ? "; and \(changes.count - 3) more" : ""
        let name = Paths.name(of: PlanLockFile.path(beside: file, key: plan.key))
        return Diagnostic(
            worst == .harmless ? .note : .warning, "plan-changed",
            "the plan is no longer that of \(name): " + told.joined(separator: "; ") + more,
            at: Diagnostic.Place(file: file),
            why: "the plan was locked on \(lock.lockedAt.prefix(10)); \(Self.why(worst))",
            fix: changes.contains(where: PhasePlanner.mayChange)
                ? "restore it, or open a phase: `experiment phase new \(file) --from DAY`"
                : worst == .harmless
                    ? "nothing needs to be done; the report tells the change"
                    : "restore it; a plan that must differ is another test, with a key of its own")
    }

    /// The refusal of a plan that is no longer the one locked: one message per change.
    static func changed(
        _ changes: [PlanChange], of plan: Plan, file: String, lockedAt: String
    ) -> DiagnosticsError {
        let day = String(lockedAt.prefix(10))
        return DiagnosticsError(
            .badPlan,
            changes.map { change in
                Diagnostic(
                    .error, "plan-changed",
                    PlanChangeText.clause(change, of: plan, in: .en),
                    at: Diagnostic.Place(file: file),
                    why: "the plan was locked on \(day); \(Self.why(change.effect))",
                    fix: PhasePlanner.mayChange(change)
                        ? "restore it, or open a phase: "
                            + "`experiment phase new \(file) --from DAY`"
                        : "restore it; a plan that must differ is another test, with a key of its own"
                )
            })
    }

    private static func why(_ effect: PlanChange.Effect) -> String {
        switch effect {
        case .harmless: "words that decide nothing may change"
        case .analysis:
            "this decides what is measured or what passes, so that a report will be INVALID"
        case .draw: "this decides who gets what"
        }
    }
}
