// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// Puts the output rows of a block together: assignments, send lists, people to leave alone.
struct RowPrinter: Sendable {
    /// Whether a row is looked at again after writing: the first ones, and then some of them.
    @inline(__always)
    private static func isSample(_ row: Int) -> Bool { row <= 64 || row & 1023 == 0 }

    let variantCount: Int
    private let delimiter: UInt8
    private let dialect: DelimitedDialect
    private let addedHeader: [UInt8]
    /// What follows the fields of a row, per outcome; nothing for a row that is not written.
    private let suffixes: JoinedBytes
    /// Whether rows of an outcome are written.
    private let isWritten: [Bool]
    /// The list of each outcome, -1 for none, and what follows the id there.
    private let listOf: [Int]
    private let listSuffixes: JoinedBytes
    private let writesAssignments: Bool
    private let writesLists: Bool
    private let listCount: Int

    init(
        plan: Plan, outcomes: OutcomeTable, dialect: DelimitedDialect, added: [String],
        saysWhy: Bool, writesAssignments: Bool, writesLists: Bool
    ) {
        self.dialect = dialect
        self.writesAssignments = writesAssignments
        self.writesLists = writesLists
        delimiter = dialect.delimiter.byte
        variantCount = plan.variants.count
        func encoded(_ fields: [String]) -> [UInt8] {
            var encoder = RecordEncoder(dialect: dialect)
            for field in fields { encoder.field(field) }
            encoder.endRecord()
            return encoder.bytes
        }
        let separator = [dialect.delimiter.byte]
        addedHeader = dialect.hasHeader ? separator + encoded(added) : []
        suffixes = JoinedBytes(
            outcomes.outcomes.map { outcome in
                guard outcome.reason.fate != .rejected else { return [] }
                let isIn = outcome.reason == .assigned
                let variant = isIn ? outcome.variant.map { plan.variants[$0].key } ?? "" : ""
                guard saysWhy else { return separator + encoded([variant]) }
                return separator + encoded([variant, outcome.reason.rawValue])
            })
        isWritten = outcomes.outcomes.map { $0.reason.fate != .rejected }
        listOf = outcomes.outcomes.map { $0.list ?? -1 }
        listCount = outcomes.lists.count + 1
        listSuffixes = JoinedBytes(
            outcomes.outcomes.map { outcome in
                let fields =
                    outcome.suppression.map { [$0] }
                    ?? outcome.variant.flatMap { plan.variants[$0].payload?.map(\.value) } ?? []
                return fields.isEmpty ? dialect.lineEnding.bytes : separator + encoded(fields)
            })
    }

    /// The first line of each list: of the contacted variants, then of the people to leave alone.
    static func listHeaders(plan: Plan, outcomes: OutcomeTable, idName: String) -> [[String]] {
        outcomes.lists.map { place in
            [idName] + (plan.variants[place].payload ?? []).map(\.name)
        } + [[idName, "reason"]]
    }

    /// The header of the input as it stands there, with the new columns.
    func header(_ block: RecordBlock) -> [UInt8] {
        guard writesAssignments else { return [] }
        var names = block.leadingBytes.buffer[...]
        while let last = names.last, last == 10 || last == 13 { names = names.dropLast() }
        guard !names.isEmpty else { return [] }
        return Array(names) + addedHeader
    }

    /// Puts the rows of a block together.
    func put(
        _ block: RecordBlock, _ draws: borrowing BlockDraws, _ judge: RowJudge,
        _ segments: [SegmentLabeler], into result: inout AssignedBlock
    ) {
        if writesAssignments {
            if segments.isEmpty, judge.units.pseudonym == nil {
                printPlain(block, draws, into: &result)
            } else {
                printEncoded(block, draws, judge, segments, into: &result)
            }
        }
        if writesLists { printLists(block, draws, judge.idColumn, into: &result) }
    }

