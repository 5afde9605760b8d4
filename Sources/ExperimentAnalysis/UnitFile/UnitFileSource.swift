// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
public import ExperimentModel
public import Inference
public import Tabular

/// A file with one row per unit, read in parallel blocks that merge in file order.
///
/// The first pass gives moments; a second one, with the rows of duplicate ids left out, happens only
/// when there are any; values are read again only for metrics whose guard trips.
public struct UnitFileSource: MomentSource {
    /// Takes the rows that could not be used, in file order.
    public typealias RejectHandler = (_ row: Int, _ column: String, _ code: String, _ value: String)
        throws -> Void

    private let plan: Plan
    private let data: DataSource
    private let reader: DelimitedReader
    private let rows: RowReader
    private let workers: Int
    private let reject: RejectHandler?
    private var excluded: [Int] = []

    /// Opens a plan's file.
    ///
    /// - Parameters:
    ///   - plan: The plan; its `data` says what the columns are.
    ///   - reader: The opened file.
    ///   - workers: The number of threads; the result does not depend on it.
    ///   - reject: Takes the rows that could not be used.
    /// - Throws: `DiagnosticsError` when a column is not there.
    public init(
        plan: Plan, reader: DelimitedReader, workers: Int = 1, reject: RejectHandler? = nil
    ) throws {
        let data = plan.data ?? DataSource()
        self.plan = plan
        self.data = data
        self.reader = reader
        self.workers = workers
        self.reject = reject
        rows = RowReader(
            columns: try ColumnPlan(plan: plan, data: data, reader: reader),
            missing: MissingMarkers(data.missing), decimal: reader.dialect.decimal,
            matches: plan.variants.map { Array($0.match.utf8) },
            assigner: data.variant == nil ? try Assigner(plan: plan) : nil)
    }

    /// Reads the file once, and once more without the rows of duplicate ids when there are any.
    public mutating func collect(caps: [String: Double]) throws -> Collected {
        excluded = []
        let first = try pass(caps: caps, isFirst: true)
        try first.refuse(reader: reader)
        var duplicates: DuplicateTally?
        var result = first
        if rows.columns.idColumn != nil {
            let found = try first.duplicates()
            duplicates = found.tally
            if !found.rows.isEmpty {
                excluded = found.rows
                result = try pass(caps: caps, isFirst: false)
            }
        }
        return try result.collected(
            plan: plan, data: data, columns: rows.columns, reader: reader, duplicates: duplicates)
    }

    /// Reads the file again for the values of some metrics.
    public mutating func values(_ requests: [ValueRequest]) throws -> [[ValueTable]]? {
        let places = requests.map { request in
            plan.metrics.definitions.firstIndex { $0.key == request.metric } ?? 0
        }
        let collector = ValueCollector(
            reader: rows, arms: plan.variants.count, requests: requests, places: places,
            excluded: excluded)
        var counts = requests.map { _ in plan.variants.map { _ in [Double: Int]() } }
        try reader.forEachBlock(workers: workers) { block in
            collector.collect(block)
        } merge: { part in
            for place in part.indices {
                for arm in part[place].indices {
                    counts[place][arm].merge(part[place][arm]) { $0 + $1 }
                }
            }
        }
        return try counts.map { arms in
            try arms.map { table in
                let sorted = table.sorted { $0.key < $1.key }
                return try ValueTable(values: sorted.map(\.key), counts: sorted.map(\.value))
            }
        }
    }

    private func pass(caps: [String: Double], isFirst: Bool) throws -> PassResult {
        let tallier = BlockTallier(
            reader: rows, arms: plan.variants.count,
            caps: plan.metrics.definitions.map { caps[$0.key] ?? .infinity },
            primary: plan.metrics.definitions.firstIndex { $0.key == plan.metrics.primary } ?? 0,
            excluded: excluded)
        var result = PassResult(
            tally: BlockTally(
                arms: plan.variants.count, metrics: plan.metrics.definitions.count,
                segments: data.segments.count))
        result.summary = try reader.forEachBlock(workers: workers) { block in
            try tallier.tally(block)
        } merge: { part in
            result.take(part)
            guard isFirst, let reject else { return }
            for row in part.rejected {
                let column = row.column.map { reader.header[$0] } ?? ""
                try reject(row.row, column, row.code.rawValue, row.value)
            }
        }
        return result
    }
}
