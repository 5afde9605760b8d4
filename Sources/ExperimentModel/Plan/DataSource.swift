// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the units and their outcomes are.
public struct DataSource: Sendable, Hashable, Codable {
    /// What one row of the file is.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// One row per unit.
        case units
        /// One row per variant and metric: count, mean, variance.
        case moments
        /// Rows of counts that add up: numerators and denominators per variant.
        case counts
    }

    /// Where a unit's id comes from.
    public enum UnitID: Sendable, Hashable, Codable {
        /// A column.
        case column(String)
        /// The row number, for a file without ids.
        case row
    }

    /// A column that splits the units into segments.
    public struct Segment: Sendable, Hashable, Codable {
        /// The key.
        public var key: String
        /// The name people read.
        public var name: String
        /// The column.
        public var column: String

        /// Creates a segment.
        public init(key: String, name: String? = nil, column: String? = nil) {
            self.key = key
            self.name = name ?? key
            self.column = column ?? key
        }
    }

    /// The names of the columns in a file of moments.
    public struct MomentColumns: Sendable, Hashable, Codable {
        /// The metric's key.
        public var metric: String
        /// The count of units.
        public var count: String
        /// The mean.
        public var mean: String
        /// The variance, with n - 1.
        public var variance: String
        /// The third central moment, where the file has one.
        public var thirdMoment: String?
        /// The time of a row whose numbers cover everything up to then, where the file has one.
        public var time: String?

        /// Creates column names.
        ///
        /// The text `{variant}` in the name of a count, mean, variance or third moment stands for the
        /// variant's value, in a file that has all variants side by side in one row.
        public init(
            metric: String = "metric", count: String = "n", mean: String = "mean",
            variance: String = "variance", thirdMoment: String? = nil, time: String? = nil
        ) {
            self.metric = metric
            self.count = count
            self.mean = mean
            self.variance = variance
            self.thirdMoment = thirdMoment
            self.time = time
        }
    }

    /// The file of one variant, where each has its own.
    public struct VariantFile: Sendable, Hashable, Codable {
        /// The variant's key.
        public var variant: String
        /// The file, relative to the plan.
        public var file: String

        /// Creates a pair.
        public init(variant: String, file: String) {
            self.variant = variant
            self.file = file
        }
    }

    /// A column and the values of the rows that belong to this plan, in a file that holds more.
    public struct RowFilter: Sendable, Hashable, Codable {
        /// The column.
        public var column: String
        /// The values to keep, as text.
        public var values: [String]

        /// Creates a filter.
        public init(column: String, values: [String]) {
            self.column = column
            self.values = values
        }
    }

    /// How the bytes of the file are read; nil parts are detected and stated.
    public struct Format: Sendable, Hashable, Codable {
        /// The delimiter: `,`, `;`, tab or `|`.
        public var delimiter: String?
        /// The decimal mark: `point` or `comma`.
        public var decimal: String?
        /// The encoding: `utf-8`, `windows-1252`, `utf-16`.
        public var encoding: String?

        /// Creates a format.
        public init(delimiter: String? = nil, decimal: String? = nil, encoding: String? = nil) {
            self.delimiter = delimiter
            self.decimal = decimal
            self.encoding = encoding
        }
    }

    /// What one row is.
    public var kind: Kind
    /// The file, relative to the plan; nil when `--data` must name it.
    public var file: String?
    /// A file per variant, in place of one file with a variant column.
    public var files: [VariantFile]
    /// The rows that belong to this plan; empty when all do.
    public var rows: [RowFilter]
    /// The column that says whether a unit was in fact contacted, 0 or 1.
    public var contacted: String?
    /// Where a unit's id comes from.
    public var id: UnitID
    /// The column that says which variant a unit was in; nil recomputes it from the hash.
    public var variant: String?
    /// The values that mean "no value".
    public var missing: [String]
    /// The largest share of rejected rows that still gives a verdict.
    public var maximumRejected: Double
    /// The day the data are complete up to, where known.
    public var asOf: Day?
    /// The segment columns.
    public var segments: [Segment]
    /// The columns of a file of moments.
    public var columns: MomentColumns
    /// How the bytes are read.
    public var format: Format

    /// Creates a data source.
    public init(
        kind: Kind = .units, file: String? = nil, files: [VariantFile] = [],
        rows: [RowFilter] = [], contacted: String? = nil, id: UnitID = .column("customer_id"),
        variant: String? = nil, missing: [String] = [""], maximumRejected: Double = 0.01,
        asOf: Day? = nil, segments: [Segment] = [], columns: MomentColumns = MomentColumns(),
        format: Format = Format()
    ) {
        self.kind = kind
        self.file = file
        self.files = files
        self.rows = rows
        self.contacted = contacted
        self.id = id
        self.variant = variant
        self.missing = missing
        self.maximumRejected = maximumRejected
        self.asOf = asOf
        self.segments = segments
        self.columns = columns
        self.format = format
    }
}
