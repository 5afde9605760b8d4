// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentModel
import Foundation
import TestSupport
import Testing

@Suite("Where a power report gets its numbers")
struct PowerSourceTests {
    private func file(_ text: String) throws -> (ScratchFolder, String) {
        let folder = try ScratchFolder()
        try folder.write(text, to: "h.csv")
        return (folder, folder.url.appending(path: "h.csv").path)
    }

    private func read(_ plan: Plan, _ text: String, workers: Int = 1) throws -> PowerBaseline {
        let (folder, path) = try file(text)
        defer { withExtendedLifetime(folder) {} }
        let metric = try #require(plan.metric(plan.metrics.primary))
        return try PowerHistory(plan: plan, metric: metric, workers: workers).read(path: path)
    }

    private func problem(_ body: () throws -> Void) -> Diagnostic? {
        do {
            try body()
            return nil
        } catch { return (error as? DiagnosticsError)?.diagnostics.first }
    }

    @Test("a rate from everybody in a file without groups")
    func rate() throws {
        let baseline = try read(
            PowerPlans.winback(), "customer_id,ordered\na,1\nb,0\nc,ja\nd,0\ne,\n")
        #expect(baseline.value == 0.5 && baseline.base == nil)
        #expect(baseline.standardDeviation == nil)
        guard case .history(_, let rows) = baseline.source else {
            Issue.record("\(baseline.source)")
            return
        }
        #expect(rows == 4)
    }

    @Test("control and base apart, in a file that says who was in which")
    func groups() throws {
        var plan = PowerPlans.winback()
        plan.data = DataSource(variant: "variant")
        let rows = (0..<300).map { row in
            let variant = ["control", "base", "personal"][row % 3]
            return "c\(row),\(variant),\(row % (variant == "control" ? 10 : 5) == 0 ? 1 : 0)"
        }
        let text = "customer_id,variant,ordered\n" + rows.joined(separator: "\n") + "\n"
        for workers in [1, 3] {
            let baseline = try read(plan, text, workers: workers)
            #expect(abs(baseline.value - 0.1) < 1e-12)
            #expect(abs((baseline.base ?? 0) - 0.2) < 1e-12)
        }
    }

    @Test("mean, spread, skewness and the share above zero of amounts with a decimal comma")
    func amounts() throws {
        let baseline = try read(
            PowerPlans.revenue(), "customer_id;revenue\na;0\nb;0\nc;0\nd;10,50\n")
        #expect(baseline.value == 2.625)
        #expect(abs((baseline.standardDeviation ?? 0) - 5.25) < 1e-12)
        #expect(baseline.shareAboveZero == 0.25)
        // The third moment over n, the variance over n - 1: 2·(3/4)^1.5/√3.
        #expect(abs((baseline.skewness ?? 0) - 0.75) < 1e-9)
    }

    @Test("a cap cuts amounts, and answers become NPS scores")
    func values() throws {
        var capped = PowerPlans.revenue()
        capped.metrics.definitions[0].cap = .value(4)
        #expect(try read(capped, "customer_id,revenue\na,2\nb,100\n").value == 3)
        var nps = PowerPlans.revenue()
        nps.metrics.definitions[0] = Metric(
            key: "nps", kind: .nps, column: "score", direction: .increase)
        nps.metrics.primary = "nps"
        #expect(try read(nps, "customer_id,score\na,10\nb,9\nc,7\nd,0\n").value == 25)
        var churn = PowerPlans.winback()
        churn.metrics.definitions[0] = Metric(
            key: "ordered", kind: .retention, column: "left", direction: .increase, isChurn: true)
        #expect(try read(churn, "customer_id,left\na,1\nb,0\nc,0\nd,0\n").value == 0.75)
    }

    @Test("a ratio has the spread of its linearised values")
    func ratio() throws {
        var plan = PowerPlans.revenue()
        plan.metrics = MetricSet(
            definitions: [
                Metric(
                    key: "aov", kind: .ratio, numerator: "revenue", denominator: "orders",
                    direction: .increase)
            ], primary: "aov")
        let baseline = try read(
            plan, "customer_id,revenue,orders\na,10,1\nb,30,2\nc,0,0\nd,20,1\n")
        #expect(baseline.value == 15)
        // Residuals y - 15x are -5, 0, 0, 5; the mean number of orders is 1.
        #expect(abs((baseline.standardDeviation ?? 0) - (50.0 / 3).squareRoot()) < 1e-9)
    }

