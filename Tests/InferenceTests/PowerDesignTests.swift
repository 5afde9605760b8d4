// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference
import Testing

@Suite struct PowerDesignTests {
    static let metrics: [PowerDesign.Metric] = [
        .proportion(0.02), .proportion(0.5), .proportion(0.97), .mean(3, standardDeviation: 15),
        .ratio(40, standardDeviation: 90),
    ]

    /// Every way to change the design, over every metric.
    static let designs: [PowerDesign] = {
        var designs: [PowerDesign] = []
        for metric in metrics {
            for (groups, correction) in [
                (1, PowerDesign.Correction.none), (3, .bonferroni), (2, .holm), (2, .dunnett),
            ] {
                for (rho, size, icc, inflation, usesT) in [
                    (0.0, 1.0, 0.0, 1.0, false), (0.7, 1, 0, 1.0231, false),
                    (-0.3, 4, 0.1, 1, true),
                ] where !usesT || groups != 2 {
                    let design = try? PowerDesign(
                        metric: metric, alpha: 0.05, treatments: groups,
                        correction: correction, covariateCorrelation: rho, clusterSize: size,
                        intraclassCorrelation: icc, inflation: inflation, usesStudentT: usesT)
                    if let design { designs.append(design) }
                }
            }
        }
        return designs
    }()

    @Test func `the grid is complete`() { #expect(Self.designs.count == 5 * 10) }

    @Test func `Dunnett with Student's t keeps its promises too`() throws {
        let design = try PowerDesign(
            metric: .proportion(0.3), treatments: 3, correction: .dunnett, usesStudentT: true)
        let sizes = try #require(
            try design.sampleSize(.absolute(0.15), power: 0.8, controlShare: 0.4))
        #expect(abs(try design.power(.absolute(0.15), sizes: sizes) - 0.8) < 1e-9)
        let effect = try #require(try design.minimumDetectableEffect(power: 0.8, sizes: sizes))
        #expect(abs(effect - 0.15) < 1e-9)
    }

    @Test(arguments: designs)
    func `the smallest effect is found with the chance asked for`(design: PowerDesign) throws {
        for (control, treatment) in [(2_000.0, 2_000.0), (500, 49_500)] {
            let sizes = try GroupSizes(control: control, treatment: treatment)
            for power in [0.2, 0.8, 0.99] {
                for direction in PowerDesign.Direction.allCases {
                    let effect = try design.minimumDetectableEffect(
                        power: power, sizes: sizes, direction: direction)
                    guard let effect else {
                        // Only a rate can have no room left.
                        guard case .proportion(let rate) = design.metric else {
                            Issue.record("no effect at \(power)")
                            continue
                        }
                        let most = direction == .increase ? 1 - rate : -rate
                        #expect(try design.power(.absolute(most), sizes: sizes) < power)
                        continue
                    }
                    #expect((effect > 0) == (direction == .increase))
                    #expect(abs(try design.power(.absolute(effect), sizes: sizes) - power) < 1e-9)
                    let relative = try #require(design.relative(effect))
                    #expect(abs(try design.power(.relative(relative), sizes: sizes) - power) < 1e-9)
                }
            }
        }
    }

