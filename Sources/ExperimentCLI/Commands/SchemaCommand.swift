// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentConfig

/// `experiment schema`: the plan language for editors.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of a plan, for completion and hover help in editors.",
        discussion: """
            experiment schema > experiment.schema.json
            experiment schema --shared > experiments.schema.json

            Editors with YAML support read it from the first line of a plan:
              # yaml-language-server: $schema=experiment.schema.json
            """)

    @Flag(help: "The schema of experiments.yaml, the file that plans share.")
    var shared = false

    func run() throws {
        try guarded {
            try Console.result(
                shared ? PlanSchema.workspaceJSONSchema() : PlanSchema.jsonSchema())
        }
    }
}
