// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct AlwaysValidTests {
    /// The chance to be significant at one look or another, exactly.
    private func error(
        _ sequence: NormalMixtureSequence, at looks: [Double]
    ) throws -> Double {
        // Beyond 9 no path of a test without effect is found.
        let bounds = looks.map { min(9, sequence.criticalValue(at: $0)) }
        return try BrownianReference(
            information: looks, lower: bounds.map { -$0 }, upper: bounds
        ).crossing().reduce(0) { $0 + $1.above + $1.below }
    }

    @Test(arguments: [2, 5, 14, 28], [0.2, 1, 5])
    func `looking at every moment keeps the error below alpha`(
        looks: Int, planned: Double
    ) throws {
        for alpha in [0.01, 0.05, 0.2] {
            let sequence = try NormalMixtureSequence(alpha: alpha, plannedInformation: planned)
            let every = try error(sequence, at: GroupSequentialTests.equal(looks))
            let onlyLast = try error(sequence, at: [1])
            let growing = try error(
                sequence, at: (1...looks).map { pow(1.6, Double($0 - looks)) })
            #expect(every < alpha && growing < alpha)
            #expect(onlyLast < every)
        }
    }

    @Test func `the bound is nearly used up when looks are dense over a long time`() throws {
        let sequence = try NormalMixtureSequence(alpha: 0.05, mixture: 0.02)
        let dense = try error(sequence, at: (0...60).map { pow(1.12, Double($0 - 60)) })
        #expect(dense > 0.015 && dense < 0.05)
    }

    @Test func `stopping rules of all kinds keep the error below alpha`() throws {
        // Ten thousand campaigns without effect, read 28 times.
        let sequence = try NormalMixtureSequence(alpha: 0.05, plannedInformation: 28)
        var generator = MersenneTwister(seed: 20_240_601)
        var (first, promising, regretful, last) = (0, 0, 0, 0)
        let runs = 10_000
        for _ in 0..<runs {
            var score = 0.0
            var p: [Double] = []
            for look in 1...28 {
                score += generator.normal()
                let v = Double(look)
                p.append(sequence.p(z: score / v.squareRoot(), at: v))
            }
            first += p.contains { $0 < 0.05 } ? 1 : 0
            // Stops as soon as it looks good, and no longer.
            let stop = p.firstIndex { $0 < 0.3 } ?? 27
            promising += p[stop...].prefix(3).contains { $0 < 0.05 } ? 1 : 0
            regretful += (p.min() ?? 1) < 0.05 ? 1 : 0
            last += (p.last ?? 1) < 0.05 ? 1 : 0
        }
        // Exactly 0.0238 by the recursion above; 4 standard errors are 0.0061.
        let exact = try error(sequence, at: (1...28).map(Double.init))
        #expect(abs(Double(first) / Double(runs) - exact) < 0.0065)
        #expect(first == regretful && promising <= first && last <= first)
        #expect(Double(first) / Double(runs) < 0.05)
    }

    @Test func `tuned on the effective size an unequal split has the narrower interval`() throws {
        let (control, treatment) = (5_000, 95_000)
        let size = NormalMixtureSequence.effectiveSize(control: control, treatment: treatment)
        #expect(abs(size - 4_750) < 1e-9)
        let tuned = try NormalMixtureSequence(plannedInformation: size)
        let onTotal = try NormalMixtureSequence(
            plannedInformation: Double(control + treatment))
        let ratio = onTotal.criticalValue(at: size) / tuned.criticalValue(at: size)
        #expect(ratio > 1.2, "only \(ratio)")
        // Nothing is narrower there than what is tuned for it, by more than the approximation.
        for factor in [0.1, 0.5, 0.8, 1.25, 2, 10] {
            let other = try NormalMixtureSequence(plannedInformation: size * factor)
            #expect(other.criticalValue(at: size) > tuned.criticalValue(at: size) * 0.999_9)
        }
    }

    @Test func `p falls below alpha exactly when the interval excludes zero`() throws {
        for alpha in [1e-6, 0.05, 0.5] {
            let sequence = try NormalMixtureSequence(alpha: alpha, tauSquared: 0.3)
            for variance in [1e-9, 1e-3, 1, 50] {
                for factor in [0, 0.5, 0.999_999, 1.000_001, 3] {
                    let half = sequence.halfWidth(variance: variance)
                    let interval = sequence.interval(
                        difference: -factor * half, variance: variance)
                    let p = sequence.p(difference: -factor * half, variance: variance)
                    #expect((p < alpha) == (interval.high < 0))
                    #expect(sequence.p(difference: factor * half, variance: variance) == p)
                }
            }
        }
    }

    @Test func `the forms of the sequence are one`() throws {
        let sequence = try NormalMixtureSequence(alpha: 0.1, tauSquared: 0.04)
        #expect(abs(sequence.mixture - 25) < 1e-12 && abs(sequence.tauSquared - 0.04) < 1e-15)
        let v = 140.0
        #expect(
            abs(sequence.boundary(at: v) / v - sequence.halfWidth(variance: 1 / v)) < 1e-14)
        #expect(try sequence.oneSidedBoundary(at: v) < sequence.boundary(at: v))
        #expect(sequence.criticalValue(at: 0) == .infinity)
        #expect(sequence.p(z: 5, at: 0) == 1)
        #expect(
            NormalMixtureSequence.runningMinimum([0.4, 0.6, 0.1, 0.2]) == [0.4, 0.4, 0.1, 0.1])
        #expect(NormalMixtureSequence.effectiveSize(control: 10, treatment: 10) == 5)
    }

    @Test func `what cannot be tuned is refused`() {
        for bad in [0, -1, Double.nan, .infinity] {
            #expect(throws: StatisticsError.self) { try NormalMixtureSequence(mixture: bad) }
            #expect(throws: StatisticsError.self) { try NormalMixtureSequence(tauSquared: bad) }
            #expect(throws: StatisticsError.self) {
                try NormalMixtureSequence(plannedInformation: bad)
            }
            #expect(throws: StatisticsError.self) {
                try NormalMixtureSequence(alpha: bad, mixture: 1)
            }
        }
    }
}

