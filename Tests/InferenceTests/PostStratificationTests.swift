// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct PostStratificationTests {
    /// Strata of different level and size, of which the groups have different shares.
    static func strata(_ sizes: [Int], effect: Double, seed: UInt64) throws -> [Moments] {
        try sizes.enumerated().map { index, size in
            let values = MomentsTests.values(size, offset: Double(3 * index), seed: seed)
            return try Moments(values.map { $0 + effect })
        }
    }

    static func control() throws -> [Moments] {
        try strata([200, 80, 40], effect: 0, seed: 5)
    }

    static func treatment() throws -> [Moments] {
        try strata([300, 300, 150], effect: 0.4, seed: 6)
    }

    @Test func `one stratum is the difference of means with a z interval`() throws {
        let (c, t) = (try #require(Self.control().first), try #require(Self.treatment().first))
        let found = try #require(
            PostStratification().compare(control: [c], treatment: [t]).absolute.value)
        let plain = try #require(Welch().compare(control: c, treatment: t).absolute.value)
        #expect(found.estimate == plain.estimate)
        #expect(MomentsTests.isClose(found.standardError, plain.standardError))
        let half = try Normal.upperQuantile(0.025) * (found.standardError ?? 0)
        #expect(MomentsTests.isClose(found.high, found.estimate + half))
    }

    @Test func `the order of strata does not matter and swapping the groups turns the sign`() throws
    {
        let (c, t) = (try Self.control(), try Self.treatment())
        let method = PostStratification(confidence: 0.9)
        let outcome = method.compare(control: c, treatment: t)
        let there = try #require(outcome.absolute.value)
        let turned = try #require(
            method.compare(control: c.reversed(), treatment: t.reversed()).absolute.value)
        let back = try #require(method.compare(control: t, treatment: c).absolute.value)
        #expect(outcome.method.rawValue == "post-stratified")
        #expect(MomentsTests.isClose(there.low, turned.low))
        #expect(MomentsTests.isClose(there.low, -back.high))
        #expect(MomentsTests.isClose(there.estimate, -back.estimate))
    }

    @Test func `strata of the same mix give what all units together give`() throws {
        let c = try [
            Moments(count: 50, mean: 2, variance: 1), Moments(count: 50, mean: 8, variance: 1),
        ]
        let t = try [
            Moments(count: 50, mean: 3, variance: 1), Moments(count: 50, mean: 9, variance: 1),
        ]
        let outcome = PostStratification().compare(control: c, treatment: t)
        let absolute = try #require(outcome.absolute.value)
        #expect(absolute.estimate == 1)
        let together = try #require(
            Welch().compare(
                control: c[0].merged(with: c[1]), treatment: t[0].merged(with: t[1])
            ).absolute.value)
        #expect(MomentsTests.isClose(together.estimate, 1))
        // What differs between strata no longer counts as noise.
        #expect((absolute.standardError ?? 1) < 0.4 * (together.standardError ?? 0))
        #expect(MomentsTests.isClose(outcome.relative.value?.estimate, 0.2))
    }

    @Test func `p, absolute and relative interval agree on zero, and on a bar`() throws {
        for step in 0..<40 {
            let t = try Self.strata([90, 60, 40], effect: Double(step) * 0.05, seed: 9)
            let c = try Self.control()
            let method = PostStratification()
            let outcome = method.compare(control: c, treatment: t)
            let interval = try #require(outcome.absolute.value).interval
            #expect((try #require(outcome.p.value) >= 0.05) == interval.contains(0))
            #expect(
                try #require(outcome.relative.value).interval.contains(0) == interval.contains(0))
            let position = interval.position(against: 0.5)
            #expect(
                method.position(control: c, treatment: t, againstAbsolute: 0.5)
                    == .estimated(position))
            let relative = try #require(outcome.relative.value).interval.position(against: 0.1)
            #expect(
                method.position(control: c, treatment: t, againstRelative: 0.1)
                    == .estimated(relative))
        }
    }

    @Test func `strata that are too small are put together`() throws {
        let c = try Self.control() + [Moments([5]), Moments([]), Moments([1, 2, 3])]
        let t = try Self.treatment() + [Moments([6, 7]), Moments([]), Moments([2])]
        let strata = try #require(Strata.make(control: c, treatment: t).value)
        #expect(strata.control.map(\.count) == [200, 80, 40, 4])
        #expect(strata.treatment.map(\.count) == [300, 300, 150, 3])
        #expect(strata.mergedCount == 2)
    }

    @Test func `a small stratum without company joins the smallest`() throws {
        let c = try Self.control() + [Moments([5])]
        let t = try Self.treatment() + [Moments([6, 7])]
        let strata = try #require(Strata.make(control: c, treatment: t).value)
        #expect(strata.control.map(\.count) == [200, 80, 41])
        #expect(strata.mergedCount == 2)
    }

    @Test func `what cannot be compared has a reason`() throws {
        let method = PostStratification()
        let some = try Self.control()
        #expect(method.compare(control: [], treatment: []).p.reason == .tooFewUnits)
        #expect(method.compare(control: some, treatment: [some[0]]).p.reason == .outOfDomain)
        let one = try [Moments([1]), .empty]
        #expect(method.compare(control: one, treatment: one).absolute.reason == .tooFewUnits)
        let flat = try [Moments([1, 1]), Moments([2, 2])]
        #expect(method.compare(control: flat, treatment: flat).p.reason == .zeroVariance)
        #expect(
            PostStratification(confidence: 1).compare(control: some, treatment: some).p.reason
                == .outOfDomain)
    }
}
