// SPDX-License-Identifier: GPL-3.0-or-later

/// What one pass over a file counted.
public struct ReadSummary: Sendable, Equatable {
    /// The number of records.
    public var rows = 0
    /// The number of blank lines that were skipped.
    public var blankLines = 0
    /// The number of records with another number of fields than the file has columns.
    public var raggedRows = 0
    /// The data row of the first such record, and how many fields it has.
    public var firstRagged: Ragged?
    /// The digest of the raw bytes, if it was asked for.
    public var digest: TreeDigest?

    /// Creates a summary of nothing.
    public init() {}

    /// A record with too many or too few fields.
    public struct Ragged: Sendable, Equatable {
        /// The data row, counted from 1.
        public var row: Int
        /// The number of its fields.
        public var fieldCount: Int

        /// Creates a finding.
        public init(row: Int, fieldCount: Int) {
            self.row = row
            self.fieldCount = fieldCount
        }
    }
}
