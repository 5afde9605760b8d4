// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct RecoveryTests {
    private static let campaignCount = 2_000
    private static let control = 1_000
    private static let treatment = 9_000
    private static let lift = 0.2

    private static let measured = Task {
        try await campaigns(campaignCount, seed: 400, into: RecoveryTally.self) {
            _, generator, tally in
            let (left, contacted) = (Shop(), Shop(factor: 1 + lift))
            try people(left, contacted, using: &generator, in: &tally)
            try households(left, contacted, using: &generator, in: &tally)
        }
    }

    private static func people(
        _ left: Shop, _ contacted: Shop, using generator: inout MersenneTwister,
        in tally: inout RecoveryTally
    ) throws {
        let base = try ShopGroup(left, people: control, using: &generator)
        let other = try ShopGroup(contacted, people: treatment, using: &generator)
        func compare(_ covariates: [Quantity], _ outcome: Quantity) -> ComparisonOutcome {
            Cuped(adjustment: CovariateAdjustment(outcome: outcome, covariates: covariates))
                .compare(control: base.moments, treatment: other.moments)
        }
        func record(_ estimator: Estimator, _ outcome: ComparisonOutcome, _ mean: Double) {
            tally[estimator].record(outcome, absolute: mean * lift, relative: lift)
        }
        let plain = Welch().compare(
            control: try #require(base.moments.marginal(0)),
            treatment: try #require(other.moments.marginal(0)))
        record(.plain, plain, Shop.meanSpend)
        record(.cuped, compare([.mean(1)], .mean(0)), Shop.meanSpend)
        let stratified = PostStratification().compare(
            control: base.segments, treatment: other.segments)
        record(.postStratified, stratified, Shop.meanSpend)
        let ratio = RatioDelta().compare(
            control: try #require(base.moments.marginal(y: 0, x: 2)),
            treatment: try #require(other.moments.marginal(y: 0, x: 2)))
        let perOrder = Shop.meanSpend / Shop.meanOrders
        record(.ratio, ratio, perOrder)
        record(
            .cupedRatio, compare([.mean(1)], .ratio(numerator: 0, denominator: 2)), perOrder)
    }

    private static func households(
        _ left: Shop, _ contacted: Shop, using generator: inout MersenneTwister,
        in tally: inout RecoveryTally
    ) throws {
        let base = try HouseholdGroup(
            left, households: control / 4, label: "c", using: &generator)
        let other = try HouseholdGroup(
            contacted, households: treatment / 4, label: "t", using: &generator)
        let truth = Shop.meanSpend * lift
        tally[.clustered].record(
            ClusteredUnits().compare(control: base.totals, treatment: other.totals),
            absolute: truth, relative: lift)
        tally[.unclustered].record(
            Welch().compare(control: base.people, treatment: other.people),
            absolute: truth, relative: lift)
    }

    /// The mean estimate within 3.5 of its standard errors of what was planted; coverage within 3.5
    /// standard errors of 95 %, of 0.49 points.
    @Test(arguments: Estimator.allCases.filter(\.isRight))
    func `every estimator recovers a planted effect on both scales`(
        estimator: Estimator
    ) async throws {
        let found = try await Self.measured.value[estimator]
        for average in [found.absolute, found.relative] {
            #expect(abs(average.mean - 1) <= 3.5 * average.standardError, "\(average.mean)")
        }
        for coverage in [found.absoluteCoverage, found.relativeCoverage] {
            #expect(coverage.standardErrors(from: 0.95) <= 3.5, "\(coverage.share)")
        }
    }

    @Test func `what is known beforehand makes intervals narrower`() async throws {
        let tally = try await Self.measured.value
        #expect(tally[.cuped].width.mean < 0.8 * tally[.plain].width.mean)
        #expect(tally[.postStratified].width.mean < 0.8 * tally[.plain].width.mean)
        #expect(tally[.unclustered].absoluteCoverage.share < 0.93)
    }

    @Test func `the table of estimators is the article's`() async throws {
        let tally = try await Self.measured.value
        var table = MarkdownTable(
            "Estimator", "Found on average, euros", "Found on average, percent",
            "Interval covers it, euros", "Interval covers it, percent", "Width of the interval")
        for estimator in Estimator.allCases {
            let found = tally[estimator]
            table.add([
                estimator.rawValue, percent(found.absolute.mean, decimals: 1),
                percent(found.relative.mean, decimals: 1),
                percent(found.absoluteCoverage.share, decimals: 1),
                percent(found.relativeCoverage.share, decimals: 1),
                percent(found.width.mean, decimals: 0),
            ])
        }
        try await Article.shared.expect(table, as: "estimators")
    }
}
