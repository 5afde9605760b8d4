// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

extension MultivariateMoments {
    /// A sum of squares below this share of its uncancelled terms is rounding.
    static let roundingNoise = 1e-12

    /// The moments of one linear combination of the variables.
    ///
    ///     value = constant + Σ wᵢ·xᵢ      Σd² = Σᵢⱼ wᵢwⱼ·second(i, j)      Σd³ = Σᵢⱼₖ wᵢwⱼwₖ·third(i, j, k)
    ///
    /// A sum of squares below 1e-12 of its uncancelled terms is rounding of an exact relation: zero.
    ///
    /// - Parameters:
    ///   - weights: One for each variable.
    ///   - constant: What is added to every value.
    /// - Returns: The moments, with the third where it is known.
    /// - Throws: ``StatisticsError`` if there are more or fewer weights than variables, or the result
    ///   is not finite.
    public func combination(
        weights: [Double], constant: Double = 0
    ) throws(StatisticsError) -> Moments {
        guard weights.count == dimension else {
            throw .outOfDomain(argument: "weights", value: Double(weights.count))
        }
        let squared = product(weights, weights)
        let isExact = squared <= Self.roundingNoise * uncancelled(weights)
        return try Moments(
            count: count, mean: zip(weights, means).reduce(constant) { $0 + $1.0 * $1.1 },
            sumOfSquaredDeviations: isExact ? 0 : squared,
            sumOfCubedDeviations: isExact ? third.map { _ in 0 } : cubed(weights))
    }

    /// The sum of products of deviations of two combinations.
    func product(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for j in means.indices {
            for i in means.indices where a[i] != 0 && b[j] != 0 {
                sum += a[i] * b[j] * second[PackedIndex.pair(i, j)]
            }
        }
        return sum
    }

    /// Σ wᵢ²·second(i, i): what the sum of squares would be without correlation.
    func uncancelled(_ weights: [Double]) -> Double {
        var sum = 0.0
        for (i, w) in weights.enumerated() { sum += w * w * second[PackedIndex.pair(i, i)] }
        return sum
    }

    private func cubed(_ w: [Double]) -> Double? {
        guard let third else { return nil }
        var sum = 0.0
        for k in w.indices where w[k] != 0 {
            for j in 0...k where w[j] != 0 {
                for i in 0...j where w[i] != 0 {
                    // Six orders of three different variables, three of two, one of one.
                    let orders = i == k ? 1.0 : (i == j || j == k ? 3 : 6)
                    sum += orders * w[i] * w[j] * w[k] * third[PackedIndex.triple(i, j, k)]
                }
            }
        }
        return sum
    }

    /// The summary of one variable; nil where there is none at the index.
    public func marginal(_ index: Int) -> Moments? {
        guard means.indices.contains(index) else { return nil }
        return Moments(
            uncheckedCount: count, mean: means[index],
            squared: second[PackedIndex.pair(index, index)],
            cubed: third.map { $0[PackedIndex.triple(index, index, index)] })
    }

    /// The summary of two variables, a numerator y and a denominator x; nil where one is missing.
    public func marginal(y: Int, x: Int) -> BivariateMoments? {
        guard let numerator = marginal(y), let denominator = marginal(x) else { return nil }
        return BivariateMoments(
            unchecked: numerator, x: denominator, coMoment: second[PackedIndex.pair(x, y)],
            mixedXXY: third.map { $0[PackedIndex.triple(x, x, y)] },
            mixedXYY: third.map { $0[PackedIndex.triple(x, y, y)] })
    }
}

extension MultivariateMoments: Codable {
    private enum CodingKeys: String, CodingKey {
        case count, means, second, third
    }

    /// Reads a summary, and refuses one whose parts do not fit together.
    public init(from decoder: any Decoder) throws {
        let parts = try decoder.container(keyedBy: CodingKeys.self)
        let means = try parts.decode([Double].self, forKey: .means)
        let second = try parts.decode([Double].self, forKey: .second)
        let third = try parts.decodeIfPresent([Double].self, forKey: .third)
        let dimension = means.count
        guard (1...Self.maximumDimension).contains(dimension),
            second.count == PackedIndex.pairs(dimension),
            third.map({ $0.count == PackedIndex.triples(dimension) }) ?? true
        else { throw StatisticsError.outOfDomain(argument: "dimension", value: Double(dimension)) }
        try self.init(
            count: try parts.decode(Int.self, forKey: .count), means: means, second: second,
            third: third)
    }

    /// Writes the summary.
    public func encode(to encoder: any Encoder) throws {
        var parts = encoder.container(keyedBy: CodingKeys.self)
        try parts.encode(count, forKey: .count)
        try parts.encode(means, forKey: .means)
        try parts.encode(second, forKey: .second)
        try parts.encodeIfPresent(third, forKey: .third)
    }
}
