// SPDX-License-Identifier: GPL-3.0-or-later

/// Which ids occur more than once, exactly.
public struct DuplicateReport: Sendable, Equatable {
    /// One duplicate: a row and the first row with the same id.
    public struct Pair: Sendable, Equatable {
        /// The row in which the id stood first.
        public var firstRow: Int
        /// The later row.
        public var laterRow: Int

        /// Creates a pair of rows.
        public init(firstRow: Int, laterRow: Int) {
            self.firstRow = firstRow
            self.laterRow = laterRow
        }
    }

    /// The number of different ids that occur more than once.
    public var duplicateIds = 0
    /// The rows whose id occurred in an earlier row.
    public var laterRows = RowSet()
    /// The first pairs in the order of the later row.
    public var examples: [Pair] = []

    /// Creates a report without duplicates.
    public init() {}

    /// The number of rows whose id occurred in an earlier row.
    public var duplicateRows: Int { laterRows.count }
}
