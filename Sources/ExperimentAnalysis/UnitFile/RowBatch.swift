// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import Tabular

/// A few thousand rows taken apart column by column, so that each loop does one thing.
///
/// Reading row by row costs an analysis most of its time in bookkeeping; a batch that fits the
/// cache keeps the arms, then each column of numbers, then the rows of each arm in line.
final class RowBatch {
    /// Rows per batch: its numbers stay in the second-level cache.
    static let capacity = 4_096

    /// Marks a row that is not kept.
    private static let dropped: Int32 = -1

    private let reader: RowReader
    private let armCount: Int
    private let arms: UnsafeMutablePointer<Int32>
    private let values: UnsafeMutablePointer<Double>
    private let order: UnsafeMutablePointer<Int32>
    private var armEnds: [Int]
    private(set) var count = 0
    /// The rows of the batch that could not be used, in file order.
    private(set) var rejected: [RejectedRow] = []
    /// How many of them each arm had.
    private(set) var rejectedPerArm: [Int]
    /// The rows left out on purpose, because of their id.
    private(set) var leftOut: [RejectedRow] = []
    /// How many rows belong to something else than the plan.
    private(set) var filtered = 0
    /// The evidence on each slot's decimal mark so far; empty when it was declared.
    private(set) var detectors: [NumberConventionDetector]

    init(_ reader: RowReader, arms armCount: Int, detects: Bool) {
        self.reader = reader
        self.armCount = armCount
        arms = .allocate(capacity: Self.capacity)
        values = .allocate(capacity: Self.capacity * max(reader.columns.slots.count, 1))
        order = .allocate(capacity: Self.capacity)
        armEnds = [Int](repeating: 0, count: armCount)
        rejectedPerArm = [Int](repeating: 0, count: armCount)
        detectors = detects ? reader.conventions.map(NumberConventionDetector.init) : []
    }

    deinit {
        arms.deallocate()
        values.deallocate()
        order.deallocate()
    }

    /// Takes the rows of a block from a position on, as many as fit.
    func read(_ block: RecordBlock, from first: Int, skipping skip: inout ExcludedRows) {
        count = min(Self.capacity, block.recordCount - first)
        rejected.removeAll(keepingCapacity: true)
        leftOut.removeAll(keepingCapacity: true)
        filtered = 0
        for arm in 0..<armCount { rejectedPerArm[arm] = 0 }
        readArms(block, first, &skip)
        for slot in reader.columns.slots.indices { readSlot(slot, block, first) }
        if rejected.count > 1 { rejected.sort { $0.row < $1.row } }
        sortByArm()
    }

    /// The values of a slot, by position in the batch; NaN where one is missing.
    func column(_ slot: Int) -> UnsafePointer<Double> {
        UnsafePointer(values + slot * Self.capacity)
    }

    /// The positions of an arm's kept rows, in file order.
    func rows(of arm: Int) -> UnsafeBufferPointer<Int32> {
        let start = arm == 0 ? 0 : armEnds[arm - 1]
        return UnsafeBufferPointer(start: order + start, count: armEnds[arm] - start)
    }

    /// The arm of a row, or -1 for one that is not kept.
    @inline(__always)
    func arm(at position: Int) -> Int { Int(arms[position]) }

    // MARK: reading

    private func readArms(_ block: RecordBlock, _ first: Int, _ skip: inout ExcludedRows) {
        if skip.isAtEnd, reader.columns.filters.isEmpty, readArmsEvenly(block, first, &skip) {
            return
        }
        for position in 0..<count { arms[position] = readArm(block[first &+ position], &skip) }
    }

    /// Reads the arms of a block in which every line has all fields; false where it cannot.
    private func readArmsEvenly(
        _ block: RecordBlock, _ first: Int, _ skip: inout ExcludedRows
    ) -> Bool {
        let words = reader.matches.words
        guard let column = reader.columns.armColumn, !words.isEmpty,
            let texts = block.evenColumn(column)
        else { return false }
        let ids = reader.columns.idColumn.flatMap(block.evenColumn)
        let count = count
        UnitID.mayStartInvalid.withUnsafeBufferPointer { mayBeInvalid in
            words.withUnsafeBufferPointer { words in
                for position in 0..<count {
                    let text = texts[first &+ position]
                    let word = text.firstWord
                    // Without a branch per arm: which one comes next cannot be predicted.
                    var arm = Self.dropped
                    for place in 0..<words.count {
                        arm = words[place] == word ? Int32(truncatingIfNeeded: place) : arm
                    }
                    var isPlain = arm >= 0 && text.count <= 8
                    if let ids {
                        let id = ids[first &+ position]
                        isPlain = isPlain && !id.isEmpty && !mayBeInvalid[Int(id[0])]
                    }
                    if !isPlain { arm = readArm(block[first &+ position], &skip) }
                    arms[position] = arm
                }
            }
        }
        return true
    }

