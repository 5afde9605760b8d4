// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular
import Testing

@Suite struct AssignmentPassTests {
    private func run(
        _ text: String, options: AssignmentOptions = AssignmentOptions()
    ) throws -> (output: String, rejects: String, summary: AssignmentSummary) {
        try run(Array(text.utf8), options: options)
    }

    private func run(
        _ bytes: [UInt8], options: AssignmentOptions = AssignmentOptions()
    ) throws -> (output: String, rejects: String, summary: AssignmentSummary) {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "assign-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appending(path: "out.csv")
        let rejects = folder.appending(path: "rejects.csv")
        var options = options
        options.rejectsPath = rejects.path
        let pass = try AssignmentPass(plan: CampaignPlans.winback(), options: options)
        var summary = try pass.run(
            customers: ByteSource(bytes: bytes, name: "customers.csv"), to: .file(output.path))
        #expect(summary.rejectsPath == (summary.rejected > 0 ? rejects.path : nil))
        summary.rejectsPath = nil
        return (
            try String(decoding: Data(contentsOf: output), as: UTF8.self),
            (try? String(decoding: Data(contentsOf: rejects), as: UTF8.self)) ?? "", summary
        )
    }

    private func variant(_ id: String) throws -> String {
        try #require(Assigner(plan: CampaignPlans.winback()).variant(of: id)).key
    }

