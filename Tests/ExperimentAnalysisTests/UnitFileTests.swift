// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Inference
import Tabular
import Testing

@testable import ExperimentAnalysis

@Suite("A file with one row per unit")
struct UnitFileTests {
    static let metrics = [
        Campaign.ordered, Campaign.revenue,
        Metric(
            key: "aov", kind: .ratio, numerator: "revenue", denominator: "ordered",
            direction: .increase),
        Metric(key: "visits", kind: .count, column: "visits", direction: .increase),
    ]

    /// Rows `id,arm,ordered,revenue,visits,place` of units drawn to two arms.
    static func rows(_ count: Int, seed: UInt64 = 1, mark: String = ".") -> [String] {
        var dice = Dice(state: seed)
        return (1...count).map { id in
            let arm = dice.uniform() < 0.5 ? "control0" : "test1"
            let buys = dice.uniform() < (arm == "test1" ? 0.35 : 0.25)
            let cents = buys ? Int(1_000 + dice.uniform() * 9_000) : 0
            let amount = "\(cents / 100)\(mark)\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
            let visits = Int(dice.uniform() * 5)
            let place = ["city", "town", "village"][Int(dice.uniform() * 3)]
            return "c\(id);\(arm);\(buys ? 1 : 0);\(amount);\(visits);\(place)"
        }
    }

    static func file(_ rows: [String]) -> String {
        "id;arm;ordered;revenue;visits;place\n" + rows.joined(separator: "\n") + "\n"
    }

    static func plan() -> Plan {
        var plan = Campaign.plan(
            metrics: metrics,
            data: DataSource(
                id: .column("id"), variant: "arm", missing: ["", "NA", "-999"],
                segments: [DataSource.Segment(key: "place")]))
        plan.report.segments = ["place"]
        return plan
    }

    private func error(_ plan: Plan, _ text: String) -> DiagnosticsError? {
        do {
            _ = try Campaign.analyse(plan, text)
            return nil
        } catch { return error as? DiagnosticsError }
    }

    @Test("gives the same result with any number of workers and any size of blocks")
    func independent() throws {
        let text = Self.file(Self.rows(3_000))
        let one = try Campaign.analyse(Self.plan(), text)
        let four = try Campaign.analyse(Self.plan(), text, workers: 4)
        #expect(one == four)
        let small = ReadOptions(blockSize: 4_096)
        let blocks = try Campaign.analyse(Self.plan(), text, options: small)
        let manyBlocks = try Campaign.analyse(Self.plan(), text, workers: 4, options: small)
        #expect(blocks == manyBlocks)
        #expect(blocks.arms == one.arms && blocks.health == one.health)
        for (metric, other) in zip(one.metrics, blocks.metrics) {
            for (arm, otherArm) in zip(metric.arms, other.arms) {
                #expect(arm.count == otherArm.count)
                #expect(abs((arm.value ?? 0) - (otherArm.value ?? 1)) < 1e-9)
            }
            let (p, q) = (metric.comparisons[0].p.value, other.comparisons[0].p.value)
            #expect(abs((p ?? 0) - (q ?? 1)) < 1e-9)
        }
        #expect(blocks.segments.map { $0.levels.map(\.label) } == [["city", "town", "village"]])
    }

    @Test("a decimal comma gives what a decimal point gives")
    func decimalComma() throws {
        let point = try Campaign.analyse(Self.plan(), Self.file(Self.rows(500)))
        let comma = try Campaign.analyse(Self.plan(), Self.file(Self.rows(500, mark: ",")))
        #expect(point.metrics == comma.metrics && point.decision == comma.decision)
        #expect(comma.inputs[0].rowsRejected == 0)
        let remark = comma.inputs[0].detected.first { $0.id == "input.decimal" }
        #expect(remark?.values["decimal"] == .text("comma"))
    }

    @Test("numbers like 12,500 alone are refused, not guessed")
    func ambiguous() throws {
        let rows = ["c1;control0;1;12,500;1;city", "c2;test1;1;13,250;2;town"]
        let problem = try #require(error(Self.plan(), Self.file(rows)))
        #expect(problem.kind == .badData)
        #expect(problem.diagnostics.map(\.id) == ["decimal-ambiguous"])
    }

