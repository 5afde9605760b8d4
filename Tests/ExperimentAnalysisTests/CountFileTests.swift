// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation
import Inference
import TestSupport
import Testing

@testable import ExperimentAnalysis

@Suite("A file of counts")
struct CountFileTests {
    static func plan(_ metrics: [(String, String, String)] = [("gross", "enrolled", "clicks")])
        -> Plan
    {
        Campaign.plan(
            metrics: metrics.map {
                Metric(
                    key: $0.0, kind: .proportion, numerator: $0.1, denominator: $0.2,
                    direction: .increase)
            }, data: DataSource(kind: .counts, variant: "arm", missing: ["NA"]))
    }

    private func failure(_ plan: Plan, _ text: String) -> DiagnosticsError? {
        do {
            _ = try Campaign.analyse(plan, text)
            return nil
        } catch { return error as? DiagnosticsError }
    }

    @Test("rows add up per variant; a row that lacks a part is missing for that metric")
    func sums() throws {
        let text = """
            arm,day,clicks,enrolled,paid
            control0,1,100,20,10
            test1,1,110,22,12
            control0,2,100,,5
            test1,2,90,NA,6
            control0,3,1000,150,
            test1,3,1000,140,
            ,,,,
            ,,,,

            """
        let result = try Campaign.analyse(
            Self.plan([("gross", "enrolled", "clicks"), ("net", "paid", "clicks")]), text)
        #expect(result.metrics[0].arms.map(\.sum) == [170, 162])
        #expect(result.metrics[0].arms.map(\.count) == [1_100, 1_110])
        #expect(result.metrics[0].arms.map(\.missing) == [100, 90])
        #expect(result.metrics[1].arms.map(\.sum) == [15, 18])
        #expect(result.metrics[1].arms.map(\.count) == [200, 200])
        #expect(result.metrics[1].arms.map(\.missing) == [1_000, 1_000])
        // The sample ratio is judged on every denominator of the primary metric.
        #expect(result.arms.map(\.count) == [1_200, 1_200])
        #expect(result.health.first { $0.id == "srm" }?.p == 1)
        let input = result.inputs[0]
        #expect((input.rowsRead, input.rowsKept, input.rowsExcluded) == (8, 6, 2))
    }

    @Test("more successes than trials, and what is no count, reject the whole row")
    func rejects() throws {
        let text = """
            arm,clicks,enrolled
            control0,1000,200
            test1,1000,200
            control0,10,11
            control0,10.5,1
            test1,10,-1
            test1,10,x
            other,10,1

            """
        let list = RejectList()
        let result = try Campaign.analyse(Self.plan(), text, rejects: list)
        #expect(
            list.lines == [
                "3 enrolled numerator-above-denominator 11", "4 clicks not-a-count 10.5",
                "5 enrolled not-a-count -1.0", "6 enrolled not-a-number x",
                "7 arm unknown-variant other",
            ])
        #expect(result.metrics[0].arms.map(\.count) == [1_000, 1_000])
        #expect(result.arms.map(\.rejected) == [2, 2])
        #expect(result.inputs[0].rowsRejected == 5)
    }

    @Test("only proportions can come from counts")
    func unsupported() throws {
        var plan = Self.plan()
        plan.metrics.definitions.append(Campaign.revenue)
        let problem = try #require(failure(plan, "arm,clicks,enrolled\ntest1,1,1\n"))
        #expect(problem.kind == .badPlan && problem.diagnostics.map(\.id) == ["type-unsupported"])
        var blind = Self.plan()
        blind.data?.variant = nil
        let other = try #require(failure(blind, "arm,clicks,enrolled\ntest1,1,1\n"))
        #expect(other.diagnostics.map(\.id) == ["variant-column-missing"])
    }

    @Test(
        "has the published results of the free-trial screener, 14 immature days left out",
        .enabled(if: realDataFolder != nil, "the real data sets are not on this machine"))
    func udacity() throws {
        let folder = try #require(realDataFolder).appending(path: "udacity_free_trial")
        var lines = ["arm,Date,Pageviews,Clicks,Enrollments,Payments"]
        for (arm, name) in [("control0", "control"), ("test1", "experiment")] {
            let text = try String(
                contentsOf: folder.appending(path: "\(name).csv"), encoding: .utf8)
            lines += text.split(whereSeparator: \.isNewline).dropFirst().map { "\(arm),\($0)" }
        }
        let plan = Self.plan([
            ("gross", "Enrollments", "Clicks"), ("net", "Payments", "Clicks"),
            ("through", "Clicks", "Pageviews"),
        ])
        let blank = lines.filter { $0.hasSuffix(",,,,,") }.map { $0.prefix { $0 != "," } }
        lines.removeAll { $0.hasSuffix(",,,,,") }
        #expect(blank.count == 2)
        let result = try Campaign.analyse(plan, lines.joined(separator: "\n") + "\n,,,,,\n,,,,,\n")
        #expect(result.inputs[0].rowsExcluded == 2)
        #expect(result.arms.map(\.count) == [28_378, 28_325])
        let gross = result.metrics[0]
        #expect(
            gross.arms.map(\.sum) == [3_785, 3_423] && gross.arms.map(\.count) == [17_293, 17_260])
        let effect = try #require(gross.comparisons[0].absolute.value)
        #expect(abs(effect.estimate + 0.020555) < 1e-6)
        #expect(abs(effect.low + 0.029123) < 1e-4 && abs(effect.high + 0.011986) < 1e-4)
        #expect(result.metrics[1].arms.map(\.sum) == [2_033, 1_945])
        #expect(
            abs((result.metrics[1].comparisons[0].absolute.value?.estimate ?? 0) + 0.004874) < 1e-6)
        #expect(result.metrics[2].arms.map(\.count) == [345_543, 344_660])
        let sample = try #require(result.health.first { $0.id == "srm" })
        #expect(abs((sample.p ?? 0) - 0.8239) < 1e-3)
        #expect(result.decision.verdict == .harm)
    }
}
