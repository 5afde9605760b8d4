// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Assignment
import ExperimentCampaign
import ExperimentModel

/// Holds an assignment file against what its plan gives: in the phase of today, or in another one.
struct AssignmentCheck {
    let locked: LockedPlan
    let resolved: DesignResolver.Resolved
    let options: AssignmentOptions
    let customers: String?
    /// The day that the user named.
    let asOf: Day?

    /// Compares a file and says what was found.
    ///
    /// - Throws: Exit code 3 when the file is not what was written.
    func check(_ file: String) throws {
        let verifier = try AssignmentVerifier(
            plan: locked.plan, design: resolved.design, options: options)
        let counts = customers == nil ? recordedRows(of: file) : []
        var recorded = counts.last
        var report = try verifier.verify(file, customers: customers, recorded: recorded)
        if report.problem != nil, counts.contains(report.rows) {
            // An earlier file of the same name was as long as this one.
            recorded = report.rows
            report = try verifier.verify(file, customers: customers, recorded: recorded)
        }
        guard let problem = report.problem else {
            return Console.message(agreement(file, rows: report.rows, recorded: recorded))
        }
        guard let phase = try otherPhase(file, recorded) else {
            show([problem])
            throw ExitCode(3)
        }
        let now = resolved.phase ?? 1
        guard asOf != nil else {
            // Without a day the question is whether the file is as it was written.
            return Console.message(
                agreement(file, rows: report.rows, recorded: recorded)
                    + "\n  the file fits phase \(phase.version), from \(phase.from.iso); "
                    + "the plan is now in phase \(now)")
        }
        show([elsewhere(file, phase, now)])
        throw ExitCode(3)
    }

    private func agreement(_ file: String, rows: Int, recorded: Int?) -> String {
        let name = Paths.name(of: file)
        let counted = "\(name): \(rows) \(rows == 1 ? "row" : "rows")"
        if customers != nil {
            return counted + ", the same as drawn again from the customers"
        }
        let drawn = counted + ", each drawn again from its own columns; all agree"
        return recorded != nil
            ? drawn + ", and as many as the audit trail recorded"
            : drawn + "\n  rows that are missing cannot be seen without --customers FILE"
    }

    private func elsewhere(_ file: String, _ phase: PlanLock.Phase, _ now: Int) -> Diagnostic {
        Diagnostic(
            .error, "assignment-other-phase",
            "the file fits phase \(phase.version), not phase \(now) of \(resolved.day.iso)",
            at: .init(file: file),
            why: "it was drawn before or after the shares changed; phase \(phase.version) holds "
                + "from \(phase.from.iso)",
            fix: "name a day of phase \(phase.version) with --as-of, or assign again")
    }

    /// Another phase of the lock that gives the file as it is.
    private func otherPhase(_ file: String, _ recorded: Int?) throws -> PlanLock.Phase? {
        for phase in locked.lock?.phases.reversed() ?? [] where phase.version != resolved.phase {
            var plan = locked.plan
            plan.variants = phase.design.variants.compactMap { locked.plan.variant($0) }
            // A variant that has left the plan cannot be told any more.
            guard plan.variants.count == phase.design.variants.count else { continue }
            var design = phase.design
            design.holdout = try AssignmentDesign.heldOut(of: plan, on: phase.from)
            let report = try AssignmentVerifier(plan: plan, design: design, options: options)
                .verify(file, customers: customers, recorded: recorded)
            if report.problem == nil { return phase }
        }
        return nil
    }

    /// The rows that the audit trail says were written to files of this name, oldest first.
    private func recordedRows(of file: String) -> [Int] {
        guard locked.lock != nil, let entries = try? AuditTrail(beside: locked.file).entries()
        else { return [] }
        return entries.filter { entry in
            entry.action == .assign && entry.plan == locked.plan.key
                && entry.details["file"] == Paths.name(of: file)
        }.compactMap { $0.details["written"].flatMap { Int($0) } }
    }
}
