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
    private let plan: Plan
    private let data: DataSource
    private let reader: DelimitedReader
    private var rows: RowReader
    private let workers: Int
    private let rejects: (any RejectSink)?
    /// Whether the decimal mark was declared, so that no column needs to show it.
    private let isDecimalDeclared: Bool
    private var excluded: [Int] = []

    /// Opens a plan's file.
    ///
    /// - Parameters:
    ///   - plan: The plan; its `data` says what the columns are.
    ///   - reader: The opened file.
    ///   - workers: The number of threads; the result does not depend on it.
    ///   - rejects: Takes the rows that could not be used.
    /// - Throws: `DiagnosticsError` when a column is not there.
    public init(
        plan: Plan, reader: DelimitedReader, workers: Int = 1, rejects: (any RejectSink)? = nil
    ) throws {
        let data = plan.data ?? DataSource()
        if data.variant == nil { try UnitFileSource.checkRecomputable(plan, reader.source.name) }
        self.plan = plan
        self.data = data
        self.reader = reader
        self.workers = workers
        self.rejects = rejects
        isDecimalDeclared = reader.dialect.decimal != nil
        let columns = try ColumnPlan(plan: plan, data: data, reader: reader)
        rows = RowReader(
            columns: columns, missing: MissingMarkers(data.missing),
            conventions: columns.slots.map { _ in reader.dialect.decimal ?? .point },
            matches: ArmMatches(plan.variants.map(\.matches)),
            assigner: data.variant == nil ? try Assigner(plan: plan) : nil,
            leavesOut: plan.canLeaveOut)
    }

    /// A variant can be computed again from the id alone only where the id alone decides.
    private static func checkRecomputable(_ plan: Plan, _ file: String) throws {
        let isForeign = plan.assignment.algorithm != AssignmentAlgorithm.sha256First52.rawValue
        guard plan.canLeaveOut || isForeign || plan.assignment.stratify != nil else { return }
        throw DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, "variant-not-recomputable", "the data name no variant column",
                    at: Diagnostic.Place(file: file),
                    why:
                        "in this plan more than the id decides who is in which variant, so it cannot "
                        + "be computed again from the outcomes",
                    fix:
                        "join the outcomes to the file that `experiment assign` wrote, and name its "
                        + "column: `data: { variant: variant }`")
            ])
    }

    /// Reads the file once.
    ///
    /// Once more for each column that turns out to have decimal commas, and once more without the rows of
    /// duplicate ids where there are any.
    public mutating func collect(caps: [String: Double]) throws -> Collected {
        excluded = []
        let detector = rows.columns.idColumn.map { _ in DuplicateDetector() }
        var result = try pass(caps: caps, detector: detector)
        try result.refuse(reader: reader)
        try result.refuseNothingLeft(data, reader: reader)
        var detectorOfPass = detector
        // A row that one column refuses says nothing about the next, so each pass may settle one more.
        for _ in rows.columns.slots where try settleConventions(result) {
            detectorOfPass = rows.columns.idColumn.map { _ in DuplicateDetector() }
            result = try pass(caps: caps, detector: detectorOfPass)
        }
        try result.refuseNothingUsable(reader: reader)
        let duplicates = try resolve(detectorOfPass, result)
        if !excluded.isEmpty { result = try pass(caps: caps, detector: nil) }
        return try result.collected(
            plan: plan, data: data, rows: rows, reader: reader, duplicates: duplicates)
    }

    /// Takes over what the columns showed about their decimal marks.
    ///
    /// - Returns: Whether a column must be read again with another mark.
    private mutating func settleConventions(_ result: PassResult) throws -> Bool {
        guard !isDecimalDeclared else { return false }
        var problems: [Diagnostic] = []
        var changed = false
        for (slot, detector) in result.tally.detectors.enumerated() {
            let name = rows.columns.slots[slot].name
            if let problem = detector.problem(column: name, file: reader.source.name) {
                problems.append(problem.diagnostic)
            }
            if case .decided(let convention) = detector.decision,
                convention != rows.conventions[slot]
            {
                rows.conventions[slot] = convention
                changed = true
            }
        }
        if !problems.isEmpty { throw DiagnosticsError(.badData, problems.sortedByPlace()) }
        return changed
    }

    /// Finds the rows to leave out because of duplicate ids.
    private mutating func resolve(_ detector: DuplicateDetector?, _ result: PassResult) throws
        -> DuplicateTally?
    {
        guard let detector, let column = rows.columns.idColumn else { return nil }
        let resolver = DuplicateResolver(
            rows: rows, reader: reader, column: column, workers: workers,
            arms: plan.variants.count, rejected: result.rejectedRows)
        let found = try resolver.resolve(detector)
        excluded = found.excluded
        return found.tally
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

    /// The cap of each use; the outcome beside contact is that of the primary metric.
    private func capsOfUses(_ caps: [String: Double]) -> [Double] {
        let known = plan.metrics.definitions.map { caps[$0.key] ?? .infinity }
        return rows.columns.contactUse == nil
            ? known : known + [caps[plan.metrics.primary] ?? .infinity]
    }

    private func pass(caps: [String: Double], detector: DuplicateDetector?) throws
        -> PassResult
    {
        let tallier = BlockTallier(
            reader: rows, arms: plan.variants.count,
            caps: capsOfUses(caps),
            primary: plan.metrics.definitions.firstIndex { $0.key == plan.metrics.primary } ?? 0,
            excluded: excluded, fingerprints: detector != nil,
            detects: !isDecimalDeclared)
        var result = PassResult(
            tally: BlockTally(
                arms: plan.variants.count, metrics: rows.columns.uses.count,
                segments: data.segments.count))
        try rejects?.begin()
        result.summary = try reader.forEachBlock(workers: workers) { block in
            try tallier.tally(block)
        } merge: { part in
            try result.take(part)
            if let detector, let ids = part.ids { try detector.add(ids) }
            guard let rejects else { return }
            // A row left out is not rejected, and is listed all the same: nothing goes unexplained.
            for row in (part.rejected + part.leftOut).sorted(by: { $0.row < $1.row }) {
                try rejects.add(
                    row: row.row, column: row.column.map { reader.header[$0] } ?? "",
                    code: row.code.rawValue, value: row.value)
            }
        }
        return result
    }
}
