// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular
import Testing

@Suite struct AssignmentStepsTests {
    private let plan = CampaignPlans.full()

    /// What one row should say, from its fields, step by step.
    private func expected(_ line: Substring, _ pipeline: Pipeline) -> String {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let reason: ReasonCode?
        if fields[2] != "yes" {
            reason = .noPermission("email")
        } else if fields[1] == "0" {
            reason = .notInAudience
        } else if fields[3] == "yes" {
            reason = .excludedByRule
        } else {
            reason = fields[1].isEmpty ? .unknownValue : nil
        }
        let outcome = pipeline.outcome(of: fields[0], ineligible: reason)
        let variant = outcome.variantIndex.map { plan.variants[$0].key } ?? ""
        return "\(line),\(variant),\(outcome.reason.rawValue)"
    }

    @Test func `every row says its variant or why it has none, in the order of the steps`() throws {
        let text = CampaignPlans.customers(3_000)
        let result = try Assigned.run(plan, text)
        let start = try #require(plan.schedule?.start)
        let pipeline = try Pipeline(plan: plan, on: start)
        let rows = text.split(separator: "\n")
        #expect(result.lines[0] == "customer_id,orders,optin_email,complaint,variant,reason")
        #expect(result.lines.count == 3_001)
        for (row, line) in zip(rows.dropFirst(), result.lines.dropFirst()) {
            #expect(line == expected(row, pipeline))
        }
        let summary = result.summary
        #expect(summary.rowsRead == summary.assigned + summary.excluded + summary.rejected)
        #expect(
            summary.exclusions.map(\.code) == [
                "no-permission-email", "not-in-audience", "excluded-by-rule", "unknown-value",
                "held-out", "not-let-in",
            ])
        #expect(try #require(summary.rechecked) > 10)
    }

    @Test func `each contacted variant has a list, and whoever is held back stands in one`() throws
    {
        let result = try Assigned.run(plan, CampaignPlans.customers(3_000))
        var lists: [String: [String]] = ["base": [], "personal": [], "suppress": []]
        for line in result.lines.dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init)
            switch (fields[4], fields[5]) {
            case ("control", _): lists["suppress"]?.append("\(fields[0]),control")
            case ("base", _): lists["base"]?.append("\(fields[0]),\"A; \"\"now\"\"\"")
            case ("personal", _): lists["personal"]?.append(fields[0])
            case (_, "held-out"): lists["suppress"]?.append("\(fields[0]),held-out")
            default: break
            }
        }
        let heads = [
            "base": "customer_id,template", "personal": "customer_id",
            "suppress": "customer_id,reason",
        ]
        for (name, rows) in lists {
            let text = ([heads[name] ?? ""] + rows).joined(separator: "\n") + "\n"
            #expect(result.files["\(name).csv"] == text)
            let count = result.summary.lists.first { $0.path.hasSuffix("/\(name).csv") }
            #expect(count?.rows == rows.count)
        }
        #expect(result.files["control.csv"] == nil)
    }

    @Test func `workers and blocks change nothing`() throws {
        let text = CampaignPlans.customers(20_000)
        let one = try Assigned.run(plan, text)
        let many = try Assigned.run(
            plan, text,
            options: AssignmentOptions(reading: ReadOptions(blockSize: 9_973), workers: 3))
        #expect(one.files == many.files)
    }

    @Test func `a forced unit gets its list and no variant, so that nobody analyses it`() throws {
        var plan = CampaignPlans.winback()
        plan.assignment.overrides = "forced.csv"
        let result = try Assigned.run(
            plan, "customer_id,x\na1,1\nb2,2\nc3,3\n",
            files: ["forced.csv": "customer_id,variant\nb2,personal\nzz,base\n"])
        #expect(result.lines[0] == "customer_id,x,variant,reason")
        #expect(result.lines[2] == "b2,2,,forced-personal")
        let list = result.files["personal.csv"]?.split(separator: "\n").map(String.init)
        #expect(list?.contains("b2") == true)
        #expect(result.summary.exclusions == [.init(code: "forced-personal", rows: 1)])
    }

    @Test func `an override that contradicts itself or names no variant is refused`() throws {
        var plan = CampaignPlans.winback()
        plan.assignment.overrides = "forced.csv"
        let two = try Assigned.refusal(
            plan, "customer_id\na1\n",
            files: ["forced.csv": "customer_id,variant\ncustomer-1,base\ncustomer-1,control\n"])
        #expect(two.count == 1)
        #expect(
            two.first?.hasPrefix(
                "error[override-conflict]: cu…-1 has two variants (rows 1 and 2)") == true)
        let unknown = try Assigned.refusal(
            plan, "customer_id\na1\n",
            files: ["forced.csv": "customer_id,variant\na1,personl\n"])
        #expect(
            unknown.first?.hasPrefix(
                "error[override-variant-unknown]: there is no variant `personl`")
                == true)
    }

    @Test func `households are drawn together and counted once`() throws {
        var plan = CampaignPlans.winback()
        plan.assignment.unit = "household_id"
        plan.assignment.members = .init(column: "customer_id")
        var text = "customer_id,household_id\n"
        for number in 0..<4_000 {
            text += "c\(number),\(number % 40 == 0 ? "" : "h\(number / 2)")\n"
        }
        let result = try Assigned.run(plan, text)
        let assigner = try Assigner(plan: plan)
        for line in result.lines.dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init)
            if fields[1].isEmpty {
                #expect(fields[2...] == ["", "no-household"])
            } else {
                #expect(fields[2] == assigner.variant(of: fields[1])?.key)
            }
        }
        #expect(result.summary.assigned == 3_900)
        #expect(result.summary.variants.map(\.units).reduce(0, +) == 2_000)
        plan.assignment.members = .init(column: "customer_id", missing: .person)
        let alone = try Assigned.run(plan, text)
        let own = try #require(assigner.variant(of: "person:c40")).key
        #expect(alone.lines[41] == "c40,,\(own),assigned")
    }

    @Test func `a frozen map decides who lives together`() throws {
        var plan = CampaignPlans.winback()
        plan.assignment.unit = "household_id"
        plan.assignment.members = .init(column: "customer_id", map: "homes.csv")
        let result = try Assigned.run(
            plan, "customer_id,x\nc1,1\nc2,2\nc3,3\n",
            files: ["homes.csv": "customer_id,household_id\nc1,h1\nc2,h1\n"])
        let home = try #require(Assigner(plan: plan).variant(of: "h1")).key
        #expect(
            result.lines.dropFirst() == [
                "c1,1,\(home),assigned", "c2,2,\(home),assigned", "c3,3,,no-household",
            ])
        #expect(result.files["\(home).csv"] != nil || home == "control")
    }

    @Test func `pseudonyms are drawn and written, and lists keep the ids`() throws {
        var plan = CampaignPlans.winback()
        plan.privacy = Privacy(pseudonymise: .hmacSHA256, pepperEnvironment: "PEPPER")
        let result = try Assigned.run(
            plan, "x,customer_id\n\"1,0\",a1\n2,b2\n",
            options: AssignmentOptions(pseudonym: { "p-" + $0.uppercased() }))
        let variants = try ["p-A1", "p-B2"].map {
            try #require(Assigner(plan: plan).variant(of: $0)).key
        }
        #expect(
            result.lines == [
                "x,customer_id,variant", "\"1,0\",p-A1,\(variants[0])", "2,p-B2,\(variants[1])",
            ])
        let listed = (result.files["base.csv"] ?? "") + (result.files["personal.csv"] ?? "")
        #expect(!listed.contains("p-"))
        #expect(result.summary.rechecked == 2)
    }

    @Test func `under pseudonyms an id that can be used is not listed as it stands`() throws {
        var plan = CampaignPlans.winback()
        plan.privacy = Privacy(pseudonymise: .hmacSHA256, pepperEnvironment: "PEPPER")
        plan.audience = Audience(include: ["born < 2000-01-01"])
        let result = try Assigned.run(
            plan,
            "customer_id;born\na1;1990-01-01\na1;1990-01-01\nNULL;1990-01-01\nc3;31-12-1990\n",
            options: AssignmentOptions(pseudonym: { "p-" + $0.uppercased() }))
        #expect(
            result.files["rejects.csv"] == """
                row;column;code;value
                2;customer_id;duplicate-id;p-A1
                3;customer_id;placeholder-id;NULL
                4;born;attribute-unreadable;31-12-1990

                """)
        #expect(
            result.warnings.contains(
                """
                warning[attribute-unreadable]: 1 value of `born` cannot be read (as: 31-12-1990) (row 4)
                  --> customers.csv (column born)
                  why: the rule `born < 2000-01-01` needs it
                  fix: write days as 2026-03-02
                """))
    }

    @Test func `derived segments become columns and are counted`() throws {
        var plan = CampaignPlans.winback()
        plan.segments = [
            SegmentRule(
                key: "quadrant",
                kind: .quadrant(
                    x: .init(attribute: "orders", cut: 4, labels: ["few", "often"]),
                    y: .init(attribute: "value", cut: 75, labels: ["low", "high"]))),
            SegmentRule(key: "score", kind: .bands(attribute: "points", cuts: [20, 50])),
            SegmentRule(key: "place", kind: .column("town")),
        ]
        plan.report.minimumCellSize = 1
        let result = try Assigned.run(
            plan,
            "customer_id,orders,value,points,town\na,4,74.5,50,\"Ede, Gld\"\nb,1,80,19,Ede\nc,,1,x,\n"
        )
        let variants = try ["a", "b", "c"].map {
            try #require(Assigner(plan: plan).variant(of: $0)).key
        }
        #expect(
            result.lines == [
                "customer_id,orders,value,points,town,quadrant,score,place,variant",
                "a,4,74.5,50,\"Ede, Gld\",often-low,>=50,\"Ede, Gld\",\(variants[0])",
                "b,1,80,19,Ede,few-high,<20,Ede,\(variants[1])", "c,,1,x,,,,,\(variants[2])",
            ])
        let labels = result.summary.segments.map { $0.levels.map(\.label) }
        #expect(
            labels == [
                ["", "few-high", "often-low"], ["", "<20", ">=50"], ["", "Ede", "Ede, Gld"],
            ])
    }

    @Test func `a value that the plan calls missing gives no label, as in SQL`() throws {
        var plan = CampaignPlans.winback()
        plan.data?.missing = ["", "NA", "-999"]
        plan.segments = [
            SegmentRule(key: "score", kind: .bands(attribute: "points", cuts: [20, 50])),
            SegmentRule(key: "place", kind: .column("town")),
        ]
        let result = try Assigned.run(
            plan, "customer_id,points,town\na,-999,NA\nb, NA ,Ede\nc,19,Ede\n")
        let labels = result.lines.dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false)[3...4].joined(
                separator: ",")
        }
        // A column is taken over as it stands.
        #expect(labels == [",NA", ",Ede", "<20,Ede"])
    }

    @Test func `nothing appears when one of the files cannot be written`() throws {
        try Assigned.inFolder(["suppress.csv": "mine"]) { folder in
            let pass = try AssignmentPass(
                plan: plan,
                options: AssignmentOptions(listsFolder: folder.path, overwrites: false))
            let error = #expect(throws: DiagnosticsError.self) {
                try pass.run(
                    customers: ByteSource(
                        bytes: Array(CampaignPlans.customers(50).utf8), name: "c.csv"),
                    to: .file(folder.appending(path: "a.csv").path))
            }
            #expect(error?.kind == .cannotCreate)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left == ["suppress.csv"])
        }
    }
}