    @Test(arguments: designs)
    func `the sizes needed give the chance asked for`(design: PowerDesign) throws {
        for share in [0.01, 0.5] {
            let (power, effect) = (0.9, PowerDesign.Effect.relative(-0.06))
            let sizes = try #require(
                try design.sampleSize(effect, power: power, controlShare: share))
            #expect(abs(try design.power(effect, sizes: sizes) - power) < 1e-9)
            let total = sizes.total(treatments: design.treatments)
            #expect(MomentsTests.isClose(sizes.control / total, share))
            let whole = sizes.roundedUp
            #expect(whole.control >= sizes.control && whole.control < sizes.control + 1)
            #expect(try design.power(effect, sizes: whole) >= power - 1e-12)
        }
    }

    @Test(arguments: designs.filter { $0.correction != .dunnett })
    func `without an effect the power is the level, and grows with effect and size`(
        design: PowerDesign
    ) throws {
        let sizes = try GroupSizes(control: 900, treatment: 4_000)
        let larger = try GroupSizes(control: 1_000, treatment: 4_000)
        let level = try #require(design.alphaPerComparison)
        #expect(abs(try design.power(.absolute(0), sizes: sizes) - level) < 1e-12)
        var last = level
        for share in [0.005, 0.01, 0.02, 0.025] {
            let power = try design.power(.relative(share), sizes: sizes)
            #expect(power > last || power > 1 - 1e-12)
            #expect(try design.power(.relative(share), sizes: larger) >= power)
            last = power
        }
    }

    @Test func `Dunnett's critical value lies between none and Bonferroni's`() throws {
        let sizes = try GroupSizes(control: 1_000, treatment: 500)
        func critical(_ correction: PowerDesign.Correction) throws -> Double {
            try PowerDesign(
                metric: .mean(nil, standardDeviation: 1), treatments: 4, correction: correction
            ).test(sizes: sizes).criticalValue
        }
        #expect(try critical(.none) < critical(.dunnett))
        #expect(try critical(.dunnett) < critical(.holm))
        #expect(try critical(.holm) == critical(.bonferroni))
    }

    @Test(
        arguments: [1, 2, 5], [PowerDesign.Metric.proportion(0.05), .mean(1, standardDeviation: 1)])
    func `no other share of the control is more precise`(
        groups: Int, metric: PowerDesign.Metric
    ) throws {
        let design = try PowerDesign(metric: metric, treatments: groups)
        let effect = 0.02
        let best = try design.bestControlShare(effect: effect)
        func error(_ share: Double) throws -> Double {
            try design.standardError(
                effect,
                sizes: GroupSizes(total: 1e5, controlShare: share, treatments: groups))
        }
        for other in [best * 0.97, best * 1.03, 0.01, 0.9] {
            #expect(try error(best) < error(other))
        }
        if case .mean = metric {
            #expect(MomentsTests.isClose(best, 1 / (1 + Double(groups).squareRoot())))
        }
    }

    @Test func `a covariate and looks change the size by their factors, clusters by theirs`() throws
    {
        func size(_ rho: Double, _ m: Double, _ icc: Double, _ inflation: Double) throws -> Double {
            let design = try PowerDesign(
                metric: .mean(nil, standardDeviation: 3), covariateCorrelation: rho,
                clusterSize: m, intraclassCorrelation: icc, inflation: inflation)
            return try #require(
                try design.sampleSize(.absolute(0.1), power: 0.8, controlShare: 0.2)
            ).control
        }
        let plain = try size(0, 1, 0, 1)
        #expect(MomentsTests.isClose(try size(0.6, 1, 0, 1) / plain, 0.64))
        #expect(MomentsTests.isClose(try size(0, 11, 0.2, 1) / plain, 3))
        #expect(MomentsTests.isClose(try size(0, 1, 0, 1.25) / plain, 1.25))
    }

    @Test func `what cannot be is refused, and what cannot be reached is nil`() throws {
        #expect(throws: StatisticsError.self) { try PowerDesign(metric: .proportion(0)) }
        #expect(throws: StatisticsError.self) {
            try PowerDesign(metric: .mean(nil, standardDeviation: 0))
        }
        let rate = try PowerDesign(metric: .proportion(0.9))
        let sizes = try GroupSizes(control: 20, treatment: 20)
        #expect(throws: StatisticsError.self) { try rate.power(.absolute(0.2), sizes: sizes) }
        #expect(throws: StatisticsError.self) { try rate.power(.absolute(.nan), sizes: sizes) }
        #expect(throws: StatisticsError.self) {
            try rate.sampleSize(.absolute(0), power: 0.8, controlShare: 0.5)
        }
        #expect(throws: StatisticsError.self) { try GroupSizes(control: 0, treatment: 1) }
        #expect(try rate.minimumDetectableEffect(power: 0.8, sizes: sizes) == nil)
        #expect(try rate.minimumDetectableEffect(power: 0.01, sizes: sizes) == nil)
        let mean = try PowerDesign(metric: .mean(nil, standardDeviation: 1))
        #expect(mean.relative(1) == nil)
        #expect(throws: StatisticsError.self) { try mean.absolute(.relative(0.1)) }
        let huge = try PowerDesign(metric: .mean(nil, standardDeviation: 1), usesStudentT: true)
        let least = try huge.sampleSize(.absolute(1e9), power: 0.5, controlShare: 0.5)
        #expect(try #require(least).control < 2)
    }
}

@Suite struct ProportionFormulaTests {
    @Test(arguments: ProportionFormula.allCases)
    func `a size gives its power, but for the opposite tail`(formula: ProportionFormula) throws {
        for (p, q) in [(0.1, 0.12), (0.5, 0.4), (0.001, 0.002), (0.97, 0.99)] {
            for ratio in [0.2, 1, 19] {
                let size = try formula.controlSize(
                    control: p, treatment: q, alpha: 0.05, power: 0.85, ratio: ratio)
                let power = try #require(
                    try formula.power(
                        control: p, treatment: q, alpha: 0.05,
                        sizes: GroupSizes(control: size, treatment: ratio * size)))
                #expect(abs(power.right - 0.85) < 1e-9)
                #expect(power.wrong < 1e-3)
            }
        }
    }

    @Test func `the unpooled formula is the design's`() throws {
        let design = try PowerDesign(metric: .proportion(0.04))
        let sizes = try GroupSizes(control: 3_000, treatment: 9_000)
        let formula = try #require(
            try ProportionFormula.unpooled.power(
                control: 0.04, treatment: 0.05, alpha: 0.05, sizes: sizes))
        let own = try design.power(.absolute(0.01), sizes: sizes)
        #expect(MomentsTests.isClose(own, formula.right + formula.wrong))
    }

    @Test func `Cohen's h keeps its digits and its sign`() {
        #expect(MomentsTests.isClose(ProportionFormula.cohenH(control: 0, treatment: 1), .pi))
        #expect(ProportionFormula.cohenH(control: 0.3, treatment: 0.3) == 0)
        let forward = ProportionFormula.cohenH(control: 0.5, treatment: 0.65)
        #expect(MomentsTests.isClose(forward, 0.3046926540153976))
        #expect(ProportionFormula.cohenH(control: 0.65, treatment: 0.5) == -forward)
    }

    @Test func `rates without spread and rates that are none are told apart`() throws {
        let sizes = try GroupSizes(control: 10, treatment: 10)
        #expect(
            try ProportionFormula.unpooled.power(
                control: 0, treatment: 1, alpha: 0.05, sizes: sizes) == nil)
        #expect(throws: StatisticsError.self) {
            try ProportionFormula.arcsine.power(
                control: -0.1, treatment: 1, alpha: 0.05, sizes: sizes)
        }
        #expect(throws: StatisticsError.self) {
            try ProportionFormula.pooledNull.controlSize(
                control: 0.1, treatment: 0.1, alpha: 0.05, power: 0.8)
        }
    }
}

@Suite struct PriceOfControlTests {
    @Test func `units held out times the effect per unit`() {
        let price = PriceOfControl(heldOut: 5_000, effect: 0.004)
        #expect(price.outcomes == 20)
        #expect(price.outcomes(over: Interval(low: -0.001, high: 0.01)).low == -5)
        #expect(price.outcomes(over: Interval(low: -0.001, high: 0.01)).high == 50)
    }
}
