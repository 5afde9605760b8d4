// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel

/// What became of the rows of a customer file: read = assigned + excluded + rejected.
public struct AssignmentSummary: Sendable, Hashable {
    /// One variant and its customers.
    public struct VariantCount: Sendable, Hashable {
        /// The variant's key.
        public var key: String
        /// The number of customers drawn to it.
        public var count: Int
        /// The number of units drawn to it; of customers, where each is a unit.
        public var units: Int
        /// The share of the units that it should get.
        public var plannedShare: Double

        /// Creates a count.
        public init(key: String, count: Int, units: Int? = nil, plannedShare: Double) {
            self.key = key
            self.count = count
            self.units = units ?? count
            self.plannedShare = plannedShare
        }
    }

    /// One reason and the rows without a variant because of it.
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

        /// What the reason means for the rows.
        public var fate: ReasonCode.Fate { ReasonCode(rawValue: code)?.fate ?? .rejected }
    }

    /// The customers of the test, against an earlier assignment.
    public struct Earlier: Sendable, Hashable {
        /// Those with the variant they had.
        public var kept: Int
        /// Those with another one.
        public var moved: Int
        /// Those who had none, or were not there.
        public var new: Int
        /// Those who had one and have none now, or are not there.
        public var gone: Int
    }

    /// One level of a derived segment.
    public struct LevelCount: Sendable, Hashable {
        /// The label; empty for customers whose attributes give none.
        public var label: String
        /// The customers per variant, in plan order.
        public var perVariant: [Int]
        /// The customers of the level that are not in the test.
        public var out: Int
    }

    /// One derived segment.
    public struct SegmentCount: Sendable, Hashable {
        /// The segment's key.
        public var key: String
        /// Its levels, by label.
        public var levels: [LevelCount]
    }

    /// The number of data rows.
    public var rowsRead: Int
    /// The number of rows that got a variant.
    public var assigned: Int
    /// The number of rows that could not be used.
    public var rejected: Int
    /// The number of rows that are fine but not in the test.
    public var excluded: Int
    /// The customers per variant, in plan order.
    public var variants: [VariantCount]
    /// The rejected rows by reason, in alphabetical order of the code.
    public var reasons: [ReasonCount]
    /// The excluded rows by reason, in the order of the steps.
    public var exclusions: [ReasonCount]
    /// The customers per derived segment.
    public var segments: [SegmentCount]
    /// The p-value of the counts under the planned shares; nil with fewer than two groups, and where
    /// quotas set the sizes.
    public var sampleRatioP: Double?
    /// Whether exact quotas set the sizes of the variants, so that no test of them applies.
    public var sizesByQuota: Bool
    /// The written rows that were read back and drawn again; nil where they cannot be read back.
    public var rechecked: Int?
    /// What the reader of the output must know: duplicates and doubtful ids.
    public var warnings: [Diagnostic]
    /// The rows of units with a variant by hand that are in the global control, which wins.
    public var forcedHeldOut: Int
    /// The customers who may take part by permissions and rules, each id once.
    public var eligible: Int
    /// How many might when the plan was locked; nil where that is not known.
    public var eligibleAtLock: Int?
    /// How the customers compare with an earlier assignment; nil where none was given.
    public var earlier: Earlier?
    /// The tree digest of the input.
    public var inputDigest: String
    /// What was found out about the input, in one line.
    public var detection: String
    /// The file that lists the rejected rows; nil when none was written.
    public var rejectsPath: String?
    /// The send lists and the list of people to leave alone, with their rows.
    public var lists: [ListCount]

    /// A list that was written.
    public struct ListCount: Sendable, Hashable {
        /// The file.
        public var path: String
        /// The number of customers in it.
        public var rows: Int
    }
}
