// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@testable import ExperimentAnalysis

@Suite("Health of draws that leave less to chance")
struct DrawHealthTests {
    private func quotaPlan(_ segments: [SegmentRule]?) -> Plan {
        var plan = Campaign.plan(weights: [10, 90])
        plan.assignment.stratify = ["score"]
        plan.segments = segments
        return plan
    }

    private func check(_ result: AnalysisResult, _ id: String) -> HealthCheck? {
        result.health.first { $0.id == id }
    }

    @Test(
        "sizes by quota are held against the quota, without a p",
        arguments: [
            // Three bands and customers without a score: four strata, less than four units off.
            ([1_000, 9_000], 0, HealthCheck.Status.ok, "health.srm.quota-ok"),
            ([1_003, 8_997], 0, .ok, "health.srm.quota-ok"),
            ([1_004, 8_996], 0, .invalid, "health.srm.quota-off"),
            ([996, 9_004], 0, .invalid, "health.srm.quota-off"),
            // Rows that were rejected may be what is missing.
            ([995, 9_000], 5, .ok, "health.srm.quota-ok"),
            // But not when one arm lost them all.
            ([1_000, 8_000], 1_000, .invalid, "health.srm.mismatch"),
        ])
    func quota(counts: [Int], rejected: Int, status: HealthCheck.Status, phrase: String) throws {
        let plan = quotaPlan([
            SegmentRule(key: "score", kind: .bands(attribute: "points", cuts: [20, 50]))
        ])
        let result = try HealthTests.result(
            try HealthTests.collected(counts: counts, rejected: [0, rejected]), plan)
        let found = try #require(check(result, "srm"))
        #expect(found.status == status)
        #expect(found.remark.id == phrase)
        #expect((found.p == nil) == (phrase != "health.srm.mismatch"))
        #expect((result.decision.verdict == .invalid) == (status == .invalid))
    }

    @Test("where strata are not known, only sizes that chance does not give are invalid")
    func unknownStrata() throws {
        let fits = try HealthTests.result(
            try HealthTests.collected(counts: [1_010, 8_990]), quotaPlan(nil))
        #expect(check(fits, "srm")?.remark.id == "health.srm.quota-unknown")
        #expect(check(fits, "srm")?.p == nil)
        let off = try HealthTests.result(
            try HealthTests.collected(counts: [1_200, 8_990]), quotaPlan(nil))
        #expect(check(off, "srm")?.status == .invalid)
        #expect(check(off, "srm")?.remark.id == "health.srm.mismatch")
    }

    @Test("a balanced salt makes the margins of metrics without its columns too wide, and is told")
    func balance() throws {
        var plan = Campaign.plan()
        plan.assignment.balance = .init(
            covariates: ["orders_before"], threshold: 0.1, candidates: 100)
        let result = try HealthTests.result(try HealthTests.collected(), plan)
        let found = try #require(check(result, "balance"))
        #expect(found.status == .warning)
        #expect(found.remark.values["columns"] == .list(["orders_before"]))
        #expect(found.remark.values["tried"] == nil)
        plan.metrics.definitions[0].covariates = [.column("orders_before")]
        let adjusted = try HealthTests.result(try HealthTests.collected(), plan)
        #expect(check(adjusted, "balance") == nil)
        #expect(check(try HealthTests.result(try HealthTests.collected()), "balance") == nil)
    }
}
