// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("Metrics with covariates")
struct CovariateTests {
    private static func metric(
        _ covariates: [Metric.Covariate], kind: Metric.Kind = .mean
    ) -> Metric {
        Metric(
            key: "spend", kind: kind, column: kind == .ratio ? nil : "spend",
            numerator: kind == .ratio ? "spend" : nil,
            denominator: kind == .ratio ? "orders" : nil, direction: .increase,
            covariates: covariates)
    }

    /// Rows in which spend follows what was spent before; every seventh unit has no past.
    private static func rows(missing: String = "") -> String {
        var dice = Dice(state: 5)
        var text = "arm,spend,orders,before,before_orders\n"
        for row in 0..<4_000 {
            let arm = row % 10 == 0 ? "control0" : "test1"
            let before = Int(dice.uniform() * 200)
            let lift = arm == "test1" ? 6 : 0
            let spend = before / 2 + Int(dice.uniform() * 30) + lift
            let past = row % 7 == 0 ? missing : "\(before)"
            text += "\(arm),\(spend),\(1 + Int(dice.uniform() * 3)),\(past),\(1 + row % 2)\n"
        }
        return text
    }

    private func comparison(
        _ covariates: [Metric.Covariate], kind: Metric.Kind = .mean,
        missing: String = "", text: String? = nil
    ) throws -> Comparison {
        let plan = Campaign.plan(
            weights: [10, 90], metrics: [Self.metric(covariates, kind: kind)],
            data: DataSource(id: .row, variant: "arm", missing: ["", "NA"]))
        let result = try Campaign.analyse(plan, text ?? Self.rows(missing: missing))
        return try #require(result.metrics[0].comparisons.first)
    }

    @Test("a covariate makes the interval shorter and keeps the effect")
    func shorter() throws {
        let plain = try #require(try comparison([]).absolute.value)
        let adjusted = try comparison([.column("before")])
        let effect = try #require(adjusted.absolute.value)
        #expect(adjusted.method == "cuped")
        #expect(effect.high - effect.low < 0.7 * (plain.high - plain.low))
        #expect(effect.low < 6 && effect.high > 6)
        #expect(adjusted.adjustment?.id == "method.adjusted")
        guard case .share(let reduction)? = adjusted.adjustment?.values["reduction"],
            case .number(let unadjusted)? = adjusted.adjustment?.values["unadjusted"]
        else {
            Issue.record("the adjustment says neither how much it helped nor the plain difference")
            return
        }
        #expect(reduction > 0.5)
        #expect(abs(unadjusted - plain.estimate) < 1e-9)
    }

    @Test("a unit without a past is not left out, whatever marks its gap")
    func missingPast() throws {
        let empty = try comparison([.column("before")], missing: "")
        let marked = try comparison([.column("before")], missing: "NA")
        #expect(empty.absolute == marked.absolute)
        let plan = Campaign.plan(
            weights: [10, 90], metrics: [Self.metric([.column("before")])],
            data: DataSource(id: .row, variant: "arm", missing: ["", "NA"]))
        let result = try Campaign.analyse(plan, Self.rows())
        #expect(result.metrics[0].arms.map(\.count).reduce(0, +) == 4_000)
        let check = try #require(result.health.first { $0.id == "covariates" })
        #expect(check.remark.id == "health.covariates.missing")
        #expect(check.status == .warning)
    }

