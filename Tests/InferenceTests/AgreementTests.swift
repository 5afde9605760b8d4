// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

/// p < α exactly when the absolute interval excludes 0, exactly when the relative one does.
func expectAgreement(
    _ outcome: ComparisonOutcome, alpha: Double, _ comment: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard let p = outcome.p.value else { return }
    for effect in [outcome.absolute.value, outcome.relative.value].compactMap({ $0 }) {
        let excludesZero = effect.low > 0 || effect.high < 0
        #expect(excludesZero == (p < alpha), comment, sourceLocation: sourceLocation)
        // A skewed reference need not bracket the estimate at low confidence.
        guard alpha <= 0.1 else { continue }
        #expect(
            effect.low <= effect.estimate && effect.estimate <= effect.high, comment,
            sourceLocation: sourceLocation)
    }
}

@Suite struct ProportionAgreementTests {
    static let pairs: [(Proportion, Proportion)] = {
        let sizes = [(10, 10), (5, 400), (400, 30), (2_000, 18_000), (1_000_000, 900_000)]
        let rates = [0, 1e-6, 0.001, 0.01, 0.2, 0.5, 0.97, 1]
        return sizes.flatMap { n, m in
            rates.flatMap { p in
                rates.compactMap { q in
                    let x = try? Proportion(successes: Int(Double(n) * p), count: n)
                    let y = try? Proportion(successes: Int((Double(m) * q).rounded()), count: m)
                    return x.flatMap { x in y.map { (x, $0) } }
                }
            }
        }
    }()

    private func check(_ method: some ComparisonMethod<Proportion>, alpha: Double) throws {
        for (control, treatment) in Self.pairs {
            let comment: Comment = "\(control) \(treatment)"
            let outcome = method.compare(control: control, treatment: treatment)
            expectAgreement(outcome, alpha: alpha, comment)
            let absolute = try #require(outcome.absolute.value, comment)
            let swapped = method.compare(control: treatment, treatment: control)
            let mirrored = try #require(swapped.absolute.value)
            #expect(abs(absolute.low + mirrored.high) < 1e-9, comment)
            #expect(abs(absolute.high + mirrored.low) < 1e-9, comment)
            if let relative = outcome.relative.value, let inverse = swapped.relative.value,
                inverse.high.isFinite
            {
                #expect(abs((1 + relative.low) * (1 + inverse.high) - 1) < 1e-7, comment)
            }
            for bar in [-0.3, -0.004, 0, 0.0001, 0.6] {
                let position = method.position(
                    control: control, treatment: treatment, againstAbsolute: bar)
                guard let position = position.value else { continue }
                #expect(position == absolute.interval.position(against: bar), comment)
            }
            for bar in [-0.5, 0.0, 0.07, 3] {
                let position = method.position(
                    control: control, treatment: treatment, againstRelative: bar)
                guard let position = position.value, let relative = outcome.relative.value
                else { continue }
                #expect(position == relative.interval.position(against: bar), comment)
            }
        }
    }

    @Test func `skewness-corrected score`() throws {
        try check(SkewnessCorrectedScore(), alpha: 0.05)
        try check(SkewnessCorrectedScore(confidence: 0.995), alpha: 0.005)
    }

    @Test func `Miettinen and Nurminen's score`() throws {
        try check(MiettinenNurminen(), alpha: 0.05)
    }

    @Test func `pooled z`() throws { try check(PooledZ(confidence: 0.9), alpha: 0.1) }

    @Test func `without events there is no p and no relative effect`() throws {
        let none = try Proportion(successes: 0, count: 500)
        let some = try Proportion(successes: 4, count: 500)
        let outcome = SkewnessCorrectedScore().compare(control: none, treatment: none)
        #expect(outcome.p.reason == .noEvents)
        #expect(outcome.relative.reason == .noEvents)
        #expect(outcome.absolute.value?.estimate == 0)
        let first = SkewnessCorrectedScore().compare(control: none, treatment: some)
        #expect(first.relative.reason == .controlNotPositive)
        #expect(first.p.value != nil)
    }

    @Test(arguments: [0.0, 1, -0.2, 1.5, .nan])
    func `a confidence level outside its domain is a reason`(confidence: Double) throws {
        let some = try Proportion(successes: 4, count: 500)
        let outcome = SkewnessCorrectedScore(confidence: confidence)
            .compare(control: some, treatment: some)
        #expect(outcome.absolute.reason == .outOfDomain)
    }

    /// STATISTICS: 2k/18k at 1 %, wins and losses 2.47 % each.
    @Test func `both tails of the score have their level between unequal groups`() throws {
        let (wins, losses) = try Self.tails(SkewnessCorrectedScore(), 2_000, 18_000, 0.01)
        #expect(abs(wins - 0.0247) < 0.0001, "\(wins)")
        #expect(abs(losses - 0.0247) < 0.0001, "\(losses)")
        let pooled = try Self.tails(MiettinenNurminen(), 2_000, 18_000, 0.01)
        #expect(abs(pooled.wins - 0.0195) < 0.0001, "\(pooled)")
        #expect(abs(pooled.losses - 0.0299) < 0.0001, "\(pooled)")
    }

