// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("The global control beside everybody else")
struct GlobalControlTests {
    private func plan() -> Plan {
        var plan = Campaign.plan(data: DataSource(id: .column("id"), variant: "arm"))
        plan.report.comparesGlobalControl = true
        return plan
    }

    /// Rows of held-out customers, of whom 5% order, and of others, of whom 10% do.
    private func text(heldOut: Int) -> String {
        var rows = "id,arm,reason,ordered\n"
        for number in 0..<heldOut {
            rows += "h\(number),,held-out,\(number % 20 == 0 ? 1 : 0)\n"
        }
        for number in 0..<2_000 {
            let order = number % 10 == 0 ? 1 : 0
            switch number % 4 {
            case 0: rows += "c\(number),control0,assigned,\(order)\n"
            case 1: rows += "c\(number),test1,assigned,\(order)\n"
            case 2: rows += "c\(number),,not-let-in,\(order)\n"
            default: rows += "c\(number),,other-layer,\(order)\n"
            }
        }
        return rows + "x1,,not-in-audience,1\nx2,,no-permission-email,1\n"
    }

    private func compare(_ text: String) throws -> GlobalControlResult {
        let derived = try #require(plan().comparingGlobalControl)
        var source = try PlanSource(
            plan: derived, readers: [try Campaign.reader(text)], workers: 1, rejects: nil)
        return try Campaign.analyzer(derived).compareGlobalControl(&source)
    }

    @Test("counts everybody who was eligible, and nobody else")
    func eligible() throws {
        let found = try compare(text(heldOut: 400))
        #expect(found.heldOut == 400 && found.others == 2_000)
        let metric = try #require(found.metrics.first)
        #expect(metric.arms.map(\.sum) == [20, 200])
        let comparison = try #require(metric.comparisons.first)
        #expect(abs((comparison.absolute.value?.estimate ?? 0) - 0.05) < 1e-12)
        #expect(comparison.decisionInterval == nil)
    }

    @Test("says that nobody was held out, and is absent where the plan does not ask")
    func absent() throws {
        #expect(try compare(text(heldOut: 0)).heldOut == 0)
        #expect(Campaign.plan().comparingGlobalControl == nil)
    }
}
