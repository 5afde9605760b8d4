// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
public import ExperimentModel
public import Tabular

/// What a lock must know of a customer file: which rows may take part, and their covariates.
struct CustomerRows: Sendable {
    let reader: DelimitedReader
    /// The column with the id that no two rows share.
    let person: Int
    /// The rows that hold the id of an earlier row; nobody is counted or drawn twice.
    var repeated = RowSet()
    private let unit: Int
    /// Whether a person without a household takes part all the same.
    private let takesSingles: Bool
    private let permissions: [(column: Int, equals: [UInt8])]
    private let filter: AudienceFilter?
    let covariates: [Int]

    /// Opens a customer file for a plan.
    ///
    /// - Throws: Every column that is missing, and rules that cannot be read.
    init(plan: Plan, path: String, idColumn: String?, options: ReadOptions) throws {
        var options = options
        options.computesDigest = true
        reader = try DelimitedReader(path: path, options: options)
        var problems: [Diagnostic] = []
        let names = reader.header
        func column(_ name: String, _ keyPath: String) -> Int {
            if let place = names.firstIndex(of: name) { return place }
            problems.append(Self.missing(name, keyPath, names, path))
            return 0
        }
        let members = plan.assignment.members
        person = column(idColumn ?? members?.column ?? plan.assignment.unit, "assignment.unit")
        takesSingles = members?.missing == .person
        // Where a map says who lives together, the file need not.
        unit =
            members == nil || (members?.map != nil && !names.contains(plan.assignment.unit))
            ? person : column(plan.assignment.unit, "assignment.unit")
        permissions = (plan.permissions ?? []).map {
            (column($0.attribute, "permissions.\($0.key)"), Array($0.equals.utf8))
        }
        covariates = (plan.assignment.balance?.covariates ?? []).map {
            column($0, "assignment.balance.covariates")
        }
        filter = try plan.audience.flatMap { audience in
            audience.include.isEmpty && audience.exclude.isEmpty
                ? nil
                : try AudienceFilter(
                    include: audience.include, exclude: audience.exclude, header: names,
                    decimal: options.decimal, missing: plan.data?.missing ?? [], file: path)
        }
        guard problems.isEmpty else { throw DiagnosticsError(.badData, problems) }
    }

    /// The unit of a row that may take part; nil for a row that may not, or has no usable unit.
    @inline(__always)
    func eligible(_ record: Record) -> FieldBytes? {
        let id = record.bytes(unit)
        return isEligible(record) && UnitID.invalid(id.buffer) == nil ? id : nil
    }

    /// Whether a row is a customer who may take part, as a preview counts them.
    @inline(__always)
    func isEligible(_ record: Record) -> Bool {
        guard BlockAssigner.takesPart(record, idColumn: person), !repeated.contains(record.row),
            takesSingles || UnitID.invalid(record.bytes(unit).buffer) == nil
        else { return false }
        for permission in permissions
        where !record.bytes(permission.column).trimmed.equals(permission.equals) {
            return false
        }
        return filter.map { $0.decide(record) == .selected } ?? true
    }

    private static func missing(
        _ name: String, _ keyPath: String, _ header: [String], _ path: String
    ) -> Diagnostic {
        let near = NearestName.names(like: name, among: header)
        return Diagnostic(
            .error, "column-missing", "there is no column `\(Visible.value(name))`",
            at: Diagnostic.Place(file: path, line: 1),
            why: "the plan needs it (\(keyPath))",
            fix: near.isEmpty
                ? "check the export, or the name in the plan"
                : "did you mean \(near.map { "`\(Visible.value($0))`" }.joined(separator: " or "))?"
        )
    }
}

/// The first pass over a customer file: how many rows it has and how many may take part.
public struct CustomerSurvey: Sendable {
    /// The list by what it holds.
    public let list: PlanLock.CustomerList
    let rows: CustomerRows
    /// How the numbers of each covariate are written.
    let decimals: [DecimalConvention]

    /// Reads a customer file.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - path: The file.
    ///   - idColumn: The column with the ids; nil takes the plan's unit.
    ///   - options: How the file is read.
    ///   - workers: The number of threads; no answer depends on it.
    /// - Throws: When the file cannot be read, or lacks columns.
    public init(
        plan: Plan, customers path: String, idColumn: String? = nil,
        options: ReadOptions = ReadOptions(), workers: Int = 1
    ) throws {
        struct Block: Sendable {
            var eligible = 0
            var detectors: [NumberConventionDetector]
        }
        var rows = try CustomerRows(
            plan: plan, path: path, idColumn: idColumn, options: options)
        rows.repeated = try Self.repeated(rows, workers: workers)
        let customers = rows
        let empty = rows.covariates.map { _ in
            NumberConventionDetector(assuming: options.decimal ?? .point)
        }
        var total = Block(detectors: empty)
        let read = try customers.reader.forEachBlock(workers: workers) { block in
            var found = Block(detectors: empty)
            block.forEachRecord { record in
                guard customers.isEligible(record) else { return }
                found.eligible += 1
                for (place, column) in customers.covariates.enumerated() {
                    _ = found.detectors[place].parse(record.bytes(column), row: record.row)
                }
            }
            return found
        } merge: { block in
            total.eligible += block.eligible
            for place in empty.indices { total.detectors[place].merge(block.detectors[place]) }
        }
        let names = plan.assignment.balance?.covariates ?? []
        decimals = try zip(names, total.detectors).map { name, detector in
            if let given = options.decimal { return given }
            if let problem = detector.problem(column: name, file: path) { throw problem }
            if case .decided(let convention) = detector.decision { return convention }
            return .point
        }
        self.rows = rows
        list = PlanLock.CustomerList(
            digest: read.digest?.description ?? "", rows: read.rows, eligible: total.eligible)
    }

    /// The rows that hold the id of an earlier one.
    private static func repeated(_ rows: CustomerRows, workers: Int) throws -> RowSet {
        let detector = DuplicateDetector()
        let person = rows.person
        try rows.reader.forEachBlock(workers: workers) { block in
            var found = Fingerprints(capacity: block.recordCount)
            block.forEachRecord { record in
                if BlockAssigner.takesPart(record, idColumn: person) {
                    found.append(record.bytes(person))
                }
            }
            return found
        } merge: {
            try detector.add($0)
        }
        return try detector.finish(
            reading: rows.reader, column: person, workers: workers,
            including: { BlockAssigner.takesPart($0, idColumn: person) }
        ).laterRows
    }
}
