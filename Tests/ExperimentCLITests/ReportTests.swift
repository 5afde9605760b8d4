// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("experiment report")
struct ReportTests {
    private let win = Campaigns.file(control: (50, 1_000), card: (120, 1_000))

    @Test("writes three files and says the verdict, the same bytes each time")
    func identical() throws {
        let folder = try Campaigns.folder(win)
        let first = try Program.run(["report", "mini.yaml", "--out", "a"], in: folder.url)
        let second = try Program.run(["report", "mini.yaml", "--out", "b"], in: folder.url)
        #expect(first.status == 0, "\(first.messages)")
        #expect(first.output.contains("PASS"))
        #expect(second.status == 0)
        for name in ["report.md", "report.html", "result.json"] {
            #expect(try folder.read("a/\(name)") == folder.read("b/\(name)"))
        }
        #expect(!folder.has("a/rejects.csv"))
    }

    @Test("speaks Dutch when asked, with the same numbers in result.json")
    func dutch() throws {
        let folder = try Campaigns.folder(win)
        _ = try Program.run(["report", "mini.yaml", "--out", "en"], in: folder.url)
        let run = try Program.run(
            ["report", "mini.yaml", "--out", "nl", "--lang", "nl"], in: folder.url)
        #expect(run.output.contains("DOORVOEREN"), "\(run.output)\(run.messages)")
        #expect(try folder.read("nl/report.html").contains("lang=\"nl\""))
        #expect(try folder.read("nl/result.json") == folder.read("en/result.json"))
    }

    @Test("writes only the formats asked for, and JSON on standard output")
    func formats() throws {
        let folder = try Campaigns.folder(win)
        let run = try Program.run(
            ["report", "mini.yaml", "--out", "o", "--format", "md", "--json"], in: folder.url)
        #expect(folder.has("o/report.md"))
        #expect(!folder.has("o/report.html"))
        #expect(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) is [String: Any])
    }

    @Test("explains every row it could not use, and counts reconcile")
    func rejects() throws {
        let folder = try Campaigns.folder(win + ",card,1\nx1,crad,1\nx2,card,maybe\nx3,card\n")
        let run = try Program.run(["report", "mini.yaml", "--out", "o", "--json"], in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        let rejects = try folder.read("o/rejects.csv").split(separator: "\n").map(String.init)
        #expect(
            rejects == [
                "row,column,code,value", "2001,id,empty-id,", "2002,group,unknown-variant,crad",
                "2003,ordered,not-zero-or-one,maybe", "2004,,ragged-row,",
            ])
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let inputs = try #require((parsed?["inputs"] as? [[String: Any]])?.first)
        #expect(inputs["rows_read"] as? Int == 2_004)
        #expect(inputs["rows_kept"] as? Int == 2_000)
        #expect(inputs["rows_rejected"] as? Int == 4)
    }

    @Test("lists the rows left out because of their id beside the rejected ones, in file order")
    func duplicates() throws {
        let folder = try Campaigns.folder(win + "none1,none,1\n,card,1\nnone2,card,1\n")
        let run = try Program.run(["report", "mini.yaml", "--out", "o", "--json"], in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        let rejects = try folder.read("o/rejects.csv").split(separator: "\n").map(String.init)
        #expect(
            rejects == [
                "row,column,code,value", "3,id,duplicate-id,none2",
                "2001,id,duplicate-id,none1", "2002,id,empty-id,", "2003,id,duplicate-id,none2",
            ])
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let inputs = try #require((parsed?["inputs"] as? [[String: Any]])?.first)
        #expect(inputs["rows_read"] as? Int == 2_003)
        #expect(inputs["rows_kept"] as? Int == 1_999)
        #expect(inputs["rows_rejected"] as? Int == 1)
        #expect(inputs["rows_excluded"] as? Int == 3)
    }

    @Test("reads standard input")
    func standardInput() throws {
        let folder = try Campaigns.folder(nil)
        let run = try Program.run(
            ["report", "mini.yaml", "--data", "-", "--out", "o"], in: folder.url, input: win)
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.output.contains("PASS"))
    }

    @Test("a decimal comma is read from the whole column, and an ambiguous one is asked for")
    func decimals() throws {
        let folder = try Campaigns.folder(nil)
        try folder.write(
            Campaigns.plan
                .replacing("type: proportion, column: ordered", with: "type: mean, column: amount"),
            to: "mini.yaml")
        var rows = ["id;group;amount"]
        for unit in 0..<400 { rows.append("u\(unit);\(unit % 2 == 0 ? "none" : "card");12,500") }
        try folder.write(rows.joined(separator: "\n") + "\n", to: "mini.csv")
        let unclear = try Program.run(["report", "mini.yaml", "--out", "o"], in: folder.url)
        #expect(unclear.status == 65)
        #expect(unclear.messages.contains("--decimal comma"), "\(unclear.messages)")
        let clear = try Program.run(
            ["report", "mini.yaml", "--out", "o", "--decimal", "comma", "--json"], in: folder.url)
        #expect(clear.status == 0, "\(clear.messages)")
        #expect(clear.output.contains("\"value\": 12.5") || clear.output.contains("\"value\":12.5"))
    }

    @Test("the committed reports are what the program renders")
    func drift() throws {
        let program = try #require(Program.url)
        let process = Process()
        process.executableURL = projectFolder.appending(path: "reports/renew")
        process.arguments = ["--check"]
        var environment = ProcessInfo.processInfo.environment
        environment["RELEASE"] = program.path
        process.environment = environment
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "run make reports and look at the difference")
    }
}