    /// The exact probability of a win and of a loss when both groups have the same rate.
    private static func tails(
        _ method: some ComparisonMethod<Proportion>, _ n: Int, _ m: Int, _ rate: Double
    ) throws -> (wins: Double, losses: Double) {
        let control = masses(n, rate)
        let treatment = masses(m, rate)
        var (wins, losses) = (0.0, 0.0)
        for (x, px) in control {
            for (y, py) in treatment where px * py > 1e-12 {
                let position = method.position(
                    control: try Proportion(successes: x, count: n),
                    treatment: try Proportion(successes: y, count: m), againstAbsolute: 0)
                if position.value == .above { wins += px * py }
                if position.value == .below { losses += px * py }
            }
        }
        return (wins, losses)
    }

    private static func masses(_ n: Int, _ rate: Double) -> [(Int, Double)] {
        let mode = Int(Double(n + 1) * rate)
        let odds = rate / (1 - rate)
        var values = [(mode, 1.0)]
        var mass = 1.0
        for x in mode..<n {
            mass *= Double(n - x) / Double(x + 1) * odds
            if mass < 1e-13 { break }
            values.append((x + 1, mass))
        }
        mass = 1
        for x in stride(from: mode, to: 0, by: -1) {
            mass *= Double(x) / Double(n - x + 1) / odds
            if mass < 1e-13 { break }
            values.append((x - 1, mass))
        }
        let total = values.reduce(0) { $0 + $1.1 }
        return values.map { ($0.0, $0.1 / total) }
    }
}

@Suite struct MeanAgreementTests {
    static let pairs: [(Moments, Moments)] = {
        let groups = [
            (2, 1.0, 0.5), (2, 3, 0), (40, 1.1, 2), (1_000, 1, 3), (19_000, 1.05, 3), (50, -2, 4),
            (1_000_000_000, 1.00005, 2.2), (300, 0, 1),
        ].compactMap { try? Moments(count: $0.0, mean: $0.1, variance: $0.2) }
        return groups.flatMap { a in groups.map { (a, $0) } }
    }()

    @Test(arguments: [0.8, 0.95, 0.999])
    func `Welch, its relative interval and its positions agree`(confidence: Double) throws {
        let method = Welch(confidence: confidence)
        let alpha = SignificanceLevel.alpha(confidence: confidence)
        for (control, treatment) in Self.pairs {
            let comment: Comment = "\(control) \(treatment)"
            let outcome = method.compare(control: control, treatment: treatment)
            expectAgreement(outcome, alpha: alpha, comment)
            let swapped = method.compare(control: treatment, treatment: control)
            #expect(outcome.p.value == swapped.p.value, comment)
            if let relative = outcome.relative.value, let inverse = swapped.relative.value {
                #expect(abs((1 + relative.low) * (1 + inverse.high) - 1) < 1e-9, comment)
            }
            for bar in [-0.9, -0.05, 0, 0.05, 2] {
                let position = method.position(
                    control: control, treatment: treatment, againstRelative: bar)
                if let position = position.value, let relative = outcome.relative.value {
                    #expect(position == relative.interval.position(against: bar), comment)
                }
            }
        }
    }

    @Test func `no relative effect over a control that is not positive`() throws {
        let negative = try Moments(count: 50, mean: -2, variance: 4)
        let some = try Moments(count: 50, mean: 1, variance: 4)
        let outcome = Welch().compare(control: negative, treatment: some)
        #expect(outcome.relative.reason == .controlNotPositive)
        #expect(outcome.absolute.value?.estimate == 3)
    }

    @Test func `a control near zero has positions but no relative interval`() throws {
        let control = try Moments(count: 40, mean: 0.2, variance: 2.2)
        let treatment = try Moments(count: 40, mean: 3.4, variance: 2)
        #expect(
            Welch().compare(control: control, treatment: treatment).relative.reason
                == .controlNearZero)
        #expect(
            Welch().position(control: control, treatment: treatment, againstRelative: 0.1)
                == .estimated(.above))
    }

    @Test func `reasons instead of numbers`() throws {
        let one = try Moments([1])
        let equal = try Moments([1, 1, 1])
        let some = try Moments([1, 2, 3])
        #expect(Welch().compare(control: one, treatment: some).p.reason == .tooFewUnits)
        #expect(Welch().compare(control: equal, treatment: equal).p.reason == .zeroVariance)
        #expect(Welch().compare(control: equal, treatment: some).p.value != nil)
        #expect(
            Welch(confidence: 1).compare(control: some, treatment: some).p.reason == .outOfDomain)
    }
}
