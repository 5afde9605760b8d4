// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Testing

@Suite struct MersenneTwisterTests {
    /// The 10,000th output for seed 5489 is fixed by the C++ standard (rand.predef).
    @Test func `the sequence is the published one`() {
        var generator = MersenneTwister(word: 5489)
        var last: UInt32 = 0
        for _ in 0..<10_000 { last = generator.nextWord() }
        #expect(last == 4_123_659_995)
    }

    /// First outputs of mt19937ar.out for the key 0x123, 0x234, 0x345, 0x456.
    @Test func `seeding by an array is the published one`() {
        var generator = MersenneTwister(words: [0x123, 0x234, 0x345, 0x456])
        let first = (0..<5).map { _ in generator.nextWord() }
        #expect(
            first == [1_067_595_299, 955_945_823, 477_289_528, 4_107_218_783, 4_228_976_476])
    }

    @Test func `the same seed and stream repeat, others differ`() {
        func first(_ seed: UInt64, _ stream: UInt64) -> [UInt64] {
            var generator = MersenneTwister(seed: seed, stream: stream)
            return (0..<4).map { _ in generator.next() }
        }
        #expect(first(1, 2) == first(1, 2))
        #expect(first(1, 2) != first(2, 1))
        #expect(first(1, 0) != first(1, 1))
        #expect(first(0, 0) != first(1, 0))
    }

    @Test func `bounded numbers are even`() {
        var generator = MersenneTwister(seed: 3)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[Int(generator.below(7))] += 1 }
        #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
    }

    /// Means and variances of 200,000 draws, within six standard errors.
    @Test func `draws have the moments of their distribution`() {
        var generator = MersenneTwister(seed: 11)
        check("uniform", 0.5, 1 / 12.0) { generator.uniform() }
        check("normal", 0, 1) { generator.normal() }
        for mean in [0.3, 4, 9.9, 12, 250] {
            check("Poisson \(mean)", mean, mean) { Double(generator.poisson(mean: mean)) }
        }
        for (n, p) in [(10, 0.3), (1_000, 0.004), (500, 0.7), (100_000, 0.02)] {
            let mean = Double(n) * p
            check("binomial \(n) \(p)", mean, mean * (1 - p)) {
                Double(generator.binomial(trials: n, probability: p))
            }
        }
    }

    @Test(arguments: [
        (400, 41_600, 2_000), (41_600, 400, 2_000), (400, 41_600, 40_000), (20, 20, 20),
        (5_000, 5_000, 9_000), (3_000_000, 2_000_000_000, 1_000_000), (1, 9, 5), (7, 3, 9),
    ])
    func `hypergeometric draws have their moments`(marked: Int, unmarked: Int, drawn: Int) throws {
        let total = Double(marked + unmarked)
        let share = Double(marked) / total
        let mean = Double(drawn) * share
        let variance =
            mean * (1 - share) * ((total - Double(drawn)) / (total - 1))
        var generator = MersenneTwister(seed: 5)
        check("draw", mean, variance) {
            Double(generator.hypergeometric(marked: marked, unmarked: unmarked, drawn: drawn))
        }
        let sampler = HypergeometricSampler(
            try Hypergeometric(marked: marked, unmarked: unmarked, drawn: drawn))
        check("sampler", mean, variance) { Double(sampler.draw(using: &generator)) }
    }

    private func check(
        _ name: String, _ mean: Double, _ variance: Double, _ draw: () -> Double
    ) {
        let n = 100_000.0
        var (sum, squares) = (0.0, 0.0)
        for _ in 0..<Int(n) {
            let d = draw() - mean
            sum += d
            squares += d * d
        }
        #expect(abs(sum / n) < 6 * (variance / n).squareRoot(), "\(name): mean")
        #expect(abs(squares / n / variance - 1) < 0.05 + 6 / (n * variance).squareRoot(), "\(name)")
    }
}
