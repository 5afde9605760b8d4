// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// What one block of customers became.
struct AssignedBlock: Sendable {
    var bytes: [UInt8] = []
    var header: [UInt8] = []
    var rows = 0
    var perVariant: [Int]
    var rejects: [RejectsWriter.Reject] = []
    var findings = IDFindings()
    var fingerprints = Fingerprints()
}

/// Draws the customers of one block and puts their output rows together.
struct BlockAssigner: Sendable {
    let assigner: Assigner
    let idColumn: Int
    let idName: String
    /// What follows the input fields of a row, per variant: delimiter, variant, line ending.
    let suffixes: [[UInt8]]
    let addedHeader: [UInt8]
    /// Whether output rows are wanted, or only what is known about them.
    var writesRows = true
    /// The rows that hold the id of an earlier row, and those of them that differ from it.
    var duplicates: (later: RowSet, conflicting: RowSet)?

    func assign(_ block: RecordBlock) -> AssignedBlock {
        var result = AssignedBlock(perVariant: [Int](repeating: 0, count: suffixes.count))
        result.rows = block.recordCount
        if block.sequence == 0 { result.header = header(block) }
        guard block.recordCount > 0, let origin = block[0].rawBytes.buffer.baseAddress
        else { return result }
        if duplicates == nil { result.fingerprints = Fingerprints(capacity: block.recordCount) }
        guard writesRows else {
            drawn(block, origin: origin, into: &result, to: nil)
            return result
        }
        let last = block[block.recordCount - 1].rawBytes.buffer
        let inputSize = (last.baseAddress ?? origin) - origin + last.count
        let longest = suffixes.map(\.count).max() ?? 0
        let capacity = inputSize + block.recordCount * longest
        result.bytes = Array(unsafeUninitializedCapacity: capacity) { output, count in
            guard let target = output.baseAddress else { return }
            count = drawn(block, origin: origin, into: &result, to: target)
        }
        return result
    }

    /// Draws every record; returns the number of bytes written.
    @discardableResult
    private func drawn(
        _ block: RecordBlock, origin: UnsafeRawPointer, into result: inout AssignedBlock,
        to target: UnsafeMutablePointer<UInt8>?
    ) -> Int {
        var batch = RowBatch(
            assigner: assigner, suffixes: suffixes, origin: origin, target: target)
        let isSearching = duplicates == nil
        block.forEachRecord { record in
            let id = record.bytes(idColumn)
            if let code = reject(record, id) {
                let isWhole = code == Self.ragged
                result.rejects.append(
                    .init(row: record.row, column: isWhole ? "" : idName, code: code, value: id))
                return
            }
            if isSearching { result.fingerprints.append(id) }
            result.findings.look(at: id.buffer, row: record.row)
            batch.add(id: id.buffer, record: record.rawBytes.buffer)
        }
        batch.flush()
        result.perVariant = batch.perVariant
        return batch.written
    }

    static let ragged = "ragged-row"

    /// The reason why a row gets no variant.
    @inline(__always)
    private func reject(_ record: Record, _ id: FieldBytes) -> String? {
        if record.isRagged { return Self.ragged }
        if let problem = UnitID.invalid(id.buffer) { return problem.rawValue }
        guard let duplicates, duplicates.later.contains(record.row) else { return nil }
        return duplicates.conflicting.contains(record.row)
            ? "duplicate-id-conflict" : "duplicate-id"
    }

    /// Whether a row takes part in the search for duplicate ids.
    static func takesPart(_ record: Record, idColumn: Int) -> Bool {
        !record.isRagged && UnitID.invalid(record.bytes(idColumn).buffer) == nil
    }

    /// The header of the input as it stands there, with the new column.
    private func header(_ block: RecordBlock) -> [UInt8] {
        var names = block.leadingBytes.buffer[...]
        while let last = names.last, last == 10 || last == 13 { names = names.dropLast() }
        guard !names.isEmpty else { return [] }
        return Array(names) + addedHeader
    }
}
