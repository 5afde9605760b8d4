// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// The mergeable summary of two metrics of the same units: a numerator y and a denominator x.
///
///     coMoment = Σ dx·dy      mixedXXY = Σ dx²·dy      mixedXYY = Σ dx·dy²      d = deviation from mean
///
/// With the mixed third sums the skewness of the linearised residual y − R·x can be had.
public struct BivariateMoments: Sendable, Hashable, Codable {
    /// The numerator.
    public let y: Moments
    /// The denominator.
    public let x: Moments
    /// The sum of products of deviations.
    public let coMoment: Double
    /// Σ dx²·dy; nil where unknown.
    public let mixedXXY: Double?
    /// Σ dx·dy²; nil where unknown.
    public let mixedXYY: Double?

    private static let roundingNoise = 1e-12

    /// The summary of no units.
    public static let empty = BivariateMoments(
        unchecked: .empty, x: .empty, coMoment: 0, mixedXXY: 0, mixedXYY: 0)

    init(unchecked y: Moments, x: Moments, coMoment: Double, mixedXXY: Double?, mixedXYY: Double?) {
        self.y = y
        self.x = x
        self.coMoment = coMoment
        self.mixedXXY = mixedXXY
        self.mixedXYY = mixedXYY
    }

    /// Creates the summary from its parts.
    ///
    /// - Throws: ``StatisticsError`` if the counts differ or a part is not finite.
    public init(
        y: Moments, x: Moments, coMoment: Double, mixedXXY: Double? = nil, mixedXYY: Double? = nil
    ) throws(StatisticsError) {
        guard y.count == x.count else {
            throw .outOfDomain(argument: "count", value: Double(x.count))
        }
        for part in [coMoment, mixedXXY ?? 0, mixedXYY ?? 0] where !part.isFinite {
            throw .outOfDomain(argument: "co-moment", value: part)
        }
        self.init(unchecked: y, x: x, coMoment: coMoment, mixedXXY: mixedXXY, mixedXYY: mixedXYY)
    }

    /// Creates the summary from marginal summaries and the sample covariance, divisor count − 1.
    ///
    /// - Throws: ``StatisticsError`` if the counts differ or the covariance is not finite.
    public init(y: Moments, x: Moments, covariance: Double) throws(StatisticsError) {
        try self.init(y: y, x: x, coMoment: covariance * Double(max(0, y.count - 1)))
    }

    /// Summarises paired values; all must be finite and the arrays equally long.
    public init(y: [Double], x: [Double]) throws(StatisticsError) {
        guard y.count == x.count else {
            throw .outOfDomain(argument: "count", value: Double(x.count))
        }
        var accumulator = BivariateAccumulator()
        for (value, base) in zip(y, x) { accumulator.add(y: value, x: base) }
        self = try accumulator.moments()
    }

    /// How many units.
    public var count: Int { y.count }

    /// The sample covariance with divisor count − 1; nil below two units.
    public var covariance: Double? { count < 2 ? nil : coMoment / Double(count - 1) }

    /// The ratio of the means; nil when the denominator's mean is zero.
    public var ratio: Double? { count < 1 || x.mean == 0 ? nil : y.mean / x.mean }

    /// The summary of both groups of units together.
    public func merged(with other: BivariateMoments) -> BivariateMoments {
        if other.count == 0 { return self }
        if count == 0 { return other }
        let (a, b) = (Double(count), Double(other.count))
        let n = a + b
        let dx = other.x.mean - x.mean
        let dy = other.y.mean - y.mean
        let left = shifted(x: -dx * (b / n), y: -dy * (b / n))
        let right = other.shifted(x: dx * (a / n), y: dy * (a / n))
        return BivariateMoments(
            unchecked: y.merged(with: other.y), x: x.merged(with: other.x),
            coMoment: coMoment + other.coMoment + dx * dy * (a * (b / n)),
            mixedXXY: left.xxy.flatMap { l in right.xxy.map { l + $0 } },
            mixedXYY: left.xyy.flatMap { l in right.xyy.map { l + $0 } })
    }

    /// Adds the units of another group.
    public mutating func merge(_ other: BivariateMoments) { self = merged(with: other) }

    /// The mixed third sums about a point `x`, `y` below the means.
    private func shifted(x s: Double, y t: Double) -> (xxy: Double?, xyy: Double?) {
        let n = Double(count)
        return (
            mixedXXY.map {
                $0 + t * x.sumOfSquaredDeviations + 2 * s * coMoment + n * s * s * t
            },
            mixedXYY.map {
                $0 + s * y.sumOfSquaredDeviations + 2 * t * coMoment + n * s * t * t
            }
        )
    }

    /// The ratio y/x as if it were a mean: per unit R + (y − R·x)/x̄.
    ///
    ///     R = ȳ/x̄      variance = (s²(y) − 2R·s(xy) + R²·s²(x)) / x̄²
    ///
    /// A variance below 1e-12 of its uncancelled terms is rounding of an exact proportion: zero.
    ///
    /// ### Reference
    /// Deng, Knoblich, Lu (2018). KDD '18. <https://doi.org/10.1145/3219819.3219919>
    public func linearised() -> Estimated<Moments> {
        guard count > 0 else { return .notEstimable(.tooFewUnits) }
        guard let r = ratio, r.isFinite else { return .notEstimable(.zeroDenominator) }
        let base = x.mean
        let uncancelled = y.sumOfSquaredDeviations + r * r * x.sumOfSquaredDeviations
        var squared = uncancelled - 2 * r * coMoment
        let isProportional = squared <= Self.roundingNoise * uncancelled
        if isProportional { squared = 0 }
        var cubed: Double?
        if let yyy = y.sumOfCubedDeviations, let xxx = x.sumOfCubedDeviations,
            let xxy = mixedXXY, let xyy = mixedXYY
        {
            cubed =
                isProportional
                ? 0 : (yyy - 3 * r * xyy + 3 * r * r * xxy - r * r * r * xxx) / (base * base * base)
        }
        let variance = squared / (base * base)
        guard variance.isFinite else { return .notEstimable(.outOfDomain) }
        return .estimated(
            Moments(uncheckedCount: count, mean: r, squared: variance, cubed: cubed))
    }
}
