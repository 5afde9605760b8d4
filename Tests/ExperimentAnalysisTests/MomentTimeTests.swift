// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("Moments that grow over time")
struct MomentTimeTests {
    private static func plan() -> Plan {
        var plan = MomentFileTests.plan(third: false)
        plan.data?.columns.time = "day"
        return plan
    }

    private static let header = "arm,metric,day,n,mean,variance\n"

    private func collect(
        _ text: String, _ plan: Plan = plan(), _ list: RejectList? = nil
    ) throws -> Collected {
        var source = try MomentFileSource(
            plan: plan, readers: [try Campaign.reader(text)], rejects: list)
        return try source.collect(caps: [:])
    }

    /// Three days of two arms; the primary metric is a proportion.
    private static let rows = [
        "control0,ordered,1,100,0.10,", "test1,ordered,1,100,0.20,",
        "control0,revenue,1,100,5,4", "test1,revenue,1,100,6,4",
        "control0,ordered,2.5,200,0.15,", "test1,ordered,2.5,210,0.2,",
        "control0,ordered,10,300,0.20,", "test1,ordered,10,320,0.25,",
        "control0,revenue,10,310,5.5,4", "test1,revenue,10,320,6.5,",
    ]

    @Test(
        "the latest row is the result and the rows before it the timeline, in any order",
        arguments: [false, true])
    func latest(reversed: Bool) throws {
        let rows = reversed ? Self.rows.reversed() : Self.rows
        let found = try collect(Self.header + rows.joined(separator: "\n") + "\n")
        #expect(found.metrics[0].map(\.moments.sum) == [60, 80])
        #expect(found.metrics[0].map(\.moments.count) == [300, 320])
        #expect(found.metrics[1].map(\.moments.value) == [5.5, 6.5])
        #expect(found.arms.map(\.count) == [310, 320])
        #expect(found.metrics[0].map(\.missing) == [10, 0])
        guard case .level = found.metrics[1][1].moments else {
            Issue.record("a mean without a variance has no spread")
            return
        }
        #expect(found.inputs[0].rowsKept == 10)
        #expect(found.timeline.map(\.time.text) == ["1", "2.5", "10"])
        #expect(found.timeline.map(\.counts) == [[100, 100], [200, 210], [310, 320]])
        #expect(
            found.timeline.map { $0.arms.map(\.moments.sum) } == [[10, 20], [30, 42], [60, 80]])
        #expect(found.timeline[2].arms.map(\.missing) == [10, 0])
    }

    @Test("without a time column the same rows add up")
    func sums() throws {
        var plan = Self.plan()
        plan.data?.columns.time = nil
        let found = try collect(Self.header + Self.rows.joined(separator: "\n") + "\n", plan)
        #expect(found.metrics[0].map(\.moments.count) == [600, 630])
        #expect(found.timeline.isEmpty)
    }

    @Test("a time counts when every arm has a row with units")
    func common() throws {
        let found = try collect(
            Self.header
                + """
                control0,ordered,2026-03-02,0,,
                test1,ordered,2026-03-02,5,0.2,
                control0,ordered,2026-03-03,10,0.1,
                control0,ordered,2026-03-10,20,0.1,
                test1,ordered,2026-03-10,10,0.2,
                test1,ordered,2026-04-01,20,0.2,

                """)
        #expect(found.timeline.map(\.time.text) == ["2026-03-10"])
        #expect(found.timeline[0].time.isDay)
        #expect(found.metrics[0].map(\.moments.count) == [20, 20])
        #expect(found.inputs[0].rowsKept == 6)
    }

    @Test("fewer units than before, and a second row of one time, are rejected")
    func rejects() throws {
        let list = RejectList()
        let found = try collect(
            Self.header
                + """
                control0,ordered,3,90,0.5,
                control0,ordered,1,50,0.5,
                control0,ordered,1.0,50,0.5,
                control0,ordered,2,100,0.5,
                test1,ordered,1,10,0.5,
                test1,ordered,soon,10,0.5,
                test1,ordered,,10,0.5,
                test1,ordered,2026-03-02,10,0.5,
                test1,ordered,2,10,0.5,

                """, Self.plan(), list)
        #expect(
            list.lines == [
                "1 n count-decreased 90", "3 day duplicate-row 1.0", "6 day not-a-time soon",
                "7 day empty-value ", "8 day not-a-time 2026-03-02",
            ])
        #expect(found.metrics[0].map(\.moments.count) == [100, 10])
        #expect(found.timeline.map(\.time.text) == ["1", "2"])
        let input = found.inputs[0]
        #expect((input.rowsRead, input.rowsKept, input.rowsRejected) == (9, 4, 5))
        #expect(found.arms.map(\.rejected) == [2, 3])
        #expect(found.rejectReasons.map(\.rows) == [2, 1, 1, 1])
    }
}

