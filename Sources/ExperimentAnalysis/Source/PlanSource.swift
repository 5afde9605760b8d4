// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Inference
public import Tabular

/// The source that a plan's `data.kind` asks for.
public enum PlanSource: MomentSource {
    /// One row per unit.
    case units(UnitFileSource)
    /// One row per variant and metric.
    case moments(MomentFileSource)
    /// Counts that add up.
    case counts(CountFileSource)

    /// Opens a plan's files.
    ///
    /// - Parameters:
    ///   - plan: The plan; its `data` says what the rows and columns are.
    ///   - readers: The opened files: one, or one per entry of the plan's `files`, in their order.
    ///   - workers: The number of threads; the result does not depend on it.
    ///   - rejects: Takes the rows that could not be used.
    /// - Throws: `DiagnosticsError` when the files do not have what the plan asks for.
    public init(
        plan: Plan, readers: [DelimitedReader], workers: Int = 1,
        rejects: (any RejectSink)? = nil
    ) throws {
        switch plan.data?.kind ?? .units {
        case .units:
            self = .units(
                try UnitFileSource(
                    plan: plan, reader: try Self.single(plan, readers), workers: workers,
                    rejects: rejects))
        case .moments:
            self = .moments(
                try MomentFileSource(
                    plan: plan, readers: readers, workers: workers, rejects: rejects))
        case .counts:
            self = .counts(
                try CountFileSource(
                    plan: plan, readers: readers, workers: workers, rejects: rejects))
        }
    }

    /// The one file of units: ids must be compared over all variants.
    private static func single(_ plan: Plan, _ readers: [DelimitedReader]) throws
        -> DelimitedReader
    {
        if plan.data?.files.isEmpty != false, readers.count == 1 { return readers[0] }
        throw DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, "files-unsupported", "a file per variant, and the rows are units",
                    at: Diagnostic.Place(
                        file: readers.first?.source.name ?? "-", keyPath: "data.files"),
                    why: "whether a unit is in two variants shows only when all are in one file",
                    fix: "put the rows in one file with a column that names the variant")
            ])
    }

    /// Reads everything once and returns the moments per arm, metric and segment.
    public mutating func collect(caps: [String: Double]) throws -> Collected {
        switch self {
        case .units(var source):
            defer { self = .units(source) }
            return try source.collect(caps: caps)
        case .moments(var source): return try source.collect(caps: caps)
        case .counts(var source): return try source.collect(caps: caps)
        }
    }

    /// Returns the values of some metrics per arm, or nil when only aggregates are to be had.
    public mutating func values(_ requests: [ValueRequest]) throws -> [[ValueTable]]? {
        switch self {
        case .units(var source):
            defer { self = .units(source) }
            return try source.values(requests)
        case .moments, .counts: return nil
        }
    }
}
