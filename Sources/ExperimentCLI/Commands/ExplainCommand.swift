// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Assignment
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

    private static func json(_ explanation: Explanation) throws -> String {
        struct Range: Encodable {
            var variant: String
            var from: Int
            var to: Int
        }
        struct Steps: Encodable {
            var algorithm: String
            var hashed: String?
            var id: String
            var point: Int?
            var ranges: [Range]
            var reason: String
            var salt: String
            var u: String?
            var variant: String?
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let steps = Steps(
            algorithm: explanation.algorithm, hashed: explanation.draw?.hashed, id: explanation.id,
            point: explanation.draw?.point,
            ranges: explanation.ranges.map {
                Range(variant: $0.variant, from: $0.lowerBound, to: $0.upperBound)
            },
            reason: explanation.reason, salt: explanation.salt,
            u: explanation.draw?.hexadecimal, variant: explanation.variant)
        return String(decoding: try encoder.encode(steps), as: UTF8.self)
    }

    func run() throws {
        try guarded {
            let plan = try self.plan.load()
            _ = try LockedPlan(plan, file: self.plan.plan).design(asOf: nil, for: .looking)
            let explanation = try Explanation(plan: plan, id: id)
            if json {
                try Console.result(Self.json(explanation))
            } else {
                let width = explanation.facts.map(\.name.count).max() ?? 0
                for fact in explanation.facts {
                    let gap = String(repeating: " ", count: width - fact.name.count)
                    try Console.result("\(fact.name)\(gap)  \(fact.value)")
                }
            }
        }
    }
}
