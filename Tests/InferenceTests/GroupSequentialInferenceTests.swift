// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct GroupSequentialInferenceTests {
    static let zValues = [-12.0, -3.1, -1.99, -0.4, 0, 0.7, 1.97, 2.01, 2.6, 4.4, 9, 38]

    static func designs() throws -> [GroupSequentialDesign] {
        var designs: [GroupSequentialDesign] = []
        for sides in TestSides.allCases {
            for spending in [SpendingFunction.obrienFleming, .pocock, .kimDeMets(rho: 2)] {
                designs.append(
                    try GroupSequentialDesign(
                        information: [0.2, 0.45, 0.7, 1], alpha: 0.05, sided: sides,
                        spending: spending))
            }
        }
        return designs
    }

    @Test func `p, interval and verdict of a look agree`() throws {
        for design in try Self.designs() {
            for look in design.information.indices {
                for z in Self.zValues {
                    let reading = try design.inference(at: look, z: z)
                    let comment: Comment = "\(design.sides) \(design.criticalValues) \(look) \(z)"
                    let excludes =
                        reading.repeatedInterval.low > 0
                        || (design.sides == .two && reading.repeatedInterval.high < 0)
                    #expect((reading.repeatedP < design.alpha) == excludes, comment)
                    #expect(reading.isSignificant == excludes, comment)
                    // Read once, the same Z is at least as surprising.
                    let once =
                        design.sides == .two
                        ? try Normal.twoSidedTail(z) : try Normal.upperTail(z)
                    #expect(reading.repeatedP >= min(once, 0.999) * (1 - 1e-9), comment)
                    #expect(reading.stagewiseInterval.low <= reading.medianUnbiased, comment)
                    #expect(reading.medianUnbiased <= reading.stagewiseInterval.high, comment)
                    #expect(reading.stagewiseP >= 0 && reading.stagewiseP <= 1, comment)
                }
            }
        }
    }

    @Test func `a repeated p is the alpha whose boundary is reached`() throws {
        for design in try Self.designs() {
            for look in 1..<4 {
                for z in [1.4, 2.2, 3.3] {
                    let p = try design.repeatedP(at: look, z: z)
                    guard p < 0.9 else { continue }
                    let spending: SpendingFunction =
                        design.criticalValues[0] > 4
                        ? .obrienFleming
                        : design.criticalValues[0] > 2.55 ? .kimDeMets(rho: 2) : .pocock
                    let same = try GroupSequentialDesign(
                        information: design.information, alpha: p, sided: design.sides,
                        spending: spending)
                    #expect(abs(same.criticalValues[look] - z) < 1e-7)
                }
            }
        }
    }

    @Test func `the stage-wise p agrees with stopping and is uniform on the boundary`() throws {
        for design in try Self.designs() {
            for (look, critical) in design.criticalValues.enumerated() {
                // Just on the boundary, it is the error probability spent by then.
                let reading = try design.inference(at: look, z: critical)
                let spent = design.alphaSpent[look] / Double(design.sides.rawValue)
                #expect(abs(reading.stagewiseP / spent - 1) < 1e-8)
                let below = try design.inference(at: look, z: critical - 1e-6)
                #expect(below.stagewiseP > spent)
            }
            let last = try #require(design.criticalValues.last)
            let reading = try design.inference(at: 3, z: last)
            #expect(abs(reading.stagewiseInterval.low) < 1e-7)
        }
    }

    @Test func `an interval by stages covers as often as it says`() throws {
        // Exact: the p-value at the true drift is below a level with the probability of that level.
        let design = try GroupSequentialDesign(
            information: [0.3, 0.6, 1], alpha: 0.05, spending: .pocock)
        let (drift, look) = (2.1, 1)
        let z = 2.5
        let reading = try design.inference(at: look, z: z)
        let chances = try BrownianReference(
            information: [0.3, 0.6], lower: [-design.criticalValues[0], -40],
            upper: [design.criticalValues[0], z], drift: drift
        ).crossing()
        let exceeding = chances[0].above + chances[1].above
        // The median-unbiased effect is where this is one half; here it is another probability.
        #expect((exceeding > 0.5) == (drift * 0.6.squareRoot() > reading.medianUnbiased))
        let atMedian = try BrownianReference(
            information: [0.3, 0.6], lower: [-design.criticalValues[0], -40],
            upper: [design.criticalValues[0], z],
            drift: reading.medianUnbiased / 0.6.squareRoot()
        ).crossing()
        #expect(abs(atMedian[0].above + atMedian[1].above - 0.5) < 1e-9)
    }

    @Test func `directions mirror each other`() throws {
        for design in try Self.designs() where design.sides == .two {
            for look in design.information.indices {
                for z in Self.zValues {
                    let (up, down) = (
                        try design.inference(at: look, z: z), try design.inference(at: look, z: -z)
                    )
                    #expect(up.repeatedP == down.repeatedP)
                    #expect(abs(up.medianUnbiased + down.medianUnbiased) < 1e-7)
                    #expect(abs(up.stagewiseTwoSidedP - down.stagewiseTwoSidedP) < 1e-12)
                }
            }
        }
    }

    @Test func `what was observed is planned with what it has spent`() throws {
        let first = try GroupSequentialDesign(observed: [210], planned: 1_000)
        let third = try GroupSequentialDesign(observed: [210, 480, 700], planned: 1_000)
        let over = try GroupSequentialDesign(observed: [210, 480, 700, 1_130], planned: 1_000)
        // Looks to come change nothing at the looks that have been.
        #expect(first.criticalValues[0] == third.criticalValues[0])
        #expect(Array(over.criticalValues.prefix(3)) == third.criticalValues)
        #expect(over.alphaSpent.last == 0.05)
        let early = try GroupSequentialDesign(
            observed: [210, 480, 700], planned: 1_000, isFinal: true)
        #expect(early.alphaSpent.last == 0.05)
        #expect(early.criticalValues[2] < third.criticalValues[2])
        // Nothing new, or less than before: the same look.
        let same = try GroupSequentialDesign(
            observed: [210, 210, 480, 479.5, 480.000_1, 700], planned: 1_000)
        let b = third.criticalValues
        #expect(same.criticalValues == [b[0], b[0], b[1], b[1], b[1], b[2]])
        #expect(try same.inference(at: 4, z: 2.4) == third.inference(at: 1, z: 2.4))
        // After the planned end there is nothing left to spend.
        let late = try GroupSequentialDesign(observed: [500, 1_000, 1_200], planned: 1_000)
        #expect(late.criticalValues[2] == .infinity)
        #expect(throws: StatisticsError.self) {
            try GroupSequentialDesign(observed: [0], planned: 10)
        }
        #expect(throws: StatisticsError.self) {
            try GroupSequentialDesign(observed: [1], planned: 0)
        }
    }

    @Test func `a new plan keeps what has been spent and all of alpha`() throws {
        let plan = try GroupSequentialDesign(information: [0.25, 0.5, 0.75, 1])
        let same = try plan.replanned(
            looksMade: 2, information: plan.information, spending: .obrienFleming)
        for (new, old) in zip(same.criticalValues, plan.criticalValues) {
            #expect(abs(new - old) < 1e-9)
        }
        // Half as much again is needed: what were 0.25 and 0.5 are 1/6 and 1/3 now.
        let longer = try plan.replanned(
            looksMade: 2, information: [1.0 / 6, 1.0 / 3, 0.5, 0.8, 1], spending: .pocock)
        #expect(abs(longer.criticalValues[1] - plan.criticalValues[1]) < 1e-9)
        #expect(abs(longer.alphaSpent[1] - plan.alphaSpent[1]) < 1e-15)
        let upper = longer.criticalValues
        let chances = try BrownianReference(
            information: longer.information, lower: upper.map { -$0 }, upper: upper
        ).crossing()
        #expect(abs(chances.reduce(0) { $0 + $1.above + $1.below } - 0.05) < 1e-10)
    }
}

