// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Tabular

/// What one pass over a file of units added up to.
struct PassResult {
    var tally: BlockTally
    var summary: ReadSummary?
    private(set) var rejected = 0
    private(set) var unknown = UnknownArms()
    private(set) var rejectedRows = RowSet()
    private var reasons: [ReasonKey: RejectReason] = [:]

    private struct ReasonKey: Hashable {
        var code: RejectCode
        var column: Int?
    }

    init(tally: BlockTally) { self.tally = tally }

    mutating func take(_ part: BlockTally) throws {
        try tally.merge(part)
        rejected += part.rejected.count
        for row in part.rejected {
            rejectedRows.insert(row.row)
            let isID = row.code == .emptyID || row.code == .placeholderID
            reasons[
                ReasonKey(code: row.code, column: row.column),
                default: RejectReason(
                    code: row.code.rawValue, column: "", rows: 0, firstRow: row.row,
                    firstValue: isID ? "" : Visible.value(row.value))
            ].rows += 1
        }
        for row in part.rejected where row.code == .unknownVariant {
            unknown.note(row.value)
        }
    }

    /// Refuses a file without rows.
    func refuse(reader: DelimitedReader) throws {
        if (summary?.rows ?? 0) == 0 { throw AggregateFile.noRows(reader.source.name) }
    }

    /// Refuses a file of which no row belongs to the plan.
    func refuseNothingLeft(_ data: DataSource, reader: DelimitedReader) throws {
        guard let rows = summary?.rows, rows > 0, tally.filteredInAll == rows else { return }
        guard !data.rows.isEmpty else { throw nobodyInTest(rows, data, reader) }
        let asked = data.rows.map { filter in
            "\(filter.column) = \(filter.values.map(Visible.value).joined(separator: " or "))"
        }
        throw DiagnosticsError(
            .badData,
            [
                Diagnostic(
                    .error, "no-rows", "no row has \(asked.joined(separator: " and "))",
                    at: Diagnostic.Place(file: reader.source.name, keyPath: "data.rows"),
                    why: "`data.rows` leaves none of the \(rows) rows",
                    fix: "write the values as they stand in the file, capitals and spaces included")
            ])
    }

    private func nobodyInTest(
        _ rows: Int, _ data: DataSource, _ reader: DelimitedReader
    ) -> DiagnosticsError {
        DiagnosticsError(
            .badData,
            [
                Diagnostic(
                    .error, "no-rows", "none of the \(rows) rows has a variant",
                    at: Diagnostic.Place(
                        file: reader.source.name,
                        keyPath: data.variant.map { "column \($0)" } ?? "data.variant"),
                    why: "a row without one is that of somebody who is not in the test",
                    fix: "give the file that `experiment assign` wrote, with outcomes added")
            ])
    }

    /// Refuses a file of which no row could be used, naming the reason that hit most rows.
    func refuseNothingUsable(reader: DelimitedReader) throws {
        guard let rows = summary?.rows, rejected == rows,
            let worst = rejectReasons(reader.header).first
        else { return }
        let column = worst.column.isEmpty ? "" : " in column `\(worst.column)`"
        let seen = worst.firstValue.isEmpty ? "" : " (first seen: '\(worst.firstValue)')"
        let looksLikeComma =
            worst.code == RejectCode.notANumber.rawValue && worst.firstValue.contains(",")
        throw DiagnosticsError(
            .badData,
            [
                Diagnostic(
                    .error, "no-usable-row",
                    "none of the \(rows) rows can be used: \(worst.rows) are \(worst.code)\(column)"
                        + seen,
                    at: Diagnostic.Place(
                        file: reader.source.name, keyPath: "row \(worst.firstRow)"),
                    why: "a result without a single customer is no result",
                    fix: looksLikeComma
                        ? "write `data: { format: { decimal: comma } }`, or give --decimal comma"
                        : "name another column in the plan, or mend the column where the file is made"
                )
            ])
    }

    func collected(
        plan: Plan, data: DataSource, rows: RowReader, reader: DelimitedReader,
        duplicates: DuplicateTally?
    ) throws -> Collected {
        let found = try zip(rows.columns.uses, tally.metrics).map { use, sums in
            try sums.map { try $0.tally(use) }
        }
        let metrics = Array(found.prefix(plan.metrics.definitions.count))
        let contacts = rows.columns.contactUse.map { place in
            found[place].map { tally -> BivariateMoments in
                if case .ratio(let moments) = tally.moments { moments } else { .empty }
            }
        }
        let primary = plan.metrics.definitions.firstIndex { $0.key == plan.metrics.primary } ?? 0
        let segments = try zip(data.segments, tally.segments).map { segment, sum in
            guard !sum.isOverfull else {
                return SegmentTally(key: segment.key, levels: [], omitted: sum.levels.count)
            }
            let levels = try sum.levels.sorted {
                $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
            }
            .map { label, arms in
                SegmentTally.Level(
                    label: label, arms: try arms.map { try $0.tally(rows.columns.uses[primary]) })
            }
            return SegmentTally(key: segment.key, levels: levels)
        }.filter { plan.report.segments.contains($0.key) }
        let stamp = InputStamp(
            name: Self.lastPart(reader.source.name), sha256: summary?.digest?.description ?? "",
            rowsRead: summary?.rows ?? 0, rowsKept: tally.arms.map(\.count).reduce(0, +),
            rowsRejected: rejected, rowsExcluded: tally.excluded,
            detected: remarks(reader, data, rows))
        return Collected(
            arms: tally.arms, metrics: metrics, segments: segments, duplicates: duplicates,
            contacts: contacts, unknownArms: unknown, rejectReasons: rejectReasons(reader.header),
            inputs: [stamp],
            armsRecomputed: data.variant == nil)
    }

    private func rejectReasons(_ header: [String]) -> [RejectReason] {
        reasons.map { key, reason in
            var reason = reason
            reason.column = key.column.map { header[$0] } ?? ""
            return reason
        }
        .sorted { ($1.rows, $0.code, $0.column) < ($0.rows, $1.code, $1.column) }
    }

    private func remarks(_ reader: DelimitedReader, _ data: DataSource, _ rows: RowReader)
        -> [Remark]
    {
        let dialect = reader.dialect
        var remarks = [
            Remark("input.delimiter", ["delimiter": .text(dialect.delimiter.rawValue)])
        ]
        let comma = rows.conventions.contains(.comma)
        let isPlain = tally.detectors.allSatisfy { $0.decision == .either }
        if dialect.decimal != nil || comma || !isPlain {
            let decimal: DecimalConvention = comma ? .comma : .point
            remarks.append(Remark("input.decimal", ["decimal": .text(decimal.rawValue)]))
        }
        remarks.append(Remark("input.encoding", ["encoding": .text(dialect.encoding.rawValue)]))
        if dialect.hasByteOrderMark { remarks.append(Remark("input.bom")) }
        if data.id == .row { remarks.append(Remark("input.no-id")) }
        if data.variant == nil { remarks.append(Remark("input.recomputed")) }
        if let blank = summary?.blankLines, blank > 0 {
            remarks.append(Remark("input.blank-lines", ["count": .count(blank)]))
        }
        return remarks
    }

    private static func lastPart(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
