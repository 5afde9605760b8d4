// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("experiment power")
struct PowerTests {
    private static let plan = """
        version: 1
        key: winback
        name: Winback
        goal: { metric: ordered, target: +20%, deadline: 2026-05-15 }
        assignment: { salt: winback-2026 }
        variants:
          - { key: control, role: control, weight: 10%, contact: false }
          - { key: base, role: base, weight: 45%, channel: email }
          - { key: personal, role: test, weight: 45%, channel: email }
        metrics:
          define:
            - { key: ordered, name: Ordered, type: proportion, column: ordered, direction: increase }
          primary: ordered
        decision: { beat: [control, base], confidence: 95% }
        schedule: { start: 2026-03-02, end: 2026-03-29 }
        """

    /// 3% of a thousand customers ordered.
    private static let history =
        "customer_id,ordered\n"
        + (0..<1_000).map { "c\($0),\($0 < 30 ? 1 : 0)" }.joined(separator: "\n") + "\n"

    private func folder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Self.plan, to: "winback.yaml")
        try folder.write(Self.history, to: "history.csv")
        return folder
    }

    @Test("prints the table, the price and whether the goal is detectable")
    func table() throws {
        let folder = try folder()
        let run = try Program.run(
            ["power", "winback.yaml", "--audience", "100000", "--history", "history.csv"],
            in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.output.contains("The goal (+20% = 0.60 pt) is detectable with this plan."))
        for line in [
            "   2% (2,000)  1.09 pt   (36%)", "   5% (5,000)  0.71 pt   (24%)",
            " 10% (10,000)  0.53 pt   (18%)   <- your plan", " 20% (20,000)  0.41 pt   (14%)",
            "* orders given up if contacting really adds 0.60 pt",
        ] {
            #expect(run.output.contains(line), "\(line)\n\(run.output)")
        }
        #expect(!run.messages.contains("goal-not-detectable"))
        let again = try Program.run(
            ["power", "winback.yaml", "--audience", "100000", "--history", "history.csv"],
            in: folder.url)
        #expect(again.output == run.output)
    }

    @Test("counts the customers of a file and warns when the goal is out of reach, in Dutch too")
    func tooSmall() throws {
        let folder = try folder()
        try folder.write(
            "customer_id\n" + (0..<20_000).map { "k\($0 % 18_000)\n" }.joined(),
            to: "customers.csv")
        let run = try Program.run(
            [
                "power", "winback.yaml", "--customers", "customers.csv", "--history",
                "history.csv", "--lang", "nl",
            ], in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.output.contains("10% (1.800)"), "\(run.output)")
        #expect(run.output.contains("is te klein om met dit plan aan te tonen"))
        #expect(run.messages.contains("warning[goal-not-detectable]: target +20% is smaller than"))
        #expect(run.messages.contains("needs 4.8 times more customers"), "\(run.messages)")
        #expect(run.messages.contains("--> winback.yaml:4:34 (goal.target)"))
    }

    @Test("writes Markdown, a page and JSON, and JSON on standard output")
    func files() throws {
        let folder = try folder()
        let run = try Program.run(
            [
                "power", "winback.yaml", "--audience", "100000", "--history", "history.csv",
                "--out", "out", "--html", "page.html", "--json",
            ], in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        #expect(try folder.read("out/power.json") == run.output)
        #expect(try folder.read("out/power.html") == folder.read("page.html"))
        #expect(try folder.read("out/power.md").hasPrefix("# Winback\n"))
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let members = try #require(parsed as? [String: Any])
        #expect(members["schema"] as? String == "experiment-power/1")
        #expect((members["rows"] as? [[String: Any]])?.count == 4)
        let second = try Program.run(
            [
                "power", "winback.yaml", "--audience", "100000", "--history", "history.csv",
                "--html", "page.html",
            ], in: folder.url)
        #expect(second.status == 73 && second.messages.contains("output-exists"))
    }

    @Test("starts from the result of an earlier test")
    func earlier() throws {
        let folder = try folder()
        let rows = (0..<3_000).map { row -> String in
            let ordered = row % 60 == 0 || row % 30 == 1
            return "c\(row),\(["control", "base", "personal"][row % 3]),\(ordered ? 1 : 0)"
        }
        try folder.write(
            "customer_id,variant,ordered\n" + rows.joined(separator: "\n") + "\n", to: "old.csv")
        try folder.write(
            Self.plan + "\ndata: { file: old.csv, id: customer_id, variant: variant }\n",
            to: "old.yaml")
        let report = try Program.run(["report", "old.yaml", "--out", "old"], in: folder.url)
        #expect(report.status == 0, "\(report.messages)")
        let run = try Program.run(
            [
                "power", "winback.yaml", "--audience", "100000", "--result", "old/result.json",
                "--json",
            ], in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let baseline = (parsed as? [String: Any])?["baseline"] as? [String: Any]
        #expect(baseline?["value"] as? Double == 0.05, "\(run.output)")
    }

    @Test("says what is missing and how to give it")
    func missing() throws {
        let folder = try folder()
        let nobody = try Program.run(["power", "winback.yaml"], in: folder.url)
        #expect(nobody.status == 78)
        #expect(nobody.messages.contains("error[power-audience-missing]"))
        let nothing = try Program.run(
            ["power", "winback.yaml", "--audience", "1000"], in: folder.url)
        #expect(nothing.status == 78 && nothing.output.isEmpty)
        #expect(nothing.messages.contains("error[power-baseline-missing]"))
        for way in ["power: { baseline: 3.0% }", "--result", "--history"] {
            #expect(nothing.messages.contains(way), "\(way)")
        }
        let gone = try Program.run(
            ["power", "winback.yaml", "--audience", "1000", "--history", "no.csv"],
            in: folder.url)
        #expect(gone.status == 66 && gone.messages.contains("no.csv"))
        let both = try Program.run(
            ["power", "winback.yaml", "--audience", "1000", "--customers", "history.csv"],
            in: folder.url)
        #expect(both.status == 64)
        let over = try Program.run(
            [
                "power", "winback.yaml", "--audience", "1000", "--history", "history.csv",
                "--html", "history.csv", "--force",
            ], in: folder.url)
        #expect(over.status == 73 && over.messages.contains("output-is-input"))
        #expect(try folder.read("history.csv") == Self.history)
    }

    /// The plan with what it states itself.
    private func stated(_ block: String, target: String = "+20%") throws -> ScratchFolder {
        let folder = try folder()
        let text = Self.plan.replacing("target: +20%", with: "target: \(target)")
        try folder.write(text + "\npower: { \(block) }\n", to: "winback.yaml")
        return folder
    }

    @Test("takes everything from the plan's own block: the teaching table to the letter")
    func ownBlock() throws {
        let folder = try stated("customers: 100000, baseline: 3.0%, base_baseline: 3.4%")
        let run = try Program.run(["power", "winback.yaml"], in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.output.contains(" test vs base  0.34 pt   (10%, if base does 3.4%)"))
        #expect(run.output.contains("readout: 2026-03-30."), "\(run.output)")
        let files = try stated("customers: 100000, from_history: history.csv")
        let history = try Program.run(["power", "winback.yaml"], in: files.url)
        #expect(history.output.contains("0.53 pt   (18%)"), "\(history.messages)")
        let other = try Program.run(
            ["power", "../\(files.url.lastPathComponent)/winback.yaml", "--audience", "200000"],
            in: folder.url)
        #expect(other.status == 0 && other.output.contains("10% (20,000)"), "\(other.messages)")
    }

    @Test("refuses a goal above 100% with the line of its target")
    func outOfRange() throws {
        let folder = try stated("customers: 100000, baseline: 97%")
        let run = try Program.run(["power", "winback.yaml"], in: folder.url)
        #expect(run.status == 78 && run.output.isEmpty)
        #expect(run.messages.contains("error[goal-out-of-range]: +20% on 97% makes 116.4%"))
        #expect(run.messages.contains("goal.target"), "\(run.messages)")
    }

    @Test("validate warns of a goal out of reach when the plan says enough to know")
    func validate() throws {
        let folder = try stated(
            "customers: 100000, weekly_customers: 40000, baseline: 3.0%", target: "+10%")
        let run = try Program.run(["validate", "winback.yaml"], in: folder.url)
        #expect(run.status == 0, "\(run.messages)")
        #expect(
            run.messages.contains(
                "warning[goal-not-detectable]: target +10% is smaller than what this test can "
                    + "detect (+18%): needs 3.3 times more customers or 6 weeks more"),
            "\(run.messages)")
        #expect(run.output.contains("0 errors, 1 warning"), "\(run.output)")
        let reachable = try stated("customers: 100000, baseline: 3.0%")
        let silent = try Program.run(["validate", "winback.yaml"], in: reachable.url)
        #expect(!silent.messages.contains("goal-not-detectable"))
    }

    @Test("validate warns at the target of a plan that states its customers and its baseline")
    func validatePlace() throws {
        let folder = try ScratchFolder()
        try folder.write(
            Self.plan + "\npower: { baseline: 3%, weekly_customers: 2500 }\n", to: "winback.yaml")
        let run = try Program.run(["validate", "winback.yaml"], in: folder.url)
        #expect(run.status == 0)
        #expect(run.output == "1 plan, 0 errors, 1 warning\n")
        #expect(
            run.messages == """
                warning[goal-not-detectable]: target +20% is smaller than what this test can detect \
                (+56%): needs 8.6 times more customers or 31 weeks more
                  --> winback.yaml:4:34 (goal.target)
                  why: an effect of the size aimed at would be told from chance in 2 of 10 such tests
                  fix: widen the audience, run longer, aim higher, or give the control group another \
                share; `experiment power` shows the sizes

                """)
        try folder.write(
            Self.plan + "\npower: { baseline: 3%, customers: 1000000 }\n", to: "winback.yaml")
        let large = try Program.run(["validate", "winback.yaml"], in: folder.url)
        #expect(large.output == "1 plan, 0 errors, 0 warnings\n", "\(large.messages)")
    }
}
