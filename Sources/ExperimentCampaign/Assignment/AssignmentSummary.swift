// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// What became of the rows of a customer file: read = assigned + rejected.
public struct AssignmentSummary: Sendable, Hashable {
    /// One variant and its customers.
    public struct VariantCount: Sendable, Hashable {
        /// The variant's key.
        public var key: String
        /// The number of customers drawn to it.
        public var count: Int
        /// The share of the ring it owns.
        public var plannedShare: Double

        /// Creates a count.
        public init(key: String, count: Int, plannedShare: Double) {
            self.key = key
            self.count = count
            self.plannedShare = plannedShare
        }
    }

    /// One reason and the rows it rejected.
    public struct ReasonCount: Sendable, Hashable {
        /// The reason code, as `empty-id`.
        public var code: String
        /// The number of rows.
        public var rows: Int

        /// Creates a count.
        public init(code: String, rows: Int) {
            self.code = code
            self.rows = rows
        }
    }

    /// The number of data rows.
    public var rowsRead: Int
    /// The number of rows that got a variant.
    public var assigned: Int
    /// The number of rows that did not.
    public var rejected: Int
    /// The customers per variant, in plan order.
    public var variants: [VariantCount]
    /// The rejected rows by reason, in alphabetical order of the code.
    public var reasons: [ReasonCount]
    /// The p-value of the counts under the planned shares; nil with fewer than two groups.
    public var sampleRatioP: Double?
    /// What the reader of the output must know: duplicates and doubtful ids.
    public var warnings: [Diagnostic]
    /// The tree digest of the input.
    public var inputDigest: String
    /// What was found out about the input, in one line.
    public var detection: String
    /// The file that lists the rejected rows; nil when none was written.
    public var rejectsPath: String?
}
