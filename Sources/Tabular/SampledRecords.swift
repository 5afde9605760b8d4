// SPDX-License-Identifier: GPL-3.0-or-later

/// The first records of a file as one delimiter would cut them.
struct SampledRecords {
    let delimiter: Delimiter
    /// The fields of the first record that is not blank; empty if it does not end in the sample.
    private(set) var first: [String] = []
    /// The byte behind the first record.
    private(set) var firstEnd = 0
    /// The lines up to there.
    private(set) var firstLines = 0
    /// The line of a quote that is still open where the first record should end.
    private(set) var openQuoteLine: Int?
    /// The share of the records with as many fields as the first.
    private(set) var agreement = 0.0

    init(_ text: [UInt8], delimiter: Delimiter, newline: UInt8, isWhole: Bool) {
        self.delimiter = delimiter
        let storage = BlockStorage(capacity: text.count + 1)
        storage.bytes.update(from: text, count: text.count)
        storage.count = text.count
        storage.used = text.count + 1
        var open: Int?
        if isWhole {
            if text.last != newline {
                storage.bytes[text.count] = newline
                storage.count += 1
            }
        } else {
            let scanner = RecordScanner(delimiter: delimiter.byte, newline: newline)
            let cut = scanner.lastRecordEnd(storage.bytes, from: 0, to: text.count)
            storage.count = cut.end ?? 0
            open = cut.openQuote
        }
        FieldIndexer(delimiter: delimiter.byte, newline: newline).index(storage, columnCount: 0)
        let index = storage.index
        guard index.recordCount > 0 else {
            openQuoteLine = (open ?? index.openQuote).map { place in
                text[..<place].reduce(1) { $0 + ($1 == newline ? 1 : 0) }
            }
            return
        }
        let block = RecordBlock(storage, sequence: 0, firstRow: 1, firstLine: 1, layout: .init())
        let record = block[0]
        first = (0..<record.count).map { record.bytes($0).string }
        firstEnd = Int(storage.marks[0].end)
        while firstEnd < text.count, text[firstEnd] != newline { firstEnd += 1 }
        firstEnd = min(firstEnd + 1, text.count)
        firstLines = (0..<firstEnd).reduce(0) { $0 + (text[$1] == newline ? 1 : 0) }
        let same = (0..<index.recordCount).count { block[$0].count == first.count }
        agreement = Double(same) / Double(index.recordCount)
    }
}
