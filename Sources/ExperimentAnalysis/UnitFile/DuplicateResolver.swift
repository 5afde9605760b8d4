// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular

/// Decides which rows of duplicate ids are left out.
///
/// An id that stands twice in one arm keeps its first row. An id in two arms says nothing about
/// either, so all of its rows are left out, in every arm alike.
struct DuplicateResolver {
    let rows: RowReader
    let reader: DelimitedReader
    let column: Int
    let workers: Int
    let arms: Int
    /// The rows that could not be used; their ids do not count.
    let rejected: RowSet

    /// The rows to leave out, sorted, and what was found.
    func resolve(_ detector: DuplicateDetector) throws -> (
        excluded: [Int], tally: DuplicateTally
    ) {
        let rejected = self.rejected
        let report = try detector.finish(
            reading: reader, column: column, workers: workers
        ) { !rejected.contains($0.row) }
        guard report.duplicateRows > 0 else { return ([], DuplicateTally()) }
        let groups = try groups(of: report.laterRows)
        var tally = DuplicateTally()
        var excluded: [Int] = []
        for group in groups.values {
            if group.isCrossover {
                tally.crossoverIDs += 1
                tally.crossoverRows += group.rows.count
                excluded += group.rows
            } else {
                tally.ids += 1
                tally.rows += group.rows.count - 1
                excluded += group.rows.dropFirst()
            }
        }
        return (excluded.sorted(), tally)
    }

    private struct Group {
        var arm: Int
        var rows: [Int]
        var isCrossover = false
    }

    private struct Member: Sendable {
        var id: String
        var row: Int
        var arm: Int
    }

    /// The rows of every id that stands in one of the later rows.
    private func groups(of later: RowSet) throws -> [String: Group] {
        let column = self.column
        let (rows, arms) = (self.rows, self.arms)
        var ids: Set<String> = []
        try reader.forEachBlock(workers: workers) { block in
            var found: [String] = []
            block.forEachRecord { record in
                if later.contains(record.row) { found.append(record.bytes(column).string) }
            }
            return found
        } merge: {
            ids.formUnion($0)
        }
        let wanted = ids
        var groups: [String: Group] = [:]
        try reader.forEachBlock(workers: workers) { block in
            var found: [Member] = []
            let batch = RowBatch(rows, arms: arms, detects: false)
            var skip = ExcludedRows([], from: block.firstRow)
            var first = 0
            while first < block.recordCount {
                batch.read(block, from: first, skipping: &skip)
                for position in 0..<batch.count where batch.arm(at: position) >= 0 {
                    let record = block[first + position]
                    let id = record.bytes(column).string
                    guard wanted.contains(id) else { continue }
                    found.append(Member(id: id, row: record.row, arm: batch.arm(at: position)))
                }
                first += batch.count
            }
            return found
        } merge: { members in
            for member in members {
                if groups[member.id] == nil {
                    groups[member.id] = Group(arm: member.arm, rows: [member.row])
                } else {
                    if groups[member.id]?.arm != member.arm {
                        groups[member.id]?.isCrossover = true
                    }
                    groups[member.id]?.rows.append(member.row)
                }
            }
        }
        return groups
    }
}
