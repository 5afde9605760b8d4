// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("Commands on plans")
struct PlanCommandTests {
    @Test(
        "init writes a plan and the shared file, valid as they are",
        arguments: ["email-holdout", "lifecycle", "journey"], ["en", "nl"])
    func templates(_ template: String, _ language: String) throws {
        let folder = try ScratchFolder()
        let made = try Program.run(
            ["init", "spring", "--template", template, "--lang", language], in: folder.url)
        #expect(made.status == 0, "\(made.messages)")
        #expect(made.output == "wrote spring.yaml\nwrote experiments.yaml\n")
        let checked = try Program.run(["validate"], in: folder.url)
        #expect(checked.status == 0, "\(checked.messages)")
        #expect(checked.output == "1 plan, 0 errors, 0 warnings\n")
        let formatted = try Program.run(["fmt", "--check"], in: folder.url)
        #expect(formatted.status == 0, "\(formatted.output)")
        let again = try Program.run(["init", "spring"], in: folder.url)
        #expect(again.status == 73, "an existing plan is not overwritten: \(again.messages)")
        let second = try Program.run(["init", "summer", "--template", template], in: folder.url)
        #expect(second.output == "wrote summer.yaml\n", "the shared file is there already")
    }

    @Test("init --shared writes the shared file alone")
    func sharedFile() throws {
        let folder = try ScratchFolder()
        let made = try Program.run(["init", "--shared", "--as-of", "2026-05-20"], in: folder.url)
        #expect(made.output == "wrote experiments.yaml\n")
        #expect(try folder.read("experiments.yaml").contains("from: 2026-04-01"))
        let nothing = try Program.run(["init"], in: folder.url)
        #expect(nothing.status == 64)
    }

    @Test("fmt lays plans out, and --check only says which would change")
    func fmt() throws {
        let folder = try Campaigns.folder(nil)
        let crooked = Campaigns.plan.replacing("key: ", with: "key:   ")
        try folder.write(crooked, to: "mini.yaml")
        let checked = try Program.run(["fmt", "--check"], in: folder.url)
        #expect(checked.status == 1)
        #expect(checked.output == "would change ./mini.yaml\n")
        #expect(try folder.read("mini.yaml") == crooked)
        let made = try Program.run(["fmt", "mini.yaml"], in: folder.url)
        #expect(made.output == "formatted mini.yaml\n")
        #expect(try Program.run(["fmt", "--check"], in: folder.url).status == 0)
        try folder.write("a: [1\n", to: "mini.yaml")
        let broken = try Program.run(["fmt", "mini.yaml"], in: folder.url)
        #expect(broken.status == 78)
        #expect(try folder.read("mini.yaml") == "a: [1\n")
    }

    @Test("validate shows problems as text, JSON and workflow annotations")
    func validateForms() throws {
        let folder = try Campaigns.folder(nil)
        try folder.write(Campaigns.plan.replacing("role: test", with: "rol: test"), to: "mini.yaml")
        let text = try Program.run(["validate"], in: folder.url)
        #expect(text.status == 78)
        #expect(text.messages.contains("did you mean") || text.messages.contains("role"))
        let json = try Program.run(["validate", "mini.yaml", "--json"], in: folder.url)
        #expect(json.status == 78)
        #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [Any])
        let github = try Program.run(["validate", "--format", "github"], in: folder.url)
        #expect(github.output.hasPrefix("::error file="), "\(github.output)")
    }

    @Test("the example plans validate")
    func examples() throws {
        let run = try Program.run(["validate", "experiments"], in: projectFolder)
        #expect(run.status == 0, "\(run.messages)")
    }

    @Test("schema prints a JSON Schema")
    func schema() throws {
        let run = try Program.run(["schema"], in: projectFolder)
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        #expect((parsed as? [String: Any])?["$schema"] != nil)
    }

    @Test("explain shows the published point")
    func explain() throws {
        let folder = try Campaigns.folder(nil)
        try folder.write(
            Campaigns.plan.replacing("salt: mini", with: "salt: spring-promo"), to: "mini.yaml")
        let run = try Program.run(["explain", "mini.yaml", "--id", "42"], in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.output.contains("113807"), "\(run.output)")
    }

    @Test("a simulated campaign gives the same bytes, and assign draws the same groups")
    func simulateAndAssign() throws {
        let folder = try ScratchFolder()
        let plan = projectFolder.appending(path: "experiments/winback-demo.yaml").path
        for name in ["a.csv", "b.csv"] {
            let run = try Program.run(
                ["simulate", plan, "--customers", "3000", "--seed", "5", "--out", name],
                in: folder.url)
            #expect(run.status == 0, "\(run.messages)")
        }
        let rows = try folder.read("a.csv")
        #expect(try rows == folder.read("b.csv"))
        let assigned = try Program.run(
            [
                "assign", plan, "--customers", "a.csv", "--out", "c.csv", "--column", "drawn",
                "--id", "customer_id",
            ], in: folder.url)
        #expect(assigned.status == 0, "\(assigned.messages)")
        let lines = try folder.read("c.csv").split(separator: "\n").dropFirst()
        #expect(lines.count == 3_000)
        for line in lines {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            #expect(fields[1] == fields[fields.count - 1], "\(line)")
        }
    }

    @Test("assign reads standard input and writes results only to standard output")
    func assignStreams() throws {
        let folder = try Campaigns.folder(nil)
        let run = try Program.run(
            ["assign", "mini.yaml", "--customers", "-", "--id", "id", "--out", "-"],
            in: folder.url,
            input: "id,town\n1,Ede\n2,\"a, b\"\n")
        #expect(run.status == 0, "\(run.messages)")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0] == "id,town,variant")
        #expect(lines[2].hasPrefix("2,\"a, b\","))
        #expect(run.messages.contains("read 2 rows"))
    }
}
