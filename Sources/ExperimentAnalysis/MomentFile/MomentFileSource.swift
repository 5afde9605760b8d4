// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Inference
public import Tabular

/// A file with one row per variant and metric: count, mean, variance, perhaps a third moment.
///
/// Several rows for one variant and metric, such as one per day, add up. A row without a variance
/// leaves its metric with a level and nothing to compare. Rows of metrics that the plan does not
/// define are left out. An arm has as many units as its largest metric.
public struct MomentFileSource: MomentSource {
    private let plan: Plan
    private let file: AggregateFile
    private let names: DataSource.MomentColumns
    private let variantName: String
    private let rejects: (any RejectSink)?

    /// Opens a plan's file.
    ///
    /// - Parameters:
    ///   - plan: The plan; its `data` says what the columns are.
    ///   - reader: The opened file.
    ///   - workers: The number of threads; the result does not depend on it.
    ///   - rejects: Takes the rows that could not be used.
    /// - Throws: `DiagnosticsError` when a column is not there, or a metric is a ratio or has a cap.
    public init(
        plan: Plan, reader: DelimitedReader, workers: Int = 1, rejects: (any RejectSink)? = nil
    ) throws {
        let data = plan.data ?? DataSource(kind: .moments)
        var columns = AggregateColumns(reader)
        for metric in plan.metrics.definitions {
            if metric.kind == .ratio {
                columns.note(
                    "type-unsupported", "\(metric.key) is a ratio, and the rows are moments",
                    "metrics.\(metric.key)",
                    why: "moments per metric do not say how two columns go together",
                    fix: "use a file with one row per unit")
            }
            columns.refuseCap(metric, .moments)
        }
        let names = data.columns
        let texts = [columns.variant(data), columns.place(names.metric, "data.columns.metric")]
        let numbers: [Int?] = [
            columns.place(names.count, "data.columns.count"),
            columns.place(names.mean, "data.columns.mean"),
            columns.place(names.variance, "data.columns.variance"),
            names.thirdMoment.map { columns.place($0, "data.columns.third_moment") },
        ]
        try columns.check()
        self.plan = plan
        self.names = names
        variantName = data.variant ?? ""
        self.rejects = rejects
        file = AggregateFile(
            reader: reader, textColumns: texts, numberColumns: numbers,
            missing: MissingMarkers(data.missing), workers: workers)
    }

    /// Reads the file and adds up its rows; caps do not apply.
    public mutating func collect(caps: [String: Double]) throws -> Collected {
        try rejects?.begin()
        let arms = plan.variants.count
        var pass = MomentPass(
            plan: plan, names: names, variantName: variantName, fileName: file.reader.source.name,
            ledger: AggregateLedger(plan: plan, rejects: rejects),
            cells: plan.metrics.definitions.map { _ in
                [MomentCell](repeating: MomentCell(), count: arms)
            })
        let stamp = try file.read { try pass.take($0) }
        if !pass.problems.isEmpty {
            throw DiagnosticsError(.badData, pass.problems.sortedByPlace())
        }
        let sizes = (0..<arms).map { arm in pass.cells.map { $0[arm].moments.count }.max() ?? 0 }
        let metrics = try zip(plan.metrics.definitions, pass.cells).map { metric, cells in
            try zip(cells, sizes).map { cell, size in
                let count = cell.moments.count
                let moments: MetricMoments =
                    metric.kind == .proportion
                    ? .proportion(try Proportion(successes: cell.successes, count: count))
                    : cell.mean
                return MetricTally(moments, missing: size - count)
            }
        }
        return Collected(
            arms: zip(sizes, pass.ledger.rejectedByArm).map {
                ArmTally(count: $0, rejected: $1)
            }, metrics: metrics, unknownArms: pass.ledger.unknownArms,
            inputs: [pass.ledger.stamped(stamp)])
    }

    /// Has no single values.
    public mutating func values(_ requests: [ValueRequest]) throws -> [[ValueTable]]? { nil }
}