    private func readArm(_ record: Record, _ skip: inout ExcludedRows) -> Int32 {
        if skip.contains(record.row) {
            leftOut.append(
                RejectedRow(
                    row: record.row, column: reader.columns.idColumn, code: .duplicateID,
                    value: reader.columns.idColumn.map { record.bytes($0).string } ?? ""))
            return Self.dropped
        }
        if record.isRagged {
            reject(record, nil, .ragged, arm: nil)
            return Self.dropped
        }
        for filter in reader.columns.filters
        where !filter.values.contains(where: { record.bytes(filter.column).trimmed.equals($0) }) {
            filtered += 1
            return Self.dropped
        }
        let idColumn = reader.columns.idColumn
        if let idColumn, let invalid = UnitID.invalid(record.bytes(idColumn).buffer) {
            reject(record, idColumn, invalid == .empty ? .emptyID : .placeholderID, arm: nil)
            return Self.dropped
        }
        guard let armColumn = reader.columns.armColumn else {
            let arm = reader.drawnArm(record)
            if arm < 0 { reject(record, idColumn, .placeholderID, arm: nil) }
            return arm
        }
        let arm = reader.matches.withFinder { $0.arm(record.bytes(armColumn)) }
        if arm < 0, reader.leavesOut, record.bytes(armColumn).trimmed.isEmpty {
            filtered += 1
            return Self.dropped
        }
        if arm < 0 { reject(record, armColumn, .unknownVariant, arm: nil) }
        return arm
    }

    private func readSlot(_ slot: Int, _ block: RecordBlock, _ first: Int) {
        let column = reader.columns.slots[slot].column
        if let fields = block.evenColumn(column) {
            readSlot(slot, block, first) { fields[$0] }
        } else {
            readSlot(slot, block, first) { block.bytes(column, of: $0) }
        }
    }

    @inline(__always)
    private func readSlot(
        _ slot: Int, _ block: RecordBlock, _ first: Int, _ field: (Int) -> FieldBytes
    ) {
        let kind = reader.columns.slots[slot].kind
        let target = values + slot * Self.capacity
        // A single digit is no marker and says nothing about a decimal mark.
        let largestDigit: UInt8 = kind == .proportion || kind == .left ? 1 : 9
        let digitLength = reader.missing.mayBeDigit ? -1 : 1
        let (arms, count) = (arms, count)
        var detector =
            detectors.isEmpty
            ? NumberConventionDetector(assuming: reader.conventions[slot]) : detectors[slot]
        reader.missing.withMatcher { missing in
            for position in 0..<count {
                let field = field(first &+ position)
                if field.count == digitLength, field[0] &- 0x30 <= largestDigit {
                    target[position] = Double(field[0] &- 0x30)
                    continue
                }
                guard arms[position] >= 0 else { continue }
                if missing.matches(field) {
                    target[position] = .nan
                    continue
                }
                let parsed = parse(field, slot, block.firstRow &+ first &+ position, &detector)
                let code: RejectCode?
                if case .value(let number) = parsed {
                    target[position] = number
                    code = RowReader.refusal(number, kind)
                } else {
                    code = reader.otherwise(field, parsed, kind, into: target + position)
                }
                if let code {
                    let column = reader.columns.slots[slot].column
                    reject(block[first &+ position], column, code, arm: Int(arms[position]))
                    arms[position] = Self.dropped
                }
            }
        }
        if !detectors.isEmpty { detectors[slot] = detector }
        if kind.isDerived {
            for position in 0..<count where arms[position] >= 0 {
                target[position] = RowReader.derived(target[position], kind)
            }
        }
    }

    @inline(__always)
    private func parse(
        _ field: FieldBytes, _ slot: Int, _ row: Int, _ detector: inout NumberConventionDetector
    ) -> ParsedNumber {
        detectors.isEmpty
            ? FieldParser.double(field, decimal: reader.conventions[slot])
            : detector.parse(field, row: row)
    }

    private func reject(_ record: Record, _ column: Int?, _ code: RejectCode, arm: Int?) {
        if let arm { rejectedPerArm[arm] += 1 }
        rejected.append(
            RejectedRow(
                row: record.row, column: column, code: code,
                value: column.map { record.bytes($0).string } ?? ""))
    }

    /// Lines up the kept rows arm by arm, keeping file order within an arm.
    private func sortByArm() {
        armEnds.withUnsafeMutableBufferPointer { ends in
            for arm in 0..<armCount { ends[arm] = 0 }
            for position in 0..<count where arms[position] >= 0 {
                ends[Int(arms[position])] &+= 1
            }
            var start = 0
            for arm in 0..<armCount {
                let size = ends[arm]
                ends[arm] = start
                start += size
            }
            for position in 0..<count where arms[position] >= 0 {
                let arm = Int(arms[position])
                order[ends[arm]] = Int32(truncatingIfNeeded: position)
                ends[arm] &+= 1
            }
        }
    }
}
