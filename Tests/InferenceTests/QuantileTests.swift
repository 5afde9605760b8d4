// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct QuantileTests {
    static func revenue(
        _ count: Int, shift: Double = 0, using generator: inout MersenneTwister
    ) -> [Double] {
        (0..<count).map { _ in generator.logNormal(mu: 3 + shift, sigma: 0.8) }
    }

    static func hasValue(_ position: Estimated<BarPosition>, _ expected: BarPosition) -> Bool {
        position.value == expected
    }

    @Test(arguments: [0.1, 0.5, 0.9], [(400, 300), (40, 5_000)])
    func `p and both intervals agree at every level`(
        probability: Double, counts: (Int, Int)
    ) throws {
        var generator = MersenneTwister(seed: 5)
        for shift in [0.0, 0.1, 0.3] {
            let control = try ValueTable(Self.revenue(counts.0, using: &generator))
            let treatment = try ValueTable(
                Self.revenue(counts.1, shift: shift, using: &generator))
            for alpha in [0.001, 0.01, 0.05, 0.2, 0.5] {
                let method = QuantileDifference(probability: probability, confidence: 1 - alpha)
                let outcome = method.compare(control: control, treatment: treatment)
                #expect(outcome.method == .quantile)
                expectAgreement(outcome, alpha: alpha, "\(probability) \(shift) \(alpha)")
                let absolute = try #require(outcome.absolute.value)
                #expect(
                    method.position(control: control, treatment: treatment, againstAbsolute: 0)
                        .value == absolute.interval.position(against: 0))
                guard let relative = outcome.relative.value else { continue }
                #expect(
                    method.position(control: control, treatment: treatment, againstRelative: 0.1)
                        .value == relative.interval.position(against: 0.1))
            }
        }
    }

    @Test func `the p-value does not depend on the confidence level`() {
        var generator = MersenneTwister(seed: 6)
        let control = Self.revenue(200, using: &generator)
        let treatment = Self.revenue(300, shift: 0.2, using: &generator)
        let p = [0.5, 0.9, 0.999].map {
            QuantileDifference(probability: 0.5, confidence: $0)
                .compare(control: control, treatment: treatment).p.value
        }
        #expect(p[0] != nil)
        #expect(Set(p).count == 1)
    }

    @Test func `swapping the groups negates the difference`() throws {
        var generator = MersenneTwister(seed: 7)
        let one = Self.revenue(250, using: &generator)
        let other = Self.revenue(350, using: &generator)
        let method = QuantileDifference(probability: 0.75)
        let forth = try #require(method.compare(control: one, treatment: other).absolute.value)
        let back = try #require(method.compare(control: other, treatment: one).absolute.value)
        #expect(forth.estimate == -back.estimate)
        #expect(forth.low == -back.high && forth.high == -back.low)
    }

    @Test func `reasons instead of widths of zero`() throws {
        let mostlyZero = try ValueTable(values: [0, 5, 9, 20], counts: [970, 10, 10, 10])
        var generator = MersenneTwister(seed: 8)
        let spread = try ValueTable(Self.revenue(1_000, using: &generator))
        let median = QuantileDifference(probability: 0.5)
        #expect(
            median.compare(control: mostlyZero, treatment: mostlyZero).p.reason == .tiedValues)
        #expect(median.compare(control: spread, treatment: mostlyZero).p.reason == .tiedValues)
        #expect(
            QuantileDifference(probability: 0.999).compare(control: spread, treatment: spread)
                .absolute.reason == .tooFewBeyond)
        #expect(median.compare(control: [1, 2, 3], treatment: [1]).p.reason == .tooFewBeyond)
        #expect(median.compare(control: [], treatment: [1]).p.reason == .tooFewUnits)
        #expect(median.compare(control: [.nan], treatment: [1]).p.reason == .outOfDomain)
        let none = QuantileDifference(probability: 1)
        #expect(none.compare(control: spread, treatment: spread).p.reason == .outOfDomain)
        let negative = try ValueTable(spread.values.map { -$0 })
        let below = median.compare(control: negative, treatment: negative)
        #expect(below.relative.reason == .controlNotPositive)
        #expect(below.p.value == 1)
    }

    @Test func `a bracket that is not in order is refused`() {
        let bracket = QuantileBracket.make(
            probability: 0.5, count: 100, quantile: 5, lower: 6, upper: 7)
        #expect(bracket.reason == .outOfDomain)
    }

    @Test(arguments: [1, 2, 5, 40, 1_000], [0.01, 0.25, 0.5, 0.99])
    func `the interval holds the quantile and widens with the level`(count: Int, p: Double) throws {
        let values = (0..<count).map { Double($0 * $0 % 17) }
        var last: QuantileEstimate?
        for confidence in [0.5, 0.9, 0.99, 0.999] {
            let estimate = try #require(
                QuantileInterval(probability: p, confidence: confidence).estimate(values).value)
            // The interpolated quantile of a few values may lie beyond the last exact bound.
            if Double(count) * min(p, 1 - p) >= 4 {
                #expect(estimate.low <= estimate.quantile && estimate.quantile <= estimate.high)
            }
            #expect((estimate.lowerRank == nil) == (estimate.low == -.infinity))
            #expect((estimate.upperRank == nil) == (estimate.high == .infinity))
            if let last { #expect(estimate.low <= last.low && estimate.high >= last.high) }
            last = estimate
        }
    }

    @Test func `ten million values stay a table of two`() throws {
        let table = try ValueTable(values: [0, 1], counts: [9_700_000, 300_000])
        let estimate = try #require(QuantileInterval(probability: 0.5).estimate(table).value)
        #expect(estimate.quantile == 0 && estimate.low == 0 && estimate.high == 0)
        let upper = try #require(estimate.upperRank)
        // 1.96 standard deviations of Binomial(10⁷, 1/2).
        #expect(abs(Double(upper) - (5_000_000 + 1.96 * 1_581.1)) < 10)
    }

    /// Eight prices: a bracket with ties would reject 46 % of the time at 5 %, by simulation.
    @Test func `a price list has no quantile to test`() {
        var generator = MersenneTwister(seed: 10)
        let prices = [9.99, 14.99, 19.99, 24.99, 29.99, 39.99, 49.99, 59.99]
        func group(_ count: Int) -> [Double] {
            (0..<count).map { _ in prices[Int(generator.below(8))] }
        }
        for _ in 0..<50 {
            let outcome = QuantileDifference(probability: 0.5).compare(
                control: group(400), treatment: group(1_000))
            #expect(outcome.p.reason == .tiedValues)
        }
    }

    /// 400 pairs of groups with the same distribution: seeded, so it cannot flake.
    @Test func `without an effect the test keeps its level`() {
        var generator = MersenneTwister(seed: 9)
        var rejected = 0
        for _ in 0..<400 {
            let outcome = QuantileDifference(probability: 0.9).compare(
                control: Self.revenue(100, using: &generator),
                treatment: Self.revenue(400, using: &generator))
            if let p = outcome.p.value, p < 0.05 { rejected += 1 }
        }
        // 5 % expected: 20 ± 4.4.
        #expect((6...36).contains(rejected), "\(rejected)")
    }
}
