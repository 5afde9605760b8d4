// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import Inference

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Revenue per unit: most units buy nothing, some for a lognormal amount.
///
/// Amounts stand on a ladder of steps of 5 %, so that a group of a million units is drawn as a few
/// hundred counts.
struct RevenueModel: Sendable {
    /// The share of units that buy.
    var buyerShare = 0.03
    /// What every amount is multiplied by.
    var amountFactor = 1.0

    private static let step = 0.05
    private static let ladder = Ladder()

    /// The expected revenue of a unit.
    var mean: Double { buyerShare * amountFactor * Self.ladder.mean }

    /// Draws the revenue of a group.
    func draw(_ units: Int, using generator: inout MersenneTwister) throws -> ValueTable {
        var left = generator.binomial(trials: units, probability: buyerShare)
        var values = [0.0]
        var counts = [units - left]
        for (amount, share) in zip(Self.ladder.amounts, Self.ladder.conditionalShares) {
            guard left > 0 else { break }
            let count = generator.binomial(trials: left, probability: share)
            guard count > 0 else { continue }
            left -= count
            values.append(amount * amountFactor)
            counts.append(count)
        }
        return try ValueTable(values: values, counts: counts)
    }

    /// The steps of a lognormal distribution with median e³ and sigma 1, out to six sigma.
    private struct Ladder: Sendable {
        var amounts: [Double] = []
        /// The share of each step among those not below it.
        var conditionalShares: [Double] = []
        var mean = 0.0

        init() {
            let last = Int(6 / RevenueModel.step)
            var rest = 1.0
            for index in -last...last {
                let z = Double(index) * RevenueModel.step
                let high = 0.5 * erfc((z + RevenueModel.step / 2) / 2.0.squareRoot())
                let share = index == last ? rest : rest - high
                amounts.append(exp(3 + z))
                conditionalShares.append(min(1, share / rest))
                mean += share * exp(3 + z)
                rest -= share
            }
        }
    }
}
