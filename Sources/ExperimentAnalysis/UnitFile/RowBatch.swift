// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular

/// Some records of a block read column by column, so that each loop does one thing.
///
/// Holds few enough records for the values to stay in the processor's cache.
final class RowBatch {
    static let capacity = 1024
    /// The mark of a record that is not kept.
    static let none: Int32 = -1

    /// The arm of each record, or ``none``.
    let arms: UnsafeMutablePointer<Int32>
    private let values: UnsafeMutablePointer<Double>

    init(slots: Int) {
        arms = .allocate(capacity: Self.capacity)
        values = .allocate(capacity: Self.capacity * max(slots, 1))
    }

    deinit {
        arms.deallocate()
        values.deallocate()
    }

    /// The values of one slot, NaN where a value is missing; undefined for records not kept.
    @inline(__always)
    func values(_ slot: Int) -> UnsafeMutablePointer<Double> { values + slot * Self.capacity }
}

/// A record of a batch that could not be used.
struct RefusedRecord {
    /// Where it stands in the block.
    var position: Int
    var arm: Int?
    var column: Int?
    var code: RejectCode
}

extension RowReader {
    /// Reads some records of a block into a batch.
    ///
    /// - Returns: The records that could not be used, in file order.
    func read(
        _ block: RecordBlock, _ range: Range<Int>, into batch: RowBatch,
        skipping skip: inout ExcludedRows, excluded: inout Int,
        noting detectors: UnsafeMutablePointer<NumberConventionDetector>?
    ) -> [RefusedRecord] {
        var refused: [RefusedRecord] = []
        let arms = batch.arms
        for position in range {
            let record = block[position]
            let place = position &- range.lowerBound
            arms[place] = RowBatch.none
            if skip.contains(record.row) {
                excluded += 1
                continue
            }
            switch head(record) {
            case .kept(let arm): arms[place] = Int32(truncatingIfNeeded: arm)
            case .rejected(let arm, let column, let code):
                refused.append(
                    RefusedRecord(position: position, arm: arm, column: column, code: code))
            }
        }
        for slot in columns.slots.indices {
            read(block, range, slot, into: batch, noting: detectors, &refused)
        }
        if refused.count > 1 { refused.sort { $0.position < $1.position } }
        return refused
    }

    private func read(
        _ block: RecordBlock, _ range: Range<Int>, _ slot: Int, into batch: RowBatch,
        noting detectors: UnsafeMutablePointer<NumberConventionDetector>?,
        _ refused: inout [RefusedRecord]
    ) {
        let column = columns.slots[slot].column
        let arms = batch.arms
        let values = batch.values(slot)
        let isProportion = columns.slots[slot].kind == .proportion
        let isCount = columns.slots[slot].kind == .count
        let isPlain = !missing.mayBeNumber
        let convention = conventions[slot]
        for position in range {
            let place = position &- range.lowerBound
            guard arms[place] >= 0 else { continue }
            let field = block.bytes(column, of: position)
            if isPlain, field.count == 1, field[0] &- 0x30 <= (isProportion ? 1 : 9) {
                // A single digit says nothing about a decimal mark.
                values[place] = Double(field[0] &- 0x30)
                continue
            }
            if isPlain, !isProportion,
                case .value(let number) = detectors.map({
                    $0[slot].parse(field, row: block.firstRow &+ position)
                }) ?? FieldParser.double(field, decimal: convention),
                !isCount || number >= 0 && number == number.rounded()
            {
                values[place] = number
                continue
            }
            if let code = value(
                field, slot, row: block.firstRow &+ position, into: values + place,
                noting: detectors)
            {
                refused.append(
                    RefusedRecord(
                        position: position, arm: Int(arms[place]), column: column, code: code))
                arms[place] = RowBatch.none
            }
        }
    }
}
