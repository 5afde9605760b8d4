// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// Builds ``MultivariateMoments`` from one row after another, without allocating for a row.
///
/// Works like ``MomentsAccumulator``: sums about a pivot, the first row and then the running means,
/// are merged into the summary every 256 rows.
public struct MultivariateAccumulator: Sendable {
    /// How many variables a row has.
    public let dimension: Int
    private var block: DeviationBlock
    private var settled: MultivariateMoments
    private var misfit: Int?

    /// Creates an accumulator that has seen no row.
    ///
    /// - Parameter dimension: How many variables, from 1 to ``MultivariateMoments/maximumDimension``.
    /// - Throws: ``StatisticsError`` if there are none or too many.
    public init(dimension: Int) throws(StatisticsError) {
        settled = try MultivariateMoments(dimension: dimension)
        self.dimension = dimension
        block = DeviationBlock(dimension: dimension)
    }

    /// Adds one row, whose values must be finite; ``moments()`` throws if one was not, or if a row
    /// had another number of values.
    public mutating func add(_ row: UnsafeBufferPointer<Double>) {
        guard row.count == dimension else {
            misfit = row.count
            return
        }
        if block.count == 0 {
            block.begin(means: settled.count == 0 ? nil : settled.means, row: row)
        }
        block.append(row)
        if block.count == DeviationBlock.capacity { flush() }
    }

    /// Adds one row given as an array.
    public mutating func add(_ row: [Double]) {
        row.withUnsafeBufferPointer { add($0) }
    }

    /// Moves the pending block into the central sums.
    private mutating func flush() {
        guard block.count > 0 else { return }
        settled = settled.uncheckedMerged(with: block.moments())
        block.removeAll()
    }

    /// The summary of all rows added so far.
    ///
    /// - Throws: ``StatisticsError`` if a value was not finite or too large to be squared or cubed, or
    ///   if a row had another number of values than ``dimension``.
    public func moments() throws(StatisticsError) -> MultivariateMoments {
        if let misfit { throw .outOfDomain(argument: "row length", value: Double(misfit)) }
        var copy = self
        copy.flush()
        let all = copy.settled
        return try MultivariateMoments(
            count: all.count, means: all.means, second: all.second, third: all.third)
    }
}
