// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Testing

@Suite("The methods that a plan names")
struct MethodPlanTests {
    private static func plan(_ metric: String, _ rest: String = "", data: String = "") -> LoadedPlan
    {
        let text = """
            version: 1
            key: p
            \(data.isEmpty ? "" : "data: \(data)\n")assignment: { weights: even }
            variants: [{ key: a, role: control }, { key: b, role: test }]
            metrics:
              define: [{ key: m, direction: increase, \(metric) }]
              primary: m
            \(rest)
            """
        return PlanLoader.load(Array(text.utf8), file: "p.yaml")
    }

    private static func decision(_ text: String) throws -> DecisionRule {
        try plan("type: mean, column: x", "decision: { \(text) }").get().decision
    }

    @Test("read kinds, covariates, clusters and shares of a percent exactly")
    func metrics() throws {
        let plan = try Fixtures.load("valid/methods.yaml").get()
        #expect(
            plan.metric("spend")?.covariates == [.column("spend_before"), .column("orders_before")])
        #expect(
            plan.metric("aov")?.covariates
                == [.ratio(numerator: "spend_before", denominator: "orders_before")])
        #expect(plan.metric("large_orders")?.quantile == 0.999)
        #expect(plan.metric("nps")?.covariates == [.column("answer_before")])
        let stayed = try #require(plan.metric("stayed"))
        #expect(stayed.isChurn && stayed.column == "cancelled" && stayed.isShare)
        #expect(
            plan.metrics.guardrails.map(\.margin) == [
                .amount(2, currency: nil), .points(0.005), .relative(0.03),
            ])
        #expect(plan.value?.metric == "stayed")
        let others = try Fixtures.load("valid/dunnett.yaml").get()
        #expect(others.metric("nps")?.cluster == "store")
        #expect(others.metric("returns")?.isChurn == false)
        #expect(others.metric("returns")?.column == "stayed")
        #expect(others.decision.correction == .dunnett)
        #expect(others.goal?.target == .amount(2, currency: nil))
    }

    @Test("read looks evenly spaced or listed, and every spending function")
    func looks() throws {
        func sequential(_ text: String) throws -> Monitoring {
            try Self.decision("method: sequential, planned_sample: 40000, \(text)").monitoring
        }
        let four = Monitoring.groupSequential(
            .init(looks: [0.25, 0.5, 0.75, 1], plannedUnits: 40_000))
        #expect(try sequential("looks: 4") == four)
        #expect(try sequential("looks: [25%, 50%, 75%, 100%]") == four)
        #expect(try sequential("looks: 4, spending: obrien_fleming") == four)
        for (text, spending) in [
            ("pocock", Monitoring.Spending.pocock),
            ("{ hwang_shih_decani: -4 }", .hwangShihDeCani(gamma: -4)),
            ("{ hwang_shih_decani: 0 }", .hwangShihDeCani(gamma: 0)),
            ("{ kim_demets: 0.5 }", .kimDeMets(rho: 0.5)),
        ] {
            let read = try sequential("looks: [33.333333%, 100%], spending: \(text)")
            let expected = Monitoring.GroupSequential(
                looks: [0.33333333, 1], spending: spending, plannedUnits: 40_000)
            #expect(read == .groupSequential(expected))
        }
        let hundred = try sequential("looks: 100")
        guard case .groupSequential(let plan) = hundred else {
            Issue.record("\(hundred)")
            return
        }
        #expect(plan.looks.count == 100)
        #expect(plan.looks.last == 1)
    }

    @Test("read once at the end unless they say otherwise, or at any time")
    func methods() throws {
        #expect(try Self.decision("confidence: 90%").monitoring == .fixed)
        #expect(try Self.decision("method: fixed").monitoring == .fixed)
        #expect(
            try Self.decision("method: always_valid, planned_sample: 500").monitoring
                == .alwaysValid(.init(plannedUnits: 500)))
    }

    @Test("read a file per variant, the rows of one test, and who was contacted")
    func data() throws {
        let units = try #require(try Fixtures.load("valid/methods.yaml").get().data)
        #expect(units.contacted == "mailed")
        #expect(
            units.rows == [
                .init(column: "campaign", values: ["spring"]),
                .init(column: "country", values: ["NL", "BE"]),
            ])
        let counts = try #require(try Fixtures.load("valid/files.yaml").get().data)
        #expect(counts.file == nil && counts.variant == nil)
        #expect(
            counts.files == [
                .init(variant: "control", file: "data/control.csv"),
                .init(variant: "experiment", file: "data/experiment.csv"),
            ])
    }

    @Test("read moments of all variants side by side, over time")
    func sideBySide() throws {
        let plan = try Fixtures.load("valid/side-by-side.yaml").get()
        let data = try #require(plan.data)
        #expect(data.columns.count == "count_{variant}")
        #expect(data.columns.thirdMoment == nil)
        #expect(data.columns.time == "time_since_start")
        #expect(data.rows == [.init(column: "experiment_id", values: ["036afc"])])
        #expect(plan.metrics.definitions.map(\.match) == ["1", "2"])
        #expect(plan.variants.map(\.match) == ["c", "t"])
    }

    @Test("warn of a covariate that is the outcome of another metric")
    func covariateOfOther() throws {
        let loaded = try Fixtures.load(
            "valid/methods.yaml", replacing: "{ column: answer_before }",
            with: "{ column: visited }")
        #expect(loaded.plan != nil)
        #expect(loaded.diagnostics.map(\.id) == ["covariate-outcome"])
        #expect(loaded.diagnostics.map(\.severity) == [.warning])
        #expect(
            loaded.diagnostics.first?.place?.keyPath == "metrics.define[3].covariate.column")
        #expect(loaded.diagnostics.first?.summary.contains("`visited`") == true)
    }

    @Test(
        "allow a cluster on every type that is a mean per customer",
        arguments: ["proportion", "mean", "count", "nps", "retention"])
    func clusters(_ type: String) throws {
        let loaded = Self.plan("type: \(type), column: x, cluster: village")
        #expect(try loaded.get().metric("m")?.cluster == "village")
        let covariate = Self.plan("type: \(type), column: x, covariate: { column: before }")
        #expect(try covariate.get().metric("m")?.covariates == [.column("before")])
    }

    @Test("adjust a ratio by its own pre-period, by a column, or by both")
    func ratioCovariates() throws {
        let loaded = Self.plan(
            "type: ratio, numerator: { column: x }, denominator: { column: y }, "
                + "covariate: [{ column: a }, "
                + "{ numerator: { column: p }, denominator: { column: q } }]")
        #expect(
            try loaded.get().metric("m")?.covariates
                == [.column("a"), .ratio(numerator: "p", denominator: "q")])
    }

    @Test("take moments of a retention, and counts of one")
    func retentionOnSums() throws {
        let counts = Self.plan(
            "type: retention, numerator: { column: stayed }, denominator: { column: all }",
            data: "{ kind: counts, file: c.csv, variant: arm }")
        #expect(try counts.get().metric("m")?.numerator == "stayed")
        let moments = Self.plan(
            "type: retention", data: "{ kind: moments, file: m.csv, variant: arm }")
        #expect(try moments.get().metric("m")?.kind == .retention)
    }

    @Test(
        "keep a number alone for an NPS, and ask for a unit elsewhere",
        arguments: [
            ("type: nps, column: x", "+3", []), ("type: nps, column: x", "3 units", []),
            ("type: nps, column: x", "3%", ["bar-unit"]),
            ("type: mean, column: x", "3", ["bare-number"]),
            ("type: retention, column: x", "3", ["bare-number"]),
            ("type: retention, column: x", "3 pt", []),
            ("type: retention, column: x", "3%", []),
            ("type: retention, column: x", "3 EUR", ["bar-unit"]),
            ("type: quantile, percentile: 50, column: x", "3%", []),
            ("type: quantile, percentile: 50, column: x", "3 units", []),
            ("type: quantile, percentile: 50, column: x", "3 pt", ["bar-unit"]),
        ])
    func bars(_ metric: String, _ bar: String, _ ids: [String]) {
        #expect(
            Self.plan(metric, "goal: { target: \(bar) }").diagnostics.map(\.id) == ids)
    }

    @Test("generate a campaign of stayers for a retention")
    func simulated() throws {
        let plan = try Fixtures.load("valid/stayed.yaml").get()
        #expect(plan.simulation?.outcomes.map(\.metric) == ["retained", "spend"])
        #expect(plan.simulation?.outcomes[1].given == "retained")
        #expect(plan.metric("retained")?.isChurn == true)
    }
}
