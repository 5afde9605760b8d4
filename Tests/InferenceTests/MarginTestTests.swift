// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct MarginTestTests {
    static func pairs() throws -> [(control: Moments, treatment: Moments)] {
        try (1...30).map { step in
            let seed = UInt64(step)
            return (
                try Moments(MomentsTests.values(80, seed: seed)),
                try Moments(MomentsTests.values(150, offset: 0.02 * Double(step), seed: seed + 50))
            )
        }
    }

    @Test func `a margin of zero is the test of the difference`() throws {
        for (control, treatment) in try Self.pairs() {
            let p = try #require(Welch().compare(control: control, treatment: treatment).p.value)
            for test in [
                Welch().test(control: control, treatment: treatment, againstAbsolute: 0),
                Welch().test(control: control, treatment: treatment, againstRelative: 0),
            ] {
                let test = try #require(test.value)
                #expect(MomentsTests.isClose(2 * min(test.pAbove, test.pBelow), p, 1e-12))
                #expect(abs(test.pAbove + test.pBelow - 1) < 1e-12)
            }
        }
    }

    @Test(arguments: [-0.5, -0.1, 0, 0.2, 3])
    func `p is below half of alpha exactly when the position is clear`(margin: Double) throws {
        let method = Welch(confidence: 0.8)
        for (control, treatment) in try Self.pairs() {
            let relative = try #require(
                method.test(control: control, treatment: treatment, againstRelative: margin).value)
            let position = try #require(
                method.position(
                    control: control, treatment: treatment, againstRelative: margin
                ).value)
            #expect((relative.pAbove < 0.1) == (position == .above))
            #expect((relative.pBelow < 0.1) == (position == .below))
            let absolute = try #require(
                method.test(control: control, treatment: treatment, againstAbsolute: margin).value)
            let side = try #require(
                method.position(
                    control: control, treatment: treatment, againstAbsolute: margin
                ).value)
            #expect((absolute.pAbove < 0.1) == (side == .above))
            #expect((absolute.pBelow < 0.1) == (side == .below))
        }
    }

    @Test func `a higher margin is harder to exceed`() throws {
        let (control, treatment) = try #require(try Self.pairs().last)
        let p = try [-0.5, -0.2, 0, 0.2, 0.5].map {
            try #require(
                Welch().test(control: control, treatment: treatment, againstRelative: $0).value
            ).pAbove
        }
        #expect(p == p.sorted())
        #expect(Set(p).count == 5)
    }

    @Test func `equivalence needs both margins excluded`() throws {
        let group = try Moments(count: 5_000, mean: 10, variance: 4)
        let low = try #require(
            Welch().test(control: group, treatment: group, againstRelative: -0.02).value)
        let high = try #require(
            Welch().test(control: group, treatment: group, againstRelative: 0.02).value)
        #expect(MarginTest.equivalence(lower: low, upper: high) < 1e-4)
        let far = try #require(
            Welch().test(control: group, treatment: group, againstRelative: -0.001).value)
        #expect(MarginTest.equivalence(lower: far, upper: high) > 0.05)
    }

    @Test func `what cannot be tested has a reason`() throws {
        let group = try Moments(count: 50, mean: 10, variance: 4)
        let negative = try Moments(count: 50, mean: -1, variance: 4)
        let flat = try Moments(count: 50, mean: 1, variance: 0)
        let one = try Moments(count: 1, mean: 1, variance: 0)
        func reason(_ c: Moments, _ t: Moments, _ margin: Double) -> NotEstimableReason? {
            Welch().test(control: c, treatment: t, againstRelative: margin).reason
        }
        #expect(reason(negative, group, 0) == .controlNotPositive)
        #expect(reason(flat, flat, 0) == .zeroVariance)
        #expect(reason(group, flat, -1) == .zeroVariance)
        #expect(reason(group, one, 0) == .tooFewUnits)
        #expect(reason(group, group, .nan) == .outOfDomain)
        #expect(
            Welch().test(control: group, treatment: group, againstAbsolute: .infinity).reason
                == .outOfDomain)
    }
}