@Suite("Moments with all variants side by side")
struct WideMomentTests {
    private static func plan(matches: [[String]] = [["c"], ["t"]]) -> Plan {
        var plan = Campaign.plan(
            metrics: [
                Metric(key: "ordered", kind: .proportion, direction: .increase, match: "1"),
                Metric(key: "revenue", kind: .mean, direction: .increase, match: "4"),
            ],
            data: DataSource(
                kind: .moments, missing: ["", "NaN"], maximumRejected: 1,
                columns: .init(
                    metric: "metric_id", count: "count_{variant}", mean: "mean_{variant}",
                    variance: "variance_{variant}", time: "time")))
        for place in plan.variants.indices { plan.variants[place].matches = matches[place] }
        return plan
    }

    private static let header =
        "metric_id,time,count_c,count_t,mean_c,mean_t,variance_c,variance_t\n"

    private func collect(
        _ text: String, _ plan: Plan = plan(), _ list: RejectList? = nil
    ) throws -> Collected {
        var source = try MomentFileSource(
            plan: plan, readers: [try Campaign.reader(text)], rejects: list)
        return try source.collect(caps: [:])
    }

    @Test("each row gives every variant; NaN variances and counts of zero survive")
    func wide() throws {
        let list = RejectList()
        let found = try collect(
            Self.header
                + """
                1,0.5,0.0,10.0,,0.5,,0.25
                1,1.0,100.0,110.0,0.1,0.2,0.09,0.16
                1,1.5,200.0,220.0,0.1,0.2,0.09,0.16
                4,1.5,200.0,220.0,5.5,6.5,NaN,2.0
                9,1.5,1,1,1,1,1,1

                """, Self.plan(), list)
        #expect(list.lines.isEmpty)
        #expect(found.metrics[0].map(\.moments.sum) == [20, 44])
        #expect(found.metrics[1].map(\.moments.value) == [5.5, 6.5])
        #expect(found.timeline.map(\.time.text) == ["1.0", "1.5"])
        let input = found.inputs[0]
        #expect((input.rowsKept, input.rowsExcluded, input.rowsRejected) == (4, 1, 0))
        guard case .level = found.metrics[1][0].moments, case .mean = found.metrics[1][1].moments
        else {
            Issue.record("the spread is known of one variant only")
            return
        }
    }

    @Test("a row is rejected as a whole, naming the column, and blames no variant")
    func rejects() throws {
        let list = RejectList()
        let found = try collect(
            Self.header
                + """
                1,1,100,110,0.1,0.2,,
                1,1,200,220,0.1,0.2,,
                1,2,200,100,0.1,0.2,,
                1,3,200,x,0.1,0.2,,
                1,4,200,200,0.1,,,

                """, Self.plan(), list)
        #expect(
            list.lines == [
                "2 time duplicate-row 1", "3 count_t count-decreased 100",
                "4 count_t not-a-number x", "5 mean_t empty-value ",
            ])
        #expect(found.metrics[0].map(\.moments.count) == [100, 110])
        #expect(found.arms.map(\.rejected) == [0, 0])
    }

    @Test("several values of one variant each have their columns, and add up")
    func several() throws {
        let text = """
            metric_id,time,count_c,count_a,count_b,mean_c,mean_a,mean_b,variance_c,variance_a,\
            variance_b
            1,1,100,50,60,0.1,0.2,0.2,,,
            1,2,200,150,160,0.1,0.2,0.2,,,

            """
        let found = try collect(text, Self.plan(matches: [["c"], ["a", "b"]]))
        #expect(found.metrics[0].map(\.moments.count) == [200, 310])
        #expect(found.timeline.map(\.counts) == [[100, 110], [200, 310]])
    }

    @Test("a column that is not there is named as the variant makes it")
    func noColumn() throws {
        do {
            _ = try collect(
                Self.header + "1,1,1,1,0,0,,\n", Self.plan(matches: [["c"], ["test"]]))
            Issue.record("columns of test are not there")
        } catch let error as DiagnosticsError {
            #expect(error.kind == .badData)
            #expect(
                error.diagnostics.map(\.summary) == [
                    "no column count_test (asked for by data.columns.count)",
                    "no column mean_test (asked for by data.columns.mean)",
                    "no column variance_test (asked for by data.columns.variance)",
                ])
        }
    }

    @Test("a variant column and {variant} cannot both say which variant a number is of")
    func twice() throws {
        var plan = Self.plan()
        plan.data?.variant = "arm"
        do {
            _ = try collect(Self.header + "1,1,1,1,0,0,,\n", plan)
            Issue.record("two answers were taken")
        } catch let error as DiagnosticsError {
            #expect(error.kind == .badPlan)
            #expect(error.diagnostics.map(\.id).contains("variant-twice"))
        }
    }
}