    @Test("a header without rows is bad data")
    func noRows() throws {
        let problem = try #require(error(Self.plan(), Self.file([]).trimmed))
        #expect(problem.kind == .badData)
        #expect(problem.diagnostics.map(\.id) == ["no-rows"])
    }

    @Test("numbers too large to be squared are bad data, not a fault of the tool")
    func tooLarge() throws {
        let rows = Self.rows(50) + ["c51;test1;1;1e200;1;city"]
        let problem = try #require(error(Self.plan(), Self.file(rows)))
        #expect(problem.kind == .badData)
        #expect(problem.diagnostics.map(\.id) == ["number-out-of-range"])
    }

    @Test("every column that is not there is named in one run")
    func columns() throws {
        let problem = try #require(error(Self.plan(), "id;arm;revenue;place\nc1;test1;2;city\n"))
        #expect(problem.kind == .badData)
        #expect(Set(problem.diagnostics.map(\.id)) == ["column-missing"])
        #expect(problem.diagnostics.count >= 2)
    }

    @Test("rejects what cannot be used, with row, column, reason and value; the books balance")
    func rejects() throws {
        let bad = [
            "c9001;control0;2;0;1;city", "c9002;test1;1;abc;1;city", "c9003;test1;1;€ 5;1;city",
            "c9004;tset;1;5;1;city", ";test1;1;5;1;city", "c9006;test1;0;inf;1;city",
            "c9007;test1;0;0;1.5;city", "c9008;test1;0;0", "NULL;test1;0;0;1;city",
        ]
        let list = RejectList()
        let result = try Campaign.analyse(
            Self.plan(), Self.file(Self.rows(2_000) + bad), rejects: list)
        #expect(
            list.lines == [
                "2001 ordered not-zero-or-one 2", "2002 revenue not-a-number abc",
                "2003 revenue currency-in-number € 5", "2004 arm unknown-variant tset",
                "2005 id empty-id ", "2006 revenue not-finite inf", "2007 visits not-a-count 1.5",
                "2008  ragged-row ", "2009 id placeholder-id NULL",
            ])
        let input = result.inputs[0]
        #expect(input.rowsRead == 2_009 && input.rowsKept == 2_000 && input.rowsRejected == 9)
        #expect(result.arms.map(\.rejected) == [1, 4])
        let unknown = try #require(result.health.first { $0.id == "unknown-arms" })
        #expect(unknown.status == .warning)
        #expect(unknown.remark.values["examples"] == .list(["tset"]))
    }

    @Test("missing values leave the metric, or score zero where the plan says so")
    func missing() throws {
        let rows = [
            "c1;control0;1;10;1;city", "c2;control0;0;NA;1;city", "c3;control0;;-999;1;city",
            "c4;test1;1;20;NA;city", "c5;test1;1;30;2;city", "c6;test1;0; NA ;2;city",
        ]
        var plan = Self.plan()
        let left = try Campaign.analyse(plan, Self.file(rows))
        #expect(left.inputs[0].rowsRejected == 0)
        #expect(left.metrics[1].arms.map(\.count) == [1, 2])
        #expect(left.metrics[1].arms.map(\.missing) == [2, 1])
        #expect(left.metrics[1].arms.map(\.value) == [10, 25])
        #expect(left.metrics[0].arms.map(\.missing) == [1, 0])
        #expect(left.metrics[2].arms.map(\.missing) == [2, 1])
        plan.metrics.definitions[1].missing = .zero
        let zero = try Campaign.analyse(plan, Self.file(rows))
        #expect(zero.metrics[1].arms.map(\.count) == [3, 3])
        #expect(zero.metrics[1].arms.map(\.missing) == [2, 1])
        #expect(zero.metrics[1].arms.map(\.sum) == [10, 50])
        plan.metrics.definitions[2].missing = .zero
        let ratio = try Campaign.analyse(plan, Self.file(rows)).metrics[2]
        #expect(ratio.arms.map(\.missing) == [2, 1] && ratio.arms.map(\.count) == [3, 3])
    }

    @Test("an id in two arms leaves both; an id twice in one arm keeps its first row")
    func duplicates() throws {
        var rows = Self.rows(1_000)
        let clean = try Campaign.analyse(Self.plan(), Self.file(rows))
        let own = rows[0].contains("control0") ? "control0" : "test1"
        rows.append("c1;\(own);1;99;1;city")
        rows += ["both;control0;1;50;1;city", "both;test1;1;50;1;city"]
        let result = try Campaign.analyse(Self.plan(), Self.file(rows), workers: 2)
        #expect(result.metrics == clean.metrics)
        #expect(result.arms.map(\.count) == clean.arms.map(\.count))
        #expect(result.inputs[0].rowsExcluded == 3)
        #expect(result.inputs[0].detected == clean.inputs[0].detected)
        let check = try #require(result.health.first { $0.id == "duplicate-ids" })
        #expect(check.remark.id == "health.duplicate-ids.crossover" && check.status == .warning)
        #expect(check.remark.values["ids"] == .count(1))
    }

    @Test(
        "34 a customer in two arms is a warning, and invalidates above half a percent",
        arguments: [(5, HealthCheck.Status.warning), (6, .invalid)])
    func crossover(_ mixed: Int, _ status: HealthCheck.Status) throws {
        var rows = Self.rows(1_000 - mixed)
        for number in 0..<mixed {
            rows += ["both\(number);control0;1;50;1;city", "both\(number);test1;1;50;1;city"]
        }
        let result = try Campaign.analyse(Self.plan(), Self.file(rows))
        let check = try #require(result.health.first { $0.id == "duplicate-ids" })
        #expect(check.remark.id == "health.duplicate-ids.crossover")
        #expect(check.remark.values["ids"] == .count(mixed))
        #expect(check.remark.values["share"] == .share(Double(mixed) / 1_000))
        #expect(check.status == status)
        #expect((result.decision.verdict == .invalid) == (status == .invalid))
        #expect(result.inputs[0].rowsExcluded == 2 * mixed)
    }

    @Test("arms computed from the hash are the arms of the column")
    func recomputed() throws {
        var plan = Self.plan()
        let assigner = try Assigner(plan: plan)
        let rows = try Self.rows(800).map { row in
            let part = row.split(separator: ";").map(String.init)
            let drawn = try #require(
                Array(part[0].utf8).withUnsafeBytes { assigner.outcome(of: $0).variantIndex })
            return ([part[0], plan.variants[drawn].key] + part.dropFirst(2)).joined(separator: ";")
        }
        let column = try Campaign.analyse(plan, Self.file(rows))
        plan.data?.variant = nil
        let hash = try Campaign.analyse(plan, Self.file(rows))
        #expect(hash.metrics == column.metrics && hash.arms == column.arms)
        #expect(hash.health.first { $0.id == "srm" }?.remark.id == "health.srm.not-applicable")
        #expect(column.health.first { $0.id == "srm" }?.status == .ok)
    }
}

