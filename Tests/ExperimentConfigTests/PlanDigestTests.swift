// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Foundation
import TestSupport
import Testing

@Suite("The digest of a plan")
struct PlanDigestTests {
    private static let file = "valid/everything.yaml"

    @Test(
        "changes when the meaning changes",
        arguments: [
            ("key: everything", "key: everythin"), ("Every key of", "Each key of"),
            ("owner: crm", "owner: sales"), ("brings back", "draws"),
            ("domain: lifecycle", "domain: channel"), ("0.60 pt", "0.61 pt"),
            ("2026-05-15", "2026-05-16"), ("More orders", "Orders"),
            ("kind: units\n", "id: row\n  kind: units\n"),
            ("data/results.csv", "data/result.csv"), ("variant: arm", "variant: group"),
            ("-999]", "-99]"), ("0.5%", "0.6%"), ("2026-05-01", "2026-05-02"),
            ("column: Quadrant code", "column: Q"), ("decimal: comma", "decimal: point"),
            ("spring/2026", "spring/2027"), ("contact: false", "contact: true"),
            (
                "role: test, weight: 30%, channel: email+sms",
                "role: test, weight: 30%, channel: sms"
            ),
            ("match: [R, rest]", "match: [R, stay]"),
            ("0.62 EUR", "0.63 EUR"), ("1500 EUR", "1501 EUR"),
            ("missing: zero", "missing: exclude"), ("percentile: 99.5", "percentile: 99.4"),
            ("cap: { value: 50 }", "cap: { value: 51 }"), ("column: unsub,", "column: unsubs,"),
            ("secondary: [revenue, aov]", "secondary: [aov, revenue]"),
            ("margin: 0.20 pt", "margin: 0.21 pt"), ("margin: -2%", "margin: -3%"),
            ("margin_pct: 40%", "margin_pct: 41%"), ("per_result: 62 EUR", "per_result: 63 EUR"),
            ("beat: [control, base]", "beat: [control]"), ("97.5%", "97.6%"),
            ("bonferroni", "holm"), ("vs: base, value: 0.20 pt", "vs: control, value: 0.20 pt"),
            ("  net_value: positive\n", ""), ("5000", "5001"), ("seed: 20260101", "seed: 20260102"),
            ("start: 2026-03-02", "start: 2026-03-03"), ("language: nl", "language: en"),
            ("min_cell_size: 50", "min_cell_size: 51"), ("sigma: 0.6", "sigma: 0.7"),
            ("multiplier: 1.5", "multiplier: 1.6"),
        ])
    func changes(_ old: String, _ new: String) throws {
        let before = try PlanDigest.sha256(of: try Fixtures.load(Self.file).get())
        if old.contains("net_value") || old == "kind: units\n" {
            let text = try String(decoding: Fixtures.bytes(Self.file), as: UTF8.self)
            #expect(text.contains(old))
        }
        let loaded =
            old == "kind: units\n"
            ? try Fixtures.load(Self.file, replacing: "id: customer_id\n", with: "id: row\n")
            : try Fixtures.load(Self.file, replacing: old, with: new)
        #expect(try PlanDigest.sha256(of: loaded.get()) != before)
    }

    @Test(
        "changes when a method changes",
        arguments: [
            ("methods", "campaign: spring", "campaign: summer"),
            ("methods", "[NL, BE]", "[NL]"), ("methods", "contacted: mailed", "contacted: sent"),
            ("methods", "- { column: orders_before }\n", "- { column: visits_before }\n"),
            ("methods", "{ numerator: { column: spend_before }", "{ numerator: { column: before }"),
            ("methods", "percentile: 99.9", "percentile: 99.8"),
            ("methods", "churned: cancelled", "column: cancelled"),
            ("dunnett", "cluster: store", "cluster: shop"),
            ("methods", "[25%, 50%, 75%, 100%]", "3"),
            ("methods", "hwang_shih_decani: -4", "hwang_shih_decani: -4.5"),
            ("methods", "{ hwang_shih_decani: -4 }", "pocock"),
            ("methods", "planned_sample: 40000", "planned_sample: 40001"),
            ("methods", "margin: -2 }", "margin: -2.5 }"),
            ("files", "data/control.csv", "data/controls.csv"),
            ("files", "always_valid", "sequential, looks: 2"),
            ("side-by-side", "count_{variant}", "n_{variant}"),
            ("side-by-side", "    time: time_since_start\n", ""),
            ("side-by-side", "match: 1", "match: 3"), ("dunnett", "dunnett,", "holm,"),
        ])
    func changesMethod(_ file: String, _ old: String, _ new: String) throws {
        let name = "valid/\(file).yaml"
        let before = try PlanDigest.sha256(of: try Fixtures.load(name).get())
        let after = try Fixtures.load(name, replacing: old, with: new).get()
        #expect(try PlanDigest.sha256(of: after) != before)
    }

