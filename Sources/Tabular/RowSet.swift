// SPDX-License-Identifier: GPL-3.0-or-later

/// A set of data rows, kept as one bit per row.
public struct RowSet: Sendable, Equatable {
    private var words: [UInt64] = []
    /// The number of rows in the set.
    public private(set) var count = 0

    /// Creates an empty set.
    public init() {}

    /// Whether the set holds no row.
    public var isEmpty: Bool { count == 0 }

    /// Whether a row is in the set.
    public func contains(_ row: Int) -> Bool {
        row >= 0 && row >> 6 < words.count && words[row >> 6] & (1 << UInt64(row & 63)) != 0
    }

    /// Adds a row.
    public mutating func insert(_ row: Int) {
        guard row >= 0, !contains(row) else { return }
        while row >> 6 >= words.count {
            words.append(contentsOf: repeatElement(0, count: max(row >> 6 - words.count + 1, 16)))
        }
        words[row >> 6] |= 1 << UInt64(row & 63)
        count += 1
    }

    /// The rows in ascending order.
    public var rows: [Int] {
        var rows: [Int] = []
        rows.reserveCapacity(count)
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                rows.append(index << 6 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return rows
    }
}
