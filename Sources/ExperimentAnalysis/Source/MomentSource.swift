// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
public import Inference

/// Something that can turn a plan's units into moments: a file, a ledger, an engine.
///
/// A file on disk, the ledger and a cluster differ only in who computes the moments, so every metric,
/// test and report above this line is the same for all of them.
public protocol MomentSource {
    /// Reads everything once and returns the moments per arm, metric and segment.
    ///
    /// - Parameter caps: The values at which metrics are cut, by metric key.
    /// - Returns: The moments per arm, metric and segment, and what was found on the way.
    /// - Throws: `DiagnosticsError` when the data cannot be used at all.
    mutating func collect(caps: [String: Double]) throws -> Collected

    /// Returns the values of some metrics per arm, or nil when only aggregates are to be had.
    ///
    /// - Parameter requests: The metrics, each with its cap and, for a ratio, its linearisation.
    /// - Returns: Per request a table per arm, in plan order; nil when there are only aggregates.
    /// - Throws: `DiagnosticsError` when the data cannot be read again.
    mutating func values(_ requests: [ValueRequest]) throws -> [[ValueTable]]?
}

/// A metric whose values are asked for.
public struct ValueRequest: Sendable {
    /// A unit's value made of its variables: `constant + sum of weight * variable`.
    ///
    /// The variables of a ratio are its numerator and denominator; those of a metric with covariates
    /// stand in the order of the source's rows.
    public struct Combination: Sendable, Hashable {
        /// What is added.
        public var constant: Double
        /// One weight per variable.
        public var weights: [Double]

        /// Creates a combination.
        public init(constant: Double, weights: [Double]) {
            self.constant = constant
            self.weights = weights
        }
    }

    /// The metric's key.
    public var metric: String
    /// The value at which it is cut.
    public var cap: Double?
    /// One combination per arm, nil for an arm that is not asked for; empty asks for the outcome, or
    /// the numerator of a ratio, in every arm.
    public var combinations: [Combination?]

    /// Creates a request.
    public init(metric: String, cap: Double? = nil, combinations: [Combination?] = []) {
        self.metric = metric
        self.cap = cap
        self.combinations = combinations
    }
}

/// What one pass over the data found.
public struct Collected: Sendable {
    /// One tally per variant, in plan order.
    public var arms: [ArmTally]
    /// Per metric, in plan order, one tally per variant.
    public var metrics: [[MetricTally]]
    /// The primary metric by segment level.
    public var segments: [SegmentTally]
    /// The primary metric as it grew, ascending in time; empty where the data hold no times.
    ///
    /// Only times at which every arm has a reading with units. The last one need not be the result
    /// in ``metrics``: an arm that was read once more than the others has its latest row there.
    public var timeline: [TimeTally]
    /// Duplicate ids; nil when ids were not checked.
    public var duplicates: DuplicateTally?
    /// Values of the variant column that no variant matches.
    public var unknownArms: UnknownArms
    /// Why rows were rejected, the most frequent reason first.
    public var rejectReasons: [RejectReason]
    /// The primary outcome (y) against whether a unit was contacted (x), one per variant; nil where
    /// the data do not say who was.
    public var contacts: [BivariateMoments]?
    /// The files that were read.
    public var inputs: [InputStamp]
    /// Whether arms were recomputed from the hash, so that a ratio mismatch cannot show.
    public var armsRecomputed: Bool

    /// Creates a finding.
    public init(
        arms: [ArmTally], metrics: [[MetricTally]], segments: [SegmentTally] = [],
        timeline: [TimeTally] = [], duplicates: DuplicateTally? = nil,
        contacts: [BivariateMoments]? = nil, unknownArms: UnknownArms = UnknownArms(),
        rejectReasons: [RejectReason] = [], inputs: [InputStamp] = [], armsRecomputed: Bool = false
    ) {
        self.arms = arms
        self.metrics = metrics
        self.segments = segments
        self.timeline = timeline
        self.duplicates = duplicates
        self.contacts = contacts
        self.unknownArms = unknownArms
        self.rejectReasons = rejectReasons
        self.inputs = inputs
        self.armsRecomputed = armsRecomputed
    }
}

