// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// The mergeable summary of one metric over one group: count, mean and central power sums.
///
///     sumOfSquaredDeviations = Σ(x − mean)²        sumOfCubedDeviations = Σ(x − mean)³
///
/// Central sums keep their digits where Σx² loses them; two summaries merge by the pairwise update.
///
/// ### Reference
/// Chan, Golub, LeVeque (1983). The American Statistician 37(3), 242–247.
/// Pébay (2008). Sandia report SAND2008-6212.
public struct Moments: Sendable, Hashable, Codable {
    /// How many units.
    public let count: Int
    /// Their mean; 0 when there are none.
    public let mean: Double
    /// The sum of squared deviations from the mean.
    public let sumOfSquaredDeviations: Double
    /// The sum of cubed deviations from the mean; nil where only aggregates without it were given.
    public let sumOfCubedDeviations: Double?
    /// The smallest value, where known.
    public let minimum: Double?
    /// The largest value, where known.
    public let maximum: Double?

    /// The summary of no units.
    public static let empty = Moments(
        uncheckedCount: 0, mean: 0, squared: 0, cubed: 0, minimum: nil, maximum: nil)

    init(
        uncheckedCount count: Int, mean: Double, squared: Double, cubed: Double?,
        minimum: Double? = nil, maximum: Double? = nil
    ) {
        self.count = count
        self.mean = mean
        self.sumOfSquaredDeviations = max(0, squared)
        self.sumOfCubedDeviations = cubed
        self.minimum = minimum
        self.maximum = maximum
    }

    /// Creates the summary from its parts.
    ///
    /// - Throws: ``StatisticsError`` if a part is not finite or a count or sum of squares is negative.
    public init(
        count: Int, mean: Double, sumOfSquaredDeviations: Double,
        sumOfCubedDeviations: Double? = nil, minimum: Double? = nil, maximum: Double? = nil
    ) throws(StatisticsError) {
        guard count >= 0, count <= 1 << 52 else {
            throw .outOfDomain(argument: "count", value: Double(count))
        }
        guard mean.isFinite else { throw .outOfDomain(argument: "mean", value: mean) }
        guard sumOfSquaredDeviations >= 0, sumOfSquaredDeviations.isFinite else {
            throw .outOfDomain(
                argument: "sum of squared deviations", value: sumOfSquaredDeviations)
        }
        if let cubed = sumOfCubedDeviations, !cubed.isFinite {
            throw .outOfDomain(argument: "sum of cubed deviations", value: cubed)
        }
        self.init(
            uncheckedCount: count, mean: mean, squared: sumOfSquaredDeviations,
            cubed: sumOfCubedDeviations, minimum: minimum, maximum: maximum)
    }

    /// Creates the summary from aggregates as other tools report them.
    ///
    /// - Parameters:
    ///   - count: How many units.
    ///   - mean: Their mean.
    ///   - variance: The sample variance, with divisor count − 1; not negative.
    ///   - thirdCentralMoment: Σ(x − mean)³ / count, where known.
    /// - Throws: ``StatisticsError`` if a part is outside its domain.
    public init(
        count: Int, mean: Double, variance: Double, thirdCentralMoment: Double? = nil
    ) throws(StatisticsError) {
        guard variance >= 0, variance.isFinite else {
            throw .outOfDomain(argument: "variance", value: variance)
        }
        try self.init(
            count: count, mean: mean,
            sumOfSquaredDeviations: count < 1 ? 0 : variance * Double(count - 1),
            sumOfCubedDeviations: thirdCentralMoment.map { $0 * Double(count) })
    }

    /// Creates the summary of `count` values that are 1 `successes` times and 0 otherwise.
    ///
    /// - Throws: ``StatisticsError`` unless 0 ≤ successes ≤ count.
    public init(successes: Int, count: Int) throws(StatisticsError) {
        self.init(try Proportion(successes: successes, count: count))
    }

    /// Creates the summary of the zeros and ones behind a proportion.
    public init(_ proportion: Proportion) {
        guard proportion.count > 0 else {
            self = .empty
            return
        }
        let p = proportion.rate
        let squared = Double(proportion.successes) * (1 - p)
        self.init(
            uncheckedCount: proportion.count, mean: p, squared: squared,
            cubed: squared * (1 - 2 * p),
            minimum: proportion.successes < proportion.count ? 0 : 1,
            maximum: proportion.successes > 0 ? 1 : 0)
    }

    /// Summarises values; all must be finite.
    public init(_ values: [Double]) throws(StatisticsError) {
        var accumulator = MomentsAccumulator()
        for value in values { accumulator.add(value) }
        self = try accumulator.moments()
    }

    /// Summarises a buffer of values; all must be finite.
    public init(_ values: UnsafeBufferPointer<Double>) throws(StatisticsError) {
        var accumulator = MomentsAccumulator()
        for value in values { accumulator.add(value) }
        self = try accumulator.moments()
    }

    /// The sample variance with divisor count − 1; nil below two units.
    public var variance: Double? {
        count < 2 ? nil : sumOfSquaredDeviations / Double(count - 1)
    }

    /// The variance of the mean; nil below two units.
    public var varianceOfMean: Double? { variance.map { $0 / Double(count) } }

    /// The third central moment Σ(x − mean)³ / count; nil where unknown or without units.
    public var thirdCentralMoment: Double? {
        count < 1 ? nil : sumOfCubedDeviations.map { $0 / Double(count) }
    }

    /// The sum of the values.
    public var sum: Double { mean * Double(count) }

    /// The summary of both groups of units together.
    public func merged(with other: Moments) -> Moments {
        if other.count == 0 { return self }
        if count == 0 { return other }
        let (a, b) = (Double(count), Double(other.count))
        let n = a + b
        let delta = other.mean - mean
        let shiftA = -delta * (b / n)
        let shiftB = delta * (a / n)
        var cubed: Double?
        if let left = sumOfCubedDeviations, let right = other.sumOfCubedDeviations {
            let ofA = left + shiftA * (3 * sumOfSquaredDeviations + a * shiftA * shiftA)
            let ofB = right + shiftB * (3 * other.sumOfSquaredDeviations + b * shiftB * shiftB)
            cubed = ofA + ofB
        }
        return Moments(
            uncheckedCount: count + other.count, mean: mean - shiftA,
            squared: sumOfSquaredDeviations + other.sumOfSquaredDeviations
                + delta * delta * (a * (b / n)),
            cubed: cubed, minimum: Self.combine(minimum, other.minimum, min),
            maximum: Self.combine(maximum, other.maximum, max))
    }

    /// Adds the units of another group.
    public mutating func merge(_ other: Moments) { self = merged(with: other) }

    /// The summary of the values times a factor.
    public func scaled(by factor: Double) -> Moments {
        let low = minimum.map { $0 * factor }
        let high = maximum.map { $0 * factor }
        return Moments(
            uncheckedCount: count, mean: mean * factor,
            squared: sumOfSquaredDeviations * factor * factor,
            cubed: sumOfCubedDeviations.map { $0 * factor * factor * factor },
            minimum: factor < 0 ? high : low, maximum: factor < 0 ? low : high)
    }

    private static func combine(
        _ a: Double?, _ b: Double?, _ choose: (Double, Double) -> Double
    ) -> Double? {
        guard let a, let b else { return nil }
        return choose(a, b)
    }
}
