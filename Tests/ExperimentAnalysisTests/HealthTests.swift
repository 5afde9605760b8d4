// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("Health before effects")
struct HealthTests {
    /// A collected campaign of two arms with as many orders in each.
    static func collected(
        counts: [Int] = [10_000, 10_000], rejected: [Int] = [0, 0], missing: [Int] = [0, 0],
        read: Int? = nil
    ) throws -> Collected {
        let kept = counts.reduce(0, +)
        let total = rejected.reduce(0, +)
        return Collected(
            arms: zip(counts, rejected).map { ArmTally(count: $0, rejected: $1) },
            metrics: [
                try zip(counts, missing).map { count, missing in
                    MetricTally(
                        try Campaign.rate((count - missing) / 10, count - missing),
                        missing: missing)
                }
            ],
            inputs: [
                InputStamp(
                    name: "memory", sha256: "", rowsRead: read ?? kept + total, rowsKept: kept,
                    rowsRejected: total)
            ])
    }

    static func result(_ collected: Collected, _ plan: Plan? = nil) throws -> AnalysisResult {
        var source = MemorySource(collected: collected)
        return try Campaign.analyzer(plan ?? Campaign.plan()).run(&source)
    }

    private func statuses(_ result: AnalysisResult, _ id: String) -> [HealthCheck.Status] {
        result.health.filter { $0.id == id }.map(\.status)
    }

    private func phrases(_ result: AnalysisResult, _ id: String) -> [String] {
        result.health.filter { $0.id == id }.map(\.remark.id)
    }

    @Test("a clean campaign is all right")
    func clean() throws {
        let result = try Self.result(try Self.collected())
        #expect(result.health.allSatisfy { $0.status == .ok })
        #expect(phrases(result, "duplicate-ids") == ["health.duplicate-ids.not-checked"])
        #expect(result.decision.verdict == .inconclusive)
    }

    @Test(
        "the sample ratio invalidates below 0.001, on a handful by the exact test",
        arguments: [
            ([10_000, 10_000], HealthCheck.Status.ok, "health.srm.ok"),
            ([10_000, 10_460], .ok, "health.srm.ok"),
            ([10_000, 10_480], .invalid, "health.srm.mismatch"),
            ([3, 4], .ok, "health.srm.ok"),
            ([1, 16], .invalid, "health.srm.mismatch"),
        ])
    func sampleRatio(counts: [Int], status: HealthCheck.Status, phrase: String) throws {
        let result = try Self.result(try Self.collected(counts: counts))
        #expect(statuses(result, "srm") == [status])
        #expect(phrases(result, "srm") == [phrase])
        #expect((result.decision.verdict == .invalid) == (status == .invalid))
    }

    @Test("the sample ratio follows planned unequal shares, and names the arm that is off")
    func unequalShares() throws {
        let plan = Campaign.plan(weights: [10, 90])
        let fits = try Self.result(try Self.collected(counts: [1_000, 9_000]), plan)
        #expect(statuses(fits, "srm") == [.ok])
        let off = try Self.result(try Self.collected(counts: [1_200, 9_000]), plan)
        #expect(statuses(off, "srm") == [.invalid])
        let check = try #require(off.health.first { $0.id == "srm" })
        #expect(check.remark.values["arm"] == .text("control0"))
        #expect(check.remark.values["planned"] == .share(0.1))
    }

    @Test("arms computed from the hash have no sample ratio to judge")
    func recomputed() throws {
        var collected = try Self.collected(counts: [10_000, 12_000])
        collected.armsRecomputed = true
        let result = try Self.result(collected)
        #expect(phrases(result, "srm") == ["health.srm.not-applicable"])
        #expect(result.decision.verdict != .invalid)
    }

    @Test("an empty arm invalidates and crashes nothing")
    func emptyArm() throws {
        let result = try Self.result(try Self.collected(counts: [0, 10_000]))
        #expect(statuses(result, "empty-arm") == [.invalid])
        #expect(result.decision.verdict == .invalid)
        #expect(result.metrics[0].arms[0].value == nil)
        #expect(result.metrics[0].comparisons[0].p.value == nil)
    }

    @Test(
        "rejected rows warn up to the limit and invalidate above it",
        arguments: [
            ([0, 0], [HealthCheck.Status.ok], ["health.rejected-rows.ok"]),
            ([50, 50], [.warning], ["health.rejected-rows.some"]),
            ([150, 150], [.invalid], ["health.rejected-rows.too-many"]),
            (
                [0, 60], [.warning, .invalid],
                ["health.rejected-rows.some", "health.rejected-rows.differs"]
            ),
        ])
    func rejectedRows(rejected: [Int], expected: [HealthCheck.Status], ids: [String]) throws {
        let result = try Self.result(try Self.collected(rejected: rejected))
        #expect(statuses(result, "rejected-rows") == expected)
        #expect(phrases(result, "rejected-rows") == ids)
        #expect((result.decision.verdict == .invalid) == expected.contains(.invalid))
    }

    @Test("one bad row in a small control is bad luck, not a broken test")
    func oneBadRow() throws {
        let result = try Self.result(
            try Self.collected(counts: [1_000, 99_000], rejected: [1, 0]),
            Campaign.plan(weights: [1, 99]))
        #expect(statuses(result, "rejected-rows") == [.warning])
        #expect(result.decision.verdict != .invalid)
    }

