// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Tabular
import Testing

@testable import ExperimentAnalysis

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Skewed money in unequal arms")
struct SkewedTests {
    /// Revenue of a small control and a large test arm: few buy, and some buy much.
    static func units(control: Int, test: Int, lift: Double) -> [[Double]] {
        var dice = Dice(state: 11)
        return [control, test].enumerated().map { arm, count in
            (0..<count).map { _ in
                guard dice.uniform() < 0.06 else { return 0 }
                let normal =
                    (-2 * log(1 - dice.uniform())).squareRoot() * cos(2 * .pi * dice.uniform())
                let amount = exp(3 + normal) * (arm == 1 ? lift : 1)
                return (amount * 100).rounded() / 100
            }
        }
    }

    static func text(_ units: [[Double]]) -> String {
        var lines = ["arm,revenue,orders"]
        for (arm, values) in units.enumerated() {
            lines += values.map { "\(arm == 0 ? "control0" : "test1"),\($0),\($0 > 0 ? 1 : 0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func plan(_ metrics: [Metric] = [Campaign.revenue]) -> Plan {
        Campaign.plan(weights: [5, 95], metrics: metrics)
    }

    /// The share of random reassignments with a Welch t at least as far out on the nearer side.
    private func monteCarlo(_ units: [[Double]], replicates: Int) -> Double {
        func statistic(
            _ a: (n: Double, s: Double, q: Double), _ b: (n: Double, s: Double, q: Double)
        )
            -> Double
        {
            func variance(_ g: (n: Double, s: Double, q: Double)) -> Double {
                (g.q - g.s * g.s / g.n) / (g.n - 1) / g.n
            }
            return (b.s / b.n - a.s / a.n) / (variance(a) + variance(b)).squareRoot()
        }
        func sums(_ values: some Sequence<Double>) -> (n: Double, s: Double, q: Double) {
            values.reduce(into: (n: 0.0, s: 0.0, q: 0.0)) {
                $0.n += 1
                $0.s += $1
                $0.q += $1 * $1
            }
        }
        let observed = statistic(sums(units[0]), sums(units[1]))
        var pool = units[0] + units[1]
        let all = sums(pool)
        let size = units[0].count
        var dice = Dice(state: 99)
        var (above, below) = (1, 1)
        for _ in 0..<replicates {
            for place in 0..<size {
                pool.swapAt(place, place + Int(dice.uniform() * Double(pool.count - place)))
            }
            let own = sums(pool[..<size])
            let t = statistic(own, (all.n - own.n, all.s - own.s, all.q - own.q))
            if t >= observed { above += 1 }
            if t <= observed { below += 1 }
        }
        return min(1, 2 * Double(min(above, below)) / Double(replicates + 1))
    }

    @Test("trip the guard, and the permutation test takes over", arguments: [1.0, 2.5])
    func permutation(lift: Double) throws {
        let units = Self.units(control: 250, test: 4_750, lift: lift)
        let result = try Campaign.analyse(Self.plan(), Self.text(units))
        let comparison = result.metrics[0].comparisons[0]
        #expect(comparison.method == "permutation")
        #expect(comparison.guardStatus != "ok")
        #expect(comparison.methodReason?.id.hasPrefix("method.") == true)
        let p = try #require(comparison.p.value)
        #expect(abs(p - monteCarlo(units, replicates: 1_500)) < 0.05)
        let effect = try #require(comparison.absolute.value)
        #expect((p < 0.05) == (effect.low > 0 || effect.high < 0))
        #expect(result.health.contains { $0.remark.id == "health.skew.replaced" })
        #expect(!result.decision.variants[0].rules.contains { $0.id == "method-guard" })
    }

    @Test("permute the same however many workers read")
    func workers() throws {
        let text = Self.text(Self.units(control: 100, test: 1_900, lift: 1))
        let one = try Campaign.analyse(Self.plan(), text)
        #expect(one == (try Campaign.analyse(Self.plan(), text, workers: 4)))
    }

    @Test("permute a ratio by its linearised residual")
    func ratio() throws {
        let units = Self.units(control: 250, test: 4_750, lift: 1)
        let ratio = Metric(
            key: "aov", kind: .ratio, numerator: "revenue", denominator: "orders",
            direction: .increase)
        let result = try Campaign.analyse(Self.plan([ratio]), Self.text(units))
        let comparison = result.metrics[0].comparisons[0]
        #expect(comparison.method == "permutation")
        let ratios = units.map { values in
            values.reduce(0, +) / Double(values.count { $0 > 0 })
        }
        let found = try #require(comparison.absolute.value?.estimate)
        #expect(abs(found - (ratios[1] - ratios[0])) < 1e-9)
    }

    @Test("without values stay with Welch, and cannot pass by themselves")
    func noValues() throws {
        let moments: [MetricMoments] = [
            .mean(
                try Moments(count: 250, mean: 2, variance: 180, thirdCentralMoment: 44_000)),
            .mean(
                try Moments(count: 4_750, mean: 9, variance: 400, thirdCentralMoment: 99_000)),
        ]
        let result = try Campaign.analyse(Self.plan(), [moments])
        let comparison = result.metrics[0].comparisons[0]
        #expect(comparison.method == "welch" && comparison.guardStatus == "unsafe")
        #expect((comparison.p.value ?? 1) < 0.05)
        let rule = try #require(
            result.decision.variants[0].rules.first { $0.id == "method-guard" })
        #expect(rule.state == .undecided)
        #expect(rule.remark.id == "rule.method-guard.undecided")
        #expect(result.decision.verdict == .inconclusive)
    }

    @Test("without a third moment the guard does not know, and a guardrail cannot be vouched for")
    func unknown() throws {
        let plan = Campaign.plan(
            metrics: [Campaign.ordered, Campaign.revenue],
            guardrails: [.init(metric: "revenue", margin: .relative(0.05))])
        let bare = try (0...1).map { _ in
            MetricMoments.mean(try Moments(count: 10_000, mean: 10, variance: 4))
        }
        let rates = [try Campaign.rate(1_000, 10_000), try Campaign.rate(1_200, 10_000)]
        let result = try Campaign.analyse(plan, [rates, bare])
        #expect(result.metrics[1].comparisons[0].guardStatus == "unknown")
        let rules = result.decision.variants[0].rules
        #expect(rules.first { $0.id == "guardrail-revenue" }?.state == .holds)
        let guardRule = try #require(rules.first { $0.id == "method-guard" })
        #expect(guardRule.remark.values["metric"] == .text("Revenue"))
        #expect(result.decision.verdict == .inconclusive)
        let known = try (0...1).map { _ in try Campaign.mean(10_000, 10, 4) }
        #expect(try Campaign.analyse(plan, [rates, known]).decision.verdict == .pass)
    }

    @Test("moments of fewer than a hundred units are never vouched for")
    func fewUnits() throws {
        let moments = [try Campaign.mean(90, 10, 4), try Campaign.mean(10_000, 14, 4)]
        let result = try Campaign.analyse(Campaign.plan(metrics: [Campaign.revenue]), [moments])
        #expect(result.metrics[0].comparisons[0].guardStatus == "caution")
        #expect(result.decision.variants[0].rules.contains { $0.id == "method-guard" })
    }

    @Test("few values other than the most common one count as skewed too")
    func fewValues() throws {
        let small = (0..<60).map { Double($0 % 3) }
        let large = (0..<60).map { Double(($0 + 1) % 3) }
        let result = try Campaign.analyse(
            Campaign.plan(metrics: [Campaign.revenue]), Self.text([small, large]))
        let comparison = result.metrics[0].comparisons[0]
        #expect(comparison.method == "permutation" && comparison.guardStatus == "caution")
        #expect(comparison.methodReason?.id == "method.few-values")
    }
}
