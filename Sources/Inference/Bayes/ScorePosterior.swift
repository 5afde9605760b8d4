// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// What is known about a Net Promoter Score after the answers.
///
///     shares ~ Dirichlet(prior + counts)      score = 100·(promoters − detractors)
///     mean = Σ w·α/A                          variance = (Σ w²·α/A − mean²)/(A + 1)
///
/// The difference of two scores is taken as normal, which holds from a few dozen answers on.
///
/// ### Accuracy
/// Matches Golden/nps_dirichlet.jsonl.
public struct ScorePosterior: Sendable, Hashable {
    /// The mean score, between −100 and 100.
    public let mean: Double
    /// The variance of the score.
    public let variance: Double

    /// Creates the posterior from counts and a prior of pseudo-counts.
    ///
    /// - Throws: ``StatisticsError`` if a number is negative, not finite, or all are zero.
    public init(
        promoters: Int, passives: Int, detractors: Int, prior: [Double] = [1, 1, 1]
    ) throws(StatisticsError) {
        guard prior.count == 3 else {
            throw .outOfDomain(argument: "prior", value: Double(prior.count))
        }
        var shapes: [Double] = []
        for (count, pseudo) in zip([promoters, passives, detractors], prior) {
            guard count >= 0 else { throw .outOfDomain(argument: "count", value: Double(count)) }
            guard pseudo >= 0, pseudo.isFinite else {
                throw .outOfDomain(argument: "prior", value: pseudo)
            }
            shapes.append(Double(count) + pseudo)
        }
        let total = shapes.reduce(0, +)
        guard total > 0, total.isFinite else {
            throw .outOfDomain(argument: "prior", value: total)
        }
        let (up, flat, down) = (shapes[0] / total, shapes[1] / total, shapes[2] / total)
        mean = 100 * (up - down)
        // Σ w²·share − mean² without the difference of two near numbers.
        variance = 10_000 * (4 * up * down + flat * (up + down)) / (total + 1)
    }

    /// The probability that this score is higher than another.
    ///
    /// - Returns: The probability; nil where neither has any spread.
    /// - Throws: ``StatisticsError`` if a number overflows.
    public func probabilityAbove(_ other: ScorePosterior) throws(StatisticsError) -> Double? {
        let deviation = (variance + other.variance).squareRoot()
        guard deviation > 0 else { return nil }
        return try Normal.lowerTail((mean - other.mean) / deviation)
    }
}