    @Test func `rows keep their order and bytes, the variant comes last`() throws {
        let result = try run(
            """
            customer_id,"name",note
            b2,"Jansen, P. ""Piet\""",
            a1,  Żółć ,"two
            lines"
            10,"x",y

            """)
        #expect(
            result.output == """
                customer_id,"name",note,variant
                b2,"Jansen, P. ""Piet\""",,\(try variant("b2"))
                a1,  Żółć ,"two
                lines",\(try variant("a1"))
                10,"x",y,\(try variant("10"))

                """)
        #expect(result.rejects.isEmpty)
        #expect(result.summary.rowsRead == 3)
        #expect(result.summary.warnings.allSatisfy { $0.id == "variant-empty" })
    }

    @Test func `a quoted id is drawn by what stands between the quotes`() throws {
        let result = try run("customer_id;x\n\"a\"\"1\";2\n\"b2\";3\n")
        #expect(
            result.output
                == "customer_id;x;variant\n\"a\"\"1\";2;\(try variant("a\"1"))\n"
                + "\"b2\";3;\(try variant("b2"))\n")
    }

    @Test func `line ends, byte order mark and a last line without end are kept`() throws {
        let result = try run("\u{FEFF}customer_id\tx\r\na1\t2\r\n\r\nb2\t3")
        #expect(
            result.output
                == "\u{FEFF}customer_id\tx\tvariant\r\na1\t2\t\(try variant("a1"))\r\n"
                + "b2\t3\t\(try variant("b2"))\r\n")
    }

    @Test func `a Windows-1252 file is written as UTF-8 and drawn by its text`() throws {
        let result = try run(
            Array("customer_id,x\n".utf8) + [0xE9, 0x2C, 0x31, 0x0A, 0x61, 0x2C, 0x32, 0x0A],
            options: AssignmentOptions(reading: ReadOptions(encoding: .windows1252)))
        #expect(
            result.output
                == "customer_id,x,variant\né,1,\(try variant("é"))\na,2,\(try variant("a"))\n")
    }

    @Test func `ids that are no one's are rejected by row with the reason`() throws {
        let result = try run(
            "name,customer_id\nA,a1\nB,\nC,   \nD,NULL\nE,0\nF,n/a\nG,unknown\nH,b2\nI,b3,x\nJ\n")
        #expect(
            result.rejects == """
                row,column,code,value
                2,customer_id,empty-id,
                3,customer_id,empty-id,\u{20}\u{20}\u{20}
                4,customer_id,placeholder-id,NULL
                5,customer_id,placeholder-id,0
                6,customer_id,placeholder-id,n/a
                7,customer_id,placeholder-id,unknown
                9,,ragged-row,b3
                10,,ragged-row,

                """)
        #expect(
            result.output
                == "name,customer_id,variant\nA,a1,\(try variant("a1"))\nH,b2,\(try variant("b2"))\n"
        )
        let summary = result.summary
        #expect(summary.rowsRead == 10)
        #expect(summary.assigned == 2)
        #expect(summary.rejected == 8)
        #expect(
            summary.reasons == [
                .init(code: "empty-id", rows: 2), .init(code: "placeholder-id", rows: 4),
                .init(code: "ragged-row", rows: 2),
            ])
    }

    @Test func `identical duplicate rows are kept once and counted`() throws {
        let result = try run("customer_id,x\na,1\nb,2\na,1\nc,3\na,1\n")
        let rest = try ["a", "b", "c"].enumerated().map { "\($1),\($0 + 1),\(try variant($1))\n" }
        #expect(result.output == "customer_id,x,variant\n" + rest.joined())
        #expect(
            result.rejects == """
                row,column,code,value
                3,customer_id,duplicate-id,a
                5,customer_id,duplicate-id,a

                """)
        #expect(result.summary.assigned == 3)
        #expect(
            result.summary.warnings.prefix(1).map { $0.rendered() } == [
                """
                warning[duplicate-id]: 2 rows repeat the id of an earlier row (rows 1 and 3, 1 and 5)
                  --> customers.csv (column customer_id)
                  why: each customer is drawn once; the first row is kept
                  fix: see the rejected rows
                """
            ])
    }

    @Test func `duplicate ids that disagree stop the work`() throws {
        let text = "customer_id,x\ncustomer-17,1\nb,2\ncustomer-17,9\nb,2\n"
        let error = #expect(throws: DiagnosticsError.self) { try run(text) }
        #expect(error?.kind == .badData)
        #expect(
            error?.diagnostics.first?.rendered() == """
                error[duplicate-id-conflict]: 1 row repeats an earlier id with other values (cu…17 in rows 1 and 3)
                  --> customers.csv (column customer_id)
                  why: it is not clear which row describes the customer
                  fix: give each customer one row, or keep the first with `--on-duplicate first`
                """)
        let kept = try run(text, options: AssignmentOptions(onDuplicate: .first))
        #expect(
            kept.rejects == """
                row,column,code,value
                3,customer_id,duplicate-id-conflict,customer-17
                4,customer_id,duplicate-id,b

                """)
        #expect(kept.summary.assigned == 2)
        #expect(
            kept.summary.warnings.first?.summary
                == "2 rows repeat the id of an earlier row, 1 with other values (rows 1 and 3, 2 and 4)"
        )
    }

    @Test func `doubtful ids are drawn and named by row`() throws {
        let result = try run(
            "customer_id,x\n00123,1\n123,2\n00456,3\n1.04E+05,4\n c7,5\nc8\u{A0},6\n98765,7\n",
            options: AssignmentOptions(acceptsDamagedIDs: true))
        #expect(result.summary.assigned == 7)
        #expect(
            result.summary.warnings.filter { $0.id.hasPrefix("id-") }.map {
                "\($0.id): \($0.summary)"
            } == [
                "id-outer-space: 2 ids have a space or invisible character before or after it "
                    + "(rows 5, 6)",
                "id-scientific-notation: 1 id is in scientific notation, as 1.04E+05 (row 4)",
                "id-leading-zeros: 1 id is shorter than the 5 digits of ids with leading zeros "
                    + "(row 2)",
            ])
    }

    @Test func `a file that already has the column names the way out`() {
        let error = #expect(throws: DiagnosticsError.self) { try run("customer_id,variant\na,b\n") }
        #expect(
            error?.diagnostics.first?.rendered() == """
                error[column-exists]: the file already has a column `variant`
                  --> customers.csv:1
                  why: two columns of one name cannot be told apart
                  fix: name the new column with `--column`, or remove the old one
                """)
        #expect(throws: Never.self) {
            try run("customer_id,variant\na,b\n", options: AssignmentOptions(column: "arm"))
        }
    }

    @Test func `a missing id column names what comes near`() {
        let error = #expect(throws: DiagnosticsError.self) { try run("CustomerId,x\na,b\n") }
        #expect(
            error?.diagnostics.first?.rendered() == """
                error[column-missing]: there is no column `customer_id`
                  --> customers.csv:1
                  why: customers are drawn by their id; the columns are: CustomerId, x
                  fix: did you mean `CustomerId`? Name it with `--id-column`, or in the plan: `assignment: { unit: … }`
                """)
        let far = #expect(throws: DiagnosticsError.self) { try run("email,x\na,b\n") }
        #expect(
            far?.diagnostics.first?.fix
                == "name the id column with `--id-column`, or in the plan: `assignment: { unit: … }`"
        )
    }

    @Test func `a header without rows and a missing file are errors of their kind`() throws {
        let error = #expect(throws: DiagnosticsError.self) { try run("customer_id,x\n") }
        #expect(error?.diagnostics.map(\.id) == ["no-rows"])
        let pass = try AssignmentPass(plan: CampaignPlans.winback())
        let missing = #expect(throws: DiagnosticsError.self) {
            try pass.run(customers: "/nowhere/customers.csv", to: .file("/nowhere/out.csv"))
        }
        #expect(missing?.kind == .inputMissing)
    }

    @Test func `nothing is left behind when the work stops`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "assign-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pass = try AssignmentPass(
            plan: CampaignPlans.winback(),
            options: AssignmentOptions(rejectsPath: folder.appending(path: "r.csv").path))
        let source = ByteSource(bytes: Array("customer_id,x\na,1\na,2\n".utf8), name: "c.csv")
        #expect(throws: DiagnosticsError.self) {
            try pass.run(customers: source, to: .file(folder.appending(path: "o.csv").path))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `an open descriptor gets rows only after the search for duplicates`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "assign-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appending(path: "printed")
        try Data().write(to: url)
        let printed = try FileHandle(forWritingTo: url)
        let pass = try AssignmentPass(plan: CampaignPlans.winback())
        let bad = ByteSource(bytes: Array("customer_id,x\na,1\na,2\n".utf8), name: "c.csv")
        #expect(throws: DiagnosticsError.self) {
            try pass.run(customers: bad, to: .descriptor(printed.fileDescriptor))
        }
        #expect(try Data(contentsOf: url).isEmpty)
        let good = ByteSource(bytes: Array("customer_id,x\na,1\nb,2\n".utf8), name: "c.csv")
        let summary = try pass.run(customers: good, to: .descriptor(printed.fileDescriptor))
        #expect(summary.assigned == 2)
        #expect(
            try String(decoding: Data(contentsOf: url), as: UTF8.self)
                == "customer_id,x,variant\na,1,\(try variant("a"))\nb,2,\(try variant("b"))\n")
        try printed.close()
    }

    @Test func `two hundred thousand customers reconcile, whatever the workers and blocks`() throws
    {
        var text = "customer_id,x\n"
        for number in 0..<200_000 {
            text += number % 1000 == 7 ? ",\(number)\n" : "c\(number),\(number)\n"
        }
        let one = try run(text)
        let summary = one.summary
        #expect(summary.rowsRead == 200_000)
        #expect(summary.assigned + summary.rejected == summary.rowsRead)
        #expect(summary.reasons == [.init(code: "empty-id", rows: 200)])
        #expect(summary.variants.map(\.count).reduce(0, +) == summary.assigned)
        for variant in summary.variants {
            let n = Double(summary.assigned)
            let share = variant.plannedShare
            let deviation = (n * share * (1 - share)).squareRoot()
            #expect(abs(Double(variant.count) - n * share) < 5 * deviation)
        }
        #expect(try #require(summary.sampleRatioP) > 1e-6)
        let many = try run(
            text,
            options: AssignmentOptions(reading: ReadOptions(blockSize: 9_973), workers: 3))
        #expect(many.output == one.output)
        #expect(many.rejects == one.rejects)
        #expect(many.summary == summary)
    }
}