    @Test(
        "stays when a method is written in another way",
        arguments: [
            ("methods", "[25%, 50%, 75%, 100%]", "4"),
            (
                "methods", "campaign: spring, country: [NL, BE]",
                "country: [NL, BE], campaign: spring"
            ),
            ("methods", "campaign: spring", "campaign: [spring]"),
            ("methods", "{ column: answer_before }", "[{ column: answer_before }]"),
            ("methods", "margin: -2 }", "margin: -2 units }"),
            (
                "files", "experiment: data/experiment.csv, control: data/control.csv",
                "control: data/control.csv, experiment: data/experiment.csv"
            ),
            ("side-by-side", "  columns:\n", "  columns:\n    # side by side\n"),
            ("dunnett", "method: fixed, ", ""), ("side-by-side", "match: 1", "match: \"1\""),
        ])
    func staysMethod(_ file: String, _ old: String, _ new: String) throws {
        let name = "valid/\(file).yaml"
        let text = try String(decoding: Fixtures.bytes(name), as: UTF8.self)
        #expect(text.contains(old))
        let before = try PlanDigest.sha256(of: try Fixtures.load(name).get())
        let after = try Fixtures.load(name, replacing: old, with: new).get()
        #expect(try PlanDigest.sha256(of: after) == before)
    }

    @Test("is taken of JSON that reads back as the same plan", arguments: Fixtures.valid)
    func readsBack(_ name: String) throws {
        let plan = try Fixtures.load("valid/" + name).get()
        let json = try PlanDigest.canonicalJSON(of: plan)
        #expect(try JSONDecoder().decode(Plan.self, from: Data(json.utf8)) == plan)
    }

    @Test(
        "stays when only the writing changes",
        arguments: [
            ("version: 1\n", "# a remark\nversion:    1   # of the language\n\n"),
            ("key: card, role: test", "role: test, key: card"),
            ("owner: crm", "owner: \"crm\""), ("30%", "30.0%"), ("1/10", "10%"),
            ("kind: units\n", "kind: units   \n"), ("0.62 EUR", "0.620 EUR"),
            ("name: Mail, ", "name: \"Mail\", "), ("+2%", "2%"),
        ])
    func stays(_ old: String, _ new: String) throws {
        let before = try PlanDigest.sha256(of: try Fixtures.load(Self.file).get())
        let after = try Fixtures.load(Self.file, replacing: old, with: new).get()
        #expect(try PlanDigest.sha256(of: after) == before)
    }

    @Test("stays when the order of the groups changes, or a default is written out")
    func order() throws {
        let plan = try Fixtures.load("valid/smallest.yaml").get()
        let other = """
            metrics:
              primary: ordered
              define: [{ direction: increase, column: ordered, type: proportion, key: ordered }]
            decision: { confidence: 95%, beat: [control] }
            variants:
              - { match: none, role: control, key: none, contact: false }
              - { role: test, key: mail, name: mail }
            assignment: { salt: smallest, weights: even }
            key: smallest
            version: 1
            """
        let same = try PlanLoader.load(Array(other.utf8), file: "a.yaml").get()
        #expect(try PlanDigest.sha256(of: plan) == PlanDigest.sha256(of: same))
    }

    @Test("is the SHA-256 of canonical JSON that any JSON parser reads")
    func canonical() throws {
        let plan = try Fixtures.load("valid/smallest.yaml").get()
        let json = try PlanDigest.canonicalJSON(of: plan)
        #expect(try PlanDigest.sha256(of: plan).count == 64)
        #expect(!json.contains("\n"))
        let back = try JSONDecoder().decode(Plan.self, from: Data(json.utf8))
        #expect(back == plan)
        try expectSnapshot(
            json + "\n" + PlanDigest.sha256(of: plan) + "\n",
            at: Fixtures.folder.appending(path: "smallest.canonical.txt"))
    }
}