    @Test("the method agrees with CUPED computed from the values themselves")
    func agreesWithValues() throws {
        var control: [[Double]] = []
        var treatment: [[Double]] = []
        for line in Self.rows().split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            let spend = try #require(Double(fields[1]))
            let row = [spend, Double(fields[3]) ?? 0, fields[3].isEmpty ? 1 : 0]
            if fields[0] == "control0" { control.append(row) } else { treatment.append(row) }
        }
        let expected = Cuped(
            adjustment: CovariateAdjustment(covariates: [.mean(1), .mean(2)])
        ).compare(
            control: try MultivariateMoments(rows: control),
            treatment: try MultivariateMoments(rows: treatment))
        let found = try #require(try comparison([.column("before")]).absolute.value)
        let effect = try #require(expected.absolute.value)
        #expect(abs(found.estimate - effect.estimate) < 1e-9)
        #expect(abs(found.low - effect.low) < 1e-9)
    }

    @Test("a ratio is adjusted by the same ratio before")
    func ratio() throws {
        let plain = try #require(try comparison([], kind: .ratio).absolute.value)
        let adjusted = try comparison(
            [.ratio(numerator: "before", denominator: "before_orders"), .column("before")],
            kind: .ratio)
        let effect = try #require(adjusted.absolute.value)
        #expect(adjusted.method == "cuped-ratio")
        #expect(effect.high - effect.low < plain.high - plain.low)
    }

    @Test("a covariate that is the same for all changes nothing")
    func constant() throws {
        let text = Self.rows().split(separator: "\n").enumerated().map { place, line in
            place == 0 ? line + ",same" : line + ",3"
        }.joined(separator: "\n")
        let plain = try #require(try comparison([]).absolute.value)
        let adjusted = try #require(
            try comparison([.column("same")], text: text).absolute.value)
        #expect(abs(plain.estimate - adjusted.estimate) < 1e-9)
        #expect(abs(plain.low - adjusted.low) < 1e-9)
    }

    @Test("a skewed metric is permuted as its adjusted values")
    func skewed() throws {
        var dice = Dice(state: 11)
        var text = "arm,spend,orders,before,before_orders\n"
        for row in 0..<3_000 {
            let arm = row % 20 == 0 ? "control0" : "test1"
            let u = dice.uniform()
            let spend = u > 0.97 ? Int(20 / (1.0001 - dice.uniform())) : 0
            text += "\(arm),\(min(spend, 9_000)),1,\(spend / 3 + Int(dice.uniform() * 9)),1\n"
        }
        let plan = Campaign.plan(
            weights: [5, 95], metrics: [Self.metric([.column("before")])],
            data: DataSource(id: .row, variant: "arm"))
        let one = try Campaign.analyse(plan, text, workers: 1)
        let two = try Campaign.analyse(plan, text, workers: 2)
        let comparison = try #require(one.metrics[0].comparisons.first)
        #expect(comparison.method == "permutation")
        #expect(comparison.methodReason?.id == "method.skewed")
        #expect(comparison.adjustment?.id == "method.adjusted")
        #expect(one.metrics == two.metrics)
    }

    @Test("groups that differ beforehand more than chance allows raise a warning")
    func imbalance() throws {
        var text = "arm,spend,before\n"
        for row in 0..<2_000 {
            let arm = row % 2 == 0 ? "control0" : "test1"
            text += "\(arm),\(row % 13),\(row % 11 + (row % 2) * 3)\n"
        }
        let plan = Campaign.plan(metrics: [Self.metric([.column("before")])])
        let check = try #require(
            try Campaign.analyse(plan, text).health.first {
                $0.remark.id == "health.covariates.imbalance"
            })
        #expect(check.status == .warning)
        #expect((check.p ?? 1) < 0.001)
    }
}

@Suite("Covariates that tell nothing")
struct UnusedCovariateTests {
    @Test("an empty covariate leaves the plain method, and the result says so")
    func empty() throws {
        let metric = Metric(
            key: "spend", kind: .mean, column: "spend", direction: .increase,
            covariates: [.column("before")])
        var text = "arm,spend,before\n"
        for row in 0..<2_000 { text += "\(row % 2 == 0 ? "control0" : "test1"),\(row % 211),\n" }
        let result = try Campaign.analyse(Campaign.plan(metrics: [metric]), text)
        let comparison = result.metrics[0].comparisons[0]
        #expect(comparison.method == "welch")
        #expect(comparison.adjustment == nil)
        #expect(comparison.methodReason?.id == "method.covariate-unused")
    }
}
