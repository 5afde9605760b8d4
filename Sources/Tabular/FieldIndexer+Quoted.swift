// SPDX-License-Identifier: GPL-3.0-or-later

/// The exact reading of RFC 4180: a quote is special only as the first byte of a field.
extension FieldIndexer {
    func indexQuoted(_ storage: BlockStorage) {
        let bytes = storage.bytes
        let end = storage.count
        var cursor = QuotedCursor(position: storage.skipped, unescapedEnd: storage.used)
        var index = BlockIndex()
        index.hasQuotes = true
        while cursor.position < end {
            let recordStart = cursor.position
            let firstField = index.fieldCount
            var ended = false
            var recordEnd = recordStart
            while !ended, index.openQuote == nil {
                let field = nextField(bytes, end: end, cursor: &cursor)
                storage.starts[index.fieldCount] = UInt32(truncatingIfNeeded: field.start)
                storage.ends[index.fieldCount] =
                    UInt32(truncatingIfNeeded: field.end) | field.flags
                index.fieldCount += 1
                index.openQuote = field.openQuote
                ended = field.endsRecord
                recordEnd = field.rawEnd
            }
            if index.openQuote != nil { break }
            let fields = index.fieldCount - firstField
            let only = storage.ends[firstField]
            if fields == 1, Int(only) == recordStart {
                index.blankLineCount += 1
            } else {
                storage.marks[index.recordCount] = RecordMark(
                    start: UInt32(truncatingIfNeeded: recordStart),
                    end: UInt32(truncatingIfNeeded: recordEnd),
                    firstField: UInt32(truncatingIfNeeded: firstField),
                    fieldCount: UInt32(truncatingIfNeeded: fields))
                index.recordCount += 1
            }
        }
        index.lineCount = index.recordCount + index.blankLineCount + cursor.embeddedLines
        storage.index = index
    }

    private struct QuotedCursor {
        var position: Int
        var unescapedEnd: Int
        var embeddedLines = 0
    }

    private struct FoundField {
        var start: Int
        var end: Int
        var rawEnd: Int
        var flags: UInt32 = 0
        var endsRecord = false
        var openQuote: Int?
    }

    @inline(__always)
    private func fieldEnd(_ bytes: UnsafePointer<UInt8>, from start: Int, end: Int) -> Int {
        var position = start
        while position < end, bytes[position] != delimiter, bytes[position] != newline {
            position &+= 1
        }
        return position
    }

    @inline(__always)
    private func nextField(
        _ bytes: UnsafeMutablePointer<UInt8>, end: Int, cursor: inout QuotedCursor
    ) -> FoundField {
        let start = cursor.position
        if start < end, bytes[start] == Self.quote {
            return nextQuotedField(bytes, end: end, cursor: &cursor)
        }
        let stop = fieldEnd(bytes, from: start, end: end)
        cursor.position = stop &+ 1
        var field = FoundField(start: start, end: stop, rawEnd: stop)
        field.endsRecord = stop >= end || bytes[stop] == newline
        if field.endsRecord, stop > start, bytes[stop &- 1] == Self.carriageReturn {
            field.end &-= 1
            field.rawEnd &-= 1
        }
        return field
    }

    private func nextQuotedField(
        _ bytes: UnsafeMutablePointer<UInt8>, end: Int, cursor: inout QuotedCursor
    ) -> FoundField {
        let open = cursor.position
        var close = open + 1
        var doubled = false
        while close < end {
            let byte = bytes[close]
            if byte == Self.quote {
                guard close + 1 < end, bytes[close + 1] == Self.quote else { break }
                doubled = true
                close += 1
            } else if byte == newline {
                cursor.embeddedLines += 1
            }
            close += 1
        }
        guard close < end else {
            cursor.position = end
            return FoundField(
                start: open + 1, end: end, rawEnd: end, endsRecord: true, openQuote: open)
        }
        let stop = fieldEnd(bytes, from: close + 1, end: end)
        cursor.position = stop + 1
        let endsRecord = stop >= end || bytes[stop] == newline
        var tail = stop
        if endsRecord, tail > close + 1, bytes[tail - 1] == Self.carriageReturn { tail -= 1 }
        var field = FoundField(
            start: open + 1, end: close, rawEnd: tail, flags: RecordBlock.quotedFlag,
            endsRecord: endsRecord)
        if tail > close + 1 { field.flags |= RecordBlock.malformedFlag }
        guard doubled || tail > close + 1 else { return field }
        field.start = cursor.unescapedEnd
        copyUnescaped(bytes, from: open + 1, to: close, cursor: &cursor)
        for position in (close + 1)..<max(tail, close + 1) {
            bytes[cursor.unescapedEnd] = bytes[position]
            cursor.unescapedEnd += 1
        }
        field.end = cursor.unescapedEnd
        return field
    }

    private func copyUnescaped(
        _ bytes: UnsafeMutablePointer<UInt8>, from first: Int, to last: Int,
        cursor: inout QuotedCursor
    ) {
        var position = first
        while position < last {
            bytes[cursor.unescapedEnd] = bytes[position]
            cursor.unescapedEnd += 1
            position += bytes[position] == Self.quote ? 2 : 1
        }
    }
}
