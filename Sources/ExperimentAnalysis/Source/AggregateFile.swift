// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// One row of aggregates, its texts trimmed and its numbers read.
struct AggregateRow: Sendable {
    /// A number, or why there is none.
    enum Cell: Sendable {
        case value(Double)
        case missing
        case unusable(RejectCode, text: String)
    }

    var row: Int
    var isRagged: Bool
    /// Whether every field is empty, as in the rows a spreadsheet leaves below its data.
    var isBlank: Bool
    /// The text of the variant column, where the file has one.
    var variant: String?
    /// The texts of the columns that tell the plan's rows from others.
    var filters: [String]
    /// The columns read as text; none in a row that is not the plan's.
    var texts: [String] = []
    /// The columns read as numbers; none in a row that is not the plan's.
    var cells: [Cell] = []
}

/// A file whose rows are aggregates: some columns of text and some of numbers.
///
/// Such files are small beside a file of units, so clarity goes before speed: a first pass settles
/// the decimal mark of each column, a second one reads.
struct AggregateFile {
    let reader: DelimitedReader
    /// The name shown, which tells it from the plan's other files.
    let name: String
    /// The arm of all rows, in a file that belongs to one variant.
    let arm: Int?
    let variantColumn: Int?
    let filters: [RowFilters.Part]
    let textColumns: [Int]
    /// The columns of numbers; nil for an optional one that the file does not have.
    let numberColumns: [Int?]
    let missing: MissingMarkers
    let workers: Int

    /// Reads the file; `take` is given every row in file order, and whether it is the plan's.
    ///
    /// - Throws: `DiagnosticsError` for a file without rows, or none of the plan's, or with an
    ///   ambiguous decimal mark.
    func read(_ take: (AggregateRow, _ isOwn: Bool) throws -> Void) throws -> InputStamp {
        let (conventions, isPlain) = try settleConventions()
        let map = rows(conventions)
        var filter = RowFilters(filters)
        let summary = try reader.forEachBlock(workers: workers, map: map) {
            for row in $0 { try take(row, !row.isBlank && filter.admit(row.filters)) }
        }
        guard summary.rows > 0 else { throw Self.noRows(reader.source.name) }
        try filter.check(file: reader.source.name)
        let comma = conventions.contains(.comma)
        return InputStamp(
            name: name, sha256: summary.digest?.description ?? "", rowsRead: summary.rows,
            rowsKept: 0, rowsRejected: 0,
            detected: remarks(
                decimal: reader.dialect.decimal != nil || comma || !isPlain
                    ? (comma ? .comma : .point) : nil, blankLines: summary.blankLines))
    }

    /// Turns a block of records into rows, on any thread.
    private func rows(
        _ conventions: [DecimalConvention]
    ) -> @Sendable (RecordBlock) -> [AggregateRow] {
        let (texts, numbers, missing) = (textColumns, numberColumns, missing)
        let (variant, filters) = (variantColumn, filters)
        return { block in
            var rows: [AggregateRow] = []
            block.forEachRecord { record in
                let text = { (column: Int) in record.bytes(column).trimmed.string }
                var row = AggregateRow(
                    row: record.row, isRagged: record.isRagged,
                    isBlank: (0..<record.count).allSatisfy { record.bytes($0).trimmed.isEmpty },
                    filters: filters.map { text($0.column) })
                // The rest of a row that is not the plan's is of no use to anyone.
                if zip(filters, row.filters).allSatisfy({ $0.keeps($1) }) {
                    row.variant = variant.map(text)
                    row.texts = texts.map(text)
                    row.cells = zip(numbers, conventions).map { column, convention in
                        guard let column else { return .missing }
                        return Self.cell(record.bytes(column), convention, missing)
                    }
                }
                rows.append(row)
            }
            return rows
        }
    }

    /// The decimal mark of each column of numbers, and whether no column shows one.
    private func settleConventions() throws -> (marks: [DecimalConvention], isPlain: Bool) {
        if let declared = reader.dialect.decimal {
            return (numberColumns.map { _ in declared }, false)
        }
        let numbers = numberColumns
        let missing = missing
        var detectors = numbers.map { _ in NumberConventionDetector() }
        try reader.forEachBlock(workers: workers) { block in
            var own = numbers.map { _ in NumberConventionDetector() }
            block.forEachRecord { record in
                for (place, column) in numbers.enumerated() {
                    guard let column else { continue }
                    let field = record.bytes(column)
                    if !missing.matches(field) { _ = own[place].parse(field, row: record.row) }
                }
            }
            return own
        } merge: { part in
            for place in part.indices { detectors[place].merge(part[place]) }
        }
        var problems: [Diagnostic] = []
        for (place, detector) in detectors.enumerated() {
            let name = numbers[place].map { reader.header[$0] } ?? ""
            if let problem = detector.problem(column: name, file: reader.source.name) {
                problems.append(problem.diagnostic)
            }
        }
        if !problems.isEmpty { throw DiagnosticsError(.badData, problems.sortedByPlace()) }
        let marks = detectors.map { detector -> DecimalConvention in
            if case .decided(let mark) = detector.decision { mark } else { .point }
        }
        return (marks, detectors.allSatisfy { $0.decision == .either })
    }

    private static func cell(
        _ field: FieldBytes, _ convention: DecimalConvention, _ missing: MissingMarkers
    ) -> AggregateRow.Cell {
        if missing.matches(field) || missing.matches(field.trimmed) { return .missing }
        switch FieldParser.double(field, decimal: convention) {
        case .value(let number): return .value(number)
        case .empty: return .missing
        case .notFinite: return .unusable(.notFinite, text: field.string)
        case .currency: return .unusable(.currencyInNumber, text: field.string)
        case .percent: return .unusable(.percentInNumber, text: field.string)
        case .ambiguous: return .unusable(.ambiguousNumber, text: field.string)
        case .notANumber: return .unusable(.notANumber, text: field.string)
        }
    }

    private func remarks(decimal: DecimalConvention?, blankLines: Int) -> [Remark] {
        let dialect = reader.dialect
        var remarks = [
            Remark("input.delimiter", ["delimiter": .text(dialect.delimiter.rawValue)])
        ]
        if let decimal {
            remarks.append(Remark("input.decimal", ["decimal": .text(decimal.rawValue)]))
        }
        remarks.append(Remark("input.encoding", ["encoding": .text(dialect.encoding.rawValue)]))
        if dialect.hasByteOrderMark { remarks.append(Remark("input.bom")) }
        if blankLines > 0 {
            remarks.append(Remark("input.blank-lines", ["count": .count(blankLines)]))
        }
        return remarks
    }

    /// A path without its folders.
    static func lastPart(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// A file that is only a header.
    static func noRows(_ name: String) -> DiagnosticsError {
        DiagnosticsError(
            .badData,
            [
                Diagnostic(
                    .error, "no-rows", "the file has a header and no rows",
                    at: Diagnostic.Place(file: name), why: "there is nothing to analyse",
                    fix: "export the file again, with its rows")
            ])
    }
}
