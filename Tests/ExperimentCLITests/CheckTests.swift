// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("experiment check")
struct CheckTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var file: String?
        var arguments: [String] = []
        var status: Int32
        var says: String
        var testDescription: String { name }
    }

    static let verdicts: [Case] = [
        Case(
            name: "a clear win passes",
            file: Campaigns.file(control: (50, 1_000), card: (120, 1_000)), status: 0, says: "PASS"),
        Case(
            name: "a clear loss is harm",
            file: Campaigns.file(control: (120, 1_000), card: (50, 1_000)), status: 1, says: "HARM"),
        Case(
            name: "a small difference decides nothing",
            file: Campaigns.file(control: (50, 1_000), card: (55, 1_000)), status: 2,
            says: "INCONCLUSIVE"),
        Case(
            name: "groups of the wrong size are not trusted",
            file: Campaigns.file(control: (50, 1_000), card: (150, 1_300)), status: 3,
            says: "INVALID"),
        Case(
            name: "an empty group is not trusted",
            file: Campaigns.file(control: (50, 1_000), card: (0, 0)), status: 3, says: "INVALID"),
        Case(
            name: "a header without rows is bad data", file: "id,group,ordered\n", status: 65,
            says: "no-rows"),
        Case(name: "an empty file is bad data", file: "", status: 65, says: "file-empty"),
        Case(name: "no file is missing input", file: nil, status: 66, says: "file-missing"),
        Case(
            name: "a missing column is bad data", file: "id,group\n1,none\n", status: 65,
            says: "column-missing"),
        Case(
            name: "an unknown variant is named",
            file: Campaigns.file(control: (1, 9), card: (1, 9)),
            arguments: ["--variant", "crad"], status: 78, says: "the plan has: card"),
        Case(
            name: "the control cannot be rolled out",
            file: Campaigns.file(control: (1, 9), card: (1, 9)),
            arguments: ["--variant", "none"], status: 78, says: "variant-unknown"),
        Case(
            name: "data of unknown age are not trusted",
            file: Campaigns.file(control: (50, 1_000), card: (120, 1_000)),
            arguments: ["--max-age", "7d", "--as-of", "2026-03-31"], status: 3, says: "INVALID"),
        Case(
            name: "an age without a unit is wrong usage",
            file: Campaigns.file(control: (1, 9), card: (1, 9)), arguments: ["--max-age", "7"],
            status: 64, says: "--max-age"),
    ]

    @Test("the exit code tells the pipeline what to do", arguments: verdicts)
    func exitCode(_ one: Case) throws {
        let folder = try Campaigns.folder(one.file)
        let run = try Program.run(["check", "mini.yaml"] + one.arguments, in: folder.url)
        #expect(run.status == one.status, "\(run.output)\(run.messages)")
        #expect((run.output + run.messages).contains(one.says), "\(run.output)\(run.messages)")
    }

    @Test(
        "fresh data pass and stale data do not", arguments: [("2026-03-08", 0), ("2026-03-09", 3)])
    func age(_ asOf: String, _ status: Int32) throws {
        let folder = try Campaigns.folder(
            Campaigns.file(control: (50, 1_000), card: (120, 1_000)))
        try folder.write(
            Campaigns.plan.replacing(
                "variant: group }", with: "variant: group, as_of: 2026-03-01 }"),
            to: "mini.yaml")
        let run = try Program.run(
            ["check", "mini.yaml", "--max-age", "7d", "--as-of", asOf], in: folder.url)
        #expect(run.status == status, "\(run.output)\(run.messages)")
    }

    @Test("a broken plan stops with every problem")
    func brokenPlan() throws {
        let folder = try Campaigns.folder("id,group,ordered\n")
        try folder.write(
            Campaigns.plan.replacing("role: test", with: "rol: test")
                .replacing("type: proportion", with: "type: proportoin"), to: "mini.yaml")
        let run = try Program.run(["check", "mini.yaml"], in: folder.url)
        #expect(run.status == 78)
        #expect(run.output.isEmpty)
        #expect(run.messages.contains("mini.yaml:8"))
        #expect(run.messages.contains("mini.yaml:11"))
    }

    @Test("writes JUnit, summary and result beside each other")
    func files() throws {
        let folder = try Campaigns.folder(
            Campaigns.file(control: (50, 1_000), card: (120, 1_000)))
        try folder.write("earlier step\n", to: "summary.md")
        let run = try Program.run(
            [
                "check", "mini.yaml", "--junit", "junit.xml", "--summary", "summary.md", "--result",
                "result.json", "--json",
            ], in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        #expect(try folder.read("junit.xml").contains("<testsuite"))
        #expect(try folder.read("summary.md").hasPrefix("earlier step\n"))
        #expect(try folder.read("summary.md").contains("PASS"))
        #expect(try folder.read("result.json") == run.output)
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        #expect((parsed as? [String: Any])?["schema"] as? String == "experiment-result/1")
    }

    @Test("a folder that does not exist cannot be written to")
    func cannotWrite() throws {
        let folder = try Campaigns.folder(
            Campaigns.file(control: (50, 1_000), card: (120, 1_000)))
        let run = try Program.run(
            ["check", "mini.yaml", "--result", "nowhere/result.json"], in: folder.url)
        #expect(run.status == 73, "\(run.messages)")
    }

    @Test("an answer that cannot be written is not a pass")
    func fullDisk() throws {
        let folder = try Campaigns.folder(
            Campaigns.file(control: (50, 1_000), card: (120, 1_000)))
        try #require(FileManager.default.fileExists(atPath: "/dev/full"))
        let run = try Program.run(
            ["check", "mini.yaml"], in: folder.url, output: URL(filePath: "/dev/full"))
        #expect(run.status == 74, "\(run.messages)")
    }

    @Test("a gate that could not be evaluated leaves no green JUnit behind")
    func staleJUnit() throws {
        let folder = try Campaigns.folder(
            Campaigns.file(control: (50, 1_000), card: (120, 1_000)))
        let arguments = ["check", "mini.yaml", "--junit", "junit.xml", "--result", "result.json"]
        #expect(try Program.run(arguments, in: folder.url).status == 0)
        #expect(folder.has("result.json"))
        try folder.write("id,group,ordered\n", to: "mini.csv")
        let run = try Program.run(arguments + ["--json"], in: folder.url)
        #expect(run.status == 65)
        #expect(try folder.read("junit.xml").contains("errors=\"1\""))
        #expect(!folder.has("result.json"))
        #expect(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) is [Any])
    }

    @Test(
        "an output that is the input, the plan or another output is refused",
        arguments: [
            ["--rejects", "mini.csv"], ["--junit", "mini.yaml"], ["--result", "./mini.csv"],
            ["--junit", "x", "--result", "x"],
        ])
    func collisions(_ outputs: [String]) throws {
        let folder = try Campaigns.folder(
            Campaigns.file(control: (50, 1_000), card: (120, 1_000)))
        let before = try folder.read("mini.csv")
        let run = try Program.run(["check", "mini.yaml"] + outputs, in: folder.url)
        #expect(run.status == 73, "\(run.messages)")
        #expect(try folder.read("mini.csv") == before)
        #expect(try folder.read("mini.yaml") == Campaigns.plan)
    }
}
