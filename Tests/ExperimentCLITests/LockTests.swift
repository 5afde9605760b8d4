// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("experiment lock, phase and audit")
struct LockTests {
    private let campaign: LockedCampaign
    private var folder: ScratchFolder { campaign.folder }

    init() throws { campaign = try LockedCampaign() }

    @Test("locks a plan, prints its digest, and does it once")
    func locks() throws {
        let first = try campaign.lock()
        #expect(first.status == 0, "\(first.messages)")
        #expect(first.output.hasPrefix("locked winback\n  plan digest  "))
        #expect(
            first.output.contains(
                "phase 1 from 2026-03-02 (first): 100% take part; control 10%, base 45%, "
                    + "personal 45%"))
        #expect(first.output.hasSuffix("next: experiment assign winback.yaml --customers FILE\n"))
        let lock = try folder.read("winback.lock.json")
        let trail = try folder.read("audit.jsonl")
        let again = try campaign.run("lock", "winback.yaml", "--as-of", "2026-03-01")
        #expect(again.status == 0)
        #expect(again.output.hasPrefix("winback was locked on 2026-02-28 and is the same\n"))
        #expect(try folder.read("winback.lock.json") == lock)
        #expect(try folder.read("audit.jsonl") == trail)
    }

    @Test("the same plan, day and customers give the same lock")
    func deterministic() throws {
        let other = try LockedCampaign()
        for one in [campaign, other] {
            let made = try one.run(
                "lock", "winback.yaml", "--customers", "customers.csv", "--as-of", "2026-02-28")
            #expect(made.output.contains("customers    2000 rows, 2000 of them eligible, digest "))
        }
        #expect(try folder.read("winback.lock.json") == other.folder.read("winback.lock.json"))
    }

    @Test("warns of a start that is past")
    func startPast() throws {
        let late = try campaign.run("lock", "winback.yaml", "--as-of", "2026-03-05")
        #expect(late.status == 0)
        #expect(
            late.messages == """
                warning[start-past]: the plan starts on 2026-03-02, 3 days before it is locked on \
                2026-03-05
                  --> winback.yaml (schedule.start)
                  why: a lock proves that outcomes were not seen before the plan was fixed
                  fix: start later, or keep in mind that the first days prove nothing

                """)
    }

    @Test("row 36: weights changed mid-flight are refused, and a phase is offered")
    func weights() throws {
        try campaign.lock()
        try campaign.changeWeights()
        let refused = try campaign.run("assign", "winback.yaml", "--customers", "customers.csv")
        #expect(refused.status == 78)
        #expect(
            refused.messages == """
                error[plan-changed]: the weight of `base` changed from 45% to 50%
                  --> winback.yaml
                  why: the plan was locked on 2026-02-28; this decides who gets what
                  fix: restore it, or open a phase: `experiment phase new winback.yaml --from DAY`

                error[plan-changed]: the weight of `personal` changed from 45% to 40%
                  --> winback.yaml
                  why: the plan was locked on 2026-02-28; this decides who gets what
                  fix: restore it, or open a phase: `experiment phase new winback.yaml --from DAY`

                """)
        #expect(try campaign.run("lock", "winback.yaml").messages == refused.messages)
    }

    @Test("row 37: an audience or salt changed after the lock shows the difference")
    func salt() throws {
        try campaign.lock()
        try campaign.results()
        try campaign.edit("winback-2026", "winback-2027")
        let message = """
            error[plan-changed]: the salt of the draw changed from `winback-2026` to `winback-2027`
              --> winback.yaml
              why: the plan was locked on 2026-02-28; this decides who gets what
              fix: restore it; a plan that must differ is another test, with a key of its own

            """
        let assigned = try campaign.run("assign", "winback.yaml", "--customers", "customers.csv")
        let explained = try campaign.run("explain", "winback.yaml", "--id", "c100001")
        for refused in [assigned, explained] {
            #expect(refused.status == 78)
            #expect(refused.messages == message)
        }
        let checked = try campaign.run(
            "check", "winback.yaml", "--junit", "junit.xml", "--result", "result.json")
        #expect(checked.status == 3)
        #expect(checked.output.contains("The salt of the draw changed from"))
        let result = try folder.read("result.json")
        #expect(result.contains(#""verdict": "INVALID""#))
        #expect(result.contains(#""locked": true"#))
        #expect(try folder.read("junit.xml").contains(#"name="plan-unchanged""#))
        #expect(try folder.read("junit.xml").contains("<error message=\"The plan changed after"))
        let dutch = try campaign.run("report", "winback.yaml", "--lang", "nl", "--out", "out")
        #expect(dutch.status == 0)
        #expect(
            try folder.read("out/report.html").contains(
                "De salt van de loting is veranderd van"))
    }

    @Test("words that decide nothing are noted, and stop neither a draw nor a result")
    func harmless() throws {
        try campaign.lock()
        try campaign.results()
        try campaign.edit("name: Win-back", "name: Win them back")
        let drawn = try campaign.run(
            "assign", "winback.yaml", "--customers", "customers.csv", "--lists", "lists")
        #expect(drawn.status == 0, "\(drawn.messages)")
        #expect(
            drawn.messages.hasPrefix(
                "note[plan-changed]: the plan is no longer that of winback.lock.json: the name of "
                    + "the plan changed from `Win-back` to `Win them back`\n"))
        let again = try campaign.run("lock", "winback.yaml")
        #expect(again.output.contains("on 2026-02-28 and is the same in everything that decides"))
        let checked = try campaign.run("check", "winback.yaml", "--result", "result.json")
        #expect(checked.status != 3)
        #expect(
            try folder.read("result.json").contains(
                "The name of the plan changed from `Win-back` to `Win them back`."))
    }

    @Test("a plan that holds is said to hold")
    func holds() throws {
        try campaign.lock()
        try campaign.results()
        let checked = try campaign.run("check", "winback.yaml", "--junit", "junit.xml")
        #expect(checked.status != 3)
        #expect(
            try folder.read("junit.xml").contains(
                "The plan is the one that was locked on"))
    }

    @Test("a phase is shown, opened, listed and drawn by")
    func phase() throws {
        try campaign.lock()
        try campaign.changeWeights()
        let lock = try folder.read("winback.lock.json")
        let shown = try campaign.run(
            "phase", "new", "winback.yaml", "--from", "2026-03-16", "--dry-run")
        #expect(shown.status == 0, "\(shown.messages)")
        #expect(
            shown.output == """
                The weight of `base` changed from 45% to 50%.
                The weight of `personal` changed from 45% to 40%.
                phase 2 from 2026-03-16 (weights-changed): 100% take part; control 10%, base 50%, \
                personal 40%
                5% of the customers move from `personal` to `base`.
                The phases are reported apart, and customers who moved are left out.
                nothing was written (--dry-run)

                """)
        #expect(try folder.read("winback.lock.json") == lock)
        let dutch = try campaign.run(
            "phase", "new", "winback.yaml", "--from", "2026-03-16", "--dry-run", "--lang", "nl")
        #expect(dutch.output.contains("5% van de klanten gaat van `personal` naar `base`."))
        let opened = try campaign.run(
            "phase", "new", "winback.yaml", "--from", "2026-03-16", "--as-of", "2026-03-15")
        #expect(opened.status == 0)
        let listed = try campaign.run("phase", "list", "winback.yaml")
        #expect(listed.output.split(separator: "\n").count == 2)
        #expect(
            try campaign.run("assign", "winback.yaml", "--customers", "customers.csv").status == 0)
        let again = try campaign.run("phase", "new", "winback.yaml", "--from", "2026-03-20")
        #expect(again.status == 78)
        #expect(again.messages.hasPrefix("error[phase-unchanged]: "))
    }

    @Test("a phase changes weights, allocation and variants alone")
    func phaseRefused() throws {
        try campaign.lock()
        try campaign.changeWeights()
        try campaign.edit("winback-2026", "winback-2027")
        let refused = try campaign.run("phase", "new", "winback.yaml", "--from", "2026-03-16")
        #expect(refused.status == 78)
        #expect(
            refused.messages.hasPrefix(
                "error[plan-changed]: the salt of the draw changed from `winback-2026` to"))
    }

    @Test("reading the same data again gives the same bytes, and new data the next number")
    func looks() throws {
        try campaign.lock()
        try campaign.results()
        func report() throws -> String {
            let made = try campaign.run("report", "winback.yaml", "--out", "out")
            #expect(made.status == 0, "\(made.messages)")
            return try folder.read("out/result.json")
        }
        let first = try report()
        #expect(first.contains("These results are read for the first time."))
        #expect(try report() == first)
        try campaign.results(every: 10)
        let second = try report()
        #expect(second.contains("This is reading 2 of a test that was planned to be read once."))
        try campaign.results()
        #expect(try report() == first)
    }

    @Test("the trail is listed, and shows what was changed in it")
    func audit() throws {
        try campaign.lock()
        try campaign.results()
        try campaign.run("check", "winback.yaml")
        let whole = try campaign.run("audit", "winback.yaml")
        #expect(whole.status == 0, "\(whole.messages)")
        let lines = whole.output.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("1  2026-02-28  lock  winback  plan "))
        #expect(lines[3].hasPrefix("the trail is whole: 3 lines, last hash "))
        #expect(try campaign.run("audit", ".").output == whole.output)
        let text = try folder.read("audit.jsonl")
        #expect(!text.contains("c100001"))
        try folder.write(text.replacing("2026-02-28", with: "2026-02-27"), to: "audit.jsonl")
        let broken = try campaign.run("audit", "winback.yaml")
        #expect(broken.status == 65)
        #expect(
            broken.messages.hasPrefix(
                "error[audit-broken]: the audit trail is broken at line 1: "
                    + "its hash does not fit what it says\n  --> audit.jsonl:1"))
        try folder.write("", to: "audit.jsonl")
        #expect(try campaign.run("audit", "winback.yaml").status == 65)
    }

    @Test("a lock that was changed by hand stops everything")
    func damaged() throws {
        try campaign.lock()
        let text = try folder.read("winback.lock.json")
        try folder.write(text.replacing("winback-2026", with: "x"), to: "winback.lock.json")
        for arguments in [
            ["assign", "winback.yaml", "--customers", "customers.csv"], ["lock", "winback.yaml"],
            ["phase", "list", "winback.yaml"], ["audit", "."],
        ] {
            let refused = try Program.run(arguments, in: folder.url)
            #expect(refused.status == 78)
            #expect(
                refused.messages.hasPrefix(
                    "error[lock-damaged]: the lock file was damaged or changed by hand: "
                        + "its digest does not fit what it says"))
        }
    }

    @Test("data of two phases are not added up, and one phase is reported by its own shares")
    func phasesApart() throws {
        try campaign.lock()
        try campaign.results()
        try campaign.changeWeights()
        try campaign.run("phase", "new", "winback.yaml", "--from", "2026-03-16")
        let mixed = try campaign.run("check", "winback.yaml")
        #expect(mixed.status == 3)
        #expect(mixed.output.contains("so these data hold 2 phases."))
        let first = try campaign.run("check", "winback.yaml", "--phase", "1")
        #expect(first.status != 3, "\(first.output)")
        let unknown = try campaign.run("check", "winback.yaml", "--phase", "3")
        #expect(unknown.status == 78)
        #expect(unknown.messages.hasPrefix("error[phase-unknown]: there is no phase 3"))
    }
}
