// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Repeated draws from one Poisson distribution, prepared once as an alias table.
///
/// Outcomes with less than 1e-20 of the mode's probability are left out: no double could tell. One
/// draw takes 64 random bits: the high ones choose a slot, the low 53 choose between its two outcomes.
/// Means above ``tableLimit`` are drawn by ``MersenneTwister/poisson(mean:)`` instead.
///
/// ### Reference
/// Walker, A. J. (1977). ACM TOMS 3(3), 253–256. <https://doi.org/10.1145/355744.355749>
public struct PoissonSampler: Sendable {
    /// The largest mean for which a table is made.
    public static let tableLimit = 1e6
    @usableFromInline static let fraction: UInt64 = (1 << 53) - 1

    /// The mean.
    public let mean: Double
    @usableFromInline let first: Int
    @usableFromInline let shift: UInt64
    /// By slot, how many of 2⁵³ draws keep the slot's own outcome.
    @usableFromInline let keep: [UInt64]
    @usableFromInline let alias: [Int32]

    /// The number of entries of the table; 0 without one.
    public var tableSize: Int { keep.count }

    /// Prepares draws with a positive, finite mean, in time proportional to its square root.
    ///
    /// - Parameters:
    ///   - mean: The mean, below 10¹⁵.
    ///   - usesTable: Whether to make a table at all; without one a draw takes about ten times longer.
    /// - Throws: ``StatisticsError`` for a mean outside its domain.
    public init(mean: Double, usesTable: Bool = true) throws(StatisticsError) {
        try Domain.check(mean > 0 && mean < 1e15, "mean", mean)
        self.mean = mean
        guard usesTable, mean <= Self.tableLimit else {
            (first, shift, keep, alias) = (0, 0, [], [])
            return
        }
        let (first, weights) = Self.weights(mean)
        var bits = 0
        while 1 << bits < weights.count { bits += 1 }
        self.first = first
        shift = UInt64(64 - bits)
        (keep, alias) = Self.aliasTable(weights, slots: 1 << bits)
    }

    /// The smallest outcome kept, and the masses from it on relative to the mode's.
    private static func weights(_ mean: Double) -> (first: Int, [Double]) {
        let mode = Int(mean)
        var below: [Double] = []
        var mass = 1.0
        var at = mode
        while at > 0 && mass > 1e-20 {
            mass *= Double(at) / mean
            at -= 1
            below.append(mass)
        }
        let first = at
        var weights = Array(below.reversed())
        weights.append(1)
        mass = 1
        at = mode
        while mass > 1e-20 {
            at += 1
            mass *= mean / Double(at)
            weights.append(mass)
        }
        return (first, weights)
    }

    private static func aliasTable(_ weights: [Double], slots: Int) -> ([UInt64], [Int32]) {
        let total = weights.sorted().reduce(0, +)
        var scaled = weights.map { $0 / total * Double(slots) }
        scaled += [Double](repeating: 0, count: slots - weights.count)
        var keep = [UInt64](repeating: 1 << 53, count: slots)
        var alias = (0..<Int32(slots)).map { $0 }
        var small = scaled.indices.filter { scaled[$0] < 1 }
        var large = scaled.indices.filter { scaled[$0] >= 1 }
        while let lesser = small.popLast(), let greater = large.last {
            keep[lesser] = UInt64(scaled[lesser] * 0x1p53)
            alias[lesser] = Int32(greater)
            scaled[greater] -= 1 - scaled[lesser]
            if scaled[greater] < 1 {
                large.removeLast()
                small.append(greater)
            }
        }
        return (keep, alias)
    }

    /// Draws one number of events.
    @inlinable
    public func draw(using generator: inout MersenneTwister) -> Int {
        guard !keep.isEmpty else { return generator.poisson(mean: mean) }
        let bits = generator.next()
        let slot = Int(truncatingIfNeeded: shift < 64 ? bits >> shift : 0)
        return first + ((bits & Self.fraction) < keep[slot] ? slot : Int(alias[slot]))
    }

    /// Draws a weight for each value and adds up, as many calls of ``draw(using:)`` would.
    ///
    /// - Returns: The sum of value times weight, and the sum of the weights.
    public func weighted(
        _ values: [Double], using generator: inout MersenneTwister
    ) -> (sum: Double, weight: Int) {
        var (sum, weight) = (0.0, 0)
        guard !keep.isEmpty, shift < 64 else {
            for value in values {
                let count = draw(using: &generator)
                sum += value * Double(count)
                weight += count
            }
            return (sum, weight)
        }
        values.withUnsafeBufferPointer { values in
            keep.withUnsafeBufferPointer { keep in
                alias.withUnsafeBufferPointer { alias in
                    var index = 0
                    while index < values.count {
                        let many = generator.takePairs(atMost: values.count - index) { word, pair in
                            let slot = Int(truncatingIfNeeded: pair >> shift)
                            let isOwn = (pair & Self.fraction) < keep[slot]
                            let count = first + (isOwn ? slot : Int(alias[slot]))
                            sum += values[index + word] * Double(count)
                            weight += count
                        }
                        index += many
                    }
                }
            }
        }
        return (sum, weight)
    }
}

extension MersenneTwister {
    /// Hands out up to so many pairs of words as ``next()`` would, without looking for the end of the
    /// buffer each time; returns how many, at least one.
    @inline(__always)
    fileprivate mutating func takePairs(
        atMost limit: Int, _ body: (Int, UInt64) -> Void
    ) -> Int {
        if outputs.count - position < 2 {
            body(0, next())
            return 1
        }
        let many = min(limit, (outputs.count - position) / 2)
        let start = position
        outputs.withUnsafeBufferPointer { words in
            for pair in 0..<many {
                let at = start + 2 * pair
                body(pair, UInt64(words[at]) << 32 | UInt64(words[at + 1]))
            }
        }
        position += 2 * many
        return many
    }
}
