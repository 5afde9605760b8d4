// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// One customer file with everything that is needed to assign it.
struct CustomerFile {
    let plan: Plan
    let options: AssignmentOptions
    let target: AssignmentTarget
    let reader: DelimitedReader
    let builder: JudgeBuilder
    private let segments: [SegmentLabeler]
    private let shared: [Int]
    /// The files of the lists: of the contacted variants, then of the people to leave alone.
    let listPaths: [String]
    private let place: Diagnostic.Place
    /// Other tests on the same people.
    var others: [OverlapJudge] = []
    /// Whether a few ids of each variant are kept, masked.
    var showsExamples = false

    /// The usual names of columns that people share.
    static let sharedNames: Set<String> = [
        "email", "e-mail", "e_mail", "email_address", "emailadres", "household", "household_id",
        "huishouden", "huishouden_id",
    ]

    init(
        plan: Plan, options: AssignmentOptions, pipeline: Pipeline, source: ByteSource,
        target: AssignmentTarget
    ) throws {
        var reading = options.reading
        reading.computesDigest = true
        reader = try DelimitedReader(source: source, options: reading)
        self.plan = plan
        self.options = options
        self.target = target
        builder = JudgeBuilder(plan: plan, pipeline: pipeline, options: options, reader: reader)
        place = Diagnostic.Place(file: source.name, keyPath: "column \(builder.idName)")
        segments = try builder.segments()
        let names = plan.variants.filter(\.contact).map { "\($0.key).csv" } + ["suppress.csv"]
        listPaths = options.listsFolder.map { folder in names.map { "\(folder)/\($0)" } } ?? []
        let own = [builder.idName, plan.assignment.unit]
        let header = reader.header
        if let given = options.sharedColumns {
            let file = reader
            shared = try given.map { try file.column(named: $0) }
        } else {
            shared = header.indices.filter {
                Self.sharedNames.contains(header[$0].lowercased()) && !own.contains(header[$0])
            }
        }
    }

    /// Keeps the outputs apart from each other and from the files that are read.
    func checkPaths() throws {
        var outputs: [(flag: String, path: String)] = []
        if case .file(let path) = target { outputs.append(("--out", path)) }
        if let path = options.rejectsPath { outputs.append(("--rejects", path)) }
        outputs += listPaths.map { ("--lists", $0) }
        try OutputGuard.check(outputs: outputs, inputs: [reader.source.name])
        let added = added.filter { reader.header.contains($0) }
        guard added.isEmpty else {
            throw DiagnosticsError(.badData, added.map(columnExists))
        }
    }

    /// The columns that are added, in order.
    private var added: [String] {
        segments.map(\.key) + [options.column] + (saysWhy ? ["reason"] : [])
    }

    private var saysWhy: Bool { plan.canLeaveOut || options.idMap != nil }

    private func columnExists(_ name: String) -> Diagnostic {
        let isVariant = name == options.column
        return Diagnostic(
            .error, "column-exists", "the file already has a column `\(Visible.value(name))`",
            at: .init(file: reader.source.name, line: 1),
            why: "two columns of one name cannot be told apart",
            fix: isVariant
                ? "name the new column with `--column`, or remove the old one"
                : "remove or rename the old one")
    }

    /// Reads the file as often as it takes and writes what it becomes.
    func passes() throws -> (AssignmentRun, BlockAssigner) {
        var judge = try builder.judge()
        if var merges = judge.units.merges {
            try merges.lookUp(in: reader, column: judge.idColumn, workers: options.workers)
            judge.units.merges = merges
        }
        var blocks = try blockAssigner(judge)
        var run = AssignmentRun(
            options: options, target: target, dialect: outputDialect, listPaths: listPaths,
            listHeaders: RowPrinter.listHeaders(
                plan: plan, outcomes: builder.outcomes, idName: builder.idName),
            sharedColumns: shared.count)
        // Rows already printed cannot be taken back, so printing waits for the search; so do quotas.
        let writes = target != .nowhere || !listPaths.isEmpty
        if case .descriptor = target { blocks.writesRows = false }
        let isStratified = plan.assignment.stratify != nil
        if isStratified || !writes { blocks.writesRows = false }
        try run.pass(reader, blocks)
        try checkRows(run)
        blocks.isSearching = false
        let idColumn = judge.idColumn
        let duplicates = try run.duplicates.finish(
            reading: reader, column: idColumn, workers: options.workers,
            including: { BlockAssigner.takesPart($0, idColumn: idColumn) })
        if duplicates.duplicateRows > 0 {
            let conflicts = try DuplicateConflicts(
                reader: reader, idColumn: idColumn, later: duplicates.laterRows,
                workers: options.workers)
            guard conflicts.rows.isEmpty || options.onDuplicate == .first else {
                throw DiagnosticsError(.badData, [conflicts.diagnostic(at: place)])
            }
            run.warnings.append(warning(duplicates, conflicts))
            blocks.judge.duplicates = .init(
                later: duplicates.laterRows, conflicting: conflicts.rows)
        }
        if isStratified {
            blocks.quotas = try StratifiedList.quotas(
                reader, blocks, builder.strata(), rows: run.rows, workers: options.workers)
        }
        let wasComplete = blocks.writesRows || !writes
        if duplicates.duplicateRows > 0 || !wasComplete || isStratified {
            blocks.writesRows = writes
            if duplicates.duplicateRows > 0, writes { try run.expectRejects() }
            try run.pass(reader, blocks)
        }
        return (run, blocks)
    }

