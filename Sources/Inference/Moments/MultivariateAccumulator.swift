// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// Builds ``MultivariateMoments`` from one row after another, without allocating for a row.
///
/// Works like ``MomentsAccumulator``: sums about a pivot, the first row and then the running means,
/// are merged into the summary every 256 rows.
public struct MultivariateAccumulator: Sendable {
    /// How many variables a row has.
    public let dimension: Int
    private var pivot: [Double]
    /// Deviations of the current row, then sums of one, of products of two and of three of them.
    private var sums: [Double]
    private var pending = 0
    private var settled: MultivariateMoments
    private var misfit: Int?

    /// Creates an accumulator that has seen no row.
    ///
    /// - Parameter dimension: How many variables, from 1 to ``MultivariateMoments/maximumDimension``.
    /// - Throws: ``StatisticsError`` if there are none or too many.
    public init(dimension: Int) throws(StatisticsError) {
        let empty = try MultivariateMoments(dimension: dimension)
        self.dimension = dimension
        settled = empty
        pivot = empty.means
        let size =
            2 * dimension + PackedIndex.pairs(dimension) + PackedIndex.triples(dimension)
        sums = Array(repeating: 0, count: size)
    }

    /// Adds one row, whose values must be finite; ``moments()`` throws if one was not, or if a row
    /// had another number of values.
    public mutating func add(_ row: UnsafeBufferPointer<Double>) {
        guard row.count == dimension else {
            misfit = row.count
            return
        }
        if pending == 0 {
            for i in 0..<dimension { pivot[i] = settled.count == 0 ? row[i] : settled.means[i] }
        }
        addDeviations(of: row)
        pending += 1
        if pending == 256 { flush() }
    }

    /// Adds one row given as an array.
    public mutating func add(_ row: [Double]) {
        row.withUnsafeBufferPointer { add($0) }
    }

    private mutating func addDeviations(of row: UnsafeBufferPointer<Double>) {
        let dimension = dimension
        pivot.withUnsafeBufferPointer { pivot in
            sums.withUnsafeMutableBufferPointer { sums in
                var (pair, triple) = (2 * dimension, 2 * dimension + PackedIndex.pairs(dimension))
                for k in 0..<dimension {
                    let own = row[k] - pivot[k]
                    sums[k] = own
                    sums[dimension + k] += own
                    for j in 0...k {
                        let product = own * sums[j]
                        sums[pair] += product
                        pair += 1
                        for i in 0...j { sums[triple + i] += product * sums[i] }
                        triple += j + 1
                    }
                }
            }
        }
    }

    /// Moves the pending block into the central sums.
    private mutating func flush() {
        guard pending > 0 else { return }
        settled = settled.uncheckedMerged(with: block())
        for i in sums.indices { sums[i] = 0 }
        pending = 0
    }

    /// The pending block with central sums.
    private func block() -> MultivariateMoments {
        let ofPairs = 2 * dimension
        let ofTriples = ofPairs + PackedIndex.pairs(dimension)
        let first = Array(sums[dimension..<ofPairs])
        let second = Array(sums[ofPairs..<ofTriples])
        let third = Array(sums[ofTriples...])
        let m = first.map { $0 / Double(pending) }
        var (pairs, triples) = (second, third)
        for k in m.indices {
            for j in 0...k {
                pairs[PackedIndex.pair(j, k)] -= first[j] * m[k]
                for i in 0...j {
                    triples[PackedIndex.triple(i, j, k)] +=
                        2 * first[i] * m[j] * m[k]
                        - m[i] * second[PackedIndex.pair(j, k)]
                        - m[j] * second[PackedIndex.pair(i, k)]
                        - m[k] * second[PackedIndex.pair(i, j)]
                }
            }
        }
        for i in m.indices { pairs[PackedIndex.pair(i, i)] = max(0, pairs[PackedIndex.pair(i, i)]) }
        return MultivariateMoments(
            uncheckedCount: pending, means: zip(pivot, m).map { $0 + $1 }, second: pairs,
            third: triples)
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
