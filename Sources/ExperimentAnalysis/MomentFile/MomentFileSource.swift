// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Inference
public import Tabular

/// Rows of moments per variant and metric: count, mean, variance, perhaps a third moment.
///
/// Variants stand in rows, in a file each, or side by side in one row, where `{variant}` in the names
/// of the columns stands for a variant's value. Several rows for one variant and metric, such as one
/// per day, add up. With a time column they do not: each row then covers everything up to its time,
/// so the latest is the result and those before it the timeline. A row without units adds nothing, and
/// one without a variance leaves its metric with a level and nothing to compare. Rows of metrics that
/// the plan does not define are left out. An arm has as many units as its largest metric.
public struct MomentFileSource: MomentSource {
    private let plan: Plan
    private let files: [AggregateFile]
    private let layout: MomentLayout
    private let rejects: (any RejectSink)?
    private var timeName: String? { plan.data?.columns.time }

    /// Opens a plan's files.
    ///
    /// - Parameters:
    ///   - plan: The plan; its `data` says what the columns are.
    ///   - readers: The opened files: one, or one per entry of the plan's `files`, in their order.
    ///   - workers: The number of threads; the result does not depend on it.
    ///   - rejects: Takes the rows that could not be used.
    /// - Throws: `DiagnosticsError` when a column is not there, or a metric needs single values.
    public init(
        plan: Plan, readers: [DelimitedReader], workers: Int = 1,
        rejects: (any RejectSink)? = nil
    ) throws {
        let data = plan.data ?? DataSource(kind: .moments)
        let names = data.columns
        let layout = MomentLayout(names, variants: plan.variants)
        var columns = AggregateColumns(data, readers)
        Self.check(plan, layout, &columns)
        files = columns.files(plan: plan, missing: data.missing, workers: workers) {
            columns, reader in
            let time = names.time.map { columns.place($0, "data.columns.time", in: reader) }
            let metric = columns.place(names.metric, "data.columns.metric", in: reader)
            return AggregateColumns.Layout(
                texts: [metric] + (time.map { [$0] } ?? []),
                numbers: layout.places(&columns, reader) + [time])
        }
        try columns.check()
        self.plan = plan
        self.layout = layout
        self.rejects = rejects
    }

    private static func check(
        _ plan: Plan, _ layout: MomentLayout, _ columns: inout AggregateColumns
    ) {
        for metric in plan.metrics.definitions {
            switch metric.kind {
            case .proportion, .mean, .count, .retention: break
            case .ratio, .quantile, .nps:
                columns.note(
                    "type-unsupported",
                    "\(metric.key) is a \(metric.kind.rawValue), and the rows are moments",
                    "metrics.\(metric.key)",
                    why: metric.kind == .ratio
                        ? "moments per metric do not say how two columns go together"
                        : "a mean and a variance do not say how the values are spread",
                    fix: "use a file with one row per unit")
            }
            columns.refuseUnitWork(metric)
        }
        guard layout.isWide else {
            columns.requireVariant()
            return
        }
        if columns.data.variant != nil || !columns.data.files.isEmpty {
            let key = columns.data.variant == nil ? "files" : "variant"
            columns.note(
                "variant-twice", "both `\(key)` and `{variant}` say which variant a number is of",
                "data.\(key)", why: "a row that holds all variants side by side belongs to none",
                fix: "remove `\(key)`, or take `{variant}` out of the names of the columns")
        }
    }

    /// Reads the files and adds up their rows; caps do not apply.
    public mutating func collect(caps: [String: Double]) throws -> Collected {
        let arms = plan.variants.count
        var pass = MomentPass(
            plan: plan, layout: layout, timeName: timeName,
            ledger: AggregateLedger(
                plan: plan, files: files, rejects: rejects, isPatient: timeName != nil))
        var inputs: [InputStamp] = []
        for (place, file) in files.enumerated() {
            try pass.ledger.open(place)
            let stamp = try file.read { try pass.take($0, isOwn: $1, of: file) }
            try pass.endFile()
            inputs.append(try pass.ledger.close(stamp))
        }
        try pass.check()
        let cells = pass.cells.joined().count { $0.moments.count > 0 }
        let kept = inputs.map(\.rowsKept).reduce(0, +)
        if timeName == nil, !layout.isWide, kept > cells, !inputs.isEmpty {
            inputs[0].detected.append(
                Remark("input.rows-added", ["rows": .count(kept), "cells": .count(cells)]))
        }
        let sizes = (0..<arms).map { arm in pass.cells.map { $0[arm].moments.count }.max() ?? 0 }
        return Collected(
            arms: zip(sizes, pass.ledger.rejectedByArm).map {
                ArmTally(count: $0, rejected: $1)
            },
            metrics: try zip(plan.metrics.definitions, pass.cells).map { metric, cells in
                try zip(cells, sizes).map { try $0.tally(metric, of: $1) }
            }, timeline: try pass.history.timeline(), unknownArms: pass.ledger.unknownArms,
            rejectReasons: pass.ledger.rejectReasons, inputs: inputs)
    }

    /// Has no single values.
    public mutating func values(_ requests: [ValueRequest]) throws -> [[ValueTable]]? { nil }
}
