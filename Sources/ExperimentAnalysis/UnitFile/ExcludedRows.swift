// SPDX-License-Identifier: GPL-3.0-or-later

/// Walks a sorted list of rows alongside the records of a block.
struct ExcludedRows {
    private let rows: [Int]
    private var next: Int

    init(_ rows: [Int], from first: Int) {
        self.rows = rows
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] < first { low = middle + 1 } else { high = middle }
        }
        next = low
    }

    /// Whether no row is left to be met.
    var isAtEnd: Bool { next >= rows.count }

    @inline(__always)
    mutating func contains(_ row: Int) -> Bool {
        guard next < rows.count else { return false }
        guard rows[next] == row else { return false }
        next += 1
        return true
    }
}
