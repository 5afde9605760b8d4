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
    /// The rows left out on purpose.
    private(set) var excluded = 0
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
        excluded = 0
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
        let idColumn = reader.columns.idColumn
        let armColumn = reader.columns.armColumn
        reader.matches.withFinder { finder in
            for position in 0..<count {
                arms[position] = Self.dropped
                let record = block[first &+ position]
                if skip.contains(record.row) {
                    excluded &+= 1
                    continue
                }
                if record.isRagged {
                    reject(record, nil, .ragged, arm: nil)
                    continue
                }
                if let idColumn, let invalid = UnitID.invalid(record.bytes(idColumn).buffer) {
                    reject(
                        record, idColumn, invalid == .empty ? .emptyID : .placeholderID, arm: nil)
                    continue
                }
                if let armColumn {
                    let arm = finder.arm(record.bytes(armColumn))
                    if arm < 0 { reject(record, armColumn, .unknownVariant, arm: nil) }
                    arms[position] = arm
                } else {
                    let arm = reader.drawnArm(record)
                    if arm < 0 { reject(record, idColumn, .placeholderID, arm: nil) }
                    arms[position] = arm
                }
            }
        }
    }

    private func readSlot(_ slot: Int, _ block: RecordBlock, _ first: Int) {
        let column = reader.columns.slots[slot].column
        let kind = reader.columns.slots[slot].kind
        let convention = reader.conventions[slot]
        let detects = !detectors.isEmpty
        var detector = detects ? detectors[slot] : NumberConventionDetector(assuming: convention)
        let target = values + slot * Self.capacity
        let digitIsValue = !reader.missing.mayBeDigit
        let largestDigit: UInt8 = kind == .proportion ? 1 : 9
        reader.missing.withMatcher { missing in
            for position in 0..<count where arms[position] >= 0 {
                let field = block.bytes(column, of: first &+ position)
                // A single digit is no marker and says nothing about a decimal mark.
                if digitIsValue, field.count == 1, field[0] &- 0x30 <= largestDigit {
                    target[position] = Double(field[0] &- 0x30)
                    continue
                }
                if missing.matches(field) {
                    target[position] = .nan
                    continue
                }
                let parsed =
                    detects
                    ? detector.parse(field, row: block.firstRow &+ first &+ position)
                    : FieldParser.double(field, decimal: convention)
                let code: RejectCode?
                if case .value(let number) = parsed {
                    target[position] = number
                    code = RowReader.refusal(number, kind)
                } else {
                    code = reader.otherwise(field, parsed, kind, into: target + position)
                }
                if let code {
                    reject(block[first &+ position], column, code, arm: Int(arms[position]))
                    arms[position] = Self.dropped
                }
            }
        }
        if detects { detectors[slot] = detector }
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
