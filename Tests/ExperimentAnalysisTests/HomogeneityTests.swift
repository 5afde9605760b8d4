// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Testing

@testable import ExperimentAnalysis

@Suite("Whether something happens as often in every arm")
struct HomogeneityTests {
    private func near(_ found: Double?, _ expected: Double) -> Bool {
        found.map { abs($0 - expected) < 1e-9 } ?? false
    }

    @Test("Pearson's chi-square where enough is expected")
    func chiSquare() throws {
        // One degree of freedom: erfc of the root of half of 7.40436.
        #expect(
            near(Homogeneity.p(events: [50, 80], totals: [1_000, 1_000]), 0.006506597483637832))
    }

    @Test("Fisher's exact test where little is expected")
    func exact() throws {
        // One event, in an arm of 1 %: it falls there once in a hundred times.
        #expect(near(Homogeneity.p(events: [1, 0], totals: [1_000, 99_000]), 0.01))
        let fisher = try Fisher(
            control: try Proportion(successes: 1, count: 50),
            treatment: try Proportion(successes: 8, count: 50))
        #expect(near(Homogeneity.p(events: [1, 8], totals: [50, 50]), fisher.twoSided))
    }

    @Test("three sparse arms are each held against the rest, corrected")
    func threeArms() throws {
        let p = try #require(Homogeneity.p(events: [4, 0, 0], totals: [100, 100, 100]))
        let fisher = try Fisher(
            control: try Proportion(successes: 0, count: 200),
            treatment: try Proportion(successes: 4, count: 100))
        #expect(near(p, 3 * fisher.twoSided))
    }

    @Test(
        "has no answer where nothing or everything happened, or there is one arm",
        arguments: [([0, 0], [10, 10]), ([10, 10], [10, 10]), ([3, 0], [10, 0]), ([], [])])
    func none(events: [Int], totals: [Int]) {
        #expect(Homogeneity.p(events: events, totals: totals) == nil)
    }
}
