// SPDX-License-Identifier: GPL-3.0-or-later
public import Distributions

/// The distinct values of one metric in one group, in ascending order, with their counts.
///
/// Purchases, visits and revenue have one dominant value, zero, so that a table is far smaller than
/// the values it stands for.
public struct ValueTable: Sendable, Hashable, Codable {
    /// The distinct values, ascending.
    public private(set) var values: [Double]
    /// How often each occurs; positive.
    public private(set) var counts: [Int]

    /// The table of no values.
    public static let empty = ValueTable(sorted: [], counts: [])

    init(sorted values: [Double], counts: [Int]) {
        self.values = values
        self.counts = counts
    }

    /// Creates the table of a list of values; all must be finite.
    public init(_ values: [Double]) throws(StatisticsError) {
        for value in values where !value.isFinite {
            throw .outOfDomain(argument: "value", value: value)
        }
        var distinct: [Double] = []
        var counts: [Int] = []
        for value in values.sorted() {
            if value == distinct.last {
                counts[counts.count - 1] += 1
            } else {
                distinct.append(value)
                counts.append(1)
            }
        }
        self.init(sorted: distinct, counts: counts)
    }

    /// Creates the table from values with counts, in any order; equal values are added up.
    ///
    /// - Throws: ``StatisticsError`` if a value is not finite, a count negative or their sum beyond 2⁵².
    public init(values: [Double], counts: [Int]) throws(StatisticsError) {
        guard values.count == counts.count else {
            throw .outOfDomain(argument: "counts", value: Double(counts.count))
        }
        for value in values where !value.isFinite {
            throw .outOfDomain(argument: "value", value: value)
        }
        for count in counts where count < 0 || count > 1 << 52 {
            throw .outOfDomain(argument: "count", value: Double(count))
        }
        let total = counts.reduce(0.0) { $0 + Double($1) }
        guard total <= 0x1p52 else { throw .outOfDomain(argument: "sum of counts", value: total) }
        let order = values.indices.filter { counts[$0] > 0 }.sorted { values[$0] < values[$1] }
        self.init(sorted: [], counts: [])
        for index in order { append(values[index], counts[index]) }
    }

    mutating func append(_ value: Double, _ count: Int) {
        if value == values.last {
            counts[counts.count - 1] += count
        } else {
            values.append(value)
            counts.append(count)
        }
    }

    /// How many values in all.
    public var count: Int { counts.reduce(0, +) }

    /// How many values differ from the most common one.
    public var countOtherThanMode: Int { count - (counts.max() ?? 0) }

    /// The table of both groups together.
    public func merged(with other: ValueTable) -> ValueTable {
        var result = ValueTable.empty
        result.values.reserveCapacity(values.count + other.values.count)
        result.counts.reserveCapacity(values.count + other.values.count)
        var (i, j) = (0, 0)
        while i < values.count || j < other.values.count {
            if j == other.values.count || (i < values.count && values[i] <= other.values[j]) {
                result.append(values[i], counts[i])
                i += 1
            } else {
                result.append(other.values[j], other.counts[j])
                j += 1
            }
        }
        return result
    }

    /// Adds the values of another table.
    public mutating func merge(_ other: ValueTable) { self = merged(with: other) }

    /// The moments of the values; values that differ by rounding alone have no spread.
    public var moments: Moments {
        let n = count
        guard n > 0, let pivot = values.first, let last = values.last else { return .empty }
        var shift = 0.0
        for (value, count) in zip(values, counts) { shift += (value - pivot) * Double(count) }
        let mean = pivot + shift / Double(n)
        if last - pivot <= 1e-13 * max(abs(pivot), abs(last)) {
            return Moments(
                uncheckedCount: n, mean: mean, squared: 0, cubed: 0, minimum: pivot, maximum: last)
        }
        var (first, squared, cubed) = (0.0, 0.0, 0.0)
        for (value, count) in zip(values, counts) {
            let d = value - mean
            first += d * Double(count)
            squared += d * d * Double(count)
            cubed += d * d * d * Double(count)
        }
        let rest = first / Double(n)
        return Moments(
            uncheckedCount: n, mean: mean + rest, squared: squared - first * rest,
            cubed: cubed - 3 * rest * squared + 2 * first * rest * rest, minimum: pivot,
            maximum: last)
    }

    /// The table with values rounded to a number of significant decimal digits.
    func rounded(significantDigits: Int) -> ValueTable {
        var result = ValueTable.empty
        for (value, count) in zip(values, counts) {
            result.append(Self.round(value, significantDigits), count)
        }
        return result
    }

    private static func round(_ value: Double, _ digits: Int) -> Double {
        guard value != 0 else { return 0 }
        var scale = 1.0
        var size = abs(value)
        var limit = 1.0
        for _ in 0..<digits { limit *= 10 }
        while size >= limit {
            size /= 10
            scale *= 10
        }
        while size * 10 < limit {
            size *= 10
            scale /= 10
        }
        let rounded = size.rounded() * scale
        return value < 0 ? -rounded : rounded
    }
}
