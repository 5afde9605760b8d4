// SPDX-License-Identifier: GPL-3.0-or-later

/// The reusable memory of one block: its bytes and the index of its fields.
///
/// The index is sized for the worst case, one field per byte; pages that are never touched cost
/// nothing. Unchecked because the pipeline hands each storage to exactly one thread at a time.
final class BlockStorage: @unchecked Sendable {
    /// Bytes past the end that word-wise scanning may read, and places it may write.
    static let padding = 64

    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    /// How many bytes hold records.
    var count = 0
    /// False once the cutter has seen that no quote is there.
    var mayHaveQuotes = true
    /// The bytes at the front that are no records: byte order mark and header.
    var skipped = 0
    private(set) var ends: UnsafeMutablePointer<UInt32>
    private(set) var starts: UnsafeMutablePointer<UInt32>
    private(set) var marks: UnsafeMutablePointer<RecordMark>
    /// How many bytes were read, the start of the next block included; unescaped fields go behind.
    var used = 0
    var index = BlockIndex()
    /// The raw chunks in this block that still have to be digested: number and place.
    var chunks: [(number: Int, start: Int, count: Int)] = []

    init(capacity: Int) {
        self.capacity = capacity
        bytes = .allocate(capacity: 2 * capacity + Self.padding)
        ends = .allocate(capacity: capacity + Self.padding)
        starts = .allocate(capacity: capacity + 2)
        marks = .allocate(capacity: capacity + 2)
    }

    deinit {
        bytes.deallocate()
        ends.deallocate()
        starts.deallocate()
        marks.deallocate()
    }

    /// Makes room for more bytes and keeps the first ones.
    func grow(to wanted: Int, keeping kept: Int) {
        guard wanted > capacity else { return }
        let larger = max(wanted, capacity * 2)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * larger + Self.padding)
        moved.update(from: bytes, count: kept)
        bytes.deallocate()
        ends.deallocate()
        starts.deallocate()
        marks.deallocate()
        bytes = moved
        capacity = larger
        ends = .allocate(capacity: larger + Self.padding)
        starts = .allocate(capacity: larger + 2)
        marks = .allocate(capacity: larger + 2)
    }
}

/// What indexing a block found.
struct BlockIndex {
    var recordCount = 0
    var fieldCount = 0
    var blankLineCount = 0
    var lineCount = 0
    var raggedCount = 0
    var hasQuotes = false
    /// Whether there are only lines with the fields of the header, and no quotes.
    var isEven = false
    /// Whether every byte is known to be ASCII other than NUL.
    var isPlainText = false
    /// The byte of a quote that is still open at the end of the data.
    var openQuote: Int?
}
