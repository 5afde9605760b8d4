// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("What a lock means to the other commands")
struct LockUseTests {
    private let campaign: LockedCampaign
    private var folder: ScratchFolder { campaign.folder }

    init() throws { campaign = try LockedCampaign() }

    @Test("validate says in short what changed since the lock")
    func validate() throws {
        try campaign.lock()
        #expect(!(try campaign.run("validate", "winback.yaml").messages.contains("plan-changed")))
        try campaign.changeWeights()
        let changed = try campaign.run("validate", "winback.yaml")
        #expect(changed.status == 0)
        #expect(
            changed.messages.hasSuffix(
                """
                warning[plan-changed]: the plan is no longer that of winback.lock.json: the weight \
                of `base` changed from 45% to 50%; the weight of `personal` changed from 45% to 40%
                  --> winback.yaml
                  why: the plan was locked on 2026-02-28; this decides who gets what
                  fix: restore it, or open a phase: `experiment phase new winback.yaml --from DAY`

                """))
        try folder.write("{}", to: "winback.lock.json")
        #expect(try campaign.run("validate", "winback.yaml").status == 78)
    }

    @Test("a metric that changed does not stop a draw, and is told to spoil the report")
    func metric() throws {
        try campaign.lock()
        try campaign.edit("beat: [control]", "beat: [base]")
        let drawn = try campaign.run("assign", "winback.yaml", "--customers", "customers.csv")
        #expect(drawn.status == 0, "\(drawn.messages)")
        #expect(drawn.messages.hasPrefix("warning[plan-changed]: "))
        #expect(drawn.messages.contains("so that a report will be INVALID"))
    }

    @Test("a repeated customer is counted once")
    func unique() throws {
        try folder.write(LockedCampaign.customers(100) + "c100007\n", to: "customers.csv")
        let locked = try campaign.run(
            "lock", "winback.yaml", "--customers", "customers.csv", "--as-of", "2026-02-28")
        #expect(locked.output.contains("customers    101 rows, 100 of them eligible, digest "))
    }

    @Test("the trail of a plan that is broken can be read")
    func audit() throws {
        try campaign.lock()
        try campaign.edit("primary: ordered", "primary: revenue")
        let read = try campaign.run("audit", "winback.yaml")
        #expect(read.status == 0, "\(read.messages)")
        #expect(read.output.hasPrefix("1  2026-02-28  lock  winback  plan "))
        try folder.write("\t: {", to: "winback.yaml")
        let keyless = try campaign.run("audit", "winback.yaml")
        #expect(keyless.output == read.output)
        #expect(keyless.messages.hasPrefix("warning[audit-all-plans]: "))
    }

    @Test("slots that were never claimed, or given back before, are told apart")
    func release() throws {
        func release(_ day: String) throws -> Program.Outcome {
            try campaign.run("lock", "--release", "winback.yaml", "--as-of", day)
        }
        try folder.write(
            "version: 1\nlayers: [{ key: spring, salt: s, cooldown: 14d }]\n",
            to: "experiments.yaml")
        try campaign.edit("salt: winback-2026", "salt: winback-2026, layer: spring")
        let never = try release("2026-03-10")
        #expect(never.status == 78)
        #expect(
            never.messages.hasPrefix(
                "error[lock-missing]: the plan was never locked, so it holds no slots\n"))
        try campaign.lock()
        #expect(try release("2026-03-10").output.hasPrefix("released the slots of winback"))
        let twice = try release("2026-03-12")
        #expect(twice.status == 0)
        #expect(
            twice.output == "nothing to do: the slots of winback in layer spring were given back "
                + "on 2026-03-10; another test may have them from 2026-03-24\n")
    }

    @Test("a file of an earlier phase is said to be one")
    func phases() throws {
        try campaign.lock()
        try campaign.run("assign", "winback.yaml", "--customers", "customers.csv")
        try campaign.changeWeights()
        try campaign.run("phase", "new", "winback.yaml", "--from", "2026-03-16")
        func verify(_ more: String...) throws -> Program.Outcome {
            try Program.run(
                ["assign", "winback.yaml", "--verify", "out/winback/assignments.csv"] + more,
                in: folder.url)
        }
        for more in [[], ["--customers", "customers.csv"]] {
            let found = try Program.run(
                ["assign", "winback.yaml", "--verify", "out/winback/assignments.csv"] + more,
                in: folder.url)
            #expect(found.status == 0, "\(found.messages)")
            #expect(
                found.messages.hasSuffix(
                    "the file fits phase 1, from 2026-03-02; the plan is now in phase 2\n"))
        }
        let other = try verify("--as-of", "2026-03-20")
        #expect(other.status == 3)
        #expect(
            other.messages.hasPrefix(
                "error[assignment-other-phase]: the file fits phase 1, not phase 2 of 2026-03-20"))
        #expect(try verify("--as-of", "2026-03-05").status == 0)
    }

    @Test("rows missing from the end show by the count in the trail, or cannot be seen")
    func truncated() throws {
        func verify(_ file: String) throws -> Program.Outcome {
            try campaign.run("assign", "winback.yaml", "--verify", file)
        }
        try campaign.run(
            "assign", "winback.yaml", "--customers", "customers.csv", "--out", "draft.csv")
        #expect(
            try verify("draft.csv").messages
                == "draft.csv: 2000 rows, each drawn again from its own columns; all agree\n"
                + "  rows that are missing cannot be seen without --customers FILE\n")
        try campaign.lock()
        try campaign.run(
            "assign", "winback.yaml", "--customers", "customers.csv", "--out", "list.csv")
        let whole = try verify("list.csv")
        #expect(whole.messages.hasSuffix("all agree, and as many as the audit trail recorded\n"))
        let lines = try folder.read("list.csv").split(separator: "\n").prefix(1_001)
        try folder.write(lines.joined(separator: "\n") + "\n", to: "list.csv")
        let short = try verify("list.csv")
        #expect(short.status == 3)
        #expect(
            short.messages.hasPrefix(
                "error[assignment-truncated]: the file ends after row 1000; 2000 rows were "))
    }

    @Test("a day outside the test is told")
    func outside() throws {
        let seen = try campaign.run(
            "preview", "winback.yaml", "--customers", "customers.csv", "--as-of", "2026-05-01")
        #expect(seen.status == 0)
        #expect(
            seen.messages.hasPrefix(
                "warning[as-of-outside]: the test does not run on 2026-05-01 (it runs from "
                    + "2026-03-02 to 2026-03-29)\n"))
    }

    @Test("a phase is Dutch from the first word to the last")
    func dutch() throws {
        try campaign.lock()
        try campaign.changeWeights()
        let dry = try campaign.run(
            "phase", "new", "winback.yaml", "--from", "2026-03-16", "--dry-run", "--lang", "nl")
        #expect(
            dry.output == """
                Het gewicht van `base` is veranderd van 45% in 50%.
                Het gewicht van `personal` is veranderd van 45% in 40%.
                fase 2 vanaf 2026-03-16 (andere verdeling): 100% doet mee; control 10%, base 50%, \
                personal 40%
                5% van de klanten gaat van `personal` naar `base`.
                De fasen worden apart gerapporteerd; klanten die van groep veranderen tellen niet \
                mee.
                er is niets geschreven (--dry-run)

                """)
    }
}
