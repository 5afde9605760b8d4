// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Testing

@testable import ExperimentQuery

@Suite("What a query cannot do")
struct QueryProblemTests {
    private func ids(
        _ plan: Plan, _ design: AssignmentDesign = QueryPlans.openDesign(),
        forced: [AssignmentQuery.Forced] = [], table: String = "customers"
    ) -> [String] {
        do {
            _ = try AssignmentQuery(
                plan: plan, design: design, day: QueryPlans.day, dialect: .postgres, table: table,
                forced: forced, file: "spring.yaml")
            return []
        } catch {
            return error.diagnostics.map(\.id)
        }
    }

    @Test("a plan that a query can do has no problems")
    func fine() { #expect(ids(QueryPlans.plan()) == []) }

    @Test("the algorithm of another system is refused by its name")
    func algorithm() throws {
        var design = QueryPlans.openDesign()
        design.algorithm = "unleash-murmur3/1"
        #expect(ids(QueryPlans.plan(), design) == ["sql-algorithm"])
    }

    @Test("a household map, too many overrides and pseudonyms are refused together")
    func several() {
        var plan = QueryPlans.plan(
            rule: AssignmentRule(
                salt: "s", unit: "household",
                members: .init(column: "person", missing: .person, map: "homes.csv")))
        plan.privacy = Privacy(pseudonymise: .hmacSHA256, pepperEnvironment: "PEPPER")
        let forced = (0...AssignmentQuery.forcedLimit).map {
            AssignmentQuery.Forced(unit: "\($0)", variant: "mail")
        }
        #expect(
            ids(plan, forced: forced) == ["sql-household-map", "sql-overrides", "sql-pseudonyms"])
    }

    @Test("strata of households, and of a test with phases, are refused")
    func strata() {
        let land = SegmentRule(key: "land", kind: .column("land"))
        let households = QueryPlans.plan(
            rule: AssignmentRule(
                salt: "s", unit: "household", members: .init(column: "person"), stratify: ["land"]),
            segments: [land])
        #expect(ids(households) == ["sql-strata"])
        let phases = QueryPlans.plan(rule: AssignmentRule(salt: "s", stratify: ["land"]))
        #expect(ids(phases, QueryPlans.fullDesign()) == ["sql-strata"])
    }

    @Test("the character U+0000 is refused wherever it stands")
    func nul() {
        let rule = AssignmentRule(salt: "s", unit: "a\u{0}b")
        #expect(ids(QueryPlans.plan(rule: rule)) == ["sql-nul"])
        #expect(ids(QueryPlans.plan(), table: "a\u{0}") == ["sql-nul"])
        #expect(
            ids(QueryPlans.plan(), forced: [.init(unit: "\u{0}", variant: "mail")]) == ["sql-nul"])
    }

    @Test("a table without a name is refused")
    func table() { #expect(ids(QueryPlans.plan(), table: "crm.") == ["sql-table"]) }
}