    @Test("a value that is none of the metric is named with its row")
    func badValue() throws {
        let found = problem {
            _ = try read(PowerPlans.winback(), "customer_id,ordered\na,1\nb,maybe\nc,2\n")
        }
        #expect(found?.id == "history-value")
        #expect(
            found?.summary == "2 rows hold no value of the metric in `ordered` (row 2: maybe)")
    }

    @Test("a missing column, an empty file and ambiguous numbers stop the work")
    func unusable() throws {
        #expect(
            problem { _ = try read(PowerPlans.winback(), "customer_id,orderd\na,1\n") }?.id
                == "column-missing")
        #expect(
            problem { _ = try read(PowerPlans.winback(), "customer_id,ordered\na,1\n") }?.id
                == "history-empty")
        #expect(
            problem {
                _ = try read(PowerPlans.revenue(), "customer_id;revenue\na;1,500\nb;2,500\n")
            }?
            .id == "decimal-ambiguous")
    }

    private static let result = """
        {"schema": "experiment-result/1", "experiment": "last-year",
         "arms": [{"key": "none", "role": "control"}, {"key": "mail", "role": "base"}],
         "metrics": [{"key": "revenue",
           "arms": [{"key": "none", "n": 10000, "value": 1.5}, {"key": "mail", "n": 40000, "value": 2}],
           "comparisons": [{"treatment": "mail", "reference": "none",
             "absolute": {"estimate": 0.5, "low": 0.2, "high": 0.8, "standard_error": 0.15}}]}]}
        """

    @Test("an earlier result gives level, base and spread")
    func earlier() throws {
        let metric = try #require(PowerPlans.revenue().metric("revenue"))
        let baseline = try EarlierResult.baseline(
            in: Array(Self.result.utf8), path: "r.json", of: metric)
        #expect(baseline.value == 1.5 && baseline.base == 2)
        let deviation = 0.15 / (1.0 / 10_000 + 1.0 / 40_000).squareRoot()
        #expect(abs((baseline.standardDeviation ?? 0) - deviation) < 1e-12)
        #expect(
            baseline.source
                == .result(file: "r.json", experiment: "last-year", variant: "none"))
    }

    @Test(
        "a file that is no result says so",
        arguments: [
            ("{", "result-unreadable"), ("{\"schema\": \"other/1\"}", "result-schema"),
            ("{\"schema\": \"experiment-result/1\", \"metrics\": []}", "result-metric"),
            (
                "{\"schema\": \"experiment-result/1\", \"metrics\": [{\"key\": \"revenue\"}]}",
                "result-no-reference"
            ),
        ])
    func noResult(_ text: String, _ id: String) throws {
        let metric = try #require(PowerPlans.revenue().metric("revenue"))
        let found = problem {
            _ = try EarlierResult.baseline(in: Array(text.utf8), path: "r.json", of: metric)
        }
        #expect(found?.id == id && found?.fix != nil)
    }

    @Test("customers are counted once each, whatever the number of threads")
    func customers() throws {
        let rows = (0..<5_000).map { "c\($0 * 7919 % 4_000),x" }
        let (folder, path) = try file(
            "customer_id,a\n" + rows.joined(separator: "\n") + "\n,empty\nc1\n")
        defer { withExtendedLifetime(folder) {} }
        let plan = PowerPlans.winback()
        #expect(try CustomerCount.eligible(in: path, plan: plan) == 4_000)
        #expect(try CustomerCount.eligible(in: path, plan: plan, workers: 3) == 4_000)
        var other = plan
        other.assignment.unit = "klant"
        #expect(
            problem { _ = try CustomerCount.eligible(in: path, plan: other) }?.id
                == "column-missing")
    }

    @Test("customers without permission or outside the audience are not counted")
    func letIn() throws {
        let (folder, path) = try file(
            """
            customer_id,mail,orders
            a,yes,3
            b,no,3
            c, yes ,1
            d,yes,0
            e,yes,
            a,yes,3
            f,yes,9
            """ + "\n")
        defer { withExtendedLifetime(folder) {} }
        var plan = PowerPlans.winback()
        #expect(try CustomerCount.eligible(in: path, plan: plan) == 6)
        plan.permissions = [Permission(key: "email", attribute: "mail", equals: "yes")]
        #expect(try CustomerCount.eligible(in: path, plan: plan) == 5)
        plan.audience = Audience(include: ["orders >= 1"], exclude: ["orders > 5"])
        #expect(try CustomerCount.eligible(in: path, plan: plan) == 2)
        plan.audience = Audience(include: ["age >= 18"])
        #expect(
            problem { _ = try CustomerCount.eligible(in: path, plan: plan) }?.id
                == "column-missing")
    }

    @Test("what is not known is asked for, with the line that says it")
    func problems() throws {
        let metric = PowerPlans.revenue().metric("revenue")
        let baseline = try #require(PowerProblems("p.yaml").noBaseline(metric).diagnostics.first)
        for way in ["power: {", "standard_deviation", "--result", "--history"] {
            #expect(baseline.fix?.contains(way) == true, "\(way)")
        }
        let audience = try #require(PowerProblems("p.yaml").noAudience().diagnostics.first)
        for way in ["--customers", "--audience", "power: {"] {
            #expect(audience.fix?.contains(way) == true, "\(way)")
        }
        func id(_ change: (inout Plan) -> Void) -> String? {
            var plan = PowerPlans.winback()
            change(&plan)
            return problem { _ = try PowerPlans.report(plan) }?.id
        }
        #expect(id { $0.power?.customers = 0 } == "audience-empty")
        #expect(id { $0.power?.customers = 12 } == "audience-too-small")
        #expect(id { $0.power?.baseline = 1 } == "power-baseline-range")
        #expect(id { $0.variants.removeLast() } == "power-no-test")
        #expect(id { $0.variants.removeFirst(2) } == "power-no-reference")
        #expect(id { $0.metrics.definitions[0].kind = .mean } == "power-deviation-missing")
        #expect(id { $0.metrics.definitions[0].kind = .quantile } == "power-quantile")
    }
}
