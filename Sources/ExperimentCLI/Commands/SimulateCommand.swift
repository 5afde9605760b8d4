// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentCampaign
import ExperimentModel
import Tabular

/// `experiment simulate`: a campaign from the rates in its plan.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Generates the file of a campaign from the true rates and effects in its plan.",
        discussion: """
            experiment simulate winback-demo.yaml --customers 100000 --seed 2026 --out demo.csv
            experiment simulate winback-demo.yaml --customers 1000 --seed 1 --rate ordered.personal=5%

            The same plan, number of customers and seed give the same bytes on every machine.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "How many customers.")
    var customers: Int

    @Option(help: "The seed of every draw.")
    var seed: UInt64

    @Option(help: "The file to write; standard output when not given.", completion: .file())
    var out: String?

    @Option(help: "A rate or mean instead of the plan's, as METRIC.VARIANT=5%.")
    var rate: [String] = []

    @Flag(help: "Replace an existing file.")
    var force = false

    func validate() throws {
        guard customers > 0 else { throw ValidationError("--customers is 1 or more") }
        for text in rate {
            do { _ = try RateOverride(text) } catch {
                let problem = error.diagnostics.first
                throw ValidationError("--rate: \(problem?.summary ?? text)")
            }
        }
    }

    func run() throws {
        try guarded {
            let simulator = try CampaignSimulator(
                plan: plan.load(), customers: customers, seed: seed,
                overrides: rate.map { try RateOverride($0) })
            guard let out else {
                _ = try simulator.write { try Console.bytes($0) }
                return
            }
            try OutputGuard.check(outputs: [("--out", out)], inputs: [plan.plan])
            let file = try AtomicFile(path: out, overwrites: force)
            do {
                let summary = try simulator.write { try file.write($0) }
                try file.commit()
                Console.message("wrote \(summary.customers) customers to \(out)")
            } catch {
                file.discard()
                throw error
            }
        }
    }
}
