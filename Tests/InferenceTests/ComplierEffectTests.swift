// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct ComplierEffectTests {
    /// Outcome and contact of units, of which a share is contacted and moved by `effect`.
    static func group(
        _ count: Int, contacted: Double, effect: Double, seed: UInt64
    ) throws -> BivariateMoments {
        var generator = MersenneTwister(seed: seed)
        var (y, x) = ([Double](), [Double]())
        for _ in 0..<count {
            let isReached = generator.uniform() < contacted
            x.append(isReached ? 1 : 0)
            y.append(generator.logNormal(mu: 0, sigma: 0.5) + (isReached ? effect : 0))
        }
        return try BivariateMoments(y: y, x: x)
    }

    @Test func `with everyone reached and nobody else it is the plain difference`() throws {
        let control = try Self.group(400, contacted: 0, effect: 1, seed: 1)
        let treatment = try Self.group(700, contacted: 1.1, effect: 1, seed: 2)
        let found = ComplierEffect().compare(control: control, treatment: treatment)
        let plain = Welch().compare(control: control.y, treatment: treatment.y)
        #expect(found.method == .complier)
        #expect(MomentsTests.isClose(found.absolute.value?.low, plain.absolute.value?.low, 1e-9))
        #expect(MomentsTests.isClose(found.absolute.value?.high, plain.absolute.value?.high, 1e-9))
        #expect(found.p == plain.p)
        #expect(found.relative.reason == .notApplicable)
    }

    @Test(arguments: [0.05, 0.3, 0.8])
    func `contact in control widens the effect by one over the rest`(share: Double) throws {
        let control = try Self.group(4_000, contacted: share, effect: 1, seed: 3)
        let treatment = try Self.group(4_000, contacted: 1.1, effect: 1, seed: 4)
        let found = try #require(
            ComplierEffect().compare(control: control, treatment: treatment).absolute.value)
        let raw = treatment.y.mean - control.y.mean
        #expect(MomentsTests.isClose(found.estimate, raw / (1 - control.x.mean), 1e-10))
        #expect(found.interval.contains(1))
    }

    @Test func `the interval excludes zero exactly when the plain difference does`() throws {
        for seed in 1...50 as ClosedRange<UInt64> {
            let control = try Self.group(150, contacted: 0.1, effect: 0.4, seed: seed)
            let treatment = try Self.group(150, contacted: 0.6, effect: 0.4, seed: seed + 99)
            let found = ComplierEffect().compare(control: control, treatment: treatment)
            let plain = Welch().compare(control: control.y, treatment: treatment.y)
            #expect(
                try #require(found.absolute.value).interval.contains(0)
                    == #require(plain.absolute.value).interval.contains(0))
            #expect(found.p == plain.p)
        }
    }

    @Test func `it covers the effect as often as it says`() throws {
        var covered = 0
        for seed in 0..<400 as Range<UInt64> {
            let control = try Self.group(120, contacted: 0.15, effect: 0.5, seed: 2 * seed)
            let treatment = try Self.group(160, contacted: 0.55, effect: 0.5, seed: 2 * seed + 1)
            let found = ComplierEffect().compare(control: control, treatment: treatment)
            if try #require(found.absolute.value).interval.contains(0.5) { covered += 1 }
        }
        #expect(covered >= 366)
        #expect(covered <= 395)
    }

    @Test func `swapping the groups changes nothing`() throws {
        let control = try Self.group(150, contacted: 0.1, effect: 0.4, seed: 7)
        let treatment = try Self.group(250, contacted: 0.6, effect: 0.4, seed: 8)
        let there = try #require(
            ComplierEffect().compare(control: control, treatment: treatment).absolute.value)
        let back = try #require(
            ComplierEffect().compare(control: treatment, treatment: control).absolute.value)
        #expect(MomentsTests.isClose(there.low, back.low, 1e-10))
        #expect(MomentsTests.isClose(there.high, back.high, 1e-10))
    }

    @Test func `what cannot be estimated has a reason`() throws {
        let some = try Self.group(100, contacted: 0.5, effect: 0, seed: 1)
        let other = try Self.group(100, contacted: 0.5, effect: 0, seed: 2)
        let method = ComplierEffect()
        #expect(method.compare(control: some, treatment: other).p.reason == .denominatorNearZero)
        #expect(method.compare(control: some, treatment: some).p.reason == .denominatorNearZero)
        let one = try BivariateMoments(y: [1], x: [1])
        #expect(method.compare(control: one, treatment: other).p.reason == .tooFewUnits)
        let flat = try BivariateMoments(y: [1, 1], x: [1, 0])
        #expect(method.compare(control: flat, treatment: flat).p.reason == .zeroVariance)
        let dose = try BivariateMoments(y: [1, 2, 5], x: [4, 0, 3])
        #expect(method.compare(control: some, treatment: dose).p.reason == .outOfDomain)
    }
}
