// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular
import Testing

@testable import ExperimentAnalysis

@Suite("A file per variant")
struct VariantFilesTests {
    private static let files = [
        DataSource.VariantFile(variant: "control0", file: "control.csv"),
        DataSource.VariantFile(variant: "test1", file: "experiment.csv"),
    ]

    private func reader(_ text: String, _ name: String) throws -> DelimitedReader {
        try DelimitedReader(
            source: ByteSource(bytes: Array(text.utf8), name: name),
            options: ReadOptions(computesDigest: true))
    }

    private func analyse(
        _ plan: Plan, _ texts: [(name: String, text: String)], _ list: RejectList? = nil
    ) throws -> AnalysisResult {
        var source = try PlanSource(
            plan: plan, readers: try texts.map { try reader($0.text, $0.name) }, rejects: list)
        return try Campaign.analyzer(plan).run(&source)
    }

    private func counts() -> Plan {
        var plan = CountFileTests.plan()
        plan.data?.variant = nil
        plan.data?.files = Self.files
        return plan
    }

    @Test("each file is one variant, whatever the order of its columns, and has its own stamp")
    func stamps() throws {
        let list = RejectList()
        let result = try analyse(
            counts(),
            [
                ("x/control.csv", "day,clicks,enrolled\n1,100,20\n2,200,\n,,\n"),
                ("x/experiment.csv", "enrolled,day,clicks\n22,1,110\n9,2,x\n30,3,200\n"),
            ], list)
        #expect(result.arms.map(\.count) == [300, 310])
        #expect(result.metrics[0].arms.map(\.sum) == [20, 52])
        #expect(result.inputs.map(\.name) == ["control.csv", "experiment.csv"])
        #expect(result.inputs.map(\.rowsRead) == [3, 3])
        #expect(result.inputs.map(\.rowsKept) == [2, 2])
        #expect(result.inputs.map(\.rowsRejected) == [0, 1])
        #expect(result.inputs.map(\.rowsExcluded) == [1, 0])
        #expect(Set(result.inputs.map(\.sha256)).count == 2)
        #expect(list.lines == ["experiment.csv: 2 clicks not-a-number x"])
        let reasons = result.health.filter { $0.remark.id == "health.rejected-rows.reasons" }
        #expect(
            reasons.first?.remark.values["reasons"]
                == .list(["1 × not-a-number · experiment.csv · clicks · #2 'x'"]))
    }

    @Test("files of one name are told apart by their folders")
    func names() throws {
        var plan = counts()
        plan.data?.files[0].file = "a/daily.csv"
        plan.data?.files[1].file = "b/daily.csv"
        let text = "clicks,enrolled\n10,2\n"
        let result = try analyse(plan, [("/d/a/daily.csv", text), ("/d/b/daily.csv", text)])
        #expect(result.inputs.map(\.name) == ["a/daily.csv", "b/daily.csv"])
    }

    @Test("moments too: the metric column tells the metrics, the file the variant")
    func moments() throws {
        var plan = MomentFileTests.plan(third: false)
        plan.data?.variant = nil
        plan.data?.files = Self.files
        let header = "metric,n,mean,variance\n"
        let result = try analyse(
            plan,
            [
                ("control.csv", header + "ordered,1000,0.1,\nrevenue,1000,5,4\n"),
                ("experiment.csv", header + "revenue,1010,6,4\nordered,1010,0.2,\n"),
            ])
        #expect(result.arms.map(\.count) == [1_000, 1_010])
        #expect(result.metrics[0].arms.map(\.sum) == [100, 202])
        #expect(result.metrics[1].arms.map(\.value) == [5, 6])
    }

    @Test("every file must be there, hold rows, and belong to a variant of the plan")
    func problems() throws {
        let text = "clicks,enrolled\n10,2\n"
        func failure(_ plan: Plan, _ texts: [(name: String, text: String)]) -> DiagnosticsError? {
            do {
                _ = try analyse(plan, texts)
                return nil
            } catch { return error as? DiagnosticsError }
        }
        let one = try #require(failure(counts(), [("control.csv", text)]))
        #expect(one.kind == .badPlan && one.diagnostics.map(\.id) == ["files-count"])
        var unknown = counts()
        unknown.data?.files[1].variant = "tset1"
        let other = try #require(
            failure(unknown, [("control.csv", text), ("experiment.csv", text)]))
        #expect(other.diagnostics.map(\.id) == ["variant-unknown"])
        let empty = try #require(
            failure(counts(), [("control.csv", text), ("experiment.csv", "clicks,enrolled\n")]))
        #expect(empty.kind == .badData && empty.diagnostics.map(\.id) == ["no-rows"])
        #expect(empty.diagnostics[0].place?.file == "experiment.csv")
        let narrow = try #require(
            failure(counts(), [("control.csv", text), ("experiment.csv", "clicks\n3\n")]))
        #expect(narrow.diagnostics.map { $0.place?.file } == ["experiment.csv"])
    }

    @Test("units must stand in one file, where an id in two variants shows")
    func units() throws {
        let plan = Campaign.plan(data: DataSource(files: Self.files, id: .row))
        let readers = try ["control.csv", "experiment.csv"].map { try reader("ordered\n1\n", $0) }
        do {
            _ = try PlanSource(plan: plan, readers: readers)
            Issue.record("two files of units were taken")
        } catch let error as DiagnosticsError {
            #expect(error.kind == .badPlan && error.diagnostics.map(\.id) == ["files-unsupported"])
            #expect(
                error.diagnostics[0].fix
                    == "put the rows in one file with a column that names the variant")
        }
    }
}
