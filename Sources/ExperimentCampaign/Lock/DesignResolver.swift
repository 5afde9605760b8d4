// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel

/// Which design a plan is drawn by, on a day, or why it may not be drawn.
///
/// Everything that draws goes through here, so that nobody draws from a plan that is no longer the
/// one locked.
public struct DesignResolver: Sendable {
    /// What the design is for.
    public enum Use: Sendable, Hashable {
        /// Customers get their variant, or a query for it is written.
        case drawing
        /// Somebody looks at what would happen; a plan without a lock is fine.
        case looking
    }

    /// A design and where it comes from.
    public struct Resolved: Sendable, Hashable {
        /// Who gets what.
        public var design: AssignmentDesign
        /// The number of the phase; nil for a plan without a lock.
        public var phase: Int?
        /// The day it holds for.
        public var day: Day
        /// What whoever draws by it should know.
        public var warnings: [Diagnostic] = []
    }

    /// Why there is no design.
    public enum Problem: Error, Sendable, Hashable {
        /// The plan is not the one that was locked.
        case planChanged([PlanChange], lockedAt: String)
        /// Anything else.
        case diagnostics([Diagnostic])
    }

    private let plan: Plan
    private let lock: PlanLock?
    private let slots: [PointRange]?
    private let map: SlotMap?
    let file: String

    /// Creates a resolver.
    ///
    /// - Parameters:
    ///   - plan: The plan as it stands now.
    ///   - lock: Its lock; nil when it has none.
    ///   - slots: The slots that an unlocked plan would own in its layer, to look at.
    ///   - map: Who owns which slots of its layer, to hold a locked plan against; nil does not ask.
    ///   - file: The plan's file, for messages.
    public init(
        plan: Plan, lock: PlanLock?, slots: [PointRange]? = nil, map: SlotMap? = nil, file: String
    ) {
        self.plan = plan
        self.lock = lock
        self.slots = slots
        self.map = map
        self.file = file
    }

    /// The day that is meant where nobody names one.
    ///
    /// The same command must give the same bytes tomorrow: a locked list is drawn as its last phase
    /// says, an unlocked one as on its first day. Only a test that people keep entering asks the
    /// clock.
    ///
    /// - Parameter today: Today.
    /// - Returns: The day.
    public func day(today: Day) -> Day {
        let first = lock?.phases.last?.from ?? plan.schedule?.start
        switch plan.schedule?.entry ?? .once {
        case .once: return first ?? today
        case .recurring, .continuous: return first.map { max($0, today) } ?? today
        }
    }

    /// The design of a day.
    ///
    /// - Parameters:
    ///   - day: The day.
    ///   - use: What it is for.
    /// - Returns: The design, with the global control of that day.
    /// - Throws: ``Problem``.
    public func design(on day: Day, for use: Use) throws(Problem) -> Resolved {
        guard let lock else { return try unlocked(on: day, for: use) }
        let refused = try changes(since: lock).filter(draws)
        guard refused.isEmpty else {
            throw .planChanged(refused, lockedAt: lock.lockedAt)
        }
        guard let phase = lock.phase(on: day) else { throw early(day, lock) }
        if let lost = slotsLost(phase.design, on: day) { throw .diagnostics([lost]) }
        var design = phase.design
        do {
            design.holdout = try AssignmentDesign.heldOut(of: plan, on: day)
            try design.check()
        } catch {
            throw .diagnostics([error.diagnostic])
        }
        return Resolved(
            design: design, phase: phase.version, day: day,
            warnings: [holdoutPassed(phase, on: day, lock)].compactMap { $0 })
    }

    /// Whether a change says who gets what; only such a change stops a draw.
    private func draws(_ change: PlanChange) -> Bool {
        // The strata of exact quotas are segments; the audience asks what an empty value is.
        let isStratum = plan.assignment.stratify != nil && change.subject.hasPrefix("segments")
        let isAsked = plan.audience != nil && change.subject == "data.missing"
        return change.effect == .draw || isStratum || isAsked
    }

    private func changes(since lock: PlanLock) throws(Problem) -> [PlanChange] {
        do {
            if try lock.holds(for: plan) { return [] }
            let changes = try PlanDiff.changes(from: lock.plan, to: plan)
            // A digest that differs without a difference that can be told is still a difference.
            return changes.isEmpty
                ? [PlanChange(subject: "", kind: .edited, effect: .draw)] : changes
        } catch {
            throw .diagnostics([Self.notFinite(file)])
        }
    }

    private func unlocked(on day: Day, for use: Use) throws(Problem) -> Resolved {
        if use == .drawing, let missing = needsLock() { throw .diagnostics([missing]) }
        do {
            let design = try AssignmentDesign(plan: plan, on: day, slots: slots)
            return Resolved(design: design, phase: nil, day: day)
        } catch {
            throw .diagnostics([error.diagnostic])
        }
    }

    /// Why a plan without a lock may not be drawn.
    private func needsLock() -> Diagnostic? {
        let place = Diagnostic.Place(file: file, keyPath: "assignment")
        if let layer = plan.assignment.layer {
            return Diagnostic(
                .error, "lock-missing",
                "the plan is in layer `\(Visible.value(layer.key))` and is not locked",
                at: place,
                why: "a lock claims the slots of the layer, so that tests never share a customer",
                fix: "run `experiment lock \(file)` first")
        }
        guard plan.assignment.balance != nil else { return nil }
        return Diagnostic(
            .error, "lock-missing", "the plan asks for a balanced salt and is not locked",
            at: place, why: "the salt is looked for when the plan is locked, in the customer file",
            fix: "run `experiment lock \(file) --customers FILE` first")
    }

    /// Why the slots of a locked plan are no longer its own on a day.
    private func slotsLost(_ design: AssignmentDesign, on day: Day) -> Diagnostic? {
        guard let map, let layer = design.layer else { return nil }
        let place = Diagnostic.Place(file: file, keyPath: "assignment.layer")
        guard let claim = map.claim(of: plan.key), claim.slots == layer.slots else {
            return Diagnostic(
                .error, "slots-lost",
                "layer `\(Visible.value(layer.key))` does not know the slots of the lock",
                at: place,
                why: "another test may own them, and would share customers with this one",
                fix: "restore \(LayerMapFile.name) from version control")
        }
        guard let released = claim.released, released <= day else { return nil }
        return Diagnostic(
            .error, "slots-released",
            "the plan gave its slots of layer `\(Visible.value(layer.key))` back on "
                + "\(released.iso)", at: place,
            why: "from then on they rest, or belong to another test",
            fix: "name an earlier day with --as-of, or start a new test")
    }

    private func early(_ day: Day, _ lock: PlanLock) -> Problem {
        let first = lock.phases.first?.from.iso ?? ""
        return .diagnostics([
            Diagnostic(
                .error, "before-first-phase",
                "the locked plan starts on \(first), after \(day.iso)",
                at: Diagnostic.Place(file: file), why: "nobody takes part before the first phase",
                fix: "name a day from \(first) on, with --as-of")
        ])
    }

    static func notFinite(_ file: String) -> Diagnostic {
        Diagnostic(
            .error, "plan-not-finite", "the plan holds a number that is not finite",
            at: Diagnostic.Place(file: file), why: "it has no digest",
            fix: "write a number that a computer holds")
    }
}
