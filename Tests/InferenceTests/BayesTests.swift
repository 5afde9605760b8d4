// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct BetaRankingTests {
    /// P(X > Y) is a/(a + c) for Beta(a, 1) against Beta(c, 1), and d/(b + d) for Beta(1, ·).
    @Test(arguments: [(1.0, 1.0), (3, 0.5), (1e9, 2e9), (1e11, 1), (1, 1e12), (250, 251)])
    func `two power functions have a known order`(a: Double, c: Double) throws {
        let up = try BetaRanking([BetaPosterior(a: a, b: 1), BetaPosterior(a: c, b: 1)])
        #expect(MomentsTests.isClose(up.probabilitiesBest[0], a / (a + c), 1e-8))
        #expect(MomentsTests.isClose(up.probabilitiesBest[1], c / (a + c), 1e-8))
        let down = try BetaRanking([BetaPosterior(a: 1, b: a), BetaPosterior(a: 1, b: c)])
        #expect(MomentsTests.isClose(down.probabilitiesBest[0], c / (a + c), 1e-8))
        #expect(MomentsTests.isClose(down.probabilitiesBest[1], a / (a + c), 1e-8))
    }

    /// Rare events are gamma distributed, and the share of one gamma in two is Beta.
    @Test(arguments: [(12, 5), (1, 30), (0, 0), (400, 560)])
    func `tiny rates among a billion are those of rare events`(x: Int, y: Int) throws {
        let n = 1_000_000_000
        let ranking = try BetaRanking([
            BetaPosterior(Proportion(successes: x, count: n)),
            BetaPosterior(Proportion(successes: y, count: n)),
        ])
        let share = try Beta(Double(x + 1), Double(y + 1)).upperTail(0.5)
        #expect(MomentsTests.isClose(ranking.probabilitiesBest[0], share, 1e-4))
    }

    @Test(arguments: [
        [(56, 70), (48, 80)], [(0, 10), (0, 20)], [(5, 1_000_000), (90, 400)],
        [(30_012_345, 1_000_000_000), (29_998_765, 1_000_000_000)],
        [(2, 5), (90, 400), (30, 100), (999, 1_000)],
        [(7, 10), (7, 10), (7, 10), (7, 10), (7, 10), (7, 10), (7, 10), (7, 10)],
    ])
    func `the chances add to one and the losses differ by the means`(data: [(Int, Int)]) throws {
        let posteriors = try data.map {
            try BetaPosterior(Proportion(successes: $0.0, count: $0.1), prior: .jeffreys)
        }
        let ranking = try BetaRanking(posteriors)
        #expect(MomentsTests.isClose(ranking.probabilitiesBest.reduce(0, +), 1, 1e-9))
        let totals = zip(posteriors, ranking.expectedLosses).map { $0.mean + $1 }
        for total in totals { #expect(MomentsTests.isClose(total, totals[0], 1e-9)) }
        let mirrored = try BetaRanking(posteriors.map { try BetaPosterior(a: $0.b, b: $0.a) })
        if data.count == 2 {
            for index in 0...1 {
                let (own, other) = (
                    ranking.probabilitiesBest[index], mirrored.probabilitiesBest[1 - index]
                )
                #expect(MomentsTests.isClose(own, other, 1e-8))
                #expect(
                    MomentsTests.isClose(
                        ranking.expectedLosses[index], mirrored.expectedLosses[1 - index], 1e-7))
            }
        }
    }

    @Test func `a hopeless group keeps a chance above zero, however far behind`() throws {
        var last = 1.0
        for x in stride(from: 110, through: 400, by: 10) {
            let ranking = try BetaRanking([
                BetaPosterior(Proportion(successes: 100, count: 1_000)),
                BetaPosterior(Proportion(successes: x, count: 1_000)),
            ])
            #expect(ranking.probabilitiesBest[0] > 0 && ranking.probabilitiesBest[0] < last)
            #expect(ranking.expectedLosses[1] > 0)
            last = ranking.probabilitiesBest[0]
        }
        #expect(last < 1e-50)
    }

    @Test func `one group is the best, and none or too many are refused`() throws {
        let one = try BetaPosterior(a: 2, b: 3)
        #expect(try BetaRanking([one]).probabilitiesBest == [1])
        #expect(try BetaRanking([one]).expectedLosses == [0])
        #expect(throws: StatisticsError.self) { try BetaRanking([]) }
        #expect(throws: StatisticsError.self) {
            try BetaRanking([BetaPosterior](repeating: one, count: 51))
        }
        #expect(throws: StatisticsError.self) { try BetaPosterior(a: 0, b: 1) }
        #expect(throws: StatisticsError.self) { try BetaPrior(a: .nan, b: 1) }
    }
}

