// SPDX-License-Identifier: GPL-3.0-or-later

extension RecordBlock {
    /// Views an indexed storage as records.
    init(_ storage: BlockStorage, sequence: Int, firstRow: Int, firstLine: Int, layout: FileLayout)
    {
        base = UnsafePointer(storage.bytes)
        ends = UnsafePointer(storage.ends)
        starts = storage.index.hasQuotes ? UnsafePointer(storage.starts) : nil
        marks = UnsafePointer(storage.marks)
        recordCount = storage.index.recordCount
        raggedCount = storage.index.raggedCount
        isEven = storage.index.isEven
        blankLineCount = storage.index.blankLineCount
        columnCount = layout.header.count
        newline = layout.newline
        recordsStart = storage.skipped
        self.sequence = sequence
        self.firstRow = firstRow
        self.firstLine = firstLine
    }
}
