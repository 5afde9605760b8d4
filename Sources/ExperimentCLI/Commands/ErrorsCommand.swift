// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentModel

/// `experiment errors`: what the ids of messages mean.
struct ErrorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "errors",
        abstract: "Lists the ids of messages, with what each means and what to do.",
        discussion: """
            experiment errors                          every id
            experiment errors weights-sum              one of them
            experiment errors --json                   for programs

            A message starts with its severity and its id, as error[weights-sum]. Ids stay the same from \
            version to version, so that a pipeline may rely on them; the words may become better.
            """)

    @Argument(help: "The id, as weights-sum (default: all).")
    var id: String?

    @Flag(help: "Print a JSON list on standard output.")
    var json = false

    func run() throws {
        try guarded {
            let entries = try chosen()
            if json {
                try Console.result(CanonicalJSON(encoding: entries).sorted.pretty)
            } else {
                try Console.result(
                    entries.map { "\($0.id)\n  \($0.meaning)" }.joined(separator: "\n"))
            }
        }
    }

    private func chosen() throws -> [DiagnosticCatalogue.Entry] {
        guard let id else { return DiagnosticCatalogue.entries }
        if let entry = DiagnosticCatalogue.entry(id) { return [entry] }
        let near = NearestName.names(like: id, among: DiagnosticCatalogue.entries.map(\.id))
        let hint =
            near.isEmpty
            ? "`experiment errors` lists all" : "did you mean \(near.joined(separator: " or "))?"
        throw ValidationError("no message has the id '\(Visible.value(id))'; \(hint)")
    }
}