    /// What is said about the file.
    ///
    /// - Throws: What must be mended before anybody is drawn.
    func findings(
        _ run: AssignmentRun, _ blocks: BlockAssigner, _ summary: AssignmentSummary
    ) throws -> [Diagnostic] {
        let idColumn = blocks.judge.idColumn
        let damage = run.findings.damage(at: place)
        guard damage.isEmpty || options.acceptsDamagedIDs else {
            throw DiagnosticsError(.badData, damage)
        }
        var warnings = run.findings.warnings(at: place)
        warnings += damage.map { problem in
            var warning = problem
            warning.severity = .warning
            return warning
        }
        if run.findings.kinds.mayLookAlike {
            let duplicates = blocks.judge.duplicates?.later
            let found = try LookAlikes.warning(
                reader, column: idColumn, workers: options.workers, at: place
            ) { record in
                BlockAssigner.takesPart(record, idColumn: idColumn)
                    && duplicates?.contains(record.row) != true
            }
            if let found { warnings.append(found) }
        }
        warnings += run.warnings
        warnings += more.forced(run.notes.forced, blocks.judge.overrides)
        if let found = more.late(run.notes) { warnings.append(found) }
        warnings += try more.shared(
            shared, run.sharedReports(), blocks.judge, workers: options.workers)
        if summary.assigned > 0 { warnings += more.small(summary.variants, summary.segments) }
        warnings += more.unreadable(run.notes.unreadable, blocks.judge)
        if let many = manyRejects(run) { warnings.append(many) }
        return warnings
    }

    /// The problem of a file in which nobody is left for the test.
    func nobody(_ summary: AssignmentSummary) -> Diagnostic {
        more.nobody(summary, isPreview: showsExamples)
    }

    var more: AssignmentFindings {
        AssignmentFindings(plan: plan, options: options, reader: reader)
    }

    /// The customers per derived segment.
    func segmentCounts(_ run: AssignmentRun) -> [AssignmentSummary.SegmentCount] {
        segments.indices.map { place in
            .init(
                key: segments[place].key,
                levels: run.segments.sorted(place).map {
                    .init(label: $0.label, perVariant: $0.perVariant, out: $0.out)
                })
        }
    }

    /// Draws a sample of the written rows again.
    ///
    /// - Throws: `self-check` when one of them is not what it should be.
    func recheck(_ run: AssignmentRun, _ judge: RowJudge) throws -> Int? {
        guard case .file(let path) = target, let writer = run.writer else { return nil }
        let check = SelfCheck(
            judge: judge, dialect: outputDialect,
            variantColumn: reader.header.count + segments.count,
            reasonColumn: saysWhy ? reader.header.count + segments.count + 1 : nil,
            variants: plan.variants.map(\.key),
            checksVariants: plan.assignment.stratify == nil)
        return try check.run(writer, path: path, header: run.header, samples: run.samples)
    }

    private var outputDialect: DelimitedDialect {
        var dialect = reader.dialect
        dialect.encoding = .utf8
        return dialect
    }

    private func blockAssigner(_ judge: RowJudge) throws -> BlockAssigner {
        var dating: BlockAssigner.Dating?
        if let name = options.datedColumn, let start = plan.schedule?.start {
            dating = .init(column: try reader.column(named: name), start: start)
        }
        let printer = RowPrinter(
            plan: plan, outcomes: builder.outcomes, dialect: outputDialect, added: added,
            saysWhy: saysWhy, writesAssignments: target != .nowhere,
            writesLists: !listPaths.isEmpty)
        var blocks = BlockAssigner(
            judge: judge, idName: builder.idName, header: reader.header, printer: printer,
            segments: segments, shared: shared, dating: dating)
        blocks.showsExamples = showsExamples
        blocks.others = others
        return blocks
    }

    private func checkRows(_ run: AssignmentRun) throws {
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

    private func warning(
        _ duplicates: DuplicateReport, _ conflicts: DuplicateConflicts
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
            fix: showsExamples
                ? "`experiment assign` lists the repeats in rejects.csv" : "see the rejected rows")
    }

    /// More than one row in a hundred without a variant is no longer noise.
    private func manyRejects(_ run: AssignmentRun) -> Diagnostic? {
        // Rows that repeat a customer have their own warning, and the customer a variant.
        let reasons = run.rejections(builder.outcomes).filter {
            !$0.code.hasPrefix("duplicate-id")
        }
        let lost = reasons.reduce(0) { $0 + $1.rows }
        guard lost * 100 > run.rows else { return nil }
        let said = reasons.map { "\($0.code): \($0.rows)" }
        return Diagnostic(
            .warning, "many-rejects",
            "\(lost) of \(run.rows) \(run.rows == 1 ? "row" : "rows") "
                + "\(lost == 1 ? "is" : "are") rejected "
                + "(\(said.joined(separator: ", ")))",
            at: .init(file: place.file), why: "these customers get no variant",
            fix: run.rejectsPath.map { "see \($0)" }
                ?? (showsExamples
                    ? "`experiment assign` lists them, in the file of `--rejects`"
                    : "list them with `--rejects rejects.csv`"))
    }
}
