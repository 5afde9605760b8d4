// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentCampaign
import Foundation

/// `experiment explain`: why this customer is in this group.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows how one id is drawn: salt, point and range.",
        discussion: """
            experiment explain winback.yaml --id 104233

            Anyone can recompute it: the point is the first 13 hexadecimal digits of \
            SHA-256("salt:id"), modulo 1,000,000.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "The customer's id, exactly as in the data.")
    var id: String

    @Flag(help: "Print the steps as JSON.")
    var json = false

    func run() throws {
        try guarded {
            let explanation = try Explanation(plan: plan.load(), id: id)
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys]
                let steps = explanation.facts.map { ["name": $0.name, "value": $0.value] }
                Console.result(String(decoding: try encoder.encode(steps), as: UTF8.self))
            } else {
                let width = explanation.facts.map(\.name.count).max() ?? 0
                for fact in explanation.facts {
                    let gap = String(repeating: " ", count: width - fact.name.count)
                    Console.result("\(fact.name)\(gap)  \(fact.value)")
                }
            }
        }
    }
}
