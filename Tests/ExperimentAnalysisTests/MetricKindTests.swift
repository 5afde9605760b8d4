// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("Quantiles, NPS and retention")
struct MetricKindTests {
    private func result(_ metrics: [Metric], _ text: String) throws -> AnalysisResult {
        try Campaign.analyse(Campaign.plan(metrics: metrics), text)
    }

    @Test("a retention read from who left is the mirror of the same retention read from who stayed")
    func retention() throws {
        var text = "arm,stayed,left\n"
        for row in 0..<2_000 {
            let stayed = row % 2 == 0 ? row % 5 != 0 : row % 7 != 0
            text +=
                "\(row % 2 == 0 ? "control0" : "test1"),\(stayed ? 1 : 0),\(stayed ? "no" : "yes")\n"
        }
        let stayed = Metric(
            key: "stayed", kind: .retention, column: "stayed", direction: .increase)
        let left = Metric(
            key: "left", kind: .retention, column: "left", direction: .increase, isChurn: true)
        let result = try result([stayed, left], text)
        #expect(
            result.metrics[0].comparisons[0].absolute == result.metrics[1].comparisons[0].absolute)
        #expect(result.metrics[0].comparisons[0].method == "score-skew")
        #expect(result.metrics[0].arms[0].value == 0.8)
        #expect(result.metrics[0].arms.map(\.sum) == result.metrics[1].arms.map(\.sum))
    }

    @Test("answers of 0 to 10 make promoters, passives and detractors; others are rejected")
    func nps() throws {
        let metric = Metric(key: "nps", kind: .nps, column: "answer", direction: .increase)
        let raw = Metric(key: "mean", kind: .mean, column: "answer", direction: .increase)
        var text = "arm,answer\n"
        for row in 0..<2_200 {
            text += "\(row % 2 == 0 ? "control0" : "test1"),\(row % 11)\n"
        }
        let result = try result([metric, raw], text + "test1,11\ntest1,7.5\n")
        let nps = result.metrics[0]
        // Two promoters, two passives and seven detractors of every eleven answers.
        #expect(abs((nps.arms[0].value ?? 0) + 500.0 / 11) < 1e-12)
        #expect(result.metrics[1].arms[0].value == 5)
        #expect(nps.comparisons[0].relative == .notEstimable(.controlNotPositive))
        #expect(nps.comparisons[0].method == "welch")
        #expect(result.inputs[0].rowsRejected == 2)
    }

    @Test("the median is compared by its own method, whatever the mean does")
    func quantile() throws {
        let metric = Metric(
            key: "median", kind: .quantile, column: "spend", direction: .increase, quantile: 0.5)
        var dice = Dice(state: 9)
        var text = "arm,spend\n"
        var values: [[Double]] = [[], []]
        for row in 0..<3_000 {
            let arm = row % 3 == 0 ? 0 : 1
            let spend = Double(Int(dice.uniform() * 1e6)) / 1e4 + Double(arm) * 5
            values[arm].append(spend)
            text += "\(arm == 0 ? "control0" : "test1"),\(spend)\n"
        }
        let plan = Campaign.plan(weights: [33, 67], metrics: [metric])
        let result = try Campaign.analyse(plan, text)
        let comparison = try #require(result.metrics[0].comparisons.first)
        let expected = QuantileDifference(probability: 0.5).compare(
            control: values[0], treatment: values[1])
        #expect(comparison.method == "quantile")
        #expect(comparison.absolute == expected.absolute)
        #expect(result.metrics[0].arms[0].value == (try ValueTable(values[0])).quantile(0.5))
    }

    @Test("a median that sits on a tie says so instead of claiming certainty")
    func tiedQuantile() throws {
        let metric = Metric(
            key: "median", kind: .quantile, column: "spend", direction: .increase, quantile: 0.5)
        var text = "arm,spend\n"
        for row in 0..<2_000 {
            text += "\(row % 2 == 0 ? "control0" : "test1"),\(row % 50 == 0 ? row : 0)\n"
        }
        let result = try result([metric], text)
        #expect(result.metrics[0].comparisons[0].absolute.value == nil)
        #expect(result.decision.verdict == .inconclusive)
    }
}