@Suite struct SequentialComparisonTests {
    static let groups: [(Moments, Moments)] = {
        let means = [
            (10.0, 10.0), (10, 10.4), (10, 9.2), (10, 14), (0.2, 0.3), (-3, 1), (10, 9.99),
        ]
        let sizes = [(40, 60), (500, 9_500), (100_000, 100_000)]
        return sizes.flatMap { n, m in
            means.compactMap { c, t in
                guard let control = try? Moments(count: n, mean: c, variance: 9),
                    let treatment = try? Moments(count: m, mean: t, variance: 12)
                else { return nil }
                return (control, treatment)
            }
        }
    }()

    static func rules() throws -> [SequentialRule] {
        let sequence = try NormalMixtureSequence(plannedInformation: 5_000)
        let design = try GroupSequentialDesign(information: [0.01, 0.3, 0.6, 1])
        return (0..<4).map { .groupSequential(design, look: $0) }
            + [3, 200, 5_000, 80_000].map { .alwaysValid(sequence, information: $0) }
    }

    private func check(_ method: some ComparisonMethod<Moments>) throws {
        for (control, treatment) in Self.groups {
            let outcome = method.compare(control: control, treatment: treatment)
            let comment: Comment = "\(control) \(treatment) \(outcome.method)"
            expectAgreement(outcome, alpha: 0.05, comment)
            let absolute = try #require(outcome.absolute.value, comment)
            let swapped = method.compare(control: treatment, treatment: control)
            #expect(swapped.p == outcome.p, comment)
            #expect(
                swapped.absolute.value.map { abs($0.low + absolute.high) < 1e-9 } ?? false
                    || absolute.high == .infinity, comment)
            for bar in [-2.0, -0.1, 0, 0.5] {
                let position = method.position(
                    control: control, treatment: treatment, againstAbsolute: bar)
                #expect(position.value == absolute.interval.position(against: bar), comment)
                let relative = method.position(
                    control: control, treatment: treatment, againstRelative: bar)
                if let interval = outcome.relative.value?.interval {
                    #expect(relative.value == interval.position(against: bar), comment)
                }
            }
        }
    }

    @Test func `p, absolute and relative interval agree at every look`() throws {
        for rule in try Self.rules() {
            try check(SequentialMeans(rule))
            try check(SequentialComparison(rule) { Welch(confidence: $0) })
        }
    }

    @Test func `a score test is read at a look as the rule says`() throws {
        let design = try GroupSequentialDesign(information: [0.3, 1])
        let method = SequentialComparison(.groupSequential(design, look: 0)) {
            SkewnessCorrectedScore(confidence: $0)
        }
        let control = try Proportion(successes: 100, count: 5_000)
        for successes in stride(from: 60, to: 260, by: 3) {
            let treatment = try Proportion(successes: successes, count: 5_000)
            let outcome = method.compare(control: control, treatment: treatment)
            expectAgreement(outcome, alpha: 0.05, "\(successes)")
        }
    }

    @Test func `a repeated interval is Welch's with the boundary for the quantile`() throws {
        let design = try GroupSequentialDesign(information: [0.5, 1])
        let (control, treatment) = Self.groups[14 + 1]
        let rule = SequentialRule.groupSequential(design, look: 0)
        let outcome = SequentialMeans(rule).compare(control: control, treatment: treatment)
        let effect = try #require(outcome.absolute.value)
        let half = design.criticalValues[0] * (try #require(effect.standardError))
        #expect(abs(effect.high - effect.estimate - half) < 1e-12)
        let student = SequentialComparison(rule) { Welch(confidence: $0) }
            .compare(control: control, treatment: treatment)
        #expect(abs((student.absolute.value?.low ?? 0) - effect.low) < 1e-5)
        #expect(outcome.method == .groupSequential && student.method == .groupSequential)
    }

    @Test func `small groups get a wider interval through Student's t`() throws {
        let design = try GroupSequentialDesign(information: [0.5, 1])
        let (control, treatment) = Self.groups[1]
        let rule = SequentialRule.groupSequential(design, look: 1)
        let normal = try #require(
            SequentialMeans(rule).compare(control: control, treatment: treatment).absolute.value)
        let student = try #require(
            SequentialComparison(rule) { Welch(confidence: $0) }
                .compare(control: control, treatment: treatment).absolute.value)
        #expect(student.low < normal.low && student.high > normal.high)
    }

    @Test func `a look that decides nothing leaves everything open`() throws {
        let design = try GroupSequentialDesign(information: [0.01, 1])
        let method = SequentialMeans(.groupSequential(design, look: 0))
        let (control, treatment) = Self.groups[3]
        let outcome = method.compare(control: control, treatment: treatment)
        #expect(outcome.absolute.value?.high == .infinity)
        #expect(outcome.relative.value?.low == -.infinity)
        #expect(outcome.relative.value?.estimate ?? 0 > 0.3)
        #expect(
            method.position(control: control, treatment: treatment, againstRelative: 0).value
                == .undecided)
    }

    @Test func `without units or spread there is a reason`() throws {
        let sequence = try NormalMixtureSequence(plannedInformation: 100)
        let one = try Moments(count: 1, mean: 2, variance: 0)
        let flat = try Moments(count: 9, mean: 2, variance: 0)
        let method = SequentialMeans(sequence, control: 9, treatment: 9)
        #expect(method.compare(control: one, treatment: flat).p.reason == .tooFewUnits)
        #expect(method.compare(control: flat, treatment: flat).absolute.reason == .zeroVariance)
        #expect(
            SequentialMeans(sequence, control: 0, treatment: 9).rule.criticalValue == .infinity)
    }
}
