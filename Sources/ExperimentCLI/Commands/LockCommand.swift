// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Assignment
import ExperimentCampaign
import ExperimentModel
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

    @Option(help: "The column with the ids (default: the plan's unit).")
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
        guard changes.isEmpty else {
            throw locked.diagnosed(.planChanged(changes, lockedAt: lock.lockedAt))
        }
        try say(
            lock, "\(lock.experiment) was locked on \(lock.lockedAt.prefix(10)) and is the same")
    }

    private func say(_ lock: PlanLock, _ first: String) throws {
        let file = plan.plan
        var lines = [
            first, "  plan digest  \(lock.planDigest)   (paste this into the ticket)",
            "  algorithm    \(lock.algorithm), salt \(lock.salts.split)",
        ]
        lines += lock.phases.map { "  " + PhaseCommand.line($0) }
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
        guard let lock = locked.lock else { throw PhaseCommand.unlocked(file) }
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
        let available = try LayerMapFile.update(layer, in: LayerPlace.path(of: file)) {
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
}
