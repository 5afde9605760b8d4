// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// Finds the duplicate rows that differ from the first row with their id.
///
/// Reads the file twice more, and only after duplicates were found: once for the ids that occur
/// again, once to hold every row with such an id against the first.
struct DuplicateConflicts {
    /// One conflict.
    struct Pair: Sendable {
        var firstRow: Int
        var laterRow: Int
        var maskedID: String
    }

    private(set) var rows = RowSet()
    private(set) var examples: [Pair] = []
    /// The conflicts whose id is in scientific notation.
    private var shortened = 0

    private struct Row: Sendable {
        var number: Int
        var id: [UInt8]
        var raw: [UInt8]
    }

    init(
        reader: DelimitedReader, idColumn: Int, later: RowSet, workers: Int
    ) throws {
        var repeated: Set<[UInt8]> = []
        try reader.forEachBlock(workers: workers) { block in
            var ids: [[UInt8]] = []
            block.forEachRecord { record in
                if later.contains(record.row) { ids.append(Array(record.bytes(idColumn).buffer)) }
            }
            return ids
        } merge: { ids in
            repeated.formUnion(ids)
        }
        let wanted = repeated
        var first: [[UInt8]: Row] = [:]
        try reader.forEachBlock(workers: workers) { block in
            var rows: [Row] = []
            block.forEachRecord { record in
                guard BlockAssigner.takesPart(record, idColumn: idColumn) else { return }
                let id = Array(record.bytes(idColumn).buffer)
                guard wanted.contains(id) else { return }
                rows.append(
                    Row(number: record.row, id: id, raw: Array(record.rawBytes.buffer)))
            }
            return rows
        } merge: { found in
            for row in found {
                guard let earlier = first[row.id] else {
                    first[row.id] = row
                    continue
                }
                guard earlier.raw != row.raw else { continue }
                rows.insert(row.number)
                let isShortened = row.id.withUnsafeBytes { UnitID.suspicious($0) }
                if isShortened == .scientificNotation { shortened += 1 }
                if examples.count < 5 {
                    examples.append(
                        Pair(
                            firstRow: earlier.number, laterRow: row.number,
                            maskedID: Visible.maskedID(String(decoding: row.id, as: UTF8.self))))
                }
            }
        }
    }

    /// The problem that stops the work, at the id column.
    func diagnostic(at place: Diagnostic.Place) -> Diagnostic {
        let list = examples.map { "\($0.maskedID) in rows \($0.firstRow) and \($0.laterRow)" }
        let more = rows.count > examples.count ? ", …" : ""
        guard shortened < rows.count else {
            return Diagnostic(
                .error, UnitID.Suspicious.scientificNotation.rawValue,
                "\(rows.count) \(rows.count == 1 ? "row repeats" : "rows repeat") an id in "
                    + "scientific notation, as 1.04E+05 (\(list.joined(separator: ", "))\(more))",
                at: place,
                why: "a spreadsheet shortened the ids, so that different customers share one",
                fix: "export the id column again, as text")
        }
        return Diagnostic(
            .error, "duplicate-id-conflict",
            "\(rows.count) \(rows.count == 1 ? "row repeats" : "rows repeat") an earlier id "
                + "with other values (\(list.joined(separator: ", "))\(more))",
            at: place, why: "it is not clear which row describes the customer",
            fix: "give each customer one row, or keep the first with `--on-duplicate first`")
    }
}
