// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Testing

@Suite struct ExtremeArgumentTests {
    static let sizes = [
        Double.leastNonzeroMagnitude, 1e-300, 1e-10, 1, 40, 1e6, 1e10, 1e16, 1e100, 1e300, 1.7e308,
    ]

    @Test(arguments: [0.1, 1, 30, 1e6, 9.9e9, 1e10, 1e16, 1e300, 1.7e308])
    func `the noncentral t ends in time at any argument`(degreesOfFreedom: Double) throws {
        let clock = ContinuousClock()
        let arguments = [0] + Self.sizes + Self.sizes.map { -$0 }
        let elapsed = try clock.measure {
            for noncentrality in arguments {
                let t = try NoncentralT(
                    degreesOfFreedom: degreesOfFreedom, noncentrality: noncentrality)
                for argument in arguments {
                    let (upper, lower) = (try t.upperTail(argument), try t.lowerTail(argument))
                    #expect(upper >= 0 && upper <= 1)
                    #expect(lower >= 0 && lower <= 1)
                    #expect(abs(upper + lower - 1) < 0.01, "\(noncentrality) \(argument)")
                }
            }
        }
        #expect(elapsed < .seconds(60))
    }

    @Test(arguments: [(1.0, 0.0), (2.5, 3), (-4, 0.5), (1e4, 9.999e3), (0, -30)])
    func `the normal limit joins the integral`(t: Double, noncentrality: Double) throws {
        let below = try NoncentralT(degreesOfFreedom: 9.999_999e9, noncentrality: noncentrality)
        let above = try NoncentralT(degreesOfFreedom: 1.000_000_1e10, noncentrality: noncentrality)
        let (integral, limit) = (try below.upperTail(t), try above.upperTail(t))
        #expect(abs(integral - limit) <= 1e-7 * limit, "\(integral) \(limit)")
    }

    @Test func `too few degrees of freedom are refused`() {
        #expect(throws: StatisticsError.self) {
            try NoncentralT(degreesOfFreedom: 0.05, noncentrality: 1)
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a description shows only numbers`(value: Double) {
        let text = StatisticsError.outOfDomain(argument: "margin", value: value).description
        #expect(!text.contains("nan") && !text.contains("inf"))
        #expect(text.hasPrefix("margin is "))
    }

    @Test(arguments: [0.0, 1.5, -6, 30])
    func `Student's t becomes normal`(t: Double) throws {
        let almost = try StudentT(degreesOfFreedom: 1.7e308)
        let (tail, normal) = (try almost.upperTail(t), try Normal.upperTail(t))
        #expect(abs(tail - normal) <= 1e-13 * normal)
        #expect(try almost.upperTail(1e300) == 0)
    }
}
