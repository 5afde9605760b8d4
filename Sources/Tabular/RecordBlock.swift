// SPDX-License-Identifier: GPL-3.0-or-later

/// Where one record stands in its block.
@usableFromInline
struct RecordMark {
    /// The byte at which the record starts.
    @usableFromInline var start: UInt32
    /// The index of its first field.
    @usableFromInline var firstField: UInt32
    /// The number of its fields.
    @usableFromInline var fieldCount: UInt32
    /// The byte behind its last one, line ending left out.
    @usableFromInline var end: UInt32

    @inlinable @inline(__always)
    init(start: UInt32, end: UInt32, firstField: UInt32, fieldCount: UInt32) {
        self.start = start
        self.end = end
        self.firstField = firstField
        self.fieldCount = fieldCount
    }
}

/// A run of whole records with the place of every field; valid only inside the closure it is given to.
public struct RecordBlock {
    @usableFromInline let base: UnsafePointer<UInt8>
    /// The end of each field; in a block with quotes the top bits say how it was quoted.
    @usableFromInline let ends: UnsafePointer<UInt32>
    /// The start of each field, only in a block with quotes.
    @usableFromInline let starts: UnsafePointer<UInt32>?
    @usableFromInline let marks: UnsafePointer<RecordMark>
    /// The position of the block in the file, counted from 0; results are merged in this order.
    public let sequence: Int
    /// The number of records; blank lines are none.
    public let recordCount: Int
    /// The data row of the first record, counted from 1.
    public let firstRow: Int
    /// The number of fields of the first record of the file, which every record should have.
    public let columnCount: Int
    /// The number of records with another number of fields.
    public let raggedCount: Int
    /// The number of blank lines that were skipped.
    public let blankLineCount: Int
    /// Whether there are only lines with the fields of the header, and no quotes.
    @usableFromInline let isEven: Bool
    let firstLine: Int
    let newline: UInt8
    let recordsStart: Int

    @usableFromInline static var quotedFlag: UInt32 { 0x8000_0000 }
    @usableFromInline static var malformedFlag: UInt32 { 0x4000_0000 }
    @usableFromInline static var offsetMask: UInt32 { 0x3FFF_FFFF }

    /// The record at a position in the block.
    @inlinable @inline(__always)
    public subscript(position: Int) -> Record {
        precondition(position >= 0 && position < recordCount, "position outside the block")
        return record(position)
    }

    @inlinable @inline(__always)
    func record(_ position: Int) -> Record {
        let mark = marks[position]
        return Record(
            base: base, ends: ends + Int(mark.firstField),
            starts: starts.map { $0 + Int(mark.firstField) }, start: Int(mark.start),
            end: Int(mark.end), count: Int(mark.fieldCount), row: firstRow &+ position,
            columnCount: columnCount)
    }

    /// The bytes of a field of a record that is not ragged, as ``Record/bytes(_:)`` gives them.
    ///
    /// Reads less of the record, for loops over one column.
    @inlinable @inline(__always)
    public func bytes(_ column: Int, of position: Int) -> FieldBytes {
        precondition(
            position >= 0 && position < recordCount && column >= 0 && column < columnCount,
            "field outside the block")
        let mark = marks[position]
        guard starts == nil, mark.fieldCount == columnCount else {
            return record(position).bytes(column)
        }
        let field = Int(mark.firstField) &+ column
        let first = column == 0 ? Int(mark.start) : Int(ends[field &- 1]) &+ 1
        return FieldBytes(start: base + first, count: Int(ends[field]) &- first)
    }

    /// Visits every record in file order without allocating.
    @inlinable @inline(__always)
    public func forEachRecord(_ body: (Record) throws -> Void) rethrows {
        for position in 0..<recordCount {
            try body(record(position))
        }
    }

    /// What stands before the first record: in the first block the byte order mark and the header as
    /// they are in the file, line ending included; else nothing.
    public var leadingBytes: FieldBytes { FieldBytes(start: base, count: recordsStart) }

    /// The line of the file on which a record of this block starts, counted from 1.
    ///
    /// - Complexity: O(bytes of the block before the record); meant for messages.
    public func line(of record: Record) -> Int {
        line(atOffset: record.start)
    }

    func line(atOffset offset: Int) -> Int {
        var line = firstLine
        for position in recordsStart..<max(offset, recordsStart) where base[position] == newline {
            line += 1
        }
        return line
    }
}

/// One record of a block: its fields, its row number.
public struct Record {
    @usableFromInline let base: UnsafePointer<UInt8>
    @usableFromInline let ends: UnsafePointer<UInt32>
    @usableFromInline let starts: UnsafePointer<UInt32>?
    @usableFromInline let start: Int
    @usableFromInline let end: Int
    /// The number of fields.
    public let count: Int
    /// The data row, counted from 1; the header and blank lines do not count.
    public let row: Int
    @usableFromInline let columnCount: Int

    @inlinable @inline(__always)
    init(
        base: UnsafePointer<UInt8>, ends: UnsafePointer<UInt32>, starts: UnsafePointer<UInt32>?,
        start: Int, end: Int, count: Int, row: Int, columnCount: Int
    ) {
        self.base = base
        self.ends = ends
        self.starts = starts
        self.start = start
        self.end = end
        self.count = count
        self.row = row
        self.columnCount = columnCount
    }

    /// Whether the record has more or fewer fields than the file has columns.
    @inlinable @inline(__always)
    public var isRagged: Bool { count != columnCount }

    /// The record as it stands in the file, quotes included, without its line ending.
    @inlinable @inline(__always)
    public var rawBytes: FieldBytes { FieldBytes(start: base + start, count: end &- start) }

    /// The bytes of a field, unquoted; a field that a short record lacks is empty.
    @inlinable @inline(__always)
    public func bytes(_ column: Int) -> FieldBytes {
        guard column >= 0, column < count else { return FieldBytes(start: base, count: 0) }
        if let starts {
            let first = Int(starts[column])
            let last = Int(ends[column] & RecordBlock.offsetMask)
            return FieldBytes(start: base + first, count: last &- first)
        }
        let first = column == 0 ? start : Int(ends[column &- 1]) &+ 1
        return FieldBytes(start: base + first, count: Int(ends[column]) &- first)
    }

    /// Whether the field stood in quotes.
    @inlinable
    public func wasQuoted(_ column: Int) -> Bool {
        guard starts != nil, column >= 0, column < count else { return false }
        return ends[column] & RecordBlock.quotedFlag != 0
    }

    /// Whether text followed the closing quote of the field, as in `"a"b`.
    ///
    /// The field then holds what stood in the quotes and after them.
    @inlinable
    public func isMalformed(_ column: Int) -> Bool {
        guard starts != nil, column >= 0, column < count else { return false }
        return ends[column] & RecordBlock.malformedFlag != 0
    }
}
