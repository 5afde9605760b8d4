// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentConfig
import ExperimentModel
import Foundation
import Testing

@Suite("A shared file")
struct WorkspaceTests {
    private static let folder = Fixtures.folder.appending(path: "workspace").path

    private static func plan(_ name: String) throws -> Plan {
        try PlanLoader.load(path: "\(folder)/\(name).yaml", workspace: folder).get()
    }

    @Test("is read with every part")
    func everything() throws {
        let loaded = WorkspaceLoader.load(path: "\(Self.folder)/experiments.yaml")
        #expect(loaded.diagnostics.map { $0.rendered() } == [])
        let workspace = try #require(loaded.workspace)
        #expect(workspace.name == "Webshop NL")
        #expect(workspace.timeZone == "Europe/Amsterdam")
        #expect(workspace.margin == 0.4)
        #expect(workspace.minimumCellSize == 30)
        #expect(
            workspace.privacy
                == Privacy(pseudonymise: .hmacSHA256, pepperEnvironment: "WEBSHOP_PEPPER"))
        #expect(
            workspace.permissions == [
                Permission(key: "email", attribute: "optin_email", equals: "yes"),
                Permission(key: "post", attribute: "optout_post", equals: "no"),
            ])
        #expect(workspace.holdouts.map(\.share) == [Share(5, over: 100), Share(5, over: 100)])
        #expect(workspace.holdouts[0].exempt == [.transactional, .service])
        #expect(workspace.holdouts[0].until == Day("2026-12-31"))
        let rotation = try #require(workspace.holdouts[1].rotation)
        #expect(rotation.every == .quarter && rotation.overlap.numerator == 0)
        #expect(workspace.holdouts[1].comparator?.clearPeriods == 4)
        #expect(workspace.layers[0].cooldown == PlanDuration(30, .days))
        #expect(
            workspace.segments[0].kind
                == .quadrant(
                    x: .init(attribute: "orders_12m", cut: 4, labels: ["weinig", "vaak"]),
                    y: .init(
                        attribute: "avg_order_value", cut: 75, currency: "EUR",
                        labels: ["laag", "hoog"])))
        #expect(workspace.segments[1].kind == .bands(attribute: "score", cuts: [20, 50, 80]))
        #expect(workspace.segments[2].kind == .column("Region name"))
    }

    @Test("reads metrics of events")
    func metrics() throws {
        let workspace = try #require(
            WorkspaceLoader.load(path: "\(Self.folder)/experiments.yaml").workspace)
        func metric(_ key: String) throws -> Metric {
            try #require(workspace.metrics.first { $0.key == key })
        }
        #expect(try metric("ordered").events == .init(event: "order", aggregate: .any))
        #expect(try metric("ordered").window == PlanDuration(14, .days))
        let revenue = try metric("revenue")
        #expect(revenue.events == .init(event: "order", aggregate: .sum, value: "amount"))
        #expect(revenue.refunds == .init(event: "refund", policy: .net))
        #expect(revenue.lookback == PlanDuration(90, .days) && revenue.lookbackEvent == "order")
        #expect(try metric("aov").denominatorEvents == .init(event: "order", aggregate: .count))
        #expect(
            try metric("nps").events == .init(event: "survey", aggregate: .last, value: "score"))
        let clv = try metric("clv_24m")
        #expect(clv.kind == .mean && clv.currency == "EUR")
        #expect(clv.events == .init(event: "order", aggregate: .sum, value: "amount"))
        #expect(
            clv.lifetimeValue
                == .init(
                    horizon: PlanDuration(24, .months), predicted: "clv_score", discountRate: 0.08,
                    cost: .init(event: "service_cost", aggregate: .sum, value: "amount")))
    }

    @Test("lets every plan beside it load without a remark", arguments: Fixtures.workspace)
    func loads(_ name: String) {
        let loaded = PlanLoader.load(path: "\(Self.folder)/\(name)", workspace: Self.folder)
        #expect(loaded.diagnostics.map { $0.rendered() } == [])
        #expect(loaded.plan != nil)
    }

    @Test("gives a plan what it names, and the defaults that the plan leaves open")
    func resolves() throws {
        let plan = try Self.plan("winback-spring")
        #expect(plan.approvers == ["marketing", "finance"])
        #expect(plan.assignment.layer?.salt == "lifecycle-2026")
        #expect(plan.assignment.holdout?.key == "global-control")
        #expect(plan.assignment.unit == "customer_id")
        #expect(plan.permissions?.map(\.key) == ["email", "post"])
        #expect(plan.segments?.map(\.key) == ["quadrant"])
        #expect(
            plan.metrics.definitions.map(\.key) == [
                "ordered", "revenue", "aov", "unsubscribed", "clv_24m",
            ])
        // `net_value` without `value`: the only mean that is money, and the margin of the shared file.
        #expect(plan.value?.metric == "revenue" && plan.value?.perResult == nil)
        #expect(plan.value?.margin == 0.4 && plan.value?.currency == "EUR")
        #expect(plan.schedule?.timeZone == "Europe/Amsterdam")
        #expect(plan.schedule?.startTime == TimeOfDay(hour: 9, minute: 0))
        #expect(plan.schedule?.reviewEvery == PlanDuration(14, .days))
        #expect(plan.report.language == "nl" && plan.report.minimumCellSize == 30)
        #expect(plan.privacy?.pepperEnvironment == "WEBSHOP_PEPPER")
        #expect(plan.report.comparesGlobalControl == true)
        #expect(plan.rollout?.keepControl == Share(10, over: 100))
        #expect(plan.power?.baseline == 0.03 && plan.power?.expectedEffect == .points(0.006))
        #expect(plan.goal?.budget == Money(6000, "EUR"))
        #expect(plan.contactStrategy?.channels == ["email", "post", "sms"])
        #expect(plan.exposure?.multipleVariants == .exclude)
        #expect(plan.audience?.require == ["email", "post"])
    }

    @Test("turns looks that are days into shares of the schedule")
    func looks() throws {
        let plan = try Self.plan("churn-flow-timing")
        #expect(
            plan.schedule?.lookDays?.map(\.iso) == ["2026-06-01", "2026-09-01", "2026-12-01"])
        guard case .groupSequential(let rule) = plan.decision.monitoring else {
            Issue.record("not sequential")
            return
        }
        #expect(rule.looks == [61.0 / 244, 153.0 / 244, 1])
        #expect(plan.exposure?.trigger == "churn_signal")
        #expect(plan.decision.stopForHarm == true)
        #expect(plan.metrics.guardrails.last?.margin == .amount(3, currency: nil))
        #expect(plan.assignment.allocation == Share(1, over: 2))
        #expect(plan.metrics.definitions.map(\.key) == ["churned", "complaint", "nps", "clv_24m"])
    }

    @Test("takes the least time to run, the last day counted")
    func runtime() throws {
        let plan = try Self.plan("newsletter-subject")
        #expect(plan.decision.minimumRuntime == PlanDuration(14, .days))
        #expect(plan.schedule?.start == Day("2026-03-02"))
        #expect(plan.schedule?.end == Day("2026-03-15"))
    }

    @Test("hands the payload on in the order it was written")
    func payload() throws {
        let plan = try Fixtures.load("valid/language.yaml").get()
        #expect(
            plan.variants[1].payload == [
                .init(name: "subject", value: "Tot ziens?"),
                .init(name: "Offer code", value: "007"), .init(name: "free", value: "NO"),
            ])
        #expect(plan.variants[0].payload == nil)
    }
}
