// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Assignment
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

            experiment schema --algorithms

            says for every value of `algorithm` what is hashed, what `salt` and `gate_salt` are in \
            the system it repeats, and which shares that system can have. Evidence is published when \
            the whole draw gives results the system publishes, read-in-source or documented when only \
            its hash does.
            """)

    @Flag(help: "The schema of experiments.yaml, the file that plans share.")
    var shared = false

    @Flag(help: "Print how every assignment algorithm draws instead.")
    var algorithms = false

    func run() throws {
        try guarded {
            let schema = shared ? PlanSchema.workspaceJSONSchema() : PlanSchema.jsonSchema()
            try Console.result(algorithms ? Self.algorithms() : schema)
        }
    }

    private static func algorithms() -> String {
        AssignmentAlgorithm.allCases.map { algorithm in
            let facts = algorithm.facts
            let lines = [
                ("hashed", facts.hashed), ("hash", facts.hash), ("buckets", facts.buckets),
                ("boundary", facts.boundary), ("gate", facts.gate), ("salt", facts.salt),
                ("gate_salt", facts.gateSalt), ("shares", facts.shares),
                ("evidence", facts.evidence.rawValue),
            ]
            return
                (["\(facts.id) - \(facts.system)"]
                + lines.map { "  \($0)\(String(repeating: " ", count: 11 - $0.count))\($1)" })
                .joined(separator: "\n")
        }.joined(separator: "\n\n")
    }
}
