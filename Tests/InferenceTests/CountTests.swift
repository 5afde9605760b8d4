// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct CountTests {
    static let pairs: [(Int, Double, Int, Double)] = [
        (0, 10, 1, 10), (3, 1, 0, 7), (7, 950, 12, 1_000), (40, 1e6, 100, 1e6),
        (9, 0.01, 25, 1e3), (120_000, 5e4, 118_000, 5e4), (2_000_000_000, 1e9, 2_000_300_000, 1e9),
    ]

    @Test(arguments: pairs, [0.001, 0.05, 0.3])
    func `the central p and the exact interval agree`(
        pair: (Int, Double, Int, Double), alpha: Double
    ) throws {
        let control = try EventRate(events: pair.0, exposure: pair.1)
        let treatment = try EventRate(events: pair.2, exposure: pair.3)
        let method = PoissonRateRatio(confidence: 1 - alpha)
        let outcome = method.compare(control: control, treatment: treatment)
        expectAgreement(outcome, alpha: alpha, "\(pair) \(alpha)")
        let p = try #require(outcome.p.value)
        let position = method.position(
            control: control, treatment: treatment, againstRelative: 0)
        #expect((position.value != .undecided) == (p < alpha))
        #expect(outcome.absolute.reason == .notApplicable)
    }

    @Test(arguments: pairs)
    func `swapping the groups inverts the ratio`(pair: (Int, Double, Int, Double)) throws {
        let one = try EventRate(events: pair.0, exposure: pair.1)
        let other = try EventRate(events: pair.2, exposure: pair.3)
        let forth = EventRatePair(control: one, treatment: other)
        let back = EventRatePair(control: other, treatment: one)
        #expect(Self.isNear(try forth.centralP(), try back.centralP()))
        #expect(Self.isNear(try forth.minimumLikelihoodP(), try back.minimumLikelihoodP()))
        #expect(Self.isNear(try forth.scoreP(), try back.scoreP()))
        let relative = PoissonRateRatio().compare(control: one, treatment: other).relative.value
        let mirrored = PoissonRateRatio().compare(control: other, treatment: one).relative.value
        guard let relative, let mirrored else { return }
        #expect(Self.isNear(1 + relative.low, 1 / (1 + mirrored.high)))
        #expect(Self.isNear(1 + relative.high, 1 / (1 + mirrored.low)))
    }

    static func isNear(_ one: Double, _ other: Double) -> Bool {
        one == other || abs(one - other) <= 1e-9 * max(abs(one), abs(other))
    }

    @Test func `rates without events have a reason`() throws {
        let none = try EventRate(events: 0, exposure: 10)
        let some = try EventRate(events: 4, exposure: 10)
        let method = PoissonRateRatio()
        #expect(method.compare(control: none, treatment: none).p.reason == .noEvents)
        let first = method.compare(control: none, treatment: some)
        #expect(first.relative.reason == .controlNotPositive)
        #expect(first.p.value == 0.125)
        let last = try #require(method.compare(control: some, treatment: none).relative.value)
        #expect(last.estimate == -1 && last.low == -1)
        #expect(throws: StatisticsError.self) { try EventRate(events: 1, exposure: 0) }
        #expect(throws: StatisticsError.self) { try EventRate(events: -1, exposure: 1) }
    }

    @Test func `exposures too far apart have a reason, too many events name their field`() {
        func ask(_ events: String, _ exposure: String) -> String {
            Calculator.answer(
                line: #"{"method":"poisson_rate_ratio","inputs":{"treatment":{"events":\#(events),"#
                    + #""exposure":1e300},"control":{"events":7,"exposure":\#(exposure)}}}"#)
        }
        #expect(ask("5", "1e-300") == #"{"not_estimable":"out-of-domain"}"#)
        #expect(ask("600000000000", "1").contains("treatment.events must be at most"))
    }

    @Test func `more events of treatment never lower the interval`() throws {
        let control = try EventRate(events: 30, exposure: 100)
        var last = -1.0
        for events in [0, 1, 5, 30, 31, 200, 40_000] {
            let treatment = try EventRate(events: events, exposure: 100)
            let relative = PoissonRateRatio().compare(control: control, treatment: treatment)
                .relative.value
            let low = try #require(relative?.low)
            #expect(low > last || events == 0)
            last = low
        }
    }

    @Test(arguments: [0.01, 0.05, 0.5])
    func `quasi-Poisson p and interval agree and mirror`(alpha: Double) throws {
        var generator = MersenneTwister(seed: 2)
        for shift in 0..<6 {
            let control = try Moments(
                (0..<60).map { _ in Double(generator.poisson(mean: 2) * 2) })
            let treatment = try Moments(
                (0..<80).map { _ in Double(generator.poisson(mean: 2 + Double(shift) / 2) * 2) })
            let method = QuasiPoisson(confidence: 1 - alpha)
            let forth = method.compare(control: control, treatment: treatment)
            expectAgreement(forth, alpha: alpha, "\(shift) \(alpha)")
            let back = method.compare(control: treatment, treatment: control)
            #expect(Self.isNear(forth.p.value ?? -1, back.p.value ?? -2))
            let (one, other) = (
                try #require(forth.relative.value), try #require(back.relative.value)
            )
            #expect(Self.isNear(1 + one.low, 1 / (1 + other.high)))
        }
    }

    @Test func `quasi-Poisson gives reasons`() throws {
        let zero = try Moments([0, 0, 0])
        let some = try Moments([0, 1, 3])
        let equal = try Moments([2, 2, 2])
        let method = QuasiPoisson()
        #expect(method.compare(control: zero, treatment: zero).p.reason == .noEvents)
        #expect(method.compare(control: zero, treatment: some).p.reason == .controlNotPositive)
        #expect(method.compare(control: some, treatment: zero).p.reason == .meanNotPositive)
        #expect(method.compare(control: equal, treatment: equal).p.reason == .zeroVariance)
        #expect(method.compare(control: .empty, treatment: some).p.reason == .tooFewUnits)
    }
}
