// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("A file of moments")
struct MomentFileTests {
    static func plan(third: Bool = true) -> Plan {
        Campaign.plan(
            metrics: [
                Metric(key: "ordered", kind: .proportion, direction: .increase),
                Metric(key: "revenue", kind: .mean, direction: .increase),
            ],
            data: DataSource(
                kind: .moments, variant: "arm", missing: ["", "NA"], maximumRejected: 1,
                columns: .init(thirdMoment: third ? "m3" : nil)))
    }

    static let header = "arm,metric,n,mean,variance,m3\n"

    private func failure(_ plan: Plan, _ text: String) -> DiagnosticsError? {
        do {
            _ = try Campaign.analyse(plan, text)
            return nil
        } catch { return error as? DiagnosticsError }
    }

    @Test("rows of one arm and metric merge as moments do")
    func merge() throws {
        let days = [[1.0, 4, 2, 8], [5, 5.5, 7], [3], [0, 0, 9, 1, 1]]
        var text = Self.header
        for values in days {
            let moments = try Moments(values)
            text += "control0,revenue,\(values.count),\(moments.mean),"
            text += "\(moments.variance.map { "\($0)" } ?? "")"
            text += ",\(moments.thirdCentralMoment ?? 0)\n"
        }
        text += "test1,revenue,9,4,2,0\n"
        var source = try MomentFileSource(plan: Self.plan(), readers: [try Campaign.reader(text)])
        let found = try source.collect(caps: [:])
        let whole = try Moments(days.flatMap { $0 })
        guard case .mean(let merged) = found.metrics[1][0].moments else {
            Issue.record("not a mean")
            return
        }
        #expect(merged.count == 13)
        #expect(abs(merged.mean - whole.mean) < 1e-12)
        #expect(abs(merged.sumOfSquaredDeviations - whole.sumOfSquaredDeviations) < 1e-9)
        let third = try #require(merged.sumOfCubedDeviations)
        #expect(abs(third - (whole.sumOfCubedDeviations ?? 0)) < 1e-9)
        #expect(try source.values([]) == nil)
    }

    @Test("an arm is as large as its largest metric; the rest of it is missing elsewhere")
    func sizes() throws {
        let text =
            Self.header
                + """
                control0,ordered,1000,0.1,,
                control0,revenue,900,5,4,0
                test1,revenue,1010,5,4,0
                test1,ordered,1010,0.2,,
                test1,other,5,0.2,,

                """
        let result = try Campaign.analyse(Self.plan(), text)
        #expect(result.arms.map(\.count) == [1_000, 1_010])
        #expect(result.metrics[1].arms.map(\.missing) == [100, 0])
        #expect(result.metrics[0].arms.map(\.sum) == [100, 202])
        let input = result.inputs[0]
        #expect((input.rowsRead, input.rowsKept, input.rowsExcluded) == (5, 4, 1))
        #expect(input.rowsRejected == 0)
    }

    @Test(
        "no usable variance leaves a level and nothing to compare",
        arguments: ["1000,5,,0", "1000,5,NA,0", "1000,5,NaN,0", "1,5,,0", "0,NaN,,", "0,,,"])
    func noVariance(cells: String) throws {
        var plan = Self.plan()
        plan.metrics.primary = "revenue"
        let text = Self.header + "control0,revenue,\(cells)\ntest1,revenue,1000,6,4,0\n"
        let result = try Campaign.analyse(plan, text)
        let metric = try #require(result.metrics.first { $0.metric.key == "revenue" })
        #expect(metric.comparisons[0].absolute.reason == .tooFewUnits)
        #expect(metric.comparisons[0].p.reason == .tooFewUnits)
        #expect(metric.arms[0].value == (cells.hasPrefix("0") ? nil : 5))
        #expect(metric.arms[0].count == Int(cells.prefix { $0 != "," }))
        #expect(result.decision.verdict == .inconclusive || result.decision.verdict == .invalid)
    }

    @Test("a proportion is a whole number of successes, or the file is refused with every such row")
    func proportions() throws {
        let good = Self.header + "control0,ordered,3,0.33333333,,\ntest1,ordered,3,0.666667,,\n"
        let result = try Campaign.analyse(Self.plan(), good)
        #expect(result.metrics[0].arms.map(\.sum) == [1, 2])
        let bad = Self.header + "control0,ordered,100,0.105,,\ntest1,ordered,100,1.01,,\n"
        let problem = try #require(failure(Self.plan(), bad))
        #expect(problem.kind == .badData)
        #expect(
            problem.diagnostics.map(\.id) == Array(repeating: "moments-not-a-proportion", count: 2))
    }

    @Test("rejects rows that cannot be used, with their reasons")
    func rejects() throws {
        let text =
            Self.header
                + """
                control0,ordered,1000,0.1,,
                test1,ordered,1000,0.1,,
                tset,ordered,1000,0.1,,
                control0,revenue,1.5,5,4,0
                control0,revenue,-3,5,4,0
                control0,revenue,10,abc,4,0
                control0,revenue,10,,4,0
                control0,revenue,10,5,-4,0
                control0,revenue,,5,4,0
                control0,revenue,10

                """
        let list = RejectList()
        let result = try Campaign.analyse(Self.plan(), text, rejects: list)
        #expect(
            list.lines == [
                "3 arm unknown-variant tset", "4 n not-a-count 1.5", "5 n not-a-count -3.0",
                "6 mean not-a-number abc", "7 mean empty-value ",
                "8 variance negative-variance -4.0",
                "9 n empty-value ", "10  ragged-row ",
            ])
        #expect(result.inputs[0].rowsRejected == 8 && result.inputs[0].rowsKept == 2)
        #expect(result.arms.map(\.rejected) == [6, 0])
    }

    @Test("counts beyond what can be counted are bad data")
    func tooLarge() throws {
        let text = Self.header + "control0,ordered,9e15,0,,\ntest1,ordered,10,0.1,,\n"
        #expect(failure(Self.plan(), text)?.diagnostics.map(\.id) == ["number-out-of-range"])
    }

    @Test("ratios and caps cannot come from moments")
    func unsupported() throws {
        var plan = Self.plan()
        plan.metrics.definitions[1].cap = .value(10)
        plan.metrics.definitions.append(
            Metric(
                key: "aov", kind: .ratio, numerator: "revenue", denominator: "ordered",
                direction: .increase))
        let problem = try #require(failure(plan, Self.header + "test1,ordered,10,0.1,,\n"))
        #expect(problem.kind == .badPlan)
        #expect(Set(problem.diagnostics.map(\.id)) == ["cap-unsupported", "type-unsupported"])
    }

    @Test("a header without rows, and columns that are not there, are bad data")
    func badFiles() throws {
        let empty = try #require(failure(Self.plan(), "arm,metric,n,mean,variance,m3"))
        #expect(empty.kind == .badData && empty.diagnostics.map(\.id) == ["no-rows"])
        let narrow = try #require(failure(Self.plan(), "arm,metric,n\ntest1,ordered,3\n"))
        #expect(narrow.diagnostics.count == 3)
        #expect(
            failure(Self.plan(third: false), "arm,metric,n,mean,variance\ntest1,ordered,0,,\n")
                == nil)
    }
}
