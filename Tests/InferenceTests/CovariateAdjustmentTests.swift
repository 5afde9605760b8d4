// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct CovariateAdjustmentTests {
    /// Rows of outcome, two covariates, a denominator, and the pair of a pre-period.
    static func rows(_ count: Int, effect: Double, seed: UInt64) -> [[Double]] {
        var generator = MersenneTwister(seed: seed)
        return (0..<count).map { _ in
            let habit = generator.logNormal(mu: 1, sigma: 0.6)
            let visits = (generator.uniform() * 5 + 1).rounded()
            let visitsBefore = (generator.uniform() * 5 + 1).rounded()
            let before = habit * visitsBefore + generator.uniform()
            let y = habit * visits + effect + generator.logNormal(mu: 0, sigma: 0.5)
            return [y, before, generator.uniform() * 10, visits, visitsBefore]
        }
    }

    static let control = rows(400, effect: 0, seed: 1)
    static let treatment = rows(900, effect: 0.3, seed: 2)

    static func adjust(
        _ adjustment: CovariateAdjustment, _ c: [[Double]] = control, _ t: [[Double]] = treatment
    ) throws -> Estimated<AdjustedPair> {
        adjustment.adjust(
            control: try MultivariateMoments(rows: c), treatment: try MultivariateMoments(rows: t))
    }

    static let adjustments = [
        CovariateAdjustment(covariates: [.mean(1)]),
        CovariateAdjustment(covariates: [.mean(1), .mean(2), .mean(4)]),
        CovariateAdjustment(
            outcome: .ratio(numerator: 0, denominator: 3),
            covariates: [.ratio(numerator: 1, denominator: 4)]),
        CovariateAdjustment(
            outcome: .ratio(numerator: 0, denominator: 3),
            covariates: [.mean(1), .mean(2), .ratio(numerator: 1, denominator: 4)]),
    ]

    @Test(arguments: adjustments)
    func `adjusted moments are those of the adjusted values of the rows`(
        adjustment: CovariateAdjustment
    ) throws {
        let pair = try #require(try Self.adjust(adjustment).value)
        let groups = [
            (Self.control, pair.controlValue, pair.control),
            (Self.treatment, pair.treatmentValue, pair.treatment),
        ]
        for (rows, value, moments) in groups {
            let values = try rows.map { try #require(value($0)) }
            #expect(MultivariateMomentsTests.isSame(try Moments(values), moments))
        }
        #expect(pair.varianceReduction > 0.1)
        #expect(pair.varianceReduction < 1)
        #expect(pair.dropped.isEmpty)
        #expect(pair.controlValue([1]) == nil)
    }

    @Test func `one covariate gives the slope of the pooled covariance`() throws {
        let pair = try #require(try Self.adjust(Self.adjustments[0]).value)
        let all = Self.control + Self.treatment
        let both = try BivariateMoments(y: all.map { $0[0] }, x: all.map { $0[1] })
        let slope = both.coMoment / both.x.sumOfSquaredDeviations
        #expect(MomentsTests.isClose(pair.coefficients[0], slope, 1e-10))
        #expect(pair.controlValue.weights == pair.treatmentValue.weights)
        let sum = pair.control.mean * 400 + pair.treatment.mean * 900
        #expect(MomentsTests.isClose(sum, both.y.mean * 1_300, 1e-12))
    }

    @Test func `without a usable covariate the result is plain Welch`() throws {
        let constant = { (rows: [[Double]]) in rows.map { [$0[0], 7, 0.1] } }
        let (c, t) = (constant(Self.control), constant(Self.treatment))
        let plain = Welch().compare(
            control: try Moments(c.map { $0[0] }), treatment: try Moments(t.map { $0[0] }))
        for covariates in [[], [Quantity.mean(1)], [.mean(1), .mean(2)]] {
            let method = Cuped(adjustment: CovariateAdjustment(covariates: covariates))
            let found = method.compare(
                control: try MultivariateMoments(rows: c),
                treatment: try MultivariateMoments(rows: t))
            #expect(found.method == .cuped)
            #expect(
                MomentsTests.isClose(
                    found.absolute.value?.low, plain.absolute.value?.low, 1e-10))
            #expect(MomentsTests.isClose(found.p.value, plain.p.value, 1e-9))
            let pair = try #require(try Self.adjust(method.adjustment, c, t).value)
            #expect(pair.dropped.map(\.covariate) == Array(covariates.indices))
            #expect(pair.dropped.allSatisfy { $0.reason == .constant })
            #expect(abs(pair.varianceReduction) < 1e-12)
        }
    }

    @Test func `a covariate that only tells the groups apart is not used`() throws {
        let c = Self.control.map { [$0[0], $0[1], 0] }
        let t = Self.treatment.map { [$0[0], $0[1], 1] }
        let pair = try #require(
            try Self.adjust(CovariateAdjustment(covariates: [.mean(1), .mean(2)]), c, t).value)
        #expect(pair.dropped.map(\.covariate) == [1])
        #expect(pair.coefficients[1] == 0)
        let alone = try #require(try Self.adjust(Self.adjustments[0], c, t).value)
        #expect(MomentsTests.isClose(pair.treatment.mean, alone.treatment.mean, 1e-12))
    }

    @Test func `a covariate that others explain changes nothing`() throws {
        let more = { (rows: [[Double]]) in
            rows.map { $0 + [3 * $0[1] - 2 * $0[2] + 5, $0[1] / 3] }
        }
        let plain = try #require(try Self.adjust(Self.adjustments[1]).value)
        let covariates: [Quantity] = [.mean(1), .mean(2), .mean(4), .mean(5), .mean(6)]
        let pair = try #require(
            try Self.adjust(
                CovariateAdjustment(covariates: covariates), more(Self.control),
                more(Self.treatment)
            ).value)
        #expect(pair.dropped.count == 2)
        #expect(pair.dropped.allSatisfy { $0.reason == .collinear })
        #expect(MomentsTests.isClose(pair.control.mean, plain.control.mean, 1e-9))
        #expect(MomentsTests.isClose(pair.control.variance, plain.control.variance, 1e-9))
        #expect(MomentsTests.isClose(pair.varianceReduction, plain.varianceReduction, 1e-9))
    }

    @Test func `the constant that stands for a missing covariate does not matter`() throws {
        let imputed = { (rows: [[Double]], constant: Double) in
            rows.enumerated().map { index, row in
                index % 3 == 0 ? [row[0], constant, 1] : [row[0], row[1], 0]
            }
        }
        let adjustment = CovariateAdjustment(covariates: [.mean(1), .mean(2)])
        let pairs = try [0, 10, -1e4].map { constant in
            try #require(
                try Self.adjust(
                    adjustment, imputed(Self.control, constant), imputed(Self.treatment, constant)
                ).value)
        }
        for pair in pairs {
            #expect(MomentsTests.isClose(pair.control.mean, pairs[0].control.mean, 1e-8))
            #expect(MomentsTests.isClose(pair.treatment.mean, pairs[0].treatment.mean, 1e-8))
            #expect(MomentsTests.isClose(pair.control.variance, pairs[0].control.variance, 1e-7))
            #expect(MomentsTests.isClose(pair.coefficients[0], pairs[0].coefficients[0], 1e-7))
        }
        #expect(pairs[0].varianceReduction > 0.05)
    }

    @Test(arguments: adjustments)
    func `units of measurement do not matter`(adjustment: CovariateAdjustment) throws {
        let scale = { (rows: [[Double]]) in
            rows.map { zip($0, [1, 1e6, 1e-3, 1, 1]).map { $0 * $1 } }
        }
        let plain = try #require(try Self.adjust(adjustment).value)
        let scaled = try #require(
            try Self.adjust(adjustment, scale(Self.control), scale(Self.treatment)).value)
        #expect(MomentsTests.isClose(plain.control.mean, scaled.control.mean, 1e-9))
        #expect(MomentsTests.isClose(plain.treatment.variance, scaled.treatment.variance, 1e-9))
        #expect(MomentsTests.isClose(plain.varianceReduction, scaled.varianceReduction, 1e-9))
    }

    @Test(arguments: adjustments)
    func `swapping the groups negates the difference`(adjustment: CovariateAdjustment) throws {
        let method = Cuped(adjustment: adjustment, confidence: 0.9)
        let c = try MultivariateMoments(rows: Self.control)
        let t = try MultivariateMoments(rows: Self.treatment)
        let there = try #require(method.compare(control: c, treatment: t).absolute.value)
        let back = try #require(method.compare(control: t, treatment: c).absolute.value)
        #expect(MomentsTests.isClose(there.estimate, -back.estimate, 1e-10))
        #expect(MomentsTests.isClose(there.low, -back.high, 1e-10))
        #expect(
            method.position(control: c, treatment: t, againstAbsolute: there.low + 1e-6)
                == .estimated(.undecided))
        #expect(
            method.position(control: c, treatment: t, againstRelative: -0.5)
                == .estimated(.above))
    }

    @Test func `p, absolute and both relative intervals agree on zero`() throws {
        for seed in 1...60 as ClosedRange<UInt64> {
            let c = try MultivariateMoments(rows: Self.rows(60, effect: 0, seed: seed))
            let t = try MultivariateMoments(rows: Self.rows(90, effect: 0.8, seed: seed + 500))
            let pair = try #require(Self.adjustments[0].adjust(control: c, treatment: t).value)
            let outcome = pair.compare()
            let absolute = try #require(outcome.absolute.value)
            let covers = absolute.interval.contains(0)
            #expect((try #require(outcome.p.value) >= 0.05) == covers)
            #expect(try #require(outcome.relative.value).interval.contains(0) == covers)
            let unadjusted = try #require(pair.relativeToUnadjustedControl().value)
            #expect(unadjusted.interval.contains(0) == covers)
            #expect(unadjusted.low < unadjusted.estimate)
            #expect(unadjusted.estimate < unadjusted.high)
        }
    }

    @Test func `what cannot be adjusted has a reason`() throws {
        let one = Self.adjustments[0]
        let few = Array(Self.control.prefix(1))
        #expect(try Self.adjust(one, few).reason == .tooFewUnits)
        let tiny = Array(Self.control.prefix(2))
        #expect(
            try Self.adjust(Self.adjustments[1], tiny, Array(Self.treatment.prefix(2))).reason
                == .tooFewUnits)
        let flat = Self.control.map { [3] + $0.dropFirst() }
        #expect(try Self.adjust(one, flat, flat).reason == .zeroVariance)
        let absent = CovariateAdjustment(covariates: [.mean(9)])
        #expect(try Self.adjust(absent).reason == .outOfDomain)
        let noBase = Self.control.map { Array($0.prefix(3)) + [0, 1] }
        #expect(try Self.adjust(Self.adjustments[2], noBase, noBase).reason == .zeroDenominator)
        #expect(
            try Self.adjust(one, Self.control.map { Array($0.prefix(2)) }).reason == .outOfDomain)
        let exact = Self.control.map { [2 * $0[1] + 1] + $0.dropFirst() }
        let perfect = try #require(try Self.adjust(one, exact, exact).value)
        #expect(perfect.compare().absolute.reason == .zeroVariance)
    }
}
