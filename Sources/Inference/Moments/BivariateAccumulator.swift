// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// Builds ``BivariateMoments`` from one pair after another, without allocating.
///
/// Works like ``MomentsAccumulator``, with a moving pivot for each of the two metrics.
public struct BivariateAccumulator: Sendable {
    @usableFromInline var pivot: (y: Double, x: Double) = (0, 0)
    @usableFromInline var pending = 0
    @usableFromInline var y1 = 0.0
    @usableFromInline var y2 = 0.0
    @usableFromInline var y3 = 0.0
    @usableFromInline var x1 = 0.0
    @usableFromInline var x2 = 0.0
    @usableFromInline var x3 = 0.0
    @usableFromInline var xy = 0.0
    @usableFromInline var xxy = 0.0
    @usableFromInline var xyy = 0.0
    @usableFromInline var settled = BivariateMoments.empty

    /// Creates an accumulator that has seen no pair.
    @inlinable
    public init() {}

    /// Adds one pair, which must be finite; ``moments()`` throws if one was not.
    @inlinable
    public mutating func add(y valueY: Double, x valueX: Double) {
        if pending == 0 {
            pivot = settled.count == 0 ? (valueY, valueX) : (settled.y.mean, settled.x.mean)
        }
        let dy = valueY - pivot.y
        let dx = valueX - pivot.x
        let (squareY, squareX, product) = (dy * dy, dx * dx, dx * dy)
        y1 += dy
        x1 += dx
        y2 += squareY
        x2 += squareX
        xy += product
        y3 += squareY * dy
        x3 += squareX * dx
        xxy += product * dx
        xyy += product * dy
        pending += 1
        if pending == 256 { flush() }
    }

    /// Moves the pending block into the central sums.
    @usableFromInline
    mutating func flush() {
        guard pending > 0 else { return }
        let n = Double(pending)
        let (my, mx) = (y1 / n, x1 / n)
        settled.merge(
            BivariateMoments(
                unchecked: MomentsAccumulator.block(pending, pivot.y, y1, y2, y3),
                x: MomentsAccumulator.block(pending, pivot.x, x1, x2, x3),
                coMoment: xy - x1 * my,
                mixedXXY: xxy - 2 * mx * xy - my * x2 + 2 * mx * x1 * my,
                mixedXYY: xyy - 2 * my * xy - mx * y2 + 2 * my * y1 * mx))
        (y1, y2, y3, x1, x2, x3) = (0, 0, 0, 0, 0, 0)
        (xy, xxy, xyy, pending) = (0, 0, 0, 0)
    }

    /// The summary of all pairs added so far.
    ///
    /// - Throws: ``StatisticsError`` if a value was not finite or too large to be squared or cubed.
    public func moments() throws(StatisticsError) -> BivariateMoments {
        var copy = self
        copy.flush()
        let all = copy.settled
        return try BivariateMoments(
            y: checked(all.y), x: checked(all.x), coMoment: all.coMoment,
            mixedXXY: all.mixedXXY, mixedXYY: all.mixedXYY)
    }

    private func checked(_ part: Moments) throws(StatisticsError) -> Moments {
        try Moments(
            count: part.count, mean: part.mean, sumOfSquaredDeviations: part.sumOfSquaredDeviations,
            sumOfCubedDeviations: part.sumOfCubedDeviations)
    }
}