    /// Copies rows as they stand and adds what the outcome adds.
    private func printPlain(
        _ block: RecordBlock, _ draws: borrowing BlockDraws, into result: inout AssignedBlock
    ) {
        let first = block[0].rawBytes.buffer
        let last = block[block.recordCount - 1].rawBytes.buffer
        guard let start = first.baseAddress, let end = last.baseAddress else { return }
        let inputSize = end - start + last.count
        var samples: [Range<Int>] = []
        let bytes = suffixes.withReader { suffixes in
            var longest = 0
            for place in isWritten.indices { longest = max(longest, suffixes.part(place).count) }
            let capacity = inputSize + block.recordCount * longest
            return [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
                guard let target = output.baseAddress else { return }
                let raw = UnsafeMutableRawPointer(target)
                var written = 0
                for position in 0..<block.recordCount {
                    let (suffix, size) = suffixes.part(Int(draws.outcome(position)))
                    guard size > 0 else { continue }
                    let row = block[position].rawBytes.buffer
                    guard let source = row.baseAddress else { continue }
                    (raw + written).copyMemory(from: source, byteCount: row.count)
                    let from = written
                    written &+= row.count
                    (raw + written).copyMemory(from: suffix, byteCount: size)
                    written &+= size
                    if Self.isSample(block.firstRow &+ position) {
                        samples.append(from..<written)
                    }
                }
                count = written
            }
        }
        result.bytes = bytes ?? []
        result.samples = samples
    }

    /// Encodes rows anew, with pseudonyms in place of ids, and with derived segments.
    private func printEncoded(
        _ block: RecordBlock, _ draws: borrowing BlockDraws, _ judge: RowJudge,
        _ segments: [SegmentLabeler], into result: inout AssignedBlock
    ) {
        var encoder = RecordEncoder(dialect: dialect)
        var runs = ByteRuns(count: 1)
        var unit = UnitRule.Unit()
        var samples: [Range<Int>] = []
        _ = suffixes.withReader { suffixes in
            for position in 0..<block.recordCount {
                let (suffix, size) = suffixes.part(Int(draws.outcome(position)))
                guard size > 0 else { continue }
                let record = block[position]
                let from = runs.count(0)
                if judge.units.pseudonym == nil {
                    let row = record.rawBytes.buffer
                    if let source = row.baseAddress { runs.append(0, source, row.count) }
                } else {
                    encoder.removeAll()
                    judge.encode(record, &unit, into: &encoder)
                    encoder.bytes.withUnsafeBytes { bytes in
                        if let source = bytes.baseAddress { runs.append(0, source, bytes.count) }
                    }
                }
                for segment in segments {
                    runs.room(0, for: 1)[0] = delimiter
                    runs.advance(0, by: 1)
                    _ = segment.withLabel(record) {
                        runs.append(0, field: $0.buffer, delimiter: delimiter)
                    }
                }
                runs.append(0, suffix, size)
                if Self.isSample(record.row) { samples.append(from..<runs.count(0)) }
            }
        }
        result.bytes = runs.bytes(0)
        result.samples = samples
    }

    /// Adds the ids to the lists they belong to.
    private func printLists(
        _ block: RecordBlock, _ draws: borrowing BlockDraws, _ idColumn: Int,
        into result: inout AssignedBlock
    ) {
        var runs = ByteRuns(count: listCount)
        _ = listSuffixes.withReader { suffixes in
            listOf.withUnsafeBufferPointer { listOf in
                for position in 0..<block.recordCount {
                    let outcome = Int(draws.outcome(position))
                    let list = listOf[outcome]
                    guard list >= 0 else { continue }
                    let id = block.bytes(idColumn, of: position)
                    runs.append(list, field: id.buffer, delimiter: delimiter)
                    let (suffix, size) = suffixes.part(outcome)
                    runs.append(list, suffix, size)
                }
            }
        }
        for list in 0..<listCount { result.lists[list] = runs.bytes(list) }
    }
}

extension RowJudge {
    /// Encodes the fields of a row, with the pseudonym of its id and its unit in their places.
    func encode(_ record: Record, _ unit: inout UnitRule.Unit, into encoder: inout RecordEncoder) {
        let merge = units.merges?.find(record.bytes(idColumn))
        units.resolve(record, idColumn: idColumn, merge: merge, into: &unit)
        for column in 0..<record.count {
            if column == idColumn, let pseudonym = units.pseudonym {
                encoder.field(pseudonym(record.bytes(column).string))
            } else if column == units.unitColumn {
                if unit.isMissing {
                    encoder.field("")
                } else {
                    unit.bytes.withUnsafeBytes { encoder.field($0) }
                }
            } else {
                encoder.field(record.bytes(column))
            }
        }
    }
}
