// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Tabular
import Testing

@testable import ExperimentAnalysis

@Suite("Units, moments and counts of the same data")
struct SourceAgreementTests {
    private struct Unit {
        var arm: String
        var ordered: Int
        var revenue: Double
    }

    private func units() -> [Unit] {
        var dice = Dice(state: 5)
        return (0..<4_000).map { _ in
            let arm = dice.uniform() < 0.5 ? "control0" : "test1"
            let buys = dice.uniform() < (arm == "test1" ? 0.5 : 0.4)
            return Unit(
                arm: arm, ordered: buys ? 1 : 0,
                revenue: buys ? (20 + 20 * dice.uniform() * 4).rounded() / 4 : 0)
        }
    }

    private func plan(_ metrics: [Metric], _ data: DataSource) -> Plan {
        Campaign.plan(metrics: metrics, data: data)
    }

    @Test("give the same effects, intervals, p-values and verdict")
    func agree() throws {
        let units = units()
        let rows = units.map { "\($0.arm),\($0.ordered),\($0.revenue)" }.joined(separator: "\n")
        let byUnit = try Campaign.analyse(
            plan([Campaign.ordered, Campaign.revenue], DataSource(id: .row, variant: "arm")),
            "arm,ordered,revenue\n\(rows)\n")

        // Two parts, so that merging is part of the question.
        var moments = "arm,metric,n,mean,variance,third\n"
        var counts = "arm,orders,customers\n"
        for half in [units.prefix(1_500), units.dropFirst(1_500)] {
            for arm in ["control0", "test1"] {
                let own = half.filter { $0.arm == arm }
                let orders = own.map(\.ordered).reduce(0, +)
                let revenue = try Moments(own.map(\.revenue))
                let share = Double(orders) / Double(own.count)
                moments += "\(arm),ordered,\(own.count),\(share),,\n"
                moments += "\(arm),revenue,\(own.count),\(revenue.mean),"
                moments += "\(revenue.variance ?? 0),\(revenue.thirdCentralMoment ?? 0)\n"
                counts += "\(arm),\(orders),\(own.count)\n"
            }
        }
        let byMoments = try Campaign.analyse(
            plan(
                [Campaign.ordered, Campaign.revenue],
                DataSource(
                    kind: .moments, variant: "arm", columns: .init(thirdMoment: "third"))),
            moments)
        let byCounts = try Campaign.analyse(
            plan(
                [
                    Metric(
                        key: "ordered", name: "Order", kind: .proportion, numerator: "orders",
                        denominator: "customers", direction: .increase)
                ], DataSource(kind: .counts, variant: "arm")), counts)

        #expect(byUnit.metrics[0].comparisons == byMoments.metrics[0].comparisons)
        #expect(byUnit.metrics[0].comparisons == byCounts.metrics[0].comparisons)
        #expect(byUnit.metrics[0].arms == byCounts.metrics[0].arms)
        #expect(byUnit.arms == byMoments.arms && byUnit.arms == byCounts.arms)
        #expect(byUnit.decision == byMoments.decision && byUnit.decision == byCounts.decision)
        #expect(byUnit.decision.verdict == .pass)
        let (one, other) = (
            byUnit.metrics[1].comparisons[0], byMoments.metrics[1].comparisons[0]
        )
        #expect(one.method == "welch" && other.method == "welch")
        let (effect, same) = (
            try #require(one.absolute.value), try #require(other.absolute.value)
        )
        #expect(abs(effect.estimate - same.estimate) < 1e-9)
        #expect(abs(effect.low - same.low) < 1e-9 && abs(effect.high - same.high) < 1e-9)
        #expect(abs((one.p.value ?? 0) - (other.p.value ?? 1)) < 1e-9)
    }

    @Test("are chosen by data.kind")
    func chosen() throws {
        let reader = try Campaign.reader(
            "arm,ordered,metric,n,mean,variance\ntest1,1,ordered,1,1,0\n")
        var plan = plan([Campaign.ordered], DataSource(id: .row, variant: "arm"))
        if case .units = try PlanSource(plan: plan, readers: [reader]) {
        } else {
            Issue.record("units")
        }
        plan.data?.kind = .moments
        if case .moments = try PlanSource(plan: plan, readers: [reader]) {
        } else {
            Issue.record("moments")
        }
        plan.data?.kind = .counts
        plan.metrics.definitions[0].numerator = "ordered"
        plan.metrics.definitions[0].denominator = "n"
        if case .counts = try PlanSource(plan: plan, readers: [reader]) {
        } else {
            Issue.record("counts")
        }
        #expect(plan.data?.kind == .counts)
    }
}
