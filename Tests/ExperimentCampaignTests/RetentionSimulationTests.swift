// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Testing

@Suite struct RetentionSimulationTests {
    private func plan(_ metrics: [Metric], data: DataSource = DataSource(variant: "variant"))
        -> Plan
    {
        var plan = CampaignPlans.winback(
            data: data,
            outcomes: [
                Simulation.Outcome(
                    metric: "retained", values: CampaignPlans.each(0.8, 0.84, 0.9)),
                Simulation.Outcome(
                    metric: "orders", values: CampaignPlans.each(1.6, 1.68, 1.8), given: "retained"),
            ], segments: [])
        plan.metrics = MetricSet(
            definitions: metrics + [
                Metric(key: "orders", kind: .count, column: "orders", direction: .increase)
            ], primary: "retained")
        return plan
    }

    private func retained(isChurn: Bool) -> Metric {
        Metric(
            key: "retained", kind: .retention, column: "flag", direction: .increase,
            isChurn: isChurn)
    }

    private func text(_ plan: Plan, customers: Int) throws -> String {
        var bytes: [UInt8] = []
        try CampaignSimulator(plan: plan, customers: customers, seed: 7).write { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [false, true])
    func `the rates are those of staying, whichever the column says`(isChurn: Bool) throws {
        var stayed: [Substring: (customers: Int, stayed: Int)] = [:]
        let rows = try text(plan([retained(isChurn: isChurn)]), customers: 30_000)
            .replacing("\"base, today\"", with: "base").split(separator: "\n").dropFirst()
        for row in rows {
            let fields = row.split(separator: ",")
            let isHere = (fields[2] == "1") != isChurn
            stayed[fields[1], default: (0, 0)].customers += 1
            stayed[fields[1], default: (0, 0)].stayed += isHere ? 1 : 0
            // Whoever left has no orders; whoever stayed has at least one.
            #expect((fields[3] != "0") == isHere)
        }
        for (variant, rate) in [("control", 0.8), ("base", 0.84), ("personal", 0.9)] {
            let seen = try #require(stayed[Substring(variant)])
            let share = Double(seen.stayed) / Double(seen.customers)
            #expect(abs(share - rate) < 0.03, "\(variant) \(share)")
        }
    }

    @Test func `staying and leaving are the same draw`() throws {
        let here = try text(plan([retained(isChurn: false)]), customers: 500)
        let gone = try text(plan([retained(isChurn: true)]), customers: 500)
        func flags(_ text: String) -> [Bool] {
            text.replacing("\"base, today\"", with: "base").split(separator: "\n").dropFirst()
                .map { $0.split(separator: ",")[2] == "1" }
        }
        #expect(flags(here) == flags(gone).map { !$0 })
    }

    @Test func `what cannot be drawn is named`() {
        func problems(_ metrics: [Metric], _ data: DataSource = DataSource(variant: "v"))
            -> [String]
        {
            var plan = plan([retained(isChurn: true)] + metrics, data: data)
            let outcomes = metrics.map {
                Simulation.Outcome(metric: $0.key, values: CampaignPlans.each(1, 1, 1))
            }
            plan.simulation?.outcomes += outcomes
            do {
                _ = try CampaignSimulator(plan: plan, customers: 10, seed: 1)
                return []
            } catch {
                return error.diagnostics.map { "\($0.id): \($0.summary)" }
            }
        }
        #expect(
            problems([Metric(key: "nps", kind: .nps, column: "answer", direction: .increase)])
                == ["simulate-metric: `nps` cannot be simulated"])
        #expect(
            problems([
                Metric(
                    key: "median", kind: .quantile, column: "orders", direction: .increase,
                    quantile: 0.5)
            ]) == ["simulate-metric: `median` has no column of its own to simulate"])
        #expect(
            problems([
                Metric(
                    key: "spend", kind: .mean, column: "spend", direction: .increase,
                    covariates: [.column("before")])
            ]) == ["simulate-column: nothing simulates column `before` of metric `spend`"])
        #expect(
            problems(
                [],
                DataSource(
                    files: [.init(variant: "control", file: "c.csv")],
                    rows: [.init(column: "a", values: ["b"])], contacted: "mailed"))
                == [
                    "simulate-data: a generated campaign has no `data.files`",
                    "simulate-data: a generated campaign has no `data.rows`",
                    "simulate-data: a generated campaign has no `data.contacted`",
                ])
    }
}
