// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel

/// What a new phase of a locked plan may change, and what it means.
public enum PhasePlanner {
    /// A phase that could be opened.
    public struct Proposal: Sendable, Hashable {
        /// What changed in the plan, in plan order.
        public var changes: [PlanChange]
        /// Who moves.
        public var change: AllocationChange
        /// How the global control moves on between the phases; nil when it does not.
        public var holdoutShift: HoldoutShift?
        /// Who joins control and base; nil where no variant is added.
        public var joiners: Joiners?
        /// The lock with the phase.
        public var lock: PlanLock
        /// The phase.
        public var phase: PlanLock.Phase
    }

    /// Whether a change is one that a new phase may make: weights, allocation, variants.
    public static func mayChange(_ change: PlanChange) -> Bool {
        if change.subject == "variants" {
            if case .reordered = change.kind { return false }
            return true
        }
        return ["variants.weight", "assignment.allocation", "assignment.evenWeights"].contains(
            change.subject)
    }

    /// Works out the phase that the plan, as it stands now, would open.
    ///
    /// - Parameters:
    ///   - plan: The plan as it stands now.
    ///   - lock: Its lock.
    ///   - from: The first day of the phase.
    ///   - file: The plan's file, for messages.
    /// - Returns: The phase, and the lock with it.
    /// - Throws: The changes that a phase may not make, or why there is no phase to open.
    public static func propose(
        _ plan: Plan, lock: PlanLock, from: Day, file: String
    ) throws(DesignResolver.Problem) -> Proposal {
        let changes: [PlanChange]
        let digest: String
        do {
            changes = try PlanDiff.changes(from: lock.plan, to: plan)
            digest = try LockDigest.sha256(of: plan)
        } catch {
            throw .diagnostics([DesignResolver.notFinite(file)])
        }
        let refused = changes.filter { !mayChange($0) && $0.effect != .harmless }
        guard refused.isEmpty else { throw .planChanged(refused, lockedAt: lock.lockedAt) }
        guard changes.contains(where: mayChange), let last = lock.phases.last else {
            throw .diagnostics([
                Diagnostic(
                    .error, "phase-unchanged",
                    "the plan draws as it did when it was locked: there is no phase to open",
                    at: Diagnostic.Place(file: file),
                    why: "a phase has other weights, another allocation or other variants",
                    fix: "change those in the plan, and run this command again")
            ])
        }
        guard from > last.from else {
            throw .diagnostics([
                Diagnostic(
                    .error, "phase-too-early",
                    "the phase would start on \(from.iso), "
                        + "and phase \(last.version) started on \(last.from.iso)",
                    at: Diagnostic.Place(file: file),
                    why: "a phase holds from its first day until the next one starts",
                    fix: "name a later day with --from")
            ])
        }
        if let end = plan.schedule?.end, from > end {
            throw .diagnostics([
                Diagnostic(
                    .error, "phase-after-end",
                    "the phase would start on \(from.iso), and the test ends on \(end.iso)",
                    at: Diagnostic.Place(file: file),
                    why: "nobody is drawn after the last day",
                    fix: "name a day up to \(end.iso) with --from, or make a new plan")
            ])
        }
        let change: AllocationChange
        let shift: HoldoutShift?
        var design: AssignmentDesign
        do {
            change = try AllocationChange(from: last.design, to: plan)
            shift = try HoldoutShift(of: plan, from: last.from, to: from)
            design = change.after
            design.holdout = try AssignmentDesign.heldOut(of: plan, on: from)
        } catch {
            throw .diagnostics([error.diagnostic])
        }
        let (kind, effect) = meaning(of: change)
        // Who is held out differs, so the phases are not about the same people.
        let phase = PlanLock.Phase(
            version: last.version + 1, from: from, kind: kind,
            effect: shift == nil ? effect : .apart, design: design)
        var next = lock
        next.plan = plan
        next.planDigest = digest
        next.variants = change.after.variants
        next.phases.append(phase)
        return Proposal(
            changes: changes, change: change, holdoutShift: shift,
            joiners: joiners(of: change, plan), lock: next, phase: phase)
    }

    /// What a change is, by who moves and by what new people are let in for.
    private static func meaning(
        of change: AllocationChange
    ) -> (PlanLock.PhaseKind, PlanLock.PhaseEffect) {
        var isAdded = false
        var isReweighted = false
        for effect in change.effects {
            switch effect {
            case .letsInMore: break
            case .adds: isAdded = true
            case .changesWeights: isReweighted = true
            case .ejects, .drops, .moves: return (.weightsChanged, .apart)
            }
        }
        if isAdded { return (.variantAdded, .ownBand) }
        return isReweighted ? (.weightsChanged, .apart) : (.ramp, .pooled)
    }
}
