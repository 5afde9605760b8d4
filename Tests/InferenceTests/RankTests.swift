// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct RankTests {
    static func values(_ count: Int, of different: UInt32, using generator: inout MersenneTwister)
        -> [Double]
    {
        (0..<count).map { _ in Double(generator.below(different)) - Double(different / 3) }
    }

    @Test(arguments: [(1, 1), (1, 7), (6, 5), (13, 24), (40, 41)], [UInt32(3), 40, 4_000_000_000])
    func `the shift is the median of all differences`(counts: (Int, Int), different: UInt32) throws
    {
        var generator = MersenneTwister(seed: 3)
        for _ in 0..<10 {
            let control = Self.values(counts.0, of: different, using: &generator)
            let treatment = Self.values(counts.1, of: different, using: &generator)
            let all = treatment.flatMap { t in control.map { t - $0 } }.sorted()
            let middle = (all[(all.count - 1) / 2] + all[all.count / 2]) / 2
            let shift = try #require(
                HodgesLehmann.shift(control: control, treatment: treatment).value)
            #expect(abs(shift.estimate - middle) <= 1e-12 * max(1, abs(middle)))
            #expect(all.contains(shift.low) && all.contains(shift.high))
            #expect(shift.low <= middle && middle <= shift.high)
            let won = treatment.reduce(0.0) { sum, t in
                sum + control.reduce(0) { $0 + (t > $1 ? 1 : t == $1 ? 0.5 : 0) }
            }
            let test = try #require(
                MannWhitney.test(control: control, treatment: treatment).value)
            #expect(test.u == won)
        }
    }

    @Test(arguments: [UInt32(4), 1_000_000_000])
    func `swapping the groups mirrors everything`(different: UInt32) throws {
        var generator = MersenneTwister(seed: 4)
        let one = Self.values(23, of: different, using: &generator)
        let other = Self.values(31, of: different, using: &generator)
        let forth = try #require(MannWhitney.test(control: one, treatment: other).value)
        let back = try #require(MannWhitney.test(control: other, treatment: one).value)
        #expect(forth.p == back.p && forth.exactP == back.exactP)
        #expect(abs(forth.probabilityOfSuperiority + back.probabilityOfSuperiority - 1) < 1e-15)
        let shift = try #require(HodgesLehmann.shift(control: one, treatment: other).value)
        let mirrored = try #require(HodgesLehmann.shift(control: other, treatment: one).value)
        #expect(shift.estimate == -mirrored.estimate)
        #expect(shift.low == -mirrored.high && shift.high == -mirrored.low)
    }

    @Test func `without ties the exact interval excludes zero when the exact p is below the level`()
        throws
    {
        var generator = MersenneTwister(seed: 5)
        for trial in 0..<40 {
            let control = (0..<12).map { _ in generator.normal() }
            let treatment = (0..<9).map { _ in generator.normal() + Double(trial % 4) * 0.5 }
            let test = try #require(
                MannWhitney.test(control: control, treatment: treatment).value)
            let shift = try #require(
                HodgesLehmann.shift(control: control, treatment: treatment).value)
            let p = try #require(test.exactP.value)
            let coverage = try #require(shift.coverage)
            #expect(coverage >= 0.95)
            #expect((shift.low > 0 || shift.high < 0) == (p <= 1 - coverage + 1e-12))
            // The approximation is near where the exact value is not tiny.
            #expect(abs(p - (test.p.value ?? 2)) < 0.03)
        }
    }

    @Test func `a million units with many zeros take a table's time`() throws {
        var generator = MersenneTwister(seed: 6)
        let spent = (0..<2_000).map { _ in (generator.logNormal(mu: 4, sigma: 1) * 100).rounded() }
        let control = try ValueTable(spent).merged(with: ValueTable(values: [0], counts: [900_000]))
        let treatment = try ValueTable(spent.map { $0 + 500 })
            .merged(with: ValueTable(values: [0], counts: [800_000]))
        let test = try #require(MannWhitney.test(control: control, treatment: treatment).value)
        #expect(test.hasTies)
        #expect(test.exactP.reason == .notApplicable)
        #expect(test.probabilityOfSuperiority > 0.5 && test.probabilityOfSuperiority < 0.502)
        let shift = try #require(
            HodgesLehmann.shift(control: control, treatment: treatment).value)
        #expect(shift.estimate == 0 && !shift.isExact)
    }

    @Test func `equal values have no p-value but a probability of one half`() throws {
        let test = try #require(MannWhitney.test(control: [3, 3], treatment: [3, 3, 3]).value)
        #expect(test.p.reason == .zeroVariance)
        #expect(test.probabilityOfSuperiority == 0.5)
        #expect(MannWhitney.test(control: [], treatment: [1]).reason == .tooFewUnits)
        #expect(MannWhitney.test(control: [.infinity], treatment: [1]).reason == .outOfDomain)
        #expect(
            HodgesLehmann.shift(control: [-1.7e308], treatment: [1.7e308]).reason == .outOfDomain)
        #expect(
            HodgesLehmann.shift(control: [1], treatment: [2], confidence: 1).reason == .outOfDomain)
    }

    @Test func `too few units reach the coverage they can`() throws {
        let shift = try #require(HodgesLehmann.shift(control: [1, 2, 4], treatment: [3]).value)
        #expect(shift.coverage == 0.5)
        #expect(shift.low == -1 && shift.high == 2)
    }
}
