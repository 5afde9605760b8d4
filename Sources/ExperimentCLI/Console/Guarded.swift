// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Assignment
import ExperimentModel
import Tabular

/// Runs a command's work and turns every failure into messages and an exit code.
///
/// An error that nobody foresaw is our bug: it says so, with the version, and exits with 70.
func guarded(_ work: () throws -> Void) throws {
    do {
        try work()
    } catch let code as ExitCode {
        throw code
    } catch let usage as ValidationError {
        // What was said is exact; the usage of every command would only hide it.
        Console.message("Error: \(Visible.text(usage.message))")
        throw ExitCode(64)
    } catch let error as DiagnosticsError {
        show(error.diagnostics)
        throw ExitCode(error.kind.rawValue)
    } catch let error as TabularError {
        show([error.diagnostic])
        throw ExitCode(error.kind.rawValue)
    } catch let error as AssignmentError {
        show([error.diagnostic])
        throw ExitCode(DiagnosticsError.Kind.badPlan.rawValue)
    } catch {
        Console.message(
            """
            error[bug]: \(Visible.value(String(describing: error)))
              why: this should not happen; experiment \(Tool.version) stopped before it wrote a result
              fix: report it with the command you ran
            """)
        throw ExitCode(70)
    }
}

/// Shows problems on standard error, a blank line between them.
func show(_ diagnostics: [Diagnostic]) {
    let shown = diagnostics.map { $0.rendered() }
    guard !shown.isEmpty else { return }
    Console.message(shown.joined(separator: "\n\n"))
}
