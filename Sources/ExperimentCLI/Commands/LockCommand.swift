// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Assignment
import ExperimentCampaign
import ExperimentModel
import ExperimentReport
import Foundation
import Tabular

/// `experiment lock`: fixes a plan before outcomes are seen.
struct LockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract: "Freezes a plan before outcomes are seen, and claims its slots of a layer.",
        discussion: """
            experiment lock winback.yaml
            experiment lock winback.yaml --customers customers.csv --as-of 2026-02-27
            experiment lock --release winback.yaml --as-of 2026-04-01

            Writes KEY.lock.json and audit.jsonl beside the plan; keep both in version control. From \
            then on every command holds the plan against the lock. `experiment phase new` changes \
            weights, allocation or variants; anything else is another test.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "The customer file, to record it, or to look for a balanced salt in it.")
    var customers: String?

    @Option(
        name: [.customLong("id-column"), .customLong("id")],
        help: "The column with the ids (default: the plan's unit).")
    var id: String?

    @Option(help: "The day of the lock, as 2026-02-27 (default: now).")
    var asOf: String?

    @Flag(help: "Give the slots of the layer back; their cool-down starts.")
    var release = false

    @OptionGroup var reading: DataOptions

    func run() throws {
        try guarded {
            let plan = try self.plan.load()
            let locked = try LockedPlan(plan, file: self.plan.plan)
            let named = try Clock.day(asOf)
            let moment = LockMaker.Moment(
                day: named ?? Clock.today(), text: named?.iso ?? Clock.now())
            if release { return try give(back: locked, at: moment) }
            if let lock = locked.lock { return try repeated(lock, locked) }
            let maker = LockMaker(
                plan: plan, file: self.plan.plan, customers: customers, idColumn: id,
                reading: try reading.readOptions(plan.data?.format ?? .init()), moment: moment)
            show(maker.warnings)
            let lock = try maker.make()
            try say(lock, "locked \(plan.key)")
        }
    }

    /// A lock that holds is no news; one that does not is not replaced.
    private func repeated(_ lock: PlanLock, _ locked: LockedPlan) throws {
        let changes = try locked.changes()
        let refused = changes.filter { $0.effect != .harmless }
        guard refused.isEmpty else {
            throw locked.diagnosed(.planChanged(refused, lockedAt: lock.lockedAt))
        }
        if let remark = try locked.remark() { show([remark]) }
        let same = changes.isEmpty ? "is the same" : "is the same in everything that decides"
        try say(lock, "\(lock.experiment) was locked on \(lock.lockedAt.prefix(10)) and \(same)")
    }

    private func say(_ lock: PlanLock, _ first: String) throws {
        let file = plan.plan
        var lines = [
            first, "  plan digest  \(lock.planDigest)   (paste this into the ticket)",
            "  algorithm    \(lock.algorithm), salt \(lock.salts.split)",
        ]
        lines += lock.phases.map { "  " + PhaseText.line($0, of: lock.plan, in: .en) }
        if let layer = lock.phases.last?.design.layer {
            let count = layer.slots.reduce(0) { $0 + $1.count }
            lines.append("  layer        \(layer.key): \(count) of \(Layer.slotCount) slots")
        }
        if let list = lock.audience.list {
            lines.append(
                "  customers    \(list.rows) rows"
                    + (list.eligible.map { ", \($0) of them eligible" } ?? "")
                    + ", digest \(list.digest.prefix(12))")
        }
        lines += Self.balance(lock.balance)
        lines.append("  lock         " + PlanLockFile.path(beside: file, key: lock.experiment))
        lines.append("next: experiment assign \(file) --customers \(customers ?? "FILE")")
        try Console.result(lines.joined(separator: "\n"))
    }

    private static func balance(_ search: BalanceSearch?) -> [String] {
        guard let search, let taken = search.candidates.last else { return [] }
        let tried = search.candidates.count
        var lines = [
            "  balance      \(tried) \(tried == 1 ? "salt" : "salts") tried; "
                + "the largest difference is \(BalanceFinder.short(taken.difference)) "
                + "in \(taken.covariate), within \(BalanceFinder.short(search.threshold))"
        ]
        for (name, count) in zip(search.covariates, search.missing) where count > 0 {
            lines.append(
                "               \(count) customers have no \(name) and were left out of it")
        }
        lines.append(
            "               p-values that do not adjust for these covariates are conservative")
        return lines
    }

    private func give(back locked: LockedPlan, at moment: LockMaker.Moment) throws {
        let file = plan.plan
        guard let lock = locked.lock else { throw Self.neverLocked(file) }
        guard let layer = locked.plan.assignment.layer else {
            throw DiagnosticsError(
                .badPlan,
                [
                    Diagnostic(
                        .error, "layer-missing", "the plan is in no layer",
                        at: Diagnostic.Place(file: file, keyPath: "assignment.layer"),
                        why: "there are no slots to give back",
                        fix: "leave out --release; a lock itself is kept")
                ])
        }
        let place = LayerPlace.path(of: file)
        guard let claim = try LayerMapFile.map(of: layer, in: place).claim(of: locked.plan.key)
        else { throw Self.noSlots(locked.plan.key, layer.key, file) }
        if let released = claim.released {
            let from = claim.available.map { "; another test may have them from \($0.iso)" } ?? ""
            return try Console.result(
                "nothing to do: the slots of \(locked.plan.key) in layer \(layer.key) were given "
                    + "back on \(released.iso)\(from)")
        }
        let available = try LayerMapFile.update(layer, in: place) {
            map throws(SlotProblem) in
            try map.release(locked.plan.key, on: moment.day)
        }
        try AuditRecorder.record(
            .release, of: locked.plan, digest: lock.planDigest, file: file, at: moment.text,
            details: ["available": available.iso, "layer": layer.key])
        try Console.result(
            "released the slots of \(locked.plan.key) in layer \(layer.key); "
                + "another test may have them from \(available.iso)")
    }

    private static func neverLocked(_ file: String) -> DiagnosticsError {
        DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, "lock-missing", "the plan was never locked, so it holds no slots",
                    at: Diagnostic.Place(file: file),
                    why: "only a lock claims slots of a layer; there is nothing to give back",
                    fix: "leave out --release; or check that the lock stands beside this plan")
            ])
    }

    private static func noSlots(
        _ key: String, _ layer: String, _ file: String
    ) -> DiagnosticsError {
        DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, "slots-none",
                    "`\(key)` no longer has slots of layer `\(layer)`",
                    at: Diagnostic.Place(file: file, keyPath: "assignment.layer"),
                    why: "they were given back before the first day, when nobody had been drawn",
                    fix: "there is nothing to do; `experiment audit \(file)` shows when it was")
            ])
    }
}
