// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct PermutationTests {
    /// Revenue of `units` of which about 3 % buy, in cents.
    static func revenue(
        _ units: Int, rate: Double = 0.03, using generator: inout MersenneTwister
    ) throws -> ValueTable {
        let buyers = generator.binomial(trials: units, probability: rate)
        let values = (0..<buyers).map { _ in
            (generator.logNormal(mu: 3, sigma: 1) * 100).rounded() / 100
        }
        return try ValueTable(values)
            .merged(with: ValueTable(values: [0], counts: [units - buyers]))
    }

    @Test(arguments: [(100, 1_900), (1_900, 100), (400, 400), (30, 3)])
    func `p and intervals agree at every level`(control: Int, treatment: Int) throws {
        var generator = MersenneTwister(seed: 9)
        for shift in [0.0, 0.4, 1.2] {
            let base = try Self.revenue(control, rate: 0.3, using: &generator)
            let table = try Self.revenue(treatment, rate: 0.3, using: &generator)
            let moved = try ValueTable(
                values: table.values.map { $0 + shift * 10 }, counts: table.counts)
            let reference = try #require(
                StudentisedPermutation(replicates: 999, seed: 4)
                    .reference(control: base, treatment: moved).value)
            for alpha in [0.002, 0.01, 0.05, 0.1, 0.25, 0.5, reference.p] where alpha < 1 {
                let outcome = reference.outcome(confidence: 1 - alpha)
                expectAgreement(outcome, alpha: alpha, "\(control) \(shift) \(alpha)")
                let absolute = try #require(outcome.absolute.value)
                #expect(
                    reference.position(againstAbsolute: 0, confidence: 1 - alpha).value
                        == absolute.interval.position(against: 0))
                for bar in [-0.2, 0, 0.3] {
                    guard let relative = outcome.relative.value else { continue }
                    #expect(
                        reference.position(againstRelative: bar, confidence: 1 - alpha).value
                            == relative.interval.position(against: bar))
                }
            }
        }
    }

    @Test func `the same seed gives the same reference, another stream another one`() throws {
        var generator = MersenneTwister(seed: 2)
        let control = try Self.revenue(1_000, using: &generator)
        let treatment = try Self.revenue(9_000, using: &generator)
        func draw(_ stream: UInt64) throws -> [Double] {
            try #require(
                StudentisedPermutation(replicates: 99, seed: 1, stream: stream)
                    .reference(control: control, treatment: treatment).value
            ).statistics
        }
        #expect(try draw(0) == draw(0))
        #expect(try draw(0) != draw(1))
    }

    @Test func `every way of drawing gives the same distribution`() throws {
        // Many common values, one common value, and only rare values, against Welch's normal limit.
        let tables: [ValueTable] = [
            try ValueTable(
                values: (0..<20).map(Double.init), counts: [Int](repeating: 500, count: 20)),
            try ValueTable(values: [0, 1], counts: [9_000, 1_000]),
            try ValueTable((0..<2_000).map { Double($0) }),
        ]
        for table in tables {
            let reference = try #require(
                StudentisedPermutation(replicates: 4_999, seed: 8)
                    .reference(control: table, treatment: table).value)
            let statistics = reference.statistics
            let mean = statistics.reduce(0, +) / Double(statistics.count)
            let variance = statistics.reduce(0) { $0 + $1 * $1 } / Double(statistics.count)
            #expect(abs(mean) < 0.08)
            #expect(abs(variance - 1) < 0.12)
            #expect(reference.p > 0.9)
        }
    }

    /// Six values in two groups of three: all 20 assignments are equally likely.
    @Test func `the reference of a small table is the exact one`() throws {
        let values = [1.0, 2, 4, 8, 16, 32]
        let control = try ValueTable(Array(values[..<3]))
        let treatment = try ValueTable(Array(values[3...]))
        let reference = try #require(
            StudentisedPermutation(replicates: 20_000, seed: 3)
                .reference(control: control, treatment: treatment).value)
        #expect(Set(reference.statistics.map { ($0 * 1e6).rounded() }).count == 20)
        let extreme = reference.statistics.count { $0 >= reference.observed }
        #expect(abs(Double(extreme) / 20_000 - 0.05) < 0.008)
        #expect(abs(reference.p - 0.1) < 0.016)
    }

    @Test func `a reassignment without spread is infinitely extreme`() throws {
        let control = try ValueTable(values: [0, 1], counts: [2, 1])
        let treatment = try ValueTable(values: [0, 1], counts: [1, 2])
        let reference = try #require(
            StudentisedPermutation(replicates: 999, seed: 1)
                .reference(control: control, treatment: treatment).value)
        #expect(reference.statistics.first == -.infinity)
        #expect(reference.statistics.last == .infinity)
        let effect = try #require(reference.outcome(confidence: 0.95).absolute.value)
        #expect(effect.low == -.infinity && effect.high == .infinity)
        #expect(reference.outcome().relative.reason == .controlNearZero)
        #expect(reference.p > 0.1)
    }

    @Test func `reasons instead of numbers`() throws {
        let method = StudentisedPermutation(seed: 1)
        let one = try ValueTable([1])
        let equal = try ValueTable([1, 1])
        #expect(method.reference(control: one, treatment: equal).reason == .tooFewUnits)
        #expect(method.reference(control: .empty, treatment: equal).reason == .tooFewUnits)
        #expect(method.reference(control: equal, treatment: equal).reason == .zeroVariance)
    }

    /// 300 campaigns without effect at control 100, treatment 1,900: seeded, so it cannot flake.
    @Test func `without an effect each tail has its level`() throws {
        var generator = MersenneTwister(seed: 20)
        var (wins, losses, welch) = (0, 0, 0)
        for campaign in 0..<300 {
            let control = try Self.revenue(100, rate: 0.15, using: &generator)
            let treatment = try Self.revenue(1_900, rate: 0.15, using: &generator)
            let reference = try #require(
                StudentisedPermutation(replicates: 399, seed: 1, stream: UInt64(campaign))
                    .reference(control: control, treatment: treatment).value)
            let position = reference.position(againstAbsolute: 0, confidence: 0.9).value
            if position == .above { wins += 1 }
            if position == .below { losses += 1 }
            let other = Welch(confidence: 0.9).position(
                control: control.moments, treatment: treatment.moments, againstAbsolute: 0)
            if other.value == .above { welch += 1 }
        }
        // 5 % expected in each tail: 15 ± 3.8.
        #expect((4...28).contains(wins), "\(wins)")
        #expect((4...28).contains(losses), "\(losses)")
        #expect(welch > wins, "Welch wins \(welch) of 300")
    }

    @Test func `tables merge like lists`() throws {
        let a = try ValueTable([3, 1, 1, 0])
        let b = try ValueTable([1, 2, 0, 0])
        let merged = a.merged(with: b)
        #expect(merged == (try ValueTable([3, 1, 1, 0, 1, 2, 0, 0])))
        #expect(merged.count == 8)
        #expect(merged.countOtherThanMode == 5)
        #expect(
            MomentsTests.isClose(
                merged.moments.variance, try Moments([3, 1, 1, 0, 1, 2, 0, 0]).variance))
        #expect(throws: StatisticsError.self) { try ValueTable([.nan]) }
        #expect(throws: StatisticsError.self) { try ValueTable(values: [1], counts: [-1]) }
    }
}
