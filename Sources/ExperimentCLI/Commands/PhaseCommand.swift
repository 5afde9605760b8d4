// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentCampaign
import ExperimentModel
import ExperimentReport

/// `experiment phase`: other weights, another allocation or other variants while a test runs.
struct PhaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phase",
        abstract: "Opens a phase of a locked plan, or lists its phases.",
        subcommands: [New.self, List.self])

    /// `experiment phase new`.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new",
            abstract: "Opens a phase: the only way to change weights, allocation or variants.",
            discussion: """
                experiment phase new winback.yaml --from 2026-03-16 --dry-run
                experiment phase new winback.yaml --from 2026-03-16

                Change weights, allocation or variants in the plan first. As few customers move as \
                can be; letting in more of them moves nobody.
                """)

        @OptionGroup var plan: PlanOptions

        @Option(help: "The first day of the phase, as 2026-03-16.")
        var from: String

        @Option(help: "The day to record, as 2026-03-15 (default: now).")
        var asOf: String?

        @Option(help: "The language of the sentences: en or nl. The plan's own when not given.")
        var lang: String?

        @Flag(help: "Show what would change, and change nothing.")
        var dryRun = false

        func run() throws {
            try guarded {
                guard let day = try Clock.day(from, option: "--from") else { return }
                let recorded = try Clock.day(asOf)?.iso ?? Clock.now()
                let plan = try self.plan.load()
                let file = self.plan.plan
                let locked = try LockedPlan(plan, file: file)
                guard let lock = locked.lock else { throw PhaseCommand.unlocked(file) }
                let proposal: PhasePlanner.Proposal
                do throws(DesignResolver.Problem) {
                    proposal = try PhasePlanner.propose(plan, lock: lock, from: day, file: file)
                } catch {
                    throw locked.diagnosed(error)
                }
                let language = try LanguageOption.language(lang ?? plan.report.language)
                let lines = PhaseText.lines(proposal, in: language)
                try Console.result(lines.joined(separator: "\n"))
                guard !dryRun else {
                    try Console.result(PhaseText.dryRun(of: plan, in: language))
                    return
                }
                var next = proposal.lock
                next.audit = try AuditRecorder.record(
                    .phase, of: plan, digest: next.planDigest, file: file, at: recorded,
                    details: [
                        "effect": proposal.phase.effect.rawValue, "from": day.iso,
                        "kind": proposal.phase.kind.rawValue,
                        "phase": String(proposal.phase.version),
                    ])
                try PlanLockFile.write(
                    next, to: PlanLockFile.path(beside: file, key: plan.key))
                let done = PhaseText.done(next, file: file, in: language)
                try Console.result(done.joined(separator: "\n"))
            }
        }
    }

    /// `experiment phase list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the phases of a locked plan.")

        @OptionGroup var plan: PlanOptions

        @Option(help: "The language: en or nl. The plan's own when not given.")
        var lang: String?

        func run() throws {
            try guarded {
                let plan = try self.plan.load()
                let language = try LanguageOption.language(lang ?? plan.report.language)
                let locked = try LockedPlan(plan, file: self.plan.plan)
                guard let lock = locked.lock else { throw PhaseCommand.unlocked(self.plan.plan) }
                for phase in lock.phases {
                    try Console.result(PhaseText.line(phase, of: plan, in: language))
                }
            }
        }
    }

    static func unlocked(_ file: String) -> DiagnosticsError {
        DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, "lock-missing", "the plan is not locked",
                    at: Diagnostic.Place(file: file),
                    why: "phases stand in the lock; a plan without one is simply changed",
                    fix: "run `experiment lock \(file)` first")
            ])
    }
}
