// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentModel

/// What a user may have meant by a command or an option that does not exist.
enum Misspelling {
    /// The sentence about the first word that is wrong.
    ///
    /// - Parameter arguments: The arguments of the process, without its name.
    /// - Returns: The sentence; nil when no word is wrong, or nothing like it exists.
    static func remark(_ arguments: [String]) -> String? {
        var command: any ParsableCommand.Type = ExperimentCommand.self
        var rest = arguments[...]
        while let word = rest.first, !command.configuration.subcommands.isEmpty {
            guard !word.hasPrefix("-") else { return nil }
            let known = command.configuration.subcommands
            guard let next = known.first(where: { name(of: $0) == word }) else {
                return word == "help" ? nil : unknownCommand(word, known.map(name))
            }
            command = next
            rest = rest.dropFirst()
        }
        return unknownOption(in: rest, of: command)
    }

    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? ""
    }

    private static func unknownCommand(_ word: String, _ known: [String]) -> String {
        "there is no command `\(Visible.value(word))`; "
            + (meant(NearestName.names(like: word, among: known))
                ?? "`experiment --help` lists them")
    }

    private static func unknownOption(
        in arguments: ArraySlice<String>, of command: any ParsableCommand.Type
    ) -> String? {
        let known = options(of: command)
        let given = arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }.map { word in
            String(word.prefix { $0 != "=" })
        }
        guard let word = given.first(where: { !known.contains($0) }),
            let meant = meant(NearestName.names(like: word, among: known))
        else { return nil }
        return "there is no option `\(Visible.value(word))`; \(meant)"
    }

    private static func meant(_ names: [String]) -> String? {
        names.isEmpty
            ? nil : "did you mean \(names.map { "`\($0)`" }.joined(separator: " or "))?"
    }

    /// The long options of a command, as its help names them.
    private static func options(of command: any ParsableCommand.Type) -> [String] {
        let help = ExperimentCommand.helpMessage(for: command, columns: 200)
        var found = ["--help", "--version"]
        for part in help.split(whereSeparator: { " ,\n[]()".contains($0) })
        where part.hasPrefix("--") && part.count > 2 && !found.contains(String(part)) {
            found.append(String(part))
        }
        return found
    }
}
