// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// The mergeable summary of several variables of the same units: means and co-moment sums.
///
///     second(i, j) = Σ dᵢ·dⱼ        third(i, j, k) = Σ dᵢ·dⱼ·dₖ        d = deviation from mean
///
/// All that an adjustment by covariates needs: whatever linear combination of the variables, its
/// ``Moments`` follow by contraction, without a look at the values.
///
/// ### Reference
/// Chan, Golub, LeVeque (1983). The American Statistician 37(3), 242–247.
/// Pébay (2008). Sandia report SAND2008-6212.
public struct MultivariateMoments: Sendable, Hashable {
    /// The most variables a summary can have.
    public static let maximumDimension = 32

    /// How many units.
    public let count: Int
    /// The mean of each variable; 0 when there are no units.
    public let means: [Double]
    /// Σ dᵢ·dⱼ for i ≤ j.
    let second: [Double]
    /// Σ dᵢ·dⱼ·dₖ for i ≤ j ≤ k; nil where unknown.
    let third: [Double]?

    init(uncheckedCount count: Int, means: [Double], second: [Double], third: [Double]?) {
        self.count = count
        self.means = means
        self.second = second
        self.third = third
    }

    /// Creates the summary of no units.
    ///
    /// - Parameter dimension: How many variables, from 1 to ``maximumDimension``.
    /// - Throws: ``StatisticsError`` if there are none or too many.
    public init(dimension: Int) throws(StatisticsError) {
        guard (1...Self.maximumDimension).contains(dimension) else {
            throw .outOfDomain(argument: "dimension", value: Double(dimension))
        }
        self.init(
            uncheckedCount: 0, means: Array(repeating: 0, count: dimension),
            second: Array(repeating: 0, count: PackedIndex.pairs(dimension)),
            third: Array(repeating: 0, count: PackedIndex.triples(dimension)))
    }

    /// Creates the summary from aggregates as other tools report them; third moments stay unknown.
    ///
    /// - Parameters:
    ///   - count: How many units.
    ///   - means: The mean of each variable.
    ///   - covariances: The sample covariance matrix, divisor count − 1, symmetric; of two entries
    ///     that differ, by rounding, the mean is taken.
    /// - Throws: ``StatisticsError`` if a part is not finite, a variance is negative, a covariance is
    ///   too large for its variances, or the sizes differ.
    public init(
        count: Int, means: [Double], covariances: [[Double]]
    ) throws(StatisticsError) {
        try self.init(dimension: means.count)
        let rows = covariances.map(\.count) + [covariances.count]
        for size in rows where size != means.count {
            throw .outOfDomain(argument: "covariance matrix size", value: Double(size))
        }
        let divisor = Double(max(0, count - 1))
        var second: [Double] = []
        for j in means.indices {
            for i in 0...j {
                second.append((covariances[i][j] / 2 + covariances[j][i] / 2) * divisor)
            }
        }
        try self.init(count: count, means: means, second: second, third: nil)
        for j in means.indices {
            for i in 0..<j {
                let shared = second[PackedIndex.pair(i, j)]
                let left = second[PackedIndex.pair(i, i)].squareRoot()
                let bound = left * second[PackedIndex.pair(j, j)].squareRoot()
                guard abs(shared) <= bound * (1 + 1e-6) else {
                    throw .outOfDomain(argument: "covariance", value: covariances[i][j])
                }
            }
        }
    }

    /// Creates the summary from packed sums.
    init(
        count: Int, means: [Double], second: [Double], third: [Double]?
    ) throws(StatisticsError) {
        guard count >= 0, count <= 1 << 52 else {
            throw .outOfDomain(argument: "count", value: Double(count))
        }
        for mean in means where !mean.isFinite { throw .outOfDomain(argument: "mean", value: mean) }
        for sum in second + (third ?? []) where !sum.isFinite {
            throw .outOfDomain(argument: "co-moment", value: sum)
        }
        for j in means.indices {
            let own = second[PackedIndex.pair(j, j)]
            guard own >= 0 else { throw .outOfDomain(argument: "variance", value: own) }
        }
        self.init(uncheckedCount: count, means: means, second: second, third: third)
    }

    /// Summarises rows of values, each as long as the first; all must be finite.
    public init(rows: [[Double]]) throws(StatisticsError) {
        var accumulator = try MultivariateAccumulator(dimension: rows.first?.count ?? 0)
        for row in rows { accumulator.add(row) }
        self = try accumulator.moments()
    }

    /// How many variables.
    public var dimension: Int { means.count }

    /// The sample covariance of two variables, divisor count − 1; nil below two units or without them.
    public func covariance(_ i: Int, _ j: Int) -> Double? {
        guard count > 1, means.indices.contains(i), means.indices.contains(j) else { return nil }
        return second[PackedIndex.pair(i, j)] / Double(count - 1)
    }

    /// The summary of both groups of units together.
    ///
    /// - Throws: ``StatisticsError`` if the dimensions differ.
    public func merged(
        with other: MultivariateMoments
    ) throws(StatisticsError) -> MultivariateMoments {
        guard other.dimension == dimension else {
            throw .outOfDomain(argument: "dimension", value: Double(other.dimension))
        }
        return uncheckedMerged(with: other)
    }

    /// Adds the units of another group.
    ///
    /// - Throws: ``StatisticsError`` if the dimensions differ.
    public mutating func merge(_ other: MultivariateMoments) throws(StatisticsError) {
        self = try merged(with: other)
    }

    func uncheckedMerged(with other: MultivariateMoments) -> MultivariateMoments {
        if other.count == 0 { return self }
        if count == 0 { return other }
        let (a, b) = (Double(count), Double(other.count))
        let n = a + b
        let deltas = zip(means, other.means).map { $1 - $0 }
        let left = shifted(by: deltas.map { -$0 * (b / n) })
        let right = other.shifted(by: deltas.map { $0 * (a / n) })
        return MultivariateMoments(
            uncheckedCount: count + other.count,
            means: zip(means, deltas).map { $0 + $1 * (b / n) },
            second: zip(left.second, right.second).map { $0 + $1 },
            third: left.third.flatMap { l in right.third.map { r in zip(l, r).map { $0 + $1 } } })
    }

    /// The sums about a point `s` below the means.
    private func shifted(by s: [Double]) -> (second: [Double], third: [Double]?) {
        let n = Double(count)
        var pairs = second
        for j in s.indices {
            for i in 0...j { pairs[PackedIndex.pair(i, j)] += n * s[i] * s[j] }
        }
        guard var triples = third else { return (pairs, nil) }
        for k in s.indices {
            for j in 0...k {
                for i in 0...j {
                    triples[PackedIndex.triple(i, j, k)] +=
                        s[i] * second[PackedIndex.pair(j, k)]
                        + s[j] * second[PackedIndex.pair(i, k)]
                        + s[k] * second[PackedIndex.pair(i, j)] + n * s[i] * s[j] * s[k]
                }
            }
        }
        return (pairs, triples)
    }
}
