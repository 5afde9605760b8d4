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
    private(set) var ambiguous: RejectedRow?

    /// Values of the variant column that are named when no variant matches them.
    private static let exampleLimit = 5

    init(tally: BlockTally) { self.tally = tally }

    mutating func take(_ part: BlockTally) {
        tally.merge(part)
        rejected += part.rejected.count
        for row in part.rejected {
            if row.code == .ambiguousNumber, ambiguous == nil { ambiguous = row }
            guard row.code == .unknownVariant else { continue }
            unknown.rows += 1
            let shown = Visible.value(row.value)
            if unknown.examples.count < Self.exampleLimit, !unknown.examples.contains(shown) {
                unknown.examples.append(shown)
            }
        }
    }

    /// Refuses a file without rows and a file whose numbers can be read in two ways.
    func refuse(reader: DelimitedReader) throws {
        let place = { (keyPath: String?) in
            Diagnostic.Place(file: reader.source.name, keyPath: keyPath)
        }
        if (summary?.rows ?? 0) == 0 {
            throw DiagnosticsError(
                .badData,
                [
                    Diagnostic(
                        .error, "no-rows", "the file has a header and no rows", at: place(nil),
                        why: "there is nothing to analyse",
                        fix: "export the file again, with its rows")
                ])
        }
        if let ambiguous {
            let column = ambiguous.column.map { reader.header[$0] } ?? "?"
            throw DiagnosticsError(
                .badData,
                [
                    Diagnostic(
                        .error, "decimal-ambiguous",
                        "'\(Visible.value(ambiguous.value))' can be read in two ways",
                        at: place("row \(ambiguous.row), column \(column)"),
                        why: "12,500 is twelve and a half, or twelve thousand five hundred",
                        fix: "add --decimal comma or --decimal point, "
                            + "or data.format.decimal in the plan")
                ])
        }
    }

    func collected(
        plan: Plan, data: DataSource, columns: ColumnPlan, reader: DelimitedReader,
        duplicates: DuplicateTally?
    ) throws -> Collected {
        let metrics = try zip(columns.uses, tally.metrics).map { use, sums in
            try sums.map { try $0.tally(use) }
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
                    label: label, arms: try arms.map { try $0.tally(columns.uses[primary]) })
            }
            return SegmentTally(key: segment.key, levels: levels)
        }.filter { plan.report.segments.contains($0.key) }
        let stamp = InputStamp(
            name: Self.lastPart(reader.source.name), sha256: summary?.digest?.description ?? "",
            rowsRead: summary?.rows ?? 0, rowsKept: tally.arms.map(\.count).reduce(0, +),
            rowsRejected: rejected, rowsExcluded: tally.excluded,
            detected: remarks(reader, data))
        return Collected(
            arms: tally.arms, metrics: metrics, segments: segments, duplicates: duplicates,
            unknownArms: unknown, inputs: [stamp], armsRecomputed: data.variant == nil)
    }

    private func remarks(_ reader: DelimitedReader, _ data: DataSource) -> [Remark] {
        let dialect = reader.dialect
        var remarks = [
            Remark("input.delimiter", ["delimiter": .text(dialect.delimiter.rawValue)])
        ]
        if let decimal = dialect.decimal {
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

extension PassResult {
    /// The rows to leave out because of duplicate ids, and what was found about them.
    func duplicates() throws -> (rows: [Int], tally: DuplicateTally) { ([], DuplicateTally()) }
}
