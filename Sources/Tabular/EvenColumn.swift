// SPDX-License-Identifier: GPL-3.0-or-later

/// One column of a block in which every line has the fields of the header and none has quotes.
///
/// The place of a field follows from its row, so that a loop over a column reads next to nothing
/// else. Valid only while the block is.
public struct EvenColumn {
    @usableFromInline let base: UnsafePointer<UInt8>
    @usableFromInline let ends: UnsafePointer<UInt32>
    @usableFromInline let marks: UnsafePointer<RecordMark>
    @usableFromInline let stride: Int
    @usableFromInline let isFirst: Bool
    /// The number of records.
    public let count: Int

    @inlinable
    init(_ block: RecordBlock, column: Int) {
        base = block.base
        ends = block.ends + column
        marks = block.marks
        stride = block.columnCount
        isFirst = column == 0
        count = block.recordCount
    }

    /// The bytes of the field of a record; the position must be less than ``count``.
    @inlinable @inline(__always)
    public subscript(position: Int) -> FieldBytes {
        assert(position >= 0 && position < count, "position outside the block")
        let end = position &* stride
        let start = isFirst ? Int(marks[position].start) : Int(ends[end &- 1]) &+ 1
        return FieldBytes(start: base + start, count: Int(ends[end]) &- start)
    }
}

extension RecordBlock {
    /// A column for loops over all records; nil where a block needs a look at each record.
    @inlinable
    public func evenColumn(_ column: Int) -> EvenColumn? {
        precondition(column >= 0 && column < columnCount, "column outside the block")
        return isEven ? EvenColumn(self, column: column) : nil
    }
}

extension FieldBytes {
    /// The first eight bytes, zero behind the end of a shorter field, in the order of memory.
    ///
    /// Only for fields of a block: its memory goes on behind the last field.
    @inlinable @inline(__always)
    public var firstWord: UInt64 {
        let word = UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
        let unused = UInt64(truncatingIfNeeded: 64 &- 8 &* min(count, 8))
        return count == 0 ? 0 : word & (UInt64.max &>> unused)
    }
}
