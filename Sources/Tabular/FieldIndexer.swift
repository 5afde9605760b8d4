// SPDX-License-Identifier: GPL-3.0-or-later
import CScan

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
            indexPlain(storage, columnCount: columnCount)
        } else {
            indexQuoted(storage)
        }
        if storage.index.isEven { return }
        let wanted = UInt32(clamping: columnCount)
        var ragged = 0
        let marks = storage.marks
        for record in 0..<storage.index.recordCount {
            ragged &+= marks[record].fieldCount == wanted ? 0 : 1
        }
        storage.index.raggedCount = ragged
    }

    /// Without quotes every delimiter ends a field: all are found in one pass, then cut into records.
    private func indexPlain(_ storage: BlockStorage, columnCount: Int) {
        let found = findFields(storage)
        storage.index.isPlainText = found.is_plain
        storage.index.fieldCount = found.fields
        storage.index.lineCount = found.lines
        guard found.fields == found.lines &* columnCount else { return cutByLine(storage) }
        if !cutEvenly(storage, columnCount, lines: found.lines) {
            // The carriage returns cut off so far belong back: rare, so all are found again.
            _ = findFields(storage)
            cutByLine(storage)
        }
    }

    private func findFields(_ storage: BlockStorage) -> cscan_found {
        cscan_fields(
            storage.bytes, storage.skipped, storage.count, delimiter, newline, storage.ends)
    }

    /// Cuts a block in which every line has the fields of the header; false where one has not.
    private func cutEvenly(_ storage: BlockStorage, _ columnCount: Int, lines: Int) -> Bool {
        let (bytes, ends, marks) = (storage.bytes, storage.ends, storage.marks)
        let newline = newline
        var start = storage.skipped
        var last = columnCount &- 1
        for record in 0..<lines {
            let lineEnd = Int(ends[last])
            var textEnd = lineEnd
            if lineEnd > start, bytes[lineEnd &- 1] == Self.carriageReturn {
                textEnd &-= 1
                ends[last] = UInt32(truncatingIfNeeded: textEnd)
            }
            // A blank line is no record, even where there is one column.
            guard bytes[lineEnd] == newline, textEnd > start else { return false }
            marks[record] = RecordMark(
                start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: textEnd),
                firstField: UInt32(truncatingIfNeeded: last &+ 1 &- columnCount),
                fieldCount: UInt32(truncatingIfNeeded: columnCount))
            start = lineEnd &+ 1
            last &+= columnCount
        }
        storage.index.recordCount = lines
        storage.index.isEven = true
        return true
    }

    private func cutByLine(_ storage: BlockStorage) {
        let (bytes, ends, marks) = (storage.bytes, storage.ends, storage.marks)
        var start = storage.skipped
        var firstField = 0
        var records = 0
        for field in 0..<storage.index.fieldCount {
            let lineEnd = Int(ends[field])
            guard bytes[lineEnd] == newline else { continue }
            var textEnd = lineEnd
            if lineEnd > start, bytes[lineEnd &- 1] == Self.carriageReturn {
                textEnd &-= 1
                ends[field] = UInt32(truncatingIfNeeded: textEnd)
            }
            if textEnd > start {
                marks[records] = RecordMark(
                    start: UInt32(truncatingIfNeeded: start),
                    end: UInt32(truncatingIfNeeded: textEnd),
                    firstField: UInt32(truncatingIfNeeded: firstField),
                    fieldCount: UInt32(truncatingIfNeeded: field &+ 1 &- firstField))
                records &+= 1
            }
            firstField = field &+ 1
            start = lineEnd &+ 1
        }
        storage.index.recordCount = records
        storage.index.blankLineCount = storage.index.lineCount - records
    }
}
