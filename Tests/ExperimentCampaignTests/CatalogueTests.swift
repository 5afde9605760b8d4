// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular
import Testing

/// The rows on customers and assignment of the catalogue of bad input, each with its exact message.
@Suite struct CatalogueTests {
    private let plan = CampaignPlans.winback()

    @Test func `23 identical duplicate rows are kept once and counted`() throws {
        let result = try Assigned.run(plan, "customer_id,x\nc-1,1\nc-2,2\nc-1,1\n")
        #expect(
            result.warnings.first == """
                warning[duplicate-id]: 1 row repeats the id of an earlier row (rows 1 and 3)
                  --> customers.csv (column customer_id)
                  why: each customer is drawn once; the first row is kept
                  fix: see the rejected rows
                """)
        #expect(result.summary.assigned == 2)
        #expect(result.summary.rowsRead == 3)
        #expect(result.files["rejects.csv"]?.contains("3,customer_id,duplicate-id,c-1") == true)
    }

    @Test func `24 duplicate ids that disagree stop the work, with the first five`() throws {
        var text = "customer_id,x\n"
        for number in 1...7 { text += "customer-0\(number),a\ncustomer-0\(number),b\n" }
        #expect(
            try Assigned.refusal(plan, text) == [
                """
                error[duplicate-id-conflict]: 7 rows repeat an earlier id with other values (cu…01 in rows 1 and 2, cu…02 in rows 3 and 4, cu…03 in rows 5 and 6, cu…04 in rows 7 and 8, cu…05 in rows 9 and 10, …)
                  --> customers.csv (column customer_id)
                  why: it is not clear which row describes the customer
                  fix: give each customer one row, or keep the first with `--on-duplicate first`
                """
            ])
        let kept = try Assigned.run(
            plan, text, options: AssignmentOptions(onDuplicate: .first))
        #expect(kept.summary.assigned == 7)
    }

    @Test func `25 ids that a spreadsheet damaged stop the work, with the way out`() throws {
        let text = "customer_id\n00123\n00124\n123\n1.04E+05\n"
        #expect(
            try Assigned.refusal(plan, text) == [
                """
                error[id-scientific-notation]: 1 id is in scientific notation, as 1.04E+05 (row 4)
                  --> customers.csv (column customer_id)
                  why: a spreadsheet shortened the id, so that different customers share one
                  fix: export the id column as text, or draw the ids as they stand with `--accept-ids`
                """,
                """
                error[id-leading-zeros]: 1 id is shorter than the 5 digits of ids with leading zeros (row 3)
                  --> customers.csv (column customer_id)
                  why: a spreadsheet may have removed zeros: 00123 and 123 are different ids
                  fix: export the id column as text, or draw the ids as they stand with `--accept-ids`
                """,
            ])
        let drawn = try Assigned.run(
            plan, text, options: AssignmentOptions(acceptsDamagedIDs: true))
        #expect(drawn.summary.assigned == 4)
        #expect(
            drawn.summary.warnings.map(\.id).prefix(2) == [
                "id-scientific-notation", "id-leading-zeros",
            ])
    }

    @Test func `26 spaces, case, hidden characters and Unicode forms are counted, never guessed`()
        throws
    {
        let text =
            "customer_id\nkim-01\nKim-01\nlee-02\n lee-02\nroé-3\nroe\u{301}-3\nmax\u{200B}-4\nsol-05\n"
        let result = try Assigned.run(plan, text)
        #expect(
            result.warnings.filter { $0.contains("[id-") } == [
                """
                warning[id-outer-space]: 1 id has a space or invisible character before or after it (row 4)
                  --> customers.csv (column customer_id)
                  why: the id is drawn as it stands; without the space it would be another id
                  fix: trim the id column in the export, if the spaces do not belong there
                """,
                """
                warning[id-invisible-character]: 1 id holds a character nobody can see (row 7)
                  --> customers.csv (column customer_id)
                  why: the id is drawn as it stands; two ids that look the same differ
                  fix: clean the id column in the export, if the characters do not belong there
                """,
                """
                warning[id-unicode-form]: 1 id is written with accents apart from their letters (row 6)
                  --> customers.csv (column customer_id)
                  why: the same name with letters and accents in one would be another id
                  fix: export the id column in Unicode form NFC
                """,
                """
                warning[id-look-alike]: 3 ids differ from an earlier one only in case, spaces, invisible characters or Unicode form (rows 1 and 2, 3 and 4, 5 and 6)
                  --> customers.csv (column customer_id)
                  why: ids are drawn as they stand, so one person may get two variants
                  fix: make the ids alike in the export, where they are one customer
                """,
            ])
        #expect(result.summary.assigned == 8)
        let clean = try Assigned.run(plan, "customer_id\nkim-01\nlee-02\nsol-03\n")
        #expect(!clean.summary.warnings.contains { $0.id.hasPrefix("id-") })
    }

    @Test func `27 fillers in place of an id are rejected, for they would be one giant customer`()
        throws
    {
        let result = try Assigned.run(
            plan, "customer_id\nNULL\n0\nunknown\ntest\n\"\"\nc-6\nc-7\nc-8\n")
        #expect(
            result.warnings.filter { $0.contains("many-rejects") } == [
                """
                warning[many-rejects]: 5 of 8 rows are rejected (empty-id: 1, placeholder-id: 4)
                  --> customers.csv
                  why: these customers get no variant
                  fix: see \(try #require(result.summary.rejectsPath))
                """
            ])
        #expect(result.summary.assigned == 3)
    }

    @Test func `28 one address with customers in two variants is listed, with the way out`() throws
    {
        let assigner = try Assigner(plan: plan)
        let base = try #require((0..<99).map { "c-\($0)" }.first { drawn($0, assigner) == "base" })
        let personal = try #require(
            (0..<99).map { "c-\($0)" }.first { drawn($0, assigner) == "personal" })
        let result = try Assigned.run(
            plan, "customer_id,email\n\(base),kim@example.com\n\(personal),kim@example.com\n")
        #expect(
            result.warnings.filter { $0.contains("shared") } == [
                """
                warning[shared-across-variants]: 1 value of `email` stands with customers in different variants (rows 1 and 2)
                  --> customers.csv (column email)
                  why: one person sees two variants, which makes them look more alike
                  fix: draw what they share, with `assignment: { unit: email, members: { column: customer_id } }`
                """
            ])
    }

    private func drawn(_ id: String, _ assigner: Assigner) -> String? {
        assigner.variant(of: id)?.key
    }

    @Test func `29 customers without permission are left out before the draw, counted per channel`()
        throws
    {
        var plan = CampaignPlans.full(allocation: nil, holdout: false, require: ["email", "post"])
        plan.audience?.include = []
        plan.audience?.exclude = []
        let result = try Assigned.run(
            plan,
            "customer_id,optin_email,optin_post\nc-1,yes,yes\nc-2,no,yes\nc-3,yes,no\nc-4,,no\n")
        #expect(
            result.summary.exclusions == [
                .init(code: "no-permission-email", rows: 2),
                .init(code: "no-permission-post", rows: 1),
            ])
        #expect(result.lines[2] == "c-2,no,yes,,no-permission-email")
        #expect(result.summary.assigned == 1)
    }

    @Test func `30 an audience without anybody stops the work, with the three largest reasons`()
        throws
    {
        let plan = CampaignPlans.full(allocation: nil, holdout: false)
        #expect(
            try Assigned.refusal(
                plan,
                "customer_id,orders,optin_email,complaint\nc-1,0,yes,no\nc-2,0,yes,no\nc-3,1,no,no\n"
            ) == [
                """
                error[audience-empty]: nobody is left for the test (not-in-audience: 2, no-permission-email: 1)
                  --> customers.csv
                  why: a test needs customers in every variant
                  fix: check the rule that leaves most customers out, with `experiment preview`
                """
            ])
    }

    @Test func `30 a variant without customers and small cells say how many it takes`() throws {
        var plan = self.plan
        plan.segments = [SegmentRule(key: "place", kind: .column("town"))]
        let assigner = try Assigner(plan: plan)
        let others = ["base", "personal"].flatMap { key in
            (0..<99).map { "c-\($0)" }.filter { drawn($0, assigner) == key }.prefix(2)
        }
        let result = try Assigned.run(
            plan, "customer_id,town\n" + others.map { "\($0),Ede\n" }.joined())
        #expect(
            result.warnings == [
                """
                warning[variant-empty]: no customer is in `control` (4 are in the test)
                  --> customers.csv
                  why: a variant without customers has no result
                  fix: draw from 69 customers or more, or give it a larger weight
                """,
                """
                warning[segment-cells-small]: 1 level of segment `place` has a variant with too few customers (Ede: 0)
                  --> customers.csv
                  why: a cell with fewer than 25 customers is not shown in a report
                  fix: take coarser segments, so that every cell has 25 or more
                """,
            ])
    }

    @Test func `31 new customers leave everybody else where they were`() throws {
        let plan = CampaignPlans.full()
        let before = try Assigned.run(plan, CampaignPlans.customers(2_000))
        let after = try Assigned.run(
            plan,
            CampaignPlans.customers(500, from: 9_000)
                + CampaignPlans.customers(2_000).drop { $0 != "\n" }.dropFirst())
        #expect(after.lines.suffix(2_000) == before.lines.suffix(2_000))
        #expect(after.summary.rowsRead == 2_500)
    }

    @Test func `32 a merged customer is drawn by the surviving id`() throws {
        let plan = CampaignPlans.full(allocation: nil)
        let pipeline = try Pipeline(plan: plan, on: try #require(plan.schedule?.start))
        let ids = (0..<400).map { "c-\($0)" }
        func isHeldOut(_ id: String) -> Bool { pipeline.outcome(of: id).reason == .heldOut }
        let held = try #require(ids.first(where: isHeldOut))
        let free = ids.filter { !isHeldOut($0) }
        let (gone, stays, both) = (free[0], free[1], free[2])
        func row(_ id: String) -> String { "\(id),1,yes,no" }
        let result = try Assigned.run(
            plan,
            "customer_id,orders,optin_email,complaint\n"
                + [gone, both, held, free[3], free[4]].map { row($0) + "\n" }.joined(),
            files: [
                "map.csv": "old,new\n\(gone),\(stays)\n\(both),\(free[3])\n\(held),\(free[4])\n"
            ],
            options: AssignmentOptions(idMap: "map.csv"))
        func drawn(_ id: String) throws -> String {
            plan.variants[try #require(pipeline.outcome(of: id).variantIndex)].key
        }
        #expect(
            result.lines.dropFirst() == [
                "\(row(gone)),\(try drawn(stays)),assigned", "\(row(both)),,merged-id",
                "\(row(held)),,merged-id", "\(row(free[3])),\(try drawn(free[3])),assigned",
                "\(row(free[4])),,merged-held-out",
            ])
        #expect(result.files["suppress.csv"]?.contains("\(free[4]),held-out") == true)
        let circle = try Assigned.refusal(
            plan, "customer_id,orders,optin_email,complaint\n\(row(gone))\n",
            files: ["map.csv": "old,new\ncustomer-1,customer-2\ncustomer-2,customer-1\n"],
            options: AssignmentOptions(idMap: "map.csv"))
        #expect(
            circle.map { $0.replacing(/--> .*\/map\.csv/, with: "--> map.csv") } == [
                """
                error[id-map-circle]: cu…-1 becomes itself again, by way of its new ids
                  --> map.csv (row 1)
                  why: no id of the circle survives
                  fix: remove the row that leads back
                """
            ])
    }

    @Test func `33 the global control wins over a list from elsewhere`() throws {
        var plan = CampaignPlans.full(allocation: nil)
        plan.assignment.overrides = "forced.csv"
        let pipeline = try Pipeline(plan: plan, on: try #require(plan.schedule?.start))
        let ids = (0..<400).map { "c-\($0)" }
        let held = try #require(ids.first { pipeline.outcome(of: $0).reason == .heldOut })
        let free = try #require(ids.first { pipeline.outcome(of: $0).reason == .assigned })
        let result = try Assigned.run(
            plan, "customer_id,orders,optin_email,complaint\n\(held),1,yes,no\n\(free),1,yes,no\n",
            files: ["forced.csv": "customer_id,variant\n\(held),personal\n"])
        #expect(result.lines[1] == "\(held),1,yes,no,,held-out")
        #expect(
            result.files["suppress.csv"] == "customer_id,reason\n\(held),held-out\n"
                || result.files["suppress.csv"]?.contains("\(held),held-out") == true)
        #expect(result.files["personal.csv"]?.contains(held) == false)
        #expect(result.summary.forcedHeldOut == 1)
        #expect(
            result.warnings.first == """
                warning[forced-held-out]: 1 customer of the overrides is in the global control (row 1)
                  --> customers.csv
                  why: the global control wins: they stand in `suppress.csv` and in no send list
                  fix: take them off the list that was made elsewhere, and do not contact them
                """)
    }

    @Test func `39 attributes from after the start are named with both days`() throws {
        let plan = CampaignPlans.full(allocation: nil, holdout: false)
        let text =
            "customer_id,orders,optin_email,complaint,seen\nc-1,1,yes,no,2026-03-01\n"
            + "c-2,1,yes,no,2026-03-20\nc-3,1,yes,no,2026-03-04T10:00\n"
        let whole = try Assigned.run(
            plan, text, options: AssignmentOptions(customersDated: Day("2026-03-20")))
        #expect(
            whole.warnings.first == """
                warning[attributes-after-start]: customers.csv is dated 2026-03-20, the start is 2026-03-02
                  --> customers.csv
                  why: attributes from after the start may be what the test itself changed
                  fix: take attributes from before the start
                """)
        let rows = try Assigned.run(
            plan, text, options: AssignmentOptions(datedColumn: "seen"))
        #expect(
            rows.warnings.first == """
                warning[attributes-after-start]: 2 rows are dated after the start, 2026-03-02; the last 2026-03-20 (rows 2, 3)
                  --> customers.csv (column seen)
                  why: attributes from after the start may be what the test itself changed
                  fix: take attributes from before the start
                """)
        let before = try Assigned.run(
            plan, text, options: AssignmentOptions(customersDated: Day("2026-02-27")))
        #expect(!before.summary.warnings.contains { $0.id == "attributes-after-start" })
    }
}