@Suite struct SequentialSampleRatioTests {
    @Test func `the planned shares are seldom doubted however often one looks`() throws {
        var generator = MersenneTwister(seed: 7)
        var doubted = 0
        for _ in 0..<2_000 {
            var (a, b) = (0, 0)
            var looks: [[Int]] = []
            for _ in 0..<20 {
                let x = generator.binomial(trials: 2_000, probability: 0.1)
                (a, b) = (a + x, b + 2_000 - x)
                looks.append([a, b])
            }
            let test = try SequentialSampleRatio(cumulative: looks, weights: [1, 9])
            doubted += (test.p.last ?? 1) < 0.05 ? 1 : 0
        }
        // At most 5 %; 4 standard errors above would be 7 %.
        #expect(Double(doubted) / 2_000 < 0.05)
    }

    @Test func `a wrong split is found and stays found`() throws {
        let looks = (1...30).map { [560 * $0, 440 * $0] } + [[17_000, 17_000]]
        let test = try SequentialSampleRatio(cumulative: looks, weights: [1, 1])
        #expect(test.p[29] < 1e-30 && test.p[30] == test.p[29])
        #expect(zip(test.p, test.p.dropFirst()).allSatisfy { $0 >= $1 })
    }

    @Test func `nothing is lost at a billion units`() throws {
        // Two equal groups, c → deviance: ln BF is smooth in the imbalance and symmetric.
        let n = 1_000_000_000
        let shifts = [0, 20_000, 60_000, 200_000]
        let factors = try shifts.map { shift in
            let up = try SequentialSampleRatio(
                cumulative: [[n + shift, n - shift]], weights: [1, 1])
            let down = try SequentialSampleRatio(
                cumulative: [[n - shift, n + shift]], weights: [1, 1])
            #expect(abs(up.logBayesFactors[0] - down.logBayesFactors[0]) < 1e-12)
            return up.logBayesFactors[0]
        }
        // By the normal limit: ½·ln(c/(c + n)) + ½·z²·n/(c + n).
        let total = Double(2 * n)
        for (shift, factor) in zip(shifts, factors) {
            let z = 2 * Double(shift) / total.squareRoot()
            let limit = 0.5 * log(1e4 / (1e4 + total)) + 0.5 * z * z * total / (1e4 + total)
            #expect(abs(factor - limit) < 1e-3 * max(1, abs(limit)), "\(shift)")
        }
    }

    @Test func `weights may be on any scale and empty groups are left out`() throws {
        let looks = [[10, 0, 20], [30, 0, 55]]
        let plain = try SequentialSampleRatio(
            cumulative: looks.map { [$0[0], $0[2]] }, weights: [1, 2])
        let scaled = try SequentialSampleRatio(cumulative: looks, weights: [50, 0, 100])
        for (a, b) in zip(plain.logBayesFactors, scaled.logBayesFactors) {
            #expect(abs(a - b) < 1e-12)
        }
        let doubt = try SequentialSampleRatio(
            cumulative: [[10, 1, 20]], weights: [50, 0, 100])
        #expect(doubt.logBayesFactors == [.infinity] && doubt.p == [0])
    }

    @Test func `counts that cannot be are refused`() {
        let unusable: [([[Int]], [Double], Double)] = [
            ([[1, 2], [0, 3]], [1, 1], 10), ([[1]], [1, 1], 10), ([[1, -1]], [1, 1], 10),
            ([[1, 1]], [0, 0], 10), ([[1, 1]], [1, .nan], 10), ([[1, 1]], [1, 1], 0),
            ([[1]], [1], 10),
        ]
        for (counts, weights, concentration) in unusable {
            #expect(throws: StatisticsError.self) {
                try SequentialSampleRatio(
                    cumulative: counts, weights: weights, concentration: concentration)
            }
        }
    }
}
