// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentConfig
import ExperimentModel

/// `experiment list`: the calendar of tests.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "Lists the tests of a folder in the order of time: what runs, where and for whom.",
        discussion: """
            experiment list                            the plans in this folder
            experiment list experiments --as-of 2026-03-10
            experiment list experiments --json

            A plan is a draft, locked, or changed since its lock KEY.lock.json was written. LAYER says \
            which share of which layer the test takes, HELD OUT which global control it keeps. The \
            exit code is 78 when a plan or a lock cannot be read; the others are listed all the same.
            """)

    @Argument(help: "The folder with the plans (default: this folder).", completion: .directory)
    var folder = "."

    @Option(help: "The day to ask about, YYYY-MM-DD (default: today, Universal Time).")
    var asOf: String?

    @Flag(help: "Print the calendar as JSON on standard output.")
    var json = false

    func validate() throws {
        if let asOf, Day(asOf) == nil {
            throw ValidationError("--as-of is a day as 2026-03-02, not '\(asOf)'")
        }
    }

    func run() throws {
        try guarded {
            let day = asOf.flatMap { Day($0) } ?? Clock.today()
            // Paths matter to who reads the data, not to the calendar.
            let calendar = PlanCalendar(PlanFolder.load([folder], allowOutside: true), on: day)
            show(calendar.problems.filter { $0.severity == .error })
            if json {
                try Console.result(calendar.json())
            } else if !calendar.rows.isEmpty {
                try Console.result(calendar.text())
            }
            if !calendar.problems.isEmpty {
                throw ExitCode(DiagnosticsError.Kind.badPlan.rawValue)
            }
        }
    }
}
