// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Testing

@Suite("A plan that loads")
struct PlanMeaningTests {
    @Test("has no errors", arguments: Fixtures.valid)
    func valid(_ name: String) throws {
        let loaded = try Fixtures.load("valid/" + name)
        #expect(loaded.diagnostics.filter { $0.severity == .error }.map { $0.rendered() } == [])
        #expect(loaded.plan != nil)
    }

    @Test("keeps words as they are written, whatever YAML would guess")
    func guesses() throws {
        let plan = try Fixtures.load("valid/yaml-guesses.yaml").get()
        #expect(plan.key == "0612")
        #expect(plan.name == "NO")
        #expect(plan.owner == "on")
        #expect(plan.hypothesis == "1e3")
        #expect(plan.assignment.salt == "1.10")
        #expect(plan.variants.map(\.match) == ["1.10", "yes"])
        #expect(plan.variants[1].channel == "off")
        #expect(plan.data?.variant == "1")
        #expect(plan.data?.missing == ["", "NA", "-999", "null"])
        #expect(plan.data?.id == .row)
    }

    @Test("fills in every default")
    func defaults() throws {
        let plan = try Fixtures.load("valid/smallest.yaml").get()
        #expect(plan.name == "smallest")
        #expect(plan.assignment == AssignmentRule(salt: "smallest", evenWeights: true))
        #expect(plan.variants[0].contact == false)
        #expect(plan.variants[1].contact)
        #expect(plan.variants[1].match == "mail")
        #expect(plan.decision == DecisionRule())
        #expect(plan.report == ReportOptions())
        #expect(plan.data == nil)
        #expect(plan.value == nil)
        #expect(plan.simulation == nil)
    }

    @Test("keeps every part")
    func everything() throws {
        let plan = try Fixtures.load("valid/everything.yaml").get()
        #expect(plan.hypothesis?.hasSuffix("*more* than mail alone.\n") == true)
        #expect(plan.goal?.target == .points(0.006))
        #expect(plan.goal?.deadline == Day("2026-05-15"))
        #expect(plan.variants[0].weight == Share(1, over: 10))
        #expect(plan.variants[2].cost?.fixed == Money(1500, "EUR"))
        let data = try #require(plan.data)
        #expect(data.maximumRejected == 0.005)
        #expect(data.segments.map(\.column) == ["zip_code", "Quadrant code"])
        #expect(data.format.delimiter == ";")
        #expect(plan.metric("ordered")?.missing == .zero)
        #expect(plan.metric("revenue")?.cap == .quantile(0.995))
        #expect(plan.metric("items")?.cap == .value(50))
        #expect(plan.metric("aov")?.denominator == "items")
        #expect(
            plan.metrics.guardrails.map(\.margin) == [
                .points(0.002), .relative(0.02), .amount(0.05, currency: nil),
            ])
        #expect(plan.value?.perResult == Money(62, "EUR"))
        #expect(plan.value?.margin == 0.4)
        #expect(plan.decision.confidence == 0.975)
        #expect(plan.decision.correction == .bonferroni)
        #expect(plan.decision.minimumUplift?.value == .points(0.002))
        #expect(plan.decision.seed == 20_260_101)
        #expect(plan.report.language == "nl")
        #expect(plan.simulation?.outcomes[1].given == "ordered")
        #expect(plan.simulation?.outcomes[0].values["card"] == 0.0372)
        #expect(plan.simulation?.segments[0].levels[0].share == 1.0 / 3)
    }

    @Test("reads moments and counts")
    func aggregates() throws {
        let moments = try #require(try Fixtures.load("valid/moments.yaml").get().data)
        #expect(moments.kind == .moments)
        #expect(moments.columns.thirdMoment == "m3")
        #expect(moments.columns.metric == "name")
        let counts = try Fixtures.load("valid/counts.yaml").get()
        #expect(counts.metric("ctr")?.numerator == "clicks")
        #expect(counts.metric("ctr")?.denominator == "shown")
    }

    @Test("without a control ranks variants, and says that it proves no more")
    func noControl() throws {
        let loaded = try Fixtures.load("valid/counts.yaml")
        #expect(loaded.diagnostics.map(\.id) == ["no-control"])
        #expect(loaded.diagnostics.map(\.severity) == [.note])
    }

    @Test("warns of a metric that plays no part")
    func unused() throws {
        let loaded = try Fixtures.load("valid/base.yaml")
        #expect(loaded.diagnostics.map(\.id) == ["metric-unused"])
        #expect(loaded.diagnostics.first?.place?.keyPath == "metrics.define[2].key")
    }

    @Test("takes thirds exactly")
    func thirds() throws {
        let text = """
            version: 1
            key: thirds
            variants:
              - { key: a, role: control, weight: 1/3 }
              - { key: b, role: test, weight: 1/3 }
              - { key: c, role: test, weight: 1/3 }
            metrics:
              define: [{ key: m, type: mean, column: m, direction: decrease }]
              primary: m
            """
        #expect(try PlanLoader.load(Array(text.utf8), file: "a").get().variants.count == 3)
    }

    @Test("may sit in a workspace and read a file of it outside its own folder")
    func workspace() throws {
        let bytes = Array(
            """
            version: 1
            key: w
            assignment: { weights: even }
            data: { file: ../data/w.csv, variant: arm }
            variants: [{ key: a, role: control }, { key: b, role: test }]
            metrics: { define: [{ key: m, type: mean, column: m, direction: increase }], primary: m }
            """.utf8)
        func ids(_ file: String, _ workspace: String?, _ outside: Bool = false) -> [String] {
            PlanLoader.load(bytes, file: file, workspace: workspace, allowOutside: outside)
                .diagnostics.map(\.id)
        }
        #expect(ids("plans/w.yaml", ".") == [])
        #expect(ids("./plans/w.yaml", "") == [])
        #expect(ids("/home/x/plans/w.yaml", "/home/x") == [])
        #expect(ids("plans/w.yaml", nil) == ["path-outside"])
        #expect(ids("w.yaml", ".") == ["path-outside"])
        #expect(ids("/home/x/plans/w.yaml", "/home/x/plans") == ["path-outside"])
        #expect(ids("/w.yaml", "/") == ["path-outside"])
        #expect(ids("w.yaml", ".", true) == [])
    }
}
