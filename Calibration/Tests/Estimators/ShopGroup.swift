// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference

/// What is kept of a group of single people: enough for every estimator.
struct ShopGroup {
    /// Spend, spend before, orders.
    let moments: MultivariateMoments
    let segments: [Moments]

    init(_ shop: Shop, people: Int, using generator: inout MersenneTwister) throws {
        var all = try MultivariateAccumulator(dimension: 3)
        var segments = [MomentsAccumulator](
            repeating: MomentsAccumulator(), count: Shop.segmentShares.count)
        for _ in 0..<people {
            let person = shop.person(using: &generator)
            all.add([person.spend, person.before, person.orders])
            segments[person.segment].add(person.spend)
        }
        moments = try all.moments()
        self.segments = try segments.map { try $0.moments() }
    }
}

/// Households of one to four people who are treated alike and spend alike.
struct HouseholdGroup {
    let totals: ClusterTotals
    let people: Moments

    init(
        _ shop: Shop, households: Int, label: String, using generator: inout MersenneTwister
    ) throws {
        var totals: [String: ClusterTotals.Cluster] = [:]
        var people = MomentsAccumulator()
        for household in 0..<households {
            let factor = Shop.around1(using: &generator)
            let size = 1 + Int(generator.below(4))
            var sum = 0.0
            for _ in 0..<size {
                let spend = shop.person(householdFactor: factor, using: &generator).spend
                sum += spend
                people.add(spend)
            }
            totals["\(label)\(household)"] = ClusterTotals.Cluster(sum: sum, size: size)
        }
        self.totals = ClusterTotals(totals)
        self.people = try people.moments()
    }
}