/// The units of one arm.
public struct ArmTally: Sendable, Hashable {
    /// Units kept.
    public var count: Int
    /// Rows of this arm that were rejected.
    public var rejected: Int

    /// Creates a tally.
    public init(count: Int = 0, rejected: Int = 0) {
        self.count = count
        self.rejected = rejected
    }
}

/// One metric in one arm or cell.
public struct MetricTally: Sendable, Hashable {
    /// The sufficient statistics.
    public var moments: MetricMoments
    /// Units without a value.
    public var missing: Int
    /// A number of units whose value is not the most common one; a lower bound, nil when unknown.
    public var valuesOffMode: Int?

    /// Creates a tally.
    public init(_ moments: MetricMoments, missing: Int = 0, valuesOffMode: Int? = nil) {
        self.moments = moments
        self.missing = missing
        self.valuesOffMode = valuesOffMode
    }
}

/// The primary metric by the levels of one segment.
public struct SegmentTally: Sendable, Hashable {
    /// One level: a tally per variant, in plan order.
    public struct Level: Sendable, Hashable {
        /// The label, as in the data.
        public var label: String
        /// One tally per variant.
        public var arms: [MetricTally]

        /// Creates a level.
        public init(label: String, arms: [MetricTally]) {
            self.label = label
            self.arms = arms
        }
    }

    /// The segment's key.
    public var key: String
    /// The levels, sorted by label in byte order.
    public var levels: [Level]
    /// Levels left out because there are too many.
    public var omitted: Int

    /// Creates a tally.
    public init(key: String, levels: [Level], omitted: Int = 0) {
        self.key = key
        self.levels = levels
        self.omitted = omitted
    }
}

/// What was found about duplicate ids.
public struct DuplicateTally: Sendable, Hashable {
    /// Ids that appear more than once, in one arm.
    public var ids: Int
    /// Rows left out because an earlier row has the same id.
    public var rows: Int
    /// Ids that appear in more than one arm; all their rows are left out.
    public var crossoverIDs: Int
    /// Rows left out because their id is in more than one arm.
    public var crossoverRows: Int

    /// Creates a tally.
    public init(ids: Int = 0, rows: Int = 0, crossoverIDs: Int = 0, crossoverRows: Int = 0) {
        self.ids = ids
        self.rows = rows
        self.crossoverIDs = crossoverIDs
        self.crossoverRows = crossoverRows
    }
}

/// One reason for which rows were rejected.
public struct RejectReason: Sendable, Hashable {
    /// The reason's code, as in the rejects file.
    public var code: String
    /// The column; empty when the whole row is meant.
    public var column: String
    /// How many rows.
    public var rows: Int
    /// The first of them.
    public var firstRow: Int
    /// Its value, fit to be shown; empty for an id.
    public var firstValue: String

    /// Creates a reason.
    public init(code: String, column: String, rows: Int, firstRow: Int, firstValue: String) {
        self.code = code
        self.column = column
        self.rows = rows
        self.firstRow = firstRow
        self.firstValue = firstValue
    }

    /// The reason without words, for a list in any language.
    public var text: String {
        let place = column.isEmpty ? "" : " · \(column)"
        let seen = firstValue.isEmpty ? "" : " '\(firstValue)'"
        return "\(rows) × \(code)\(place) · #\(firstRow)\(seen)"
    }
}

/// Values of the variant column that no variant matches.
public struct UnknownArms: Sendable, Hashable {
    /// Rows with such a value.
    public var rows: Int
    /// Some of the values, in order of first appearance.
    public var examples: [String]

    /// Creates a finding.
    public init(rows: Int = 0, examples: [String] = []) {
        self.rows = rows
        self.examples = examples
    }
}

extension UnknownArms {
    /// Values that are named.
    private static var exampleLimit: Int { 5 }

    /// Counts a row with a value that no variant matches.
    mutating func note(_ value: String) {
        rows += 1
        let shown = Visible.value(value)
        if examples.count < Self.exampleLimit, !examples.contains(shown) { examples.append(shown) }
    }
}
