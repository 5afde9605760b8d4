// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Inference
public import Tabular

/// A file of counts that add up: per row a variant, numerators and denominators.
///
/// A metric with an empty part in a row, such as orders that are still to come in, takes nothing from
/// that row; the units concerned are counted as missing. Rows without anything in them are skipped.
/// An arm has as many units as the denominators of the primary metric add up to, those of rows
/// without a numerator included, and the sample ratio is judged on them.
public struct CountFileSource: MomentSource {
    private let plan: Plan
    private let file: AggregateFile
    private let variantName: String
    private let rejects: (any RejectSink)?

    /// Opens a plan's file.
    ///
    /// - Parameters:
    ///   - plan: The plan; its `data` and metrics say what the columns are.
    ///   - reader: The opened file.
    ///   - workers: The number of threads; the result does not depend on it.
    ///   - rejects: Takes the rows that could not be used.
    /// - Throws: `DiagnosticsError` when a column is not there, or a metric is not a proportion.
    public init(
        plan: Plan, reader: DelimitedReader, workers: Int = 1, rejects: (any RejectSink)? = nil
    ) throws {
        let data = plan.data ?? DataSource(kind: .counts)
        var columns = AggregateColumns(reader)
        let variant = columns.variant(data)
        var numbers: [Int?] = []
        for metric in plan.metrics.definitions {
            let path = "metrics.\(metric.key)"
            guard metric.kind == .proportion else {
                columns.note(
                    "type-unsupported",
                    "\(metric.key) is a \(metric.kind.rawValue), and the rows are counts", path,
                    why: "counts carry successes and trials only", fix: "use `type: proportion`")
                continue
            }
            columns.refuseCap(metric, .counts)
            numbers.append(columns.place(metric.numerator ?? "", path + ".numerator"))
            numbers.append(columns.place(metric.denominator ?? "", path + ".denominator"))
        }
        try columns.check()
        self.plan = plan
        variantName = data.variant ?? ""
        self.rejects = rejects
        file = AggregateFile(
            reader: reader, textColumns: [variant], numberColumns: numbers,
            missing: MissingMarkers(data.missing + [""]), workers: workers)
    }

    /// Reads the file and adds up its rows; caps do not apply.
    public mutating func collect(caps: [String: Double]) throws -> Collected {
        try rejects?.begin()
        var pass = CountPass(
            metrics: plan.metrics.definitions, arms: plan.variants.count, variantName: variantName,
            ledger: AggregateLedger(plan: plan, rejects: rejects))
        let stamp = try file.read { try pass.take($0) }
        let primary = plan.metrics.definitions.firstIndex { $0.key == plan.metrics.primary } ?? 0
        let metrics = try pass.cells.map { arms in
            try arms.map {
                MetricTally(
                    .proportion(try Proportion(successes: $0.successes, count: $0.trials)),
                    missing: $0.missing)
            }
        }
        let sizes = pass.cells.isEmpty ? [] : pass.cells[primary].map { $0.trials + $0.missing }
        return Collected(
            arms: zip(sizes, pass.ledger.rejectedByArm).map {
                ArmTally(count: $0, rejected: $1)
            }, metrics: metrics, unknownArms: pass.ledger.unknownArms,
            inputs: [pass.ledger.stamped(stamp)])
    }

    /// Has no single values.
    public mutating func values(_ requests: [ValueRequest]) throws -> [[ValueTable]]? { nil }
}
