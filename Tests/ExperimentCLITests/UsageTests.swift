// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

@Suite("What a first user types")
struct UsageTests {
    private let campaign: LockedCampaign
    private var folder: ScratchFolder { campaign.folder }

    init() throws { campaign = try LockedCampaign() }

    @Test(
        "a slip of the keyboard is answered with what was meant",
        arguments: [
            (["previw", "winback.yaml"], "there is no command `previw`; did you mean `preview`?"),
            (
                ["phase", "nw", "winback.yaml"],
                "there is no command `nw`; did you mean `new`?"
            ),
            (
                ["preview", "winback.yaml", "--custmers", "customers.csv"],
                "there is no option `--custmers`; did you mean `--customers`?"
            ),
            (
                ["lock", "winback.yaml", "--as-of", "2026-13-01"],
                "--as-of is a day, as 2026-03-31, not '2026-13-01'"
            ),
            (
                ["preview", "winback.yaml", "--customers", "customers.csv", "--as-of", "soon"],
                "--as-of takes a day as 2026-03-02, not 'soon'"
            ),
        ])
    func slips(_ arguments: [String], _ answer: String) throws {
        let refused = try Program.run(arguments, in: folder.url)
        #expect(refused.status == 64)
        #expect(refused.messages == "Error: \(answer)\n")
    }

    @Test("an empty customer is wrong usage, and one that is not in the file comes with code 65")
    func explain() throws {
        let empty = try campaign.run("explain", "winback.yaml", "--customer", "")
        #expect(empty.status == 64)
        #expect(empty.messages.hasPrefix("Error: --customer is empty: write the id exactly as"))
        for (language, line) in [
            ("en", "customers.csv does not hold this id, so nobody is drawn."),
            ("nl", "customers.csv bevat dit nummer niet, dus er wordt niemand geloot."),
        ] {
            let absent = try campaign.run(
                "explain", "winback.yaml", "--customer", "c1", "--customers", "customers.csv",
                "--lang", language)
            #expect(absent.status == 65)
            #expect(absent.output.split(separator: "\n")[1].hasPrefix(line))
        }
        try folder.write("number\nc1\n", to: "other.csv")
        let found = try campaign.run(
            "explain", "winback.yaml", "--customer", "c1", "--customers", "other.csv",
            "--id-column", "number")
        #expect(found.status == 0, "\(found.messages)")
    }

    @Test("a customer without a household is told by the id that was asked for")
    func household() throws {
        try campaign.edit(
            "salt: winback-2026",
            "salt: winback-2026, unit: household, members: { column: customer_id }")
        try folder.write("customer_id,household\nc1,h1\nc2,\n", to: "list.csv")
        func explain(_ id: String) throws -> String {
            try campaign.run(
                "explain", "winback.yaml", "--customer", id, "--customers", "list.csv"
            ).output
        }
        #expect(try explain("c1").contains("Drawn by the household h1."))
        #expect(
            try explain("c2").hasPrefix(
                "Customer c2 in Win-back\nThis customer belongs to no household, and the test"))
    }

    @Test("a delimiter that divides nothing is refused with the one that does")
    func delimiter() throws {
        try folder.write("customer_id;city\nc1;Ede\nc2;Ede\n", to: "list.csv")
        let refused = try campaign.run(
            "preview", "winback.yaml", "--customers", "list.csv", "--delimiter", ",")
        #expect(refused.status == 65)
        #expect(
            refused.messages == """
                error[delimiter-wrong]: the delimiter that was given does not divide the header \
                (customer_id;city)
                  --> list.csv:1
                  why: the whole line would be one column
                  fix: leave the delimiter out, to have it detected, or give ';'

                """)
    }

    @Test("assign counts in Dutch, and lists rejected rows as it writes the others")
    func assign() throws {
        let rows = (1...200).map { "c\(100_000 + $0);Ede\n" }.joined()
        try folder.write("customer_id;city\n" + rows + "NULL;Ede\n", to: "list.csv")
        let drawn = try campaign.run(
            "assign", "winback.yaml", "--customers", "list.csv", "--lang", "nl")
        #expect(drawn.status == 0, "\(drawn.messages)")
        #expect(
            drawn.messages.contains(
                "201 rijen gelezen = 200 ingedeeld + 1 afgekeurd (codering utf-8, regeleinde LF, "
                    + "scheidingsteken puntkomma, kopregel ja, kolommen 2)\n"))
        #expect(drawn.messages.contains("\n  control: "))
        #expect(drawn.messages.contains("% gevonden, 10,00% gepland\n"))
        #expect(drawn.messages.contains("  placeholder-id: 1 rij\n"))
        #expect(
            try folder.read("out/winback/rejects.csv")
                == "row;column;code;value\n201;customer_id;placeholder-id;NULL\n")
    }

    @Test("a file of the plan that is missing is told by validate")
    func planFiles() throws {
        try campaign.edit("salt: winback-2026", "salt: winback-2026, overrides: vip.csv")
        let found = try campaign.run("validate", "winback.yaml")
        #expect(found.status == 0)
        #expect(
            found.messages.hasSuffix(
                """
                warning[plan-file-missing]: there is no file vip.csv
                  --> winback.yaml:5:46 (assignment.overrides)
                  why: the plan names it, so customers cannot be drawn without it
                  fix: put the file there (the path is relative to the plan), or correct the name

                """))
        let drawn = try campaign.run("assign", "winback.yaml", "--customers", "customers.csv")
        #expect(drawn.status == 66)
        #expect(!drawn.messages.contains("--data"))
    }

    @Test("a pepper that is missing is explained to somebody who never heard of one")
    func pepper() throws {
        try campaign.edit(
            "decision:",
            "privacy: { pseudonymise: hmac-sha256, pepper_env: NO_SUCH_PEPPER }\ndecision:")
        let refused = try campaign.run("assign", "winback.yaml", "--customers", "customers.csv")
        #expect(refused.status == 78)
        #expect(refused.messages.contains("make one, once, with `openssl rand -hex 32`, keep it"))
        #expect(refused.messages.contains("no file or report ever holds it"))
    }

    @Test(
        "init beside a shared file leaves out what that file does not have",
        arguments: ["email-holdout", "lifecycle"])
    func initBeside(_ template: String) throws {
        try folder.write("version: 1\n", to: "experiments.yaml")
        let made = try campaign.run(
            "init", "spring", "--template", template, "--as-of", "2026-03-01")
        #expect(made.status == 0)
        #expect(made.output == "wrote spring.yaml\n")
        #expect(
            made.messages.hasPrefix(
                "left out, as experiments.yaml does not have it: permission `email`, "))
        #expect(try campaign.run("validate", "spring.yaml").status == 0)
        #expect(try folder.read("experiments.yaml") == "version: 1\n")
    }

    @Test("init beside a shared file that cannot be read says what is wrong, and writes nothing")
    func initBesideBroken() throws {
        try folder.write("", to: "experiments.yaml")
        let made = try campaign.run("init", "spring", "--as-of", "2026-03-01")
        #expect(made.status == 78)
        #expect(made.messages.contains("error[shared-empty]"))
        #expect(
            !FileManager.default.fileExists(atPath: folder.url.appending(path: "spring.yaml").path))
    }
}
