// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentConfig
import ExperimentModel

/// The plan a command works on.
struct PlanOptions: ParsableArguments {
    @Argument(
        help: "The plan, a YAML file.", completion: .file(extensions: ["yaml", "yml", "json"]))
    var plan: String

    @Flag(help: "Allow data files outside the plan's folder.")
    var allowOutside = false

    /// Loads the plan; its warnings are shown, its errors stop the command.
    func load() throws -> Plan { try Self.load(plan, allowOutside: allowOutside) }

    /// Loads a plan; its warnings are shown, its errors stop the command.
    static func load(_ path: String, allowOutside: Bool = false) throws -> Plan {
        let loaded = PlanLoader.load(path: path, allowOutside: allowOutside)
        let plan = try loaded.get()
        show(loaded.diagnostics.filter { $0.severity == .warning })
        return plan
    }
}
