// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// Builds ``Moments`` from one value after another, without allocating.
///
/// Power sums are kept about a pivot that is moved to the running mean every 256 values, and each
/// block is merged by the pairwise update. The pivot keeps the sums from cancelling whatever the
/// offset of the values; equal values give a variance of exactly zero.
public struct MomentsAccumulator: Sendable {
    @usableFromInline var pivot = 0.0
    @usableFromInline var sum1 = 0.0
    @usableFromInline var sum2 = 0.0
    @usableFromInline var sum3 = 0.0
    @usableFromInline var minimum = Double.infinity
    @usableFromInline var maximum = -Double.infinity
    @usableFromInline var pending = 0
    @usableFromInline var settled = Moments.empty

    /// Creates an accumulator that has seen no value.
    @inlinable
    public init() {}

    /// Adds one value, which must be finite; ``moments()`` throws if one was not.
    @inlinable
    public mutating func add(_ value: Double) {
        if pending == 0 { pivot = settled.count == 0 ? value : settled.mean }
        let d = value - pivot
        let square = d * d
        sum1 += d
        sum2 += square
        sum3 += square * d
        minimum = value < minimum ? value : minimum
        maximum = value > maximum ? value : maximum
        pending += 1
        if pending == 256 { flush() }
    }

    /// Adds values in order, as ``add(_:)`` does one by one.
    public mutating func add(contentsOf values: UnsafeBufferPointer<Double>) {
        var next = 0
        while next < values.count {
            if pending == 0 { pivot = settled.count == 0 ? values[next] : settled.mean }
            let end = min(values.count, next + 256 - pending)
            // In local variables, which stay in registers.
            let pivot = pivot
            var (first, second, third) = (sum1, sum2, sum3)
            var (low, high) = (minimum, maximum)
            for value in values[next..<end] {
                let d = value - pivot
                let square = d * d
                first += d
                second += square
                third += square * d
                low = value < low ? value : low
                high = value > high ? value : high
            }
            (sum1, sum2, sum3, minimum, maximum) = (first, second, third, low, high)
            pending += end - next
            next = end
            if pending == 256 { flush() }
        }
    }

    /// Moves the pending block into the central sums.
    @usableFromInline
    mutating func flush() {
        guard pending > 0 else { return }
        settled.merge(Self.block(pending, pivot, sum1, sum2, sum3))
        (sum1, sum2, sum3, pending) = (0, 0, 0, 0)
    }

    /// Turns the power sums of one block into central ones.
    static func block(
        _ count: Int, _ pivot: Double, _ sum1: Double, _ sum2: Double, _ sum3: Double
    ) -> Moments {
        let shift = sum1 / Double(count)
        return Moments(
            uncheckedCount: count, mean: pivot + shift, squared: sum2 - sum1 * shift,
            cubed: sum3 - 3 * shift * sum2 + 2 * sum1 * shift * shift)
    }

    /// The summary of all values added so far.
    ///
    /// - Throws: ``StatisticsError`` if a value was not finite or too large to be squared or cubed.
    public func moments() throws(StatisticsError) -> Moments {
        var copy = self
        copy.flush()
        let all = copy.settled
        guard all.count > 0 else { return .empty }
        return try Moments(
            count: all.count, mean: all.mean, sumOfSquaredDeviations: all.sumOfSquaredDeviations,
            sumOfCubedDeviations: all.sumOfCubedDeviations, minimum: minimum, maximum: maximum)
    }
}
