// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct PAdjustmentTests {
    @Test(arguments: PAdjustment.allCases)
    func `adjusted p-values keep the order and never shrink`(method: PAdjustment) throws {
        let p: [Double?] = [0.04, nil, 1e-300, 0.2, 0.04, 0.9, nil, 0.001]
        let adjusted = try method.adjust(p)
        #expect(adjusted.count == p.count)
        for (index, value) in p.enumerated() {
            #expect((adjusted[index] == nil) == (value == nil))
            guard let value, let own = adjusted[index] else { continue }
            #expect(own >= value && own <= 1)
            for (other, rival) in p.enumerated() {
                if let rival, rival >= value, let theirs = adjusted[other] {
                    #expect(theirs >= own)
                }
            }
        }
        #expect(try method.adjust([]) == [])
        #expect(try method.adjust([nil]) == [nil])
        #expect(MomentsTests.isClose(try method.adjust([0.03])[0], 0.03))
        #expect(throws: StatisticsError.self) { try method.adjust([0.1, 1.1]) }
        #expect(throws: StatisticsError.self) { try method.adjust([.nan]) }
    }

    @Test func `Holm is never weaker than Bonferroni, nor weaker than Hochberg is Holm`() throws {
        let p: [Double?] = [0.01, 0.02, 0.03, 0.005, 0.5]
        let bonferroni = try PAdjustment.bonferroni.adjust(p).compactMap { $0 }
        let holm = try PAdjustment.holm.adjust(p).compactMap { $0 }
        let hochberg = try PAdjustment.hochberg.adjust(p).compactMap { $0 }
        #expect(zip(holm, bonferroni).allSatisfy { $0 <= $1 })
        #expect(zip(hochberg, holm).allSatisfy { $0 <= $1 })
    }
}

@Suite struct SampleRatioMismatchTests {
    @Test func `units where none were planned are a mismatch beyond doubt`() throws {
        let test = try SampleRatioMismatch(observed: [500, 500, 3], weights: [1, 1, 0])
        #expect(test.isBeyondDoubt)
        #expect(test.p == 0)
        #expect(test.expected == [501.5, 501.5, 0])
    }

    @Test func `an empty group without share does not count`() throws {
        let test = try SampleRatioMismatch(observed: [500, 520, 0], weights: [1, 1, 0])
        #expect(test.degreesOfFreedom == 1)
        #expect(!test.isBeyondDoubt)
    }

    @Test func `an empty group with a share is counted`() throws {
        let test = try SampleRatioMismatch(observed: [100, 0], weights: [95, 5])
        #expect(test.p < 0.05)
    }

    @Test func `numbers outside the domain are refused`() {
        #expect(throws: StatisticsError.self) {
            try SampleRatioMismatch(observed: [0, 0], weights: [1, 1])
        }
        #expect(throws: StatisticsError.self) {
            try SampleRatioMismatch(observed: [1, 2], weights: [0, 0])
        }
        #expect(throws: StatisticsError.self) {
            try SampleRatioMismatch(observed: [1, 2], weights: [1, -1])
        }
        #expect(throws: StatisticsError.self) {
            try SampleRatioMismatch(observed: [-1, 2], weights: [1, 1])
        }
        #expect(throws: StatisticsError.self) {
            try SampleRatioMismatch(observed: [1], weights: [1])
        }
    }
}

@Suite struct ExactSampleRatioTests {
    /// 16 units on even odds, 12 against 4: 2·(1 + 16 + 120 + 560 + 1820)/2¹⁶.
    @Test func `two groups are a binomial test`() throws {
        let p = try SampleRatioMismatch.exact(observed: [12, 4], weights: [1, 1])
        #expect(MomentsTests.isClose(p, 2 * 2_517 / 65_536.0))
        #expect(try SampleRatioMismatch.exact(observed: [4, 12], weights: [1, 1]) == p)
    }

    @Test func `large groups agree with chi-square`() throws {
        let observed = [50_000_300, 49_990_000]
        let exact = try SampleRatioMismatch.exact(observed: observed, weights: [1, 1])
        let normal = try SampleRatioMismatch(observed: observed, weights: [1, 1]).p
        #expect(MomentsTests.isClose(exact, normal, 1e-3))
    }

    @Test func `too many outcomes give a bound that is not below chi-square by much`() throws {
        let even = [1.0, 1, 1, 1]
        let far = try SampleRatioMismatch.exact(
            observed: [100_000, 100_000, 100_000, 103_000], weights: even)
        #expect(far < 1e-9)
        let near = try SampleRatioMismatch.exact(
            observed: [100_000, 100_100, 99_900, 100_050], weights: even)
        #expect(near > 0.5)
    }

    @Test func `a group planned to be empty decides or does not count`() throws {
        #expect(try SampleRatioMismatch.exact(observed: [5, 5, 1], weights: [1, 1, 0]) == 0)
        let two = try SampleRatioMismatch.exact(observed: [9, 5], weights: [1, 1])
        #expect(try SampleRatioMismatch.exact(observed: [9, 0, 5], weights: [1, 0, 1]) == two)
    }

