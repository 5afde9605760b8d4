// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct GroupSequentialTests {
    static let spendings: [SpendingFunction] = [
        .obrienFleming, .pocock, .hwangShihDeCani(gamma: -4), .hwangShihDeCani(gamma: 0),
        .hwangShihDeCani(gamma: 2), .kimDeMets(rho: 1), .kimDeMets(rho: 3),
    ]

    static func equal(_ looks: Int) -> [Double] {
        (1...looks).map { Double($0) / Double(looks) }
    }

    private func reference(_ design: GroupSequentialDesign, drift: Double = 0) -> BrownianReference
    {
        // A look that may not decide is a look that no path leaves.
        let upper = design.criticalValues.map { min($0, 12) }
        let lower = design.sides == .two ? upper.map { -$0 } : upper.map { _ in -12 }
        return BrownianReference(
            information: design.information, lower: lower, upper: upper, drift: drift)
    }

    @Test(arguments: [2, 5, 14, 28], spendings)
    func `the chance of any false positive is exactly alpha`(
        looks: Int, spending: SpendingFunction
    ) throws {
        let design = try GroupSequentialDesign(
            information: Self.equal(looks), alpha: 0.05, spending: spending)
        var total = 0.0
        for (look, chance) in try reference(design).crossing().enumerated() {
            total += chance.above + chance.below
            #expect(abs(chance.above - chance.below) < 1e-12)
            #expect(abs(total - design.alphaSpent[look]) < 1e-10, "look \(look)")
        }
        #expect(abs(total - 0.05) < 1e-10)
    }

    @Test(arguments: [
        [0.05, 0.07, 0.5, 0.55, 1], [0.9, 0.95, 1], [1e-4, 1], [0.5, 0.500_01],
        [0.3, 0.31, 0.6, 1],
        [0.25, 0.5, 0.75, 1.08], [1],
    ])
    func `uneven looks keep alpha in one direction and in both`(information: [Double]) throws {
        for sides in TestSides.allCases {
            for alpha in [1e-9, 0.001, 0.05, 0.4] {
                let design = try GroupSequentialDesign(
                    information: information, alpha: alpha, sided: sides, spending: .pocock)
                let chances = try reference(design).crossing()
                let total = chances.reduce(0) {
                    $0 + $1.above + (sides == .two ? $1.below : 0)
                }
                let spent = try #require(design.alphaSpent.last)
                #expect(abs(total / spent - 1) < 1e-9, "\(information) \(sides) \(alpha)")
            }
        }
    }

    @Test func `the second of ten looks spends what it is granted`() throws {
        // At look 1 only 1.4e-12 of the paths stop, so P(first crossing at look 2) and the plain tail
        // beyond the boundary differ by less than that.
        let design = try GroupSequentialDesign(information: Self.equal(10))
        let granted = (design.alphaSpent[1] - design.alphaSpent[0]) / 2
        let tail = try Normal.upperTail(design.criticalValues[1])
        #expect(tail >= granted && tail - granted < 1.4e-12)
        #expect(abs(design.criticalValues[1] - 4.876_885) < 1e-6)
    }

    @Test(arguments: [SpendingFunction.obrienFleming, .pocock])
    func `a hundred looks and more are read exactly`(spending: SpendingFunction) throws {
        let design = try GroupSequentialDesign(information: Self.equal(100), spending: spending)
        let total = try reference(design).crossing().reduce(0) { $0 + $1.above + $1.below }
        #expect(abs(total - 0.05) < 1e-9)
        let many = try GroupSequentialDesign(information: Self.equal(300), spending: spending)
        #expect(many.criticalValues.last ?? 0 > design.criticalValues.last ?? 0)
    }

    @Test func `one look is the fixed test`() throws {
        for sides in TestSides.allCases {
            let design = try GroupSequentialDesign(information: [1], alpha: 0.05, sided: sides)
            let fixed = try Normal.upperQuantile(0.05 / Double(sides.rawValue))
            #expect(abs((design.criticalValues.first ?? 0) - fixed) < 1e-12)
            let reading = try design.inference(at: 0, z: 1.3)
            let once = try Normal.upperTail(1.3)
            #expect(abs(reading.stagewiseP - once) < 1e-12)
            #expect(abs(reading.repeatedP - once * Double(sides.rawValue)) < 1e-8)
            #expect(abs(reading.medianUnbiased - 1.3) < 1e-8)
            #expect(abs(reading.stagewiseInterval.low - reading.repeatedInterval.low) < 1e-8)
            #expect(abs(reading.stagewiseInterval.high - reading.repeatedInterval.high) < 1e-8)
        }
    }

    @Test func `a look that may spend nearly nothing has no boundary`() throws {
        let design = try GroupSequentialDesign(information: [0.01, 0.5, 1])
        let two = try GroupSequentialDesign(information: [0.5, 1])
        #expect(design.criticalValues.first == .infinity)
        #expect(design.nominalP.first == 0)
        #expect(abs(design.criticalValues[1] - two.criticalValues[0]) < 1e-9)
        let reading = try design.inference(at: 0, z: 5)
        #expect(!reading.isSignificant && reading.repeatedP >= 0.05)
    }

    @Test(arguments: spendings) func `spending grows from nothing to all`(
        spending: SpendingFunction
    ) throws {
        for total in [1e-30, 0.025, 0.7] {
            let spent = try (0...50).map { try spending.spent(at: Double($0) / 50, of: total) }
            #expect(spent.first == 0 && spent.last == total)
            #expect(zip(spent, spent.dropFirst()).allSatisfy { $0 <= $1 })
            #expect(try spending.spent(at: 1.3, of: total) == total)
        }
    }

    @Test func `what cannot be planned is refused`() {
        let unusable: [[Double]] = [
            [], [0.5, 0.4], [0.5, 0.5], [0, 1], [-1, 1], [.nan], [0.5, .infinity],
            [0.5, 0.500_000_000_001, 1], Array(repeating: 1, count: 501),
        ]
        for information in unusable {
            #expect(throws: StatisticsError.self) {
                try GroupSequentialDesign(information: information)
            }
        }
        for alpha in [0, 1, -0.1, .nan, 2] {
            #expect(throws: StatisticsError.self) {
                try GroupSequentialDesign(information: [1], alpha: alpha)
            }
        }
        #expect(throws: StatisticsError.self) {
            try GroupSequentialDesign(information: [0.5, 1], spending: .kimDeMets(rho: 0))
        }
        #expect(throws: StatisticsError.self) {
            try GroupSequentialDesign(information: [0.5, 1], alphaSpent: [0.04, 0.03])
        }
    }

    @Test(arguments: [0.01, 0.05], TestSides.allCases)
    func `classical boundaries cross with probability alpha`(
        alpha: Double, sides: TestSides
    ) throws {
        for looks in [1, 2, 7, 30] {
            for shape in [-0.5, 0, 0.25, 0.5] {
                let boundary = try ClassicalBoundary(
                    shape: shape, looks: looks, alpha: alpha, sides: sides)
                let upper = boundary.criticalValues
                let lower = sides == .two ? upper.map { -$0 } : upper.map { _ in -12 }
                let chances = try BrownianReference(
                    information: Self.equal(looks), lower: lower, upper: upper
                ).crossing()
                let total = chances.reduce(0) { $0 + $1.above + (sides == .two ? $1.below : 0) }
                #expect(abs(total - alpha) < 1e-10)
                #expect(boundary.constant == boundary.criticalValues.last)
            }
        }
    }

    @Test(arguments: TestSides.allCases) func `power is that of the reference`(
        sides: TestSides
    ) throws {
        let design = try GroupSequentialDesign(
            information: [0.2, 0.5, 0.7, 1], sided: sides, spending: .pocock)
        let power = try GroupSequentialPower(design)
        for drift in [0, 0.5, 2.5, 4] {
            let chances = try reference(design, drift: drift).crossing()
            #expect(abs(power.power(drift: drift) - chances.reduce(0) { $0 + $1.above }) < 1e-11)
        }
        for target in [0.1, 0.8, 0.99] {
            let drift = try power.drift(power: target)
            #expect(abs(power.power(drift: drift) - target) < 1e-9)
        }
        let cost = try power.inflation(power: 0.8)
        #expect(cost.factor > 1 && cost.expectedFractionWithEffect < 1)
        #expect(cost.expectedFractionWithoutEffect < cost.factor)
    }

    @Test(arguments: [false, true]) func `futility keeps both error probabilities`(
        isBinding: Bool
    ) throws {
        let information = [0.25, 0.5, 0.8, 1]
        let design = try FutilityDesign(
            information: information, alpha: 0.025, beta: 0.15, spending: .obrienFleming,
            betaSpending: .hwangShihDeCani(gamma: -2), isBinding: isBinding)
        let last = try #require(design.criticalValues.last)
        let lower = design.futilityValues + [last]
        let alternative = try BrownianReference(
            information: information, lower: lower, upper: design.criticalValues,
            drift: design.drift
        ).crossing()
        #expect(abs(alternative.reduce(0) { $0 + $1.above } - 0.85) < 1e-9)
        #expect(abs(alternative.reduce(0) { $0 + $1.below } - 0.15) < 1e-9)
        let ignored = isBinding ? lower : [-12, -12, -12, -12]
        let null = try BrownianReference(
            information: information, lower: ignored, upper: design.criticalValues
        ).crossing()
        #expect(abs(null.reduce(0) { $0 + $1.above } - 0.025) < 1e-9)
    }

    @Test func `many looks and tiny error probabilities have futility too`() throws {
        for (looks, alpha, binding) in [(60, 0.025, false), (4, 1e-99, true), (4, 1e-20, true)] {
            let design = try FutilityDesign(
                information: Self.equal(looks), alpha: alpha, beta: 0.1, spending: .obrienFleming,
                betaSpending: .pocock, isBinding: binding)
            #expect(design.inflationFactor > 1 && design.inflationFactor < 2)
            #expect(zip(design.futilityValues, design.criticalValues).allSatisfy { $0 <= $1 })
        }
    }

    @Test func `a classical boundary is found for any alpha`() throws {
        for sides in TestSides.allCases {
            for alpha in [1e-99, 1e-12, 0.2, 0.45] {
                let boundary = try ClassicalBoundary.obrienFleming(
                    looks: 6, alpha: alpha, sides: sides)
                let fixed = try Normal.upperQuantile(alpha / Double(sides.rawValue))
                #expect(boundary.constant > fixed - 1e-9 && boundary.constant < fixed + 0.5)
            }
        }
    }
}
