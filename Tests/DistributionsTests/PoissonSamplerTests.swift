// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Foundation
import Testing

@Suite struct PoissonSamplerTests {
    @Test(arguments: [0.01, 1, 2, 7.5, 30, 800, 21_198, 1e6, 2e6])
    func `mean and variance are those of the distribution`(mean: Double) throws {
        let sampler = try PoissonSampler(mean: mean)
        var generator = MersenneTwister(seed: 11)
        let draws = (0..<20_000).map { _ in Double(sampler.draw(using: &generator)) }
        let n = Double(draws.count)
        let average = draws.reduce(0, +) / n
        let variance = draws.reduce(0) { $0 + ($1 - average) * ($1 - average) } / n
        #expect(abs(average - mean) < 4 * (mean / n).squareRoot())
        // The variance of a sample variance is (2σ⁴ + μ)/n for a Poisson count.
        #expect(abs(variance - mean) < 4.5 * ((2 * mean * mean + mean) / n).squareRoot())
    }

    @Test(arguments: [1.0, 3, 12])
    func `outcomes come as often as their probability`(mean: Double) throws {
        let sampler = try PoissonSampler(mean: mean)
        var generator = MersenneTwister(seed: 3)
        let n = 200_000
        var seen = [Int](repeating: 0, count: 60)
        for _ in 0..<n { seen[min(59, sampler.draw(using: &generator))] += 1 }
        var mass = exp(-mean)
        for outcome in 0..<40 {
            let expected = mass * Double(n)
            #expect(
                abs(Double(seen[outcome]) - expected) < 4.5 * expected.squareRoot() + 3,
                "\(outcome)")
            mass *= mean / Double(outcome + 1)
        }
    }

    @Test(arguments: [1e-30, 1, 40, 2e6]) func `many draws at once are as many draws`(mean: Double)
        throws
    {
        let sampler = try PoissonSampler(mean: mean)
        let values = (0..<1_001).map { Double($0 % 7) }
        var one = MersenneTwister(seed: 6)
        _ = one.nextWord()
        var other = one
        let many = sampler.weighted(values, using: &one)
        var (sum, weight) = (0.0, 0)
        for value in values {
            let count = sampler.draw(using: &other)
            sum += value * Double(count)
            weight += count
        }
        #expect(many.weight == weight)
        #expect(many.sum == sum)
        #expect(one.next() == other.next())
    }

    @Test func `the same seed gives the same draws`() throws {
        let sampler = try PoissonSampler(mean: 1)
        var one = MersenneTwister(seed: 4)
        var other = one
        #expect(
            (0..<50).map { _ in sampler.draw(using: &one) }
                == (0..<50).map { _ in sampler.draw(using: &other) })
    }

    @Test(arguments: [0, -1, 1e15, Double.infinity, .nan])
    func `a mean outside the domain is refused`(mean: Double) {
        #expect(throws: StatisticsError.self) { try PoissonSampler(mean: mean) }
    }
}
