// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
public import ExperimentModel
import Inference
public import Tabular

/// Reads a customer file and writes it again with the variant of every customer.
///
/// Rows keep their order and every byte of their fields; the variant is added at the end. The file is
/// streamed. Rows are written while duplicate ids are still being looked for: in the usual file there
/// are none and it is read once; else the output is thrown away and written again without them.
public struct AssignmentPass: Sendable {
    private let plan: Plan
    private let options: AssignmentOptions
    private let assigner: Assigner

    /// Creates the pass of a plan.
    ///
    /// - Throws: When the plan's algorithm, salt or weights cannot be used.
    public init(
        plan: Plan, options: AssignmentOptions = AssignmentOptions()
    ) throws(DiagnosticsError) {
        self.plan = plan
        self.options = options
        do {
            assigner = try Assigner(plan: plan)
        } catch {
            throw DiagnosticsError(.badPlan, [error.diagnostic])
        }
    }

    /// Assigns every customer of a file.
    ///
    /// - Parameters:
    ///   - path: The customer file, or `-` for standard input.
    ///   - target: Where the rows go.
    /// - Returns: What became of the rows.
    /// - Throws: The problem that stopped the work; nothing is left behind then.
    public func run(
        customers path: String, to target: AssignmentTarget
    ) throws(DiagnosticsError) -> AssignmentSummary {
        try Self.diagnosed {
            try run(source: ByteSource(path: path), to: target)
        }
    }

    /// Assigns every customer of a source.
    public func run(
        customers source: ByteSource, to target: AssignmentTarget
    ) throws(DiagnosticsError) -> AssignmentSummary {
        try Self.diagnosed { try run(source: source, to: target) }
    }

    private static func diagnosed<Value>(
        _ body: () throws -> Value
    ) throws(DiagnosticsError) -> Value {
        do {
            return try body()
        } catch let error as DiagnosticsError {
            throw error
        } catch let error as TabularError {
            throw DiagnosticsError(error.kind, [error.diagnostic])
        } catch {
            throw DiagnosticsError(
                .badData, [Diagnostic(.error, "assign-failed", String(describing: error))])
        }
    }

    private func run(source: ByteSource, to target: AssignmentTarget) throws -> AssignmentSummary {
        try checkPaths(source, target)
        var reading = options.reading
        reading.computesDigest = true
        let reader = try DelimitedReader(source: source, options: reading)
        let idName = options.idColumn ?? plan.assignment.unit
        let idColumn = try column(idName, of: reader)
        let place = Diagnostic.Place(file: source.name, keyPath: "column \(idName)")
        var blocks = blockAssigner(reader, idColumn: idColumn, idName: idName)

        // Rows already printed cannot be taken back, so printing waits for the search.
        var run = AssignmentRun(options: options, target: target, dialect: outputDialect(reader))
        if case .descriptor = target { blocks.writesRows = false }
        try run.pass(reader, blocks, writing: blocks.writesRows)
        try checkRows(run, reader)
        let duplicates = try run.duplicates.finish(
            reading: reader, column: idColumn, workers: options.workers,
            including: { BlockAssigner.takesPart($0, idColumn: idColumn) })
        var warnings = run.findings.warnings(at: place)
        if duplicates.duplicateRows > 0 {
            let conflicts = try DuplicateConflicts(
                reader: reader, idColumn: idColumn, later: duplicates.laterRows,
                workers: options.workers)
            guard conflicts.rows.isEmpty || options.onDuplicate == .first else {
                throw DiagnosticsError(.badData, [conflicts.diagnostic(at: place)])
            }
            warnings.append(Self.warning(duplicates, conflicts, at: place))
            blocks.duplicates = (duplicates.laterRows, conflicts.rows)
        }
        if duplicates.duplicateRows > 0 || !blocks.writesRows {
            blocks.writesRows = true
            blocks.duplicates = blocks.duplicates ?? (RowSet(), RowSet())
            if duplicates.duplicateRows > 0 { try run.expectRejects() }
            run.restart()
            try run.pass(reader, blocks, writing: true)
        }
        try run.commit()
        if let many = manyRejects(run, at: place) { warnings.append(many) }
        return summary(run, reader, warnings: warnings)
    }

    /// Keeps the assigned and the rejected rows apart from each other and from the customers.
    private func checkPaths(
        _ source: ByteSource, _ target: AssignmentTarget
    ) throws(DiagnosticsError) {
        var outputs: [(flag: String, path: String)] = []
        if case .file(let path) = target { outputs.append(("--out", path)) }
        if let path = options.rejectsPath { outputs.append(("--rejects", path)) }
        try OutputGuard.check(outputs: outputs, inputs: [source.name])
    }

