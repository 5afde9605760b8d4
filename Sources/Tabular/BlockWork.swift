// SPDX-License-Identifier: GPL-3.0-or-later

/// The work on one block that needs no other block: index, check, digest, map.
struct BlockWork: Sendable {
    /// The row and line at which a block starts.
    struct Base: Sendable {
        var row = 1
        var line: Int
    }

    /// What came out beside the result of the caller.
    struct Facts: Sendable {
        var summary = ReadSummary()
        var digests: [(number: Int, digest: [UInt8])] = []
    }

    let layout: FileLayout
    let name: String
    let recordLimit: Int

    func index(_ storage: BlockStorage) {
        FieldIndexer(delimiter: layout.dialect.delimiter.byte, newline: layout.newline)
            .index(storage, columnCount: layout.header.count)
    }

    /// Views the indexed storage, after refusing what no block may hold.
    func block(
        _ storage: BlockStorage, sequence: Int, base: Base, offset: Int
    ) throws(TabularError) -> RecordBlock {
        let block = RecordBlock(
            storage, sequence: sequence, firstRow: base.row, firstLine: base.line, layout: layout)
        if let open = storage.index.openQuote { throw unclosed(open, block) }
        if storage.index.isPlainText { return block }
        let start = storage.skipped
        let count = storage.count - start
        if let nul = TextCheck.firstNul(storage.bytes + start, count: count) {
            throw TabularError(
                .nulByte, "a NUL byte", at: place(start + nul, block, offset),
                why: "text files hold none: the file is binary, damaged, or UTF-16 without a mark",
                fix: "check the file; for UTF-16 state --encoding utf-16le or utf-16be")
        }
        if let bad = TextCheck.firstInvalid(storage.bytes + start, count: count) {
            let shown = String(storage.bytes[start + bad], radix: 16, uppercase: true)
            throw TabularError(
                .invalidEncoding, "not UTF-8: byte 0x\(shown)",
                at: place(start + bad, block, offset),
                why: "text that is read in the wrong encoding gets wrong names and ids",
                fix: "if the file comes from Excel or an old export, add --encoding windows-1252")
        }
        return block
    }

    func facts(_ storage: BlockStorage, _ block: RecordBlock) -> Facts {
        var facts = Facts()
        facts.summary.rows = block.recordCount
        facts.summary.blankLines = block.blankLineCount
        facts.summary.raggedRows = block.raggedCount
        if block.raggedCount > 0 {
            for position in 0..<block.recordCount where block[position].isRagged {
                let record = block[position]
                facts.summary.firstRagged = .init(row: record.row, fieldCount: record.count)
                break
            }
        }
        for chunk in storage.chunks {
            let buffer = UnsafeRawBufferPointer(
                start: storage.bytes + chunk.start, count: chunk.count)
            facts.digests.append((chunk.number, TreeDigest.chunk(buffer)))
        }
        return facts
    }

    /// The error for a record that did not end within the limit.
    func tooLong(_ storage: BlockStorage, openQuote: Int?, base: Base) -> TabularError {
        guard let openQuote else {
            return TabularError(
                .recordTooLong, "a record longer than \(recordLimit) bytes",
                at: .init(file: name, row: base.row, line: base.line),
                why: "no line ending was found; this may not be a text file",
                fix: "check the file around this row")
        }
        var line = base.line
        for position in storage.skipped..<openQuote where storage.bytes[position] == layout.newline
        {
            line += 1
        }
        return unclosed(row: base.row, line: line)
    }

    private func unclosed(_ open: Int, _ block: RecordBlock) -> TabularError {
        unclosed(row: block.firstRow + block.recordCount, line: block.line(atOffset: open))
    }

    private func unclosed(row: Int, line: Int) -> TabularError {
        TabularError(
            .unclosedQuote, "a quote opened in row \(row) is never closed",
            at: .init(file: name, row: row, line: line),
            why: "everything after it would become one value",
            fix: "close the quote, or double it if it belongs to the value")
    }

    private func place(_ position: Int, _ block: RecordBlock, _ offset: Int) -> TabularError.Place {
        var records = 0
        var upper = block.recordCount
        while records < upper {
            let middle = (records + upper) / 2
            if Int(block.marks[middle].start) <= position {
                records = middle + 1
            } else {
                upper = middle
            }
        }
        return TabularError.Place(
            file: name, row: block.firstRow + max(records, 1) - 1,
            line: block.line(atOffset: position), byteOffset: offset + position)
    }
}
