// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct DunnettDistributionTests {
    /// With correlation ½ the statistics are differences to one of k + 1 equal values.
    @Test(arguments: [1, 2, 3, 7, 20], [2.0, 30, .infinity])
    func `one of k treatments is above the control unless the control is the largest`(
        count: Int, df: Double
    ) throws {
        let family = try Dunnett(
            loadings: [Double](repeating: 0.5.squareRoot(), count: count), degreesOfFreedom: df,
            sides: .one)
        let expected = 1 - 1 / Double(count + 1)
        #expect(MomentsTests.isClose(try family.adjustedP(0), expected, 1e-10))
    }

    @Test(arguments: [0.3, 1.7, 2.2, 5, 12, 25])
    func `independent statistics are Šidák's`(t: Double) throws {
        let one = try Normal.twoSidedTail(t)
        let expected = PAdjustment.sidak
        let family = try Dunnett(loadings: [0, 0, 0, 0])
        let p = try #require(try expected.adjust([one, 1, 1, 1])[0])
        #expect(MomentsTests.isClose(try family.adjustedP(t), p, 1e-10))
        #expect(try family.adjustedP(-t) == family.adjustedP(t))
    }

    @Test(arguments: [0.3, 2.2, 8, 20], [1.0, 5, 77.3, 1e7, .infinity])
    func `equal statistics are one`(t: Double, df: Double) throws {
        let single = try StudentT(degreesOfFreedom: df).twoSidedTail(t)
        let same = try Dunnett(loadings: [1, 1, 1], degreesOfFreedom: df).adjustedP(t)
        #expect(MomentsTests.isClose(same, single, 1e-7))
        let near = try Dunnett(loadings: [0.999, 0.999], degreesOfFreedom: df).adjustedP(t)
        #expect(near > single && near < 2 * single)
        let alone = try Dunnett(loadings: [0.7], degreesOfFreedom: df).adjustedP(t)
        #expect(alone == single)
    }

    @Test func `a critical value lies between no correction and Bonferroni's, and grows`() throws {
        for df in [3, 50, Double.infinity] {
            for alpha in [0.9, 0.05, 1e-30] {
                let single = try StudentT(degreesOfFreedom: df)
                var last = try single.upperQuantile(alpha / 2)
                for count in df.isFinite ? [2, 4] : [2, 5, 20] {
                    let loadings = (1...count).map { 0.3 + 0.6 * Double($0) / Double(count) }
                    let family = try Dunnett(loadings: loadings, degreesOfFreedom: df)
                    let c = try family.criticalValue(alpha: alpha)
                    #expect(c > last)
                    #expect(c <= (try single.upperQuantile(alpha / 2 / Double(count))))
                    #expect(MomentsTests.isClose(try family.adjustedP(c), alpha, 1e-9))
                    last = c
                }
            }
        }
    }

    @Test func `tails stay positive and fall far out`() throws {
        let family = try Dunnett(loadings: [0.5, 0.7, 0.9, 0.7])
        var last = 1.0
        for t in stride(from: 0.5, through: 36, by: 0.5) {
            let p = try family.adjustedP(t)
            let single = try Normal.twoSidedTail(t)
            #expect(p > single && p <= 4 * single * (1 + 1e-9) && p < last)
            last = p
        }
        #expect(try family.adjustedP(1e300) == 0)
    }

    @Test func `numbers outside the domain are refused`() {
        #expect(throws: StatisticsError.self) { try Dunnett(loadings: []) }
        #expect(throws: StatisticsError.self) { try Dunnett(loadings: [1.1]) }
        #expect(throws: StatisticsError.self) { try Dunnett(loadings: [.nan]) }
        #expect(throws: StatisticsError.self) {
            try Dunnett(loadings: [0.5], degreesOfFreedom: 0.5)
        }
        #expect(throws: StatisticsError.self) {
            try Dunnett(controlVariance: 0, treatmentVariances: [0])
        }
        #expect(throws: StatisticsError.self) {
            try Dunnett(loadings: [0.5]).criticalValue(alpha: 1)
        }
        #expect(throws: StatisticsError.self) { try Dunnett(loadings: [0.5]).adjustedP(.nan) }
    }
}

@Suite struct DunnettTestTests {
    private static func group(_ count: Int, _ mean: Double, _ variance: Double) throws -> Moments {
        try Moments(count: count, mean: mean, variance: variance)
    }

    @Test func `one treatment is Welch`() throws {
        let control = try Self.group(900, 10, 30)
        let treatment = try Self.group(19_000, 10.5, 44)
        let welch = Welch().compare(control: control, treatment: treatment)
        let result = try #require(
            DunnettTest().compare(control: control, treatments: [treatment]).value)
        let own = try #require(result.outcomes.first)
        #expect(own.absolute == welch.absolute)
        #expect(own.relative == welch.relative)
        #expect(own.p == welch.p)
    }

    @Test func `p below α is an interval without 0, absolute and relative`() throws {
        let control = try Self.group(400, 10, 30)
        for mean in stride(from: 9.0, through: 11.5, by: 0.25) {
            let result = try #require(
                DunnettTest().compare(
                    control: control,
                    treatments: [try Self.group(700, mean, 25), try Self.group(5_000, 10.4, 90)]
                ).value)
            for outcome in result.outcomes {
                let p = try #require(outcome.p.value)
                let absolute = try #require(outcome.absolute.value)
                let relative = try #require(outcome.relative.value)
                #expect((p < 0.05) == !absolute.interval.contains(0))
                #expect((p < 0.05) == !relative.interval.contains(0))
            }
        }
    }

    @Test func `the order of the treatments does not matter`() throws {
        let control = try Self.group(50, 10, 30)
        let groups = [
            try Self.group(60, 12, 20), try Self.group(40, 11, 40), try Self.group(90, 9, 25),
        ]
        for spread in [DunnettTest.Spread.pooled, .welch, .largeSample] {
            let test = DunnettTest(confidence: 0.9, spread: spread)
            let forward = try #require(test.compare(control: control, treatments: groups).value)
            let backward = try #require(
                test.compare(control: control, treatments: groups.reversed()).value)
            for (one, other) in zip(forward.outcomes, backward.outcomes.reversed()) {
                let (p, q) = (try #require(one.p.value), try #require(other.p.value))
                #expect(MomentsTests.isClose(p, q, 1e-12))
            }
        }
    }

    @Test func `a group that cannot be compared keeps its reason and leaves the others alone`()
        throws
    {
        let control = try Self.group(50, 10, 30)
        let good = try Self.group(60, 12, 20)
        let tiny = try Self.group(1, 12, 0)
        let alone = try #require(
            DunnettTest().compare(control: control, treatments: [good]).value)
        let both = try #require(
            DunnettTest().compare(control: control, treatments: [tiny, good]).value)
        #expect(both.outcomes.map(\.p.reason) == [.tooFewUnits, nil])
        #expect(both.criticalValue == alone.criticalValue)
        #expect(
            DunnettTest().compare(control: control, treatments: [tiny]).reason == .tooFewUnits)
        let flat = try Self.group(50, 10, 0)
        for spread in [DunnettTest.Spread.pooled, .welch] {
            #expect(
                DunnettTest(spread: spread).compare(control: flat, treatments: [flat, flat]).reason
                    == .zeroVariance)
        }
    }
}
