// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

/// How far a global control moves on between two days of a test.
///
/// Who is held out on the later day only may have taken part before, and the other way round.
public struct HoldoutShift: Sendable, Hashable {
    /// The points that are held out on the later day only, of the million there are.
    public var joining: Int
    /// The points that are held out on the earlier day only.
    public var returning: Int

    /// The exact share of the audience that becomes held out, as `4.5%`.
    public var joiningShare: String { Self.percent(joining) }
    /// The exact share of the audience that comes back.
    public var returningShare: String { Self.percent(returning) }

    /// Compares the arcs of two days; nil when the same points are held out on both.
    ///
    /// - Throws: When the global control of the plan cannot be drawn.
    init?(of plan: Plan, from first: Day, to later: Day) throws(AssignmentError) {
        let before = try AssignmentDesign.heldOut(of: plan, on: first)?.arcs ?? []
        let after = try AssignmentDesign.heldOut(of: plan, on: later)?.arcs ?? []
        var shared = 0
        for one in before {
            for other in after {
                shared += max(0, min(one.to, other.to) - max(one.from, other.from))
            }
        }
        joining = after.reduce(0) { $0 + $1.count } - shared
        returning = before.reduce(0) { $0 + $1.count } - shared
        if joining == 0, returning == 0 { return nil }
    }

    private static func percent(_ points: Int) -> String {
        PhasePlanner.percent(points * Allocation.pointCount)
    }
}

extension DesignResolver {
    /// The warning about a day on which the global control is no longer that of the locked test.
    func holdoutPassed(_ phase: PlanLock.Phase, on day: Day, _ lock: PlanLock) -> Diagnostic? {
        let first = lock.phases.first?.from ?? phase.from
        guard
            let (start, shift) = [phase.from, first].lazy.compactMap({ start in
                (try? HoldoutShift(of: lock.plan, from: start, to: day)).map { (start, $0) }
            }).first
        else { return nil }
        let isOfPhases = start != phase.from
        return Diagnostic(
            .warning, "holdout-period-passed",
            "between \(start.iso) and \(day.iso) the global control moved on: "
                + "\(shift.joiningShare) of the audience become held out, "
                + "\(shift.returningShare) come back",
            at: Diagnostic.Place(file: file, keyPath: "assignment.holdout"),
            why: "customers who took part leave the test, and others come in after it began",
            fix: isOfPhases
                ? "report each phase apart, with --phase"
                : "draw for \(start.iso) with --as-of; a test in the next period is a test of its own"
        )
    }
}