    private func column(_ name: String, of reader: DelimitedReader) throws -> Int {
        guard !reader.header.contains(options.column) else {
            throw DiagnosticsError(
                .badData,
                [
                    Diagnostic(
                        .error, "column-exists",
                        "the file already has a column `\(Visible.value(options.column))`",
                        at: .init(file: reader.source.name, line: 1),
                        why: "two columns of one name cannot be told apart",
                        fix: "name the new column with `--column`, or remove the old one")
                ])
        }
        guard !reader.header.contains(name) else { return try reader.column(named: name) }
        let near = NearestName.names(like: name, among: reader.header)
        let known = reader.header.prefix(20).map { Visible.value($0) }.joined(separator: ", ")
        let more = reader.header.count > 20 ? ", …" : ""
        throw DiagnosticsError(
            .badData,
            [
                Diagnostic(
                    .error, "column-missing", "there is no column `\(Visible.value(name))`",
                    at: .init(file: reader.source.name, line: 1),
                    why: "customers are drawn by their id; the columns are: \(known)\(more)",
                    fix: near.isEmpty
                        ? "name the id column with `--id`, or in the plan: "
                            + "`assignment: { unit: … }`"
                        : "did you mean "
                            + near.map { "`\(Visible.value($0))`" }.joined(separator: " or ")
                            + "? Name it with `--id`, or in the plan: `assignment: { unit: … }`")
            ])
    }

    private func outputDialect(_ reader: DelimitedReader) -> DelimitedDialect {
        var dialect = reader.dialect
        dialect.encoding = .utf8
        return dialect
    }

    private func blockAssigner(
        _ reader: DelimitedReader, idColumn: Int, idName: String
    ) -> BlockAssigner {
        let dialect = reader.dialect
        func suffix(_ text: String) -> [UInt8] {
            var encoder = RecordEncoder(dialect: dialect)
            encoder.field(text)
            encoder.endRecord()
            return [dialect.delimiter.byte] + encoder.bytes
        }
        return BlockAssigner(
            assigner: assigner, idColumn: idColumn, idName: idName,
            suffixes: plan.variants.map { suffix($0.key) },
            addedHeader: dialect.hasHeader ? suffix(options.column) : [])
    }

    private func checkRows(_ run: AssignmentRun, _ reader: DelimitedReader) throws {
        guard run.rows == 0 else { return }
        throw DiagnosticsError(
            .badData,
            [
                Diagnostic(
                    .error, "no-rows", "the file has a header and no rows",
                    at: .init(file: reader.source.name),
                    why: "there is nobody to assign", fix: "check the export that made the file")
            ])
    }

    private static func warning(
        _ duplicates: DuplicateReport, _ conflicts: DuplicateConflicts, at place: Diagnostic.Place
    ) -> Diagnostic {
        let pairs = duplicates.examples.map { "\($0.firstRow) and \($0.laterRow)" }
        let more = duplicates.duplicateRows > pairs.count ? ", …" : ""
        let count = duplicates.duplicateRows
        let differing = conflicts.rows.isEmpty ? "" : ", \(conflicts.rows.count) with other values"
        return Diagnostic(
            .warning, "duplicate-id",
            "\(count) \(count == 1 ? "row repeats" : "rows repeat") the id of an earlier row"
                + "\(differing) (rows \(pairs.joined(separator: ", "))\(more))",
            at: place, why: "each customer is drawn once; the first row is kept",
            fix: "see the rejected rows")
    }

    /// More than one row in a hundred without a variant is no longer noise.
    private func manyRejects(_ run: AssignmentRun, at place: Diagnostic.Place) -> Diagnostic? {
        // The id of an exact copy has its variant, and its own warning.
        let lost = run.rejected - run.reasons["duplicate-id", default: 0]
        guard lost * 100 > run.rows else { return nil }
        let reasons = run.reasons.filter { $0.key != "duplicate-id" }.sorted { $0.key < $1.key }.map
        { "\($0.key): \($0.value)" }
        return Diagnostic(
            .warning, "many-rejects",
            "\(lost) of \(run.rows) \(run.rows == 1 ? "row" : "rows") "
                + "\(lost == 1 ? "is" : "are") rejected "
                + "(\(reasons.joined(separator: ", ")))",
            at: .init(file: place.file), why: "these customers get no variant",
            fix: run.rejectsPath.map { "see \($0)" } ?? "list them with `--rejects rejects.csv`")
    }

    private func summary(
        _ run: AssignmentRun, _ reader: DelimitedReader, warnings: [Diagnostic]
    ) -> AssignmentSummary {
        let shares = plan.variants.indices.map(assigner.allocation.plannedShare)
        let test = try? SampleRatioMismatch(observed: run.perVariant, weights: shares)
        return AssignmentSummary(
            rowsRead: run.rows, assigned: run.perVariant.reduce(0, +), rejected: run.rejected,
            variants: plan.variants.indices.map {
                .init(
                    key: plan.variants[$0].key, count: run.perVariant[$0],
                    plannedShare: shares[$0])
            },
            reasons: run.reasons.sorted { $0.key < $1.key }.map {
                .init(code: $0.key, rows: $0.value)
            },
            sampleRatioP: test?.p, warnings: warnings, inputDigest: run.digest,
            detection: reader.detection.summary, rejectsPath: run.rejectsPath)
    }
}
