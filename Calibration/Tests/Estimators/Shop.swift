// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions

/// A made-up shop whose expected figures are known, so that an effect can be planted and looked for.
///
/// People belong to one of three segments; what someone spends now depends on the segment, on what was
/// spent before and on the household.
struct Shop: Sendable {
    static let segmentShares = [0.5, 0.3, 0.2]
    static let segmentSpend = [10.0, 25, 60]

    /// The expected spend of a person who is left alone.
    static let meanSpend = zip(segmentShares, segmentSpend).reduce(0) { $0 + $1.0 * $1.1 }
    /// The expected number of orders: one and one more for every 20 spent in the segment.
    static let meanOrders = 1 + meanSpend / 20

    /// What the treatment multiplies spend by.
    var factor = 1.0

    struct Person {
        let segment: Int
        let before: Double
        let spend: Double
        let orders: Double
    }

    func person(
        householdFactor: Double = 1, using generator: inout MersenneTwister
    ) -> Person {
        let u = generator.uniform()
        let segment = u < Self.segmentShares[0] ? 0 : u < 1 - Self.segmentShares[2] ? 1 : 2
        let usual = Self.segmentSpend[segment]
        let before = usual * Self.around1(using: &generator)
        let spend = 0.7 * before + 0.3 * usual * Self.around1(using: &generator)
        return Person(
            segment: segment, before: before, spend: factor * householdFactor * spend,
            orders: 1 + Double(generator.poisson(mean: usual / 20)))
    }

    /// A lognormal number with mean 1 and sigma ½.
    static func around1(using generator: inout MersenneTwister) -> Double {
        generator.logNormal(mu: -0.125, sigma: 0.5)
    }
}
