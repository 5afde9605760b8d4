// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite("Estimates pooled")
struct PoolingTests {
    private let estimates = [0.012, 0.004, 0.009, -0.001]
    private let variances = [1.1e-5, 2.3e-5, 0.7e-5, 4e-5]

    @Test("one study passes through, and nothing rests on a spread that is not there")
    func single() throws {
        let found = try #require(
            MetaAnalysis.pool(estimates: [0.3], variances: [0.01]).value)
        #expect(found.fixed.estimate == 0.3 && found.random.estimate == 0.3)
        #expect(found.heterogeneity == nil && found.knappHartung == nil && found.nextStudy == nil)
        #expect(found.betweenVariance == 0)
    }

    @Test("equal studies halve the variance each time their number doubles, and do not differ")
    func equal() throws {
        let two = try #require(
            MetaAnalysis.pool(estimates: [1, 1], variances: [4, 4]).value)
        let four = try #require(
            MetaAnalysis.pool(
                estimates: [Double](repeating: 1, count: 4),
                variances: [Double](repeating: 4, count: 4)
            ).value)
        let (wide, narrow) = (
            try #require(two.fixed.standardError), try #require(four.fixed.standardError)
        )
        #expect(abs(wide * wide - 2) < 1e-12 && abs(narrow * narrow - 1) < 1e-12)
        #expect(four.betweenVariance == 0)
        #expect(four.heterogeneity?.p == 1 && four.heterogeneity?.iSquared == 0)
    }

    @Test("random effects are never more certain than a fixed one")
    func wider() throws {
        let found = try #require(
            MetaAnalysis.pool(
                estimates: [0.1, 0.9, 0.2, 1.4], variances: [0.01, 0.01, 0.02, 0.01]
            )
            .value)
        #expect(found.betweenVariance > 0)
        #expect(found.random.high - found.random.low > found.fixed.high - found.fixed.low)
        let next = try #require(found.nextStudy)
        #expect(next.low < found.random.low && next.high > found.random.high)
    }

    @Test("the order of studies and the sign of all effects change nothing but the sign")
    func symmetry() throws {
        let found = try #require(
            MetaAnalysis.pool(estimates: estimates, variances: variances).value)
        let turned = try #require(
            MetaAnalysis.pool(
                estimates: estimates.reversed().map { -$0 }, variances: variances.reversed()
            ).value)
        #expect(abs(found.random.estimate + turned.random.estimate) < 1e-15)
        #expect(abs(found.random.low + turned.random.high) < 1e-15)
    }

    @Test("effects of one sign cannot differ in kind")
    func oneSign() throws {
        let found = try #require(
            QualitativeInteraction.test(estimates: [1, 2, 3], variances: [1, 1, 1]).value)
        #expect(found.statistic == 0 && found.p == 1)
        let mixed = try #require(
            QualitativeInteraction.test(estimates: [5, -5, 4], variances: [1, 1, 1]).value)
        #expect(mixed.p < 0.001)
    }

    @Test("numbers that cannot be pooled are refused with a reason")
    func refused() {
        #expect(MetaAnalysis.pool(estimates: [], variances: []).reason == .tooFewUnits)
        #expect(MetaAnalysis.pool(estimates: [1], variances: [0]).reason == .zeroVariance)
        #expect(MetaAnalysis.pool(estimates: [.nan], variances: [1]).reason == .outOfDomain)
        #expect(
            MetaAnalysis.pool(estimates: [1, 2], variances: [1, 1], confidence: 1).reason
                == .outOfDomain)
        #expect(Heterogeneity.test(estimates: [1], variances: [1]).reason == .tooFewUnits)
    }

    @Test("a vague prior says nothing and a firm one everything; losses differ by the mean")
    func posterior() throws {
        let flat = try NormalPosterior(estimate: 2, standardError: 1)
        let vague = try NormalPosterior(estimate: 2, standardError: 1, prior: (0, 1e12))
        let firm = try NormalPosterior(estimate: 2, standardError: 1, prior: (0, 1e-12))
        #expect(abs(flat.mean - vague.mean) < 1e-9)
        #expect(abs(firm.mean) < 1e-9)
        let losses = try flat.expectedLosses()
        #expect(abs(losses.control - losses.treatment - 2) < 1e-12)
        #expect(throws: StatisticsError.self) {
            try NormalPosterior(estimate: 2, standardError: 0)
        }
    }
}