    @Test(
        "missing values warn, the more so when they differ between arms",
        arguments: [
            ([0, 0], HealthCheck.Status.ok, "health.missing-values.ok"),
            ([500, 510], .warning, "health.missing-values.found"),
            ([500, 800], .warning, "health.missing-values.differs"),
        ])
    func missing(missing: [Int], status: HealthCheck.Status, phrase: String) throws {
        let result = try Self.result(try Self.collected(missing: missing))
        #expect(statuses(result, "missing-values") == [status])
        #expect(phrases(result, "missing-values") == [phrase])
        #expect(result.decision.verdict != .invalid)
    }

    @Test("a group in which nobody has a value of the primary is no result")
    func unmeasured() throws {
        var collected = try Self.collected()
        collected.metrics[0][1] = MetricTally(
            .proportion(try Proportion(successes: 0, count: 0)),
            missing: collected.arms[1].count)
        let result = try Self.result(collected)
        #expect(phrases(result, "missing-values") == ["health.missing-values.all"])
        #expect(result.decision.verdict == .invalid)
    }

    @Test(
        "units in two arms warn, and invalidate above half a percent",
        arguments: [(10, HealthCheck.Status.warning), (300, .invalid)])
    func crossover(ids: Int, status: HealthCheck.Status) throws {
        var collected = try Self.collected()
        collected.duplicates = DuplicateTally(crossoverIDs: ids, crossoverRows: 2 * ids)
        let result = try Self.result(collected)
        #expect(statuses(result, "duplicate-ids") == [status])
        #expect(phrases(result, "duplicate-ids") == ["health.duplicate-ids.crossover"])
    }

    @Test("ids that stand twice in one arm warn; none is all right")
    func duplicates() throws {
        var collected = try Self.collected()
        collected.duplicates = DuplicateTally()
        #expect(statuses(try Self.result(collected), "duplicate-ids") == [.ok])
        collected.duplicates = DuplicateTally(ids: 3, rows: 4)
        #expect(statuses(try Self.result(collected), "duplicate-ids") == [.warning])
    }

    @Test("unknown arms are named")
    func unknownArms() throws {
        var collected = try Self.collected()
        for value in ["tset", "tset", "other"] { collected.unknownArms.note(value) }
        let result = try Self.result(collected)
        let check = try #require(result.health.first { $0.id == "unknown-arms" })
        #expect(check.status == .warning)
        #expect(check.remark.values["rows"] == .count(3))
        #expect(check.remark.values["examples"] == .list(["tset", "other"]))
    }

    @Test("an unfinished schedule, or one of unknown state, warns")
    func complete() throws {
        var plan = Campaign.plan()
        plan.schedule = Schedule(end: Day("2026-03-29"))
        let arms = [[try Campaign.rate(1_000, 10_000), try Campaign.rate(1_200, 10_000)]]
        let unknown = try Campaign.analyse(plan, arms)
        #expect(phrases(unknown, "data-complete") == ["health.data-complete.unknown"])
        let early = try Campaign.analyse(plan, arms, asOf: Day("2026-03-01"))
        #expect(phrases(early, "data-complete") == ["health.data-complete.not-yet"])
        let done = try Campaign.analyse(plan, arms, asOf: Day("2026-04-01"))
        #expect(statuses(done, "data-complete") == [.ok])
    }

    @Test("stale data, and data of unknown age, are no ground for a rollout")
    func age() throws {
        let arms = [[try Campaign.rate(1_000, 10_000), try Campaign.rate(1_200, 10_000)]]
        let today = try #require(Day("2026-04-10"))
        for (asOf, status) in [
            (Day("2026-04-05"), HealthCheck.Status.ok), (Day("2026-04-01"), .invalid),
            (nil, .invalid),
        ] {
            var analyzer = try Campaign.analyzer(Campaign.plan(), asOf: asOf)
            analyzer.freshness = Freshness(today: today, maximumDays: 7)
            var source = MemorySource(
                collected: Collected(
                    arms: arms[0].map { ArmTally(count: $0.count) },
                    metrics: arms.map { $0.map { MetricTally($0) } }))
            let result = try analyzer.run(&source)
            #expect(statuses(result, "data-age") == [status])
            #expect((result.decision.verdict == .invalid) == (status == .invalid))
        }
    }

    @Test("one customer with a tenth of an arm's revenue is named")
    func outlier() throws {
        let moments = try Moments(
            count: 1_000, mean: 10, sumOfSquaredDeviations: 4e6, sumOfCubedDeviations: 0,
            minimum: 0, maximum: 1_500)
        let result = try Campaign.analyse(
            Campaign.plan(metrics: [Campaign.revenue]),
            [[.mean(moments), try Campaign.mean(1_000, 10, 4)]])
        let check = try #require(result.health.first { $0.id == "outlier" })
        #expect(check.status == .warning)
        #expect(check.remark.values["share"] == .share(0.15))
    }

    @Test("fewer than ten events in an arm are named, not called skewed")
    func sparse() throws {
        let result = try Campaign.analyse(
            Campaign.plan(), [[try Campaign.rate(4, 10_000), try Campaign.rate(30, 10_000)]])
        #expect(statuses(result, "sparse") == [.warning])
        #expect(phrases(result, "sparse") == ["health.sparse.found"])
    }

    @Test("without a control arm the reader is told what cannot be shown")
    func noControl() throws {
        let plan = Campaign.plan(
            roles: [.base, .test], decision: DecisionRule(beat: [.base]))
        let result = try Self.result(try Self.collected(), plan)
        #expect(statuses(result, "no-control") == [.warning])
    }
}