    @Test func `one unit among many groups and huge groups end in bounded time`() throws {
        var one = [Int](repeating: 0, count: 5_000)
        one[7] = 1
        let even = [Double](repeating: 1, count: 5_000)
        let lonely = try SampleRatioMismatch.exact(observed: one, weights: even)
        #expect(MomentsTests.isClose(lonely, 1))
        let huge = 1 << 50
        #expect(try SampleRatioMismatch.exact(observed: [huge, huge], weights: [1, 1]) == 1)
        #expect(try SampleRatioMismatch.exact(observed: [huge, huge, 3], weights: [1, 1, 1]) == 0)
    }

    @Test func `what cannot be tested is refused`() {
        #expect(throws: StatisticsError.self) {
            try SampleRatioMismatch.exact(observed: [0, 0], weights: [1, 1])
        }
        #expect(throws: StatisticsError.self) {
            try SampleRatioMismatch.exact(observed: [1], weights: [1])
        }
        #expect(throws: StatisticsError.self) {
            try SampleRatioMismatch.exact(observed: [.max, .max], weights: [1, 1])
        }
    }
}

@Suite struct GuardTests {
    @Test func `skew cancels between balanced groups and not between unequal ones`() throws {
        let small = try Moments(count: 1_000, mean: 1, variance: 25, thirdCentralMoment: 900)
        let large = try Moments(count: 19_000, mean: 1, variance: 25, thirdCentralMoment: 900)
        #expect(ContrastSkewGuard(control: small, treatment: small).gamma == 0)
        #expect(ContrastSkewGuard(control: small, treatment: small).status == .ok)
        let unequal = ContrastSkewGuard(control: small, treatment: large)
        #expect(unequal.status == .unsafe)
        let expected = 900 * (1e-6 - 1 / 361e6) / ((25 / 1_000.0 + 25 / 19_000.0) * 1).squareRoot()
        #expect(
            MomentsTests.isClose((unequal.gamma ?? 0) * (25 / 1_000.0 + 25 / 19_000.0), expected))
    }

    @Test func `few other values are cause for caution, a missing third moment for doubt`() throws {
        let plain = try Moments(count: 1_000, mean: 1, variance: 25, thirdCentralMoment: 0)
        let unknown = try Moments(count: 1_000, mean: 1, variance: 25)
        func status(_ others: Int?) -> GuardStatus {
            ContrastSkewGuard(control: plain, treatment: plain, otherValuesInSmallerGroup: others)
                .status
        }
        #expect(status(99) == .caution)
        #expect(status(100) == .ok)
        #expect(status(nil) == .ok)
        #expect(ContrastSkewGuard(control: plain, treatment: unknown).status == .unknown)
    }

    @Test(arguments: [(10, 10, GuardStatus.ok), (9, 10, .caution), (10, 9, .caution)])
    func `ten events and ten non-events are enough`(
        events: Int, others: Int, status: GuardStatus
    ) throws {
        let plenty = try Proportion(successes: 500, count: 1_000)
        let edge = try Proportion(successes: events, count: events + others)
        #expect(SparseProportionGuard.status(control: edge, treatment: plenty) == status)
        #expect(SparseProportionGuard.status(control: plenty, treatment: edge) == status)
    }
}

@Suite struct FisherTests {
    /// 3 of 4 against 1 of 4: masses 1, 16, 36, 16, 1 of 70.
    @Test func `the mid-p counts the equally likely outcomes half`() throws {
        let test = try Fisher(
            control: Proportion(successes: 1, count: 4),
            treatment: Proportion(successes: 3, count: 4))
        #expect(MomentsTests.isClose(test.twoSided, 34 / 70.0))
        #expect(MomentsTests.isClose(test.midTwoSided, (2 + 16) / 70.0))
        #expect(MomentsTests.isClose(test.greater, 17 / 70.0))
        #expect(MomentsTests.isClose(test.midGreater, 9 / 70.0))
    }

    @Test func `exchanging the groups exchanges the one-sided p-values`() throws {
        for (x, n, y, m) in [(5, 56, 0, 29), (0, 10, 0, 10), (7, 1_000, 90_000, 9_000_000)] {
            let a = try Proportion(successes: x, count: n)
            let b = try Proportion(successes: y, count: m)
            let test = try Fisher(control: b, treatment: a)
            let swapped = try Fisher(control: a, treatment: b)
            #expect(MomentsTests.isClose(test.twoSided, swapped.twoSided, 1e-9))
            #expect(MomentsTests.isClose(test.greater, swapped.less, 1e-9))
            #expect(MomentsTests.isClose(test.midTwoSided, swapped.midTwoSided, 1e-9))
            #expect(test.midTwoSided <= test.twoSided)
        }
    }
}
