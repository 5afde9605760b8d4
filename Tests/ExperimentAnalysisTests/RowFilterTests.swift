// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@testable import ExperimentAnalysis

@Suite("Rows of other tests in one file")
struct RowFilterTests {
    private static let counts = """
        test,region,arm,clicks,enrolled
        a1,north,control0,1000,100
        a1,north,test1,1010,120
        b2,north,control0,5,6
        b2,north,other,x,y
        a1,south,control0,1000,90
        a1,south,test1,990,95
        c3,east
        ,,,,

        """

    private func plan(_ rows: [DataSource.RowFilter]) -> Plan {
        var plan = CountFileTests.plan()
        plan.data?.rows = rows
        return plan
    }

    private func failure(_ rows: [DataSource.RowFilter]) -> Diagnostic? {
        do {
            _ = try Campaign.analyse(plan(rows), Self.counts)
            return nil
        } catch { return (error as? DiagnosticsError)?.diagnostics.first }
    }

    @Test("are left out, and never rejected, however bad they are")
    func excluded() throws {
        let list = RejectList()
        let result = try Campaign.analyse(
            plan([.init(column: "test", values: ["a1"])]), Self.counts, rejects: list)
        #expect(list.lines.isEmpty)
        #expect(result.arms.map(\.count) == [2_000, 2_000])
        let input = result.inputs[0]
        #expect((input.rowsRead, input.rowsKept, input.rowsExcluded) == (8, 4, 4))
        #expect(input.rowsRejected == 0)
    }

    @Test("several columns all count, and each may have several values")
    func several() throws {
        let one = try Campaign.analyse(
            plan([
                .init(column: "test", values: ["a1"]), .init(column: "region", values: ["south"]),
            ]), Self.counts)
        #expect(one.arms.map(\.count) == [1_000, 990])
        let both = try Campaign.analyse(
            plan([
                .init(column: "test", values: ["a1"]),
                .init(column: "region", values: ["south", "north"]),
            ]), Self.counts)
        #expect(both.arms.map(\.count) == [2_000, 2_000])
    }

    @Test("a filter that lets nothing through names what the column holds")
    func nothing() throws {
        let far = try #require(failure([.init(column: "test", values: ["zz", "qq9"])]))
        #expect(far.id == "no-rows")
        #expect(far.summary == "no row has 'zz' or 'qq9' in column test")
        #expect(far.why == "the column holds 'a1', 'b2', 'c3'")
        #expect(far.fix == "check the values under `rows` in the plan")
        let near = try #require(failure([.init(column: "test", values: ["A1"])]))
        #expect(near.fix == "did you mean `a1`?")
        let second = try #require(
            failure([
                .init(column: "test", values: ["b2"]), .init(column: "region", values: ["south"]),
            ]))
        #expect(
            second.summary
                == "no row has 'south' in column region among the rows that match the filters "
                + "before it")
        #expect(second.why == "the column holds 'north'")
    }

    @Test("a column that the file does not have is bad data, with the columns it has")
    func noColumn() throws {
        let problem = try #require(failure([.init(column: "tests", values: ["a1"])]))
        #expect(problem.id == "column-missing")
        #expect(problem.summary == "no column tests (asked for by data.rows)")
        #expect(problem.fix == "did you mean `test`?")
    }
}