extension String {
    /// The text without line ends at its end.
    fileprivate var trimmed: String { String(reversed().drop(while: \.isNewline).reversed()) }
}

@Suite("Columns that settle one after the other")
struct ColumnSettlingTests {
    @Test("two columns of decimal commas are both found, and a third")
    func severalCommas() throws {
        let metrics = ["revenue", "margin", "points"].map {
            Metric(key: $0, kind: .mean, column: $0, direction: .increase)
        }
        var text = "id;arm;revenue;margin;points\n"
        for row in 1...400 {
            text +=
                "k\(row);\(row % 2 == 0 ? "control0" : "test1");\(row % 40),82;\(row % 9),4;\(row % 7),5\n"
        }
        let data = DataSource(id: .column("id"), variant: "arm")
        let result = try Campaign.analyse(Campaign.plan(metrics: metrics, data: data), text)
        #expect(result.inputs[0].rowsKept == 400)
        #expect(result.metrics.map { $0.arms[0].count } == [200, 200, 200])
    }

    @Test("a file of which no row can be used is bad data, with the reason that hit most rows")
    func nothingUsable() throws {
        let metric = Metric(key: "spend", kind: .mean, column: "place", direction: .increase)
        let text = "arm,place\ncontrol0,Utrecht\ntest1,Gouda\ncontrol0,\n"
        var data = DataSource(id: .row, variant: "arm")
        data.missing = []
        let error = try #require(throws: DiagnosticsError.self) {
            try Campaign.analyse(Campaign.plan(metrics: [metric], data: data), text)
        }
        #expect(error.kind == .badData)
        let found = try #require(error.diagnostics.first)
        #expect(found.id == "no-usable-row")
        #expect(found.summary.contains("`place`") && found.summary.contains("Utrecht"))
    }
}
