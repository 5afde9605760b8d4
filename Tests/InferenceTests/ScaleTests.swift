// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Testing

/// What must not depend on units of measurement, and what must keep its digits.
@Suite struct ScaleTests {
    @Test(arguments: [1e-85, 1e-40, 1e-10, 1e10, 1e40, 1e85])
    func `the unit of the values does not move the relative interval`(factor: Double) throws {
        let control = try Moments(count: 400, mean: 10, variance: 900, thirdCentralMoment: 4e4)
        let treatment = try Moments(count: 300, mean: 12, variance: 1_100, thirdCentralMoment: 5e4)
        let plain = try #require(
            Welch().compare(control: control, treatment: treatment).relative.value)
        let scaled = try #require(
            Welch().compare(
                control: control.scaled(by: factor), treatment: treatment.scaled(by: factor)
            ).relative.value)
        #expect(MomentsTests.isClose(scaled.low, plain.low, 1e-11))
        #expect(MomentsTests.isClose(scaled.high, plain.high, 1e-11))
        #expect(
            MomentsTests.isClose(scaled.standardError ?? 0, plain.standardError ?? 1, 1e-11))
    }

    @Test(arguments: [1e-85, 1e85, -1e85])
    func `Fieller's set moves with the numerator's unit alone`(factor: Double) throws {
        func set(_ scale: Double, numerator: Double = 3) -> FiellerSet {
            Fieller(
                numerator: numerator * scale, denominator: 2, numeratorVariance: scale * scale,
                denominatorVariance: 0.1, covariance: 0.05 * scale
            ).set(critical: 1.96)
        }
        guard case .bounded(let plain) = set(1), case .bounded(let scaled) = set(factor),
            case .bounded(let nearZero) = set(abs(factor), numerator: 1e-230)
        else {
            Issue.record("not bounded")
            return
        }
        let ends = Interval(low: plain.low * factor, high: plain.high * factor)
        #expect(MomentsTests.isClose(scaled.low, ends.low, 1e-12))
        #expect(MomentsTests.isClose(scaled.high, ends.high, 1e-12))
        #expect(nearZero.low < 0 && nearZero.high > 0)
    }

    @Test func `an exactly proportional arm has no variance`() throws {
        let x = (1...1_000).map { Double($0) * 0.1 + 0.7 }
        for factor in [0.3, 1 / 3.0, 1e-9, 7e11] {
            let arm = try BivariateMoments(y: x.map { $0 * factor }, x: x)
            let linear = try #require(arm.linearised().value)
            #expect(linear.variance == 0)
            #expect(linear.thirdCentralMoment == 0)
        }
        let other = try BivariateMoments(
            y: x.map { $0 * 0.3 + ($0 > 50 ? 1e-4 : -1e-4) }, x: x)
        #expect((other.linearised().value?.variance ?? 0) > 0)
    }

    @Test func `a table that differs by rounding alone has no spread`() throws {
        let x = (1...1_000).map { Double($0) * 0.1 + 0.7 }
        let ratio = 0.3
        let linear = x.map { ratio + ($0 * 0.3 - ratio * $0 * (1 + 1e-16)) / 50 }
        #expect(try ValueTable(linear + [ratio.nextUp]).moments.variance == 0)
        let spread = [1_700_000_000.0, 1_700_000_000.001]
        #expect((try ValueTable(spread).moments.variance ?? 0) > 0)
    }

    /// The same events counted as non-events: z turns its sign and keeps its digits.
    @Test(arguments: [(3, 7), (1, 2), (900, 1_000)])
    func `a score at rates near one is that of the complements`(few: Int, more: Int) throws {
        let n = 1 << 30
        let low = (
            try Proportion(successes: few, count: n), try Proportion(successes: more, count: n)
        )
        let high = (
            try Proportion(successes: n - few, count: n),
            try Proportion(successes: n - more, count: n)
        )
        for method: any ComparisonMethod<Proportion> in [
            SkewnessCorrectedScore(), MiettinenNurminen(), PooledZ(),
        ] {
            let rare = method.compare(control: low.0, treatment: low.1)
            let common = method.compare(control: high.0, treatment: high.1)
            #expect(
                MomentsTests.isClose(-(common.statistic ?? 0), rare.statistic ?? 1, 1e-12))
            #expect(MomentsTests.isClose(common.p.value ?? 0, rare.p.value ?? 1, 1e-12))
            let gain = try #require(common.relative.value)
            let difference = try #require(common.absolute.value)
            #expect(MomentsTests.isClose(gain.estimate, difference.estimate, 1e-5))
            #expect(MomentsTests.isClose(gain.low, difference.low, 1e-4))
        }
    }

    @Test func `Miettinen and Nurminen's score tests bars on both scales`() throws {
        let method = MiettinenNurminen()
        let control = try Proportion(successes: 50, count: 1_000)
        let treatment = try Proportion(successes: 90, count: 1_000)
        for (bar, position) in [(0.0, BarPosition.above), (0.04, .undecided), (0.2, .below)] {
            #expect(
                method.position(
                    control: control, treatment: treatment, againstAbsolute: bar
                ).value == position)
        }
        for (bar, position) in [(0.1, BarPosition.above), (0.8, .undecided), (4, .below)] {
            #expect(
                method.position(
                    control: control, treatment: treatment, againstRelative: bar
                ).value == position)
        }
    }
}
