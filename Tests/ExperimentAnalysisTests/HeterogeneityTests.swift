// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("Whether segments differ")
struct HeterogeneityTests {
    /// Ten levels, a control of 10 % and a rate of 2 %: a level has about four events in control.
    private func p(seed: UInt64) throws -> Double {
        var dice = Dice(state: seed)
        var text = "arm,ordered,place\n"
        for row in 0..<20_000 {
            let arm = dice.uniform() < 0.1 ? "control0" : "test1"
            text += "\(arm),\(dice.uniform() < 0.02 ? 1 : 0),p\(row % 10)\n"
        }
        var plan = Campaign.plan(
            weights: [10, 90],
            data: DataSource(
                id: .row, variant: "arm", segments: [DataSource.Segment(key: "place")]))
        plan.report.segments = ["place"]
        let found = try Campaign.analyse(plan, text).segments[0].heterogeneity[0].test.value
        return try #require(found?.p)
    }

    @Test("levels with hardly an event do not outweigh the others")
    func sparse() throws {
        let found = try (1...60).map { try p(seed: $0) }
        // 5 % of 60 is 3; with 18 % rejected, as variances of single levels give, it would be 11.
        #expect(found.count { $0 < 0.05 } <= 8)
        #expect(found.count { $0 < 0.5 } >= 18)
    }
}
