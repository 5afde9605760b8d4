// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Inference
public import Tabular

/// Counts that add up: per row a variant, numerators and denominators, in one file or one per variant.
///
/// A metric with an empty part in a row, such as orders that are still to come in, takes nothing from
/// that row; the units concerned are counted as missing. Rows without anything in them are skipped.
/// An arm has as many units as the denominators of the primary metric add up to, those of rows
/// without a numerator included, and the sample ratio is judged on them.
public struct CountFileSource: MomentSource {
    private let plan: Plan
    private let files: [AggregateFile]
    private let rejects: (any RejectSink)?

    /// Opens a plan's files.
    ///
    /// - Parameters:
    ///   - plan: The plan; its `data` and metrics say what the columns are.
    ///   - readers: The opened files: one, or one per entry of the plan's `files`, in their order.
    ///   - workers: The number of threads; the result does not depend on it.
    ///   - rejects: Takes the rows that could not be used.
    /// - Throws: `DiagnosticsError` when a column is not there, or a metric is not a proportion.
    public init(
        plan: Plan, readers: [DelimitedReader], workers: Int = 1,
        rejects: (any RejectSink)? = nil
    ) throws {
        let data = plan.data ?? DataSource(kind: .counts)
        var columns = AggregateColumns(data, readers)
        columns.requireVariant()
        for metric in plan.metrics.definitions {
            if !metric.isShare {
                columns.note(
                    "type-unsupported",
                    "\(metric.key) is a \(metric.kind.rawValue), and the rows are counts",
                    "metrics.\(metric.key)",
                    why: "counts carry successes and trials only", fix: "use `type: proportion`")
            } else {
                columns.refuseUnitWork(metric)
            }
        }
        let metrics = plan.metrics.definitions.filter(\.isShare)
        files = columns.files(plan: plan, missing: data.missing + [""], workers: workers) {
            columns, reader in
            AggregateColumns.Layout(
                texts: [],
                numbers: metrics.flatMap { metric in
                    let path = "metrics.\(metric.key)"
                    return [
                        columns.place(metric.numerator ?? "", path + ".numerator", in: reader),
                        columns.place(metric.denominator ?? "", path + ".denominator", in: reader),
                    ]
                })
        }
        try columns.check()
        self.plan = plan
        self.rejects = rejects
    }

    /// Reads the files and adds up their rows; caps do not apply.
    public mutating func collect(caps: [String: Double]) throws -> Collected {
        var pass = CountPass(
            metrics: plan.metrics.definitions, arms: plan.variants.count,
            ledger: AggregateLedger(plan: plan, files: files, rejects: rejects))
        var inputs: [InputStamp] = []
        for (place, file) in files.enumerated() {
            try pass.ledger.open(place)
            let stamp = try file.read { try pass.take($0, isOwn: $1) }
            inputs.append(try pass.ledger.close(stamp))
        }
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
            rejectReasons: pass.ledger.rejectReasons, inputs: inputs)
    }

    /// Has no single values.
    public mutating func values(_ requests: [ValueRequest]) throws -> [[ValueTable]]? { nil }
}