@Suite struct BetaPosteriorTests {
    @Test(
        arguments: [
            (2.0, 5.0), (1.1, 40), (40, 1.1), (300.5, 299.5), (1, 50), (50, 1), (0.5, 3),
            (3e7, 9e8),
        ], [0.5, 0.95, 0.9999])
    func `the densest interval holds its level and is the shortest`(
        shape: (Double, Double), level: Double
    ) throws {
        let posterior = try BetaPosterior(a: shape.0, b: shape.1)
        let beta = try Beta(shape.0, shape.1)
        let densest = try posterior.highestDensity(level: level)
        let equal = try posterior.equalTailed(level: level)
        for interval in [densest, equal] {
            let inside =
                try 1 - beta.lowerTail(interval.low) - beta.upperTail(interval.high)
            #expect(MomentsTests.isClose(inside, level, 1e-6))
        }
        #expect(densest.high - densest.low <= (equal.high - equal.low) * (1 + 1e-9))
        if densest.low > 0 && densest.high < 1 && densest.high - densest.low > 1e-3 {
            let gap =
                try beta.logDensity(densest.low) - beta.logDensity(densest.high)
            #expect(abs(gap) < 1e-4)
        }
    }

    @Test func `a flat posterior has no densest interval but the middle`() throws {
        let flat = try BetaPosterior(a: 1, b: 1).highestDensity(level: 0.9)
        #expect(MomentsTests.isClose(flat.low, 0.05) && MomentsTests.isClose(flat.high, 0.95))
    }
}

@Suite struct BetaRatioTests {
    @Test(arguments: [
        (1_320, 50_000, 1_180, 50_000), (0, 10, 0, 20), (10, 10, 9, 10), (5, 56, 0, 29),
        (300_000_000, 1_000_000_000, 1, 1_000_000_000), (999_999_990, 1_000_000_000, 7, 10),
    ])
    func `exchanging the groups inverts the ratio`(x: Int, n: Int, y: Int, m: Int) throws {
        let a = try BetaPosterior(Proportion(successes: x, count: n))
        let b = try BetaPosterior(Proportion(successes: y, count: m))
        var last = -1.0
        for p in [0.001, 0.025, 0.5, 0.975] {
            let one = try BetaRatio(control: a, treatment: b).quantile(p)
            let other = try BetaRatio(control: b, treatment: a).quantile(1 - p)
            #expect(MomentsTests.isClose((1 + one) * (1 + other), 1, 1e-6))
            #expect(one > last)
            last = one
        }
    }

    @Test func `the chance of a ratio above one is the chance to be the best`() throws {
        let a = try BetaPosterior(a: 13, b: 80)
        let b = try BetaPosterior(a: 19, b: 90)
        let behind = try BetaRanking([a, b]).probabilitiesBest[0]
        let ratio = BetaRatio(control: a, treatment: b)
        #expect(abs(try ratio.quantile(behind)) < 1e-7)
        #expect(BetaRatio(control: try BetaPosterior(a: 1, b: 9), treatment: a).mean == nil)
        #expect(throws: StatisticsError.self) { try ratio.quantile(0) }
    }
}

@Suite struct ScorePosteriorTests {
    @Test func `more answers narrow the score, and equal scores are even`() throws {
        let few = try ScorePosterior(promoters: 5, passives: 3, detractors: 2)
        let many = try ScorePosterior(promoters: 500, passives: 300, detractors: 200)
        #expect(many.variance < few.variance)
        #expect(try few.probabilityAbove(few) == 0.5)
        #expect(abs(many.mean - 30) < 0.2)
        let certain = try ScorePosterior(
            promoters: 3, passives: 0, detractors: 0, prior: [1, 0, 0])
        #expect(certain.mean == 100 && certain.variance == 0)
        #expect(try certain.probabilityAbove(certain) == nil)
        #expect(throws: StatisticsError.self) {
            try ScorePosterior(promoters: 0, passives: 0, detractors: 0, prior: [0, 0, 0])
        }
        #expect(throws: StatisticsError.self) {
            try ScorePosterior(promoters: -1, passives: 0, detractors: 0)
        }
    }
}
