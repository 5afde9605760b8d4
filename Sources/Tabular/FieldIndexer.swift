// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds the fields and records of a block that starts at a record and ends with a line ending.
struct FieldIndexer {
    let delimiter: UInt8
    let newline: UInt8
    static let quote: UInt8 = 0x22
    static let carriageReturn: UInt8 = 0x0D

    func index(_ storage: BlockStorage, columnCount: Int) {
        let first = storage.skipped
        let length = storage.count - first
        storage.index = BlockIndex()
        guard length > 0 else { return }
        if !storage.mayHaveQuotes
            || memchr(storage.bytes + first, Int32(Self.quote), length) == nil
        {
            indexPlain(storage)
        } else {
            indexQuoted(storage)
        }
        let wanted = UInt32(clamping: columnCount)
        var ragged = 0
        let marks = storage.marks
        for record in 0..<storage.index.recordCount {
            ragged &+= marks[record].fieldCount == wanted ? 0 : 1
        }
        storage.index.raggedCount = ragged
    }

    /// Without quotes every delimiter ends a field: 64 bytes at a time become two bit masks.
    private func indexPlain(_ storage: BlockStorage) {
        let bytes = storage.bytes
        let end = storage.count
        let raw = UnsafeRawPointer(bytes)
        let delimiters = UInt64(delimiter) &* 0x0101_0101_0101_0101
        let newlines = UInt64(newline) &* 0x0101_0101_0101_0101
        let ends = storage.ends
        let marks = storage.marks
        var position = storage.skipped
        var recordStart = position
        var firstField = 0
        var fields = 0
        var records = 0
        var blanks = 0
        while position < end {
            var both: UInt64 = 0
            var lines: UInt64 = 0
            var shift: UInt64 = 0
            while shift < 64 {
                let word = UInt64(
                    littleEndian: raw.loadUnaligned(
                        fromByteOffset: position &+ Int(shift), as: UInt64.self))
                let isLine = Self.zeroBytes(word ^ newlines)
                let isEither = Self.zeroBytes(word ^ delimiters) | isLine
                lines |= Self.gather(isLine) &<< shift
                both |= Self.gather(isEither) &<< shift
                shift &+= 8
            }
            if end &- position < 64 {
                let valid = (UInt64(1) &<< UInt64(end &- position)) &- 1
                lines &= valid
                both &= valid
            }
            let before = fields
            var rest = both
            while rest != 0 {
                ends[fields] = UInt32(truncatingIfNeeded: position &+ rest.trailingZeroBitCount)
                fields &+= 1
                rest &= rest &- 1
            }
            while lines != 0 {
                let lowest = lines & (0 &- lines)
                let throughHere = before &+ (both & (lowest &- 1)).nonzeroBitCount &+ 1
                let lineEnd = position &+ lines.trailingZeroBitCount
                var textEnd = lineEnd
                if textEnd > recordStart, bytes[textEnd &- 1] == Self.carriageReturn {
                    textEnd &-= 1
                    ends[throughHere &- 1] = UInt32(truncatingIfNeeded: textEnd)
                }
                if textEnd == recordStart {
                    blanks &+= 1
                } else {
                    marks[records] = RecordMark(
                        start: UInt32(truncatingIfNeeded: recordStart),
                        end: UInt32(truncatingIfNeeded: textEnd),
                        firstField: UInt32(truncatingIfNeeded: firstField),
                        fieldCount: UInt32(truncatingIfNeeded: throughHere &- firstField))
                    records &+= 1
                }
                firstField = throughHere
                recordStart = lineEnd &+ 1
                lines &= lines &- 1
            }
            position &+= 64
        }
        storage.index.recordCount = records
        storage.index.fieldCount = fields
        storage.index.blankLineCount = blanks
        storage.index.lineCount = records + blanks
    }

    /// The high bit of each byte that is zero, exactly.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        return ~(((word & low) &+ low) | word | low)
    }

    /// The high bits of eight bytes as the low eight bits, in order.
    @inline(__always)
    private static func gather(_ high: UInt64) -> UInt64 {
        ((high &>> 7) &* 0x0102_0408_1020_4080) &>> 56
    }
}
