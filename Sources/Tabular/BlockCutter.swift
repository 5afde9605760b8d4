// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the file in order and cuts it into blocks of whole records.
///
/// One thread at a time may use it; the pipeline holds a lock around each call.
final class BlockCutter {
    enum Outcome {
        case block
        case end
        /// No record ended within the limit; the place of the open quote in the storage, if any.
        case tooLong(openQuote: Int?)
    }

    private let stream: any ByteStream
    private let raw: RawStream
    private let scanner: RecordScanner
    private let pieceSize: Int
    private let recordLimit: Int
    private let digestsInWorkers: Bool
    private var carry: [UInt8] = []
    private var skip: Int
    private var ended = false
    private var chunkNumber = 0
    /// The offset of the next block in the decoded stream.
    private(set) var offset = 0

    init(
        source: ByteSource, layout: FileLayout, options: ReadOptions, digesting: Bool
    ) throws(TabularError) {
        let plain = !layout.isGzip && layout.dialect.encoding == .utf8
        digestsInWorkers = digesting && plain && options.blockSize == TreeDigest.chunkSize
        raw = RawStream(source, digesting: digesting && !digestsInWorkers)
        stream = try layout.decoded(raw, name: source.name)
        scanner = RecordScanner(
            delimiter: layout.dialect.delimiter.byte, newline: layout.newline)
        // Transcoding needs room for one character of four bytes.
        pieceSize = plain ? options.blockSize : max(options.blockSize, 64)
        recordLimit = options.recordLimit
        skip = layout.recordsStart
    }

    /// Fills the storage with the next block.
    func next(into storage: BlockStorage) throws(TabularError) -> Outcome {
        storage.chunks.removeAll(keepingCapacity: true)
        storage.grow(to: carry.count + pieceSize, keeping: 0)
        carry.withUnsafeBufferPointer { kept in
            if let base = kept.baseAddress {
                storage.bytes.update(from: base, count: kept.count)
            }
        }
        var total = carry.count
        storage.used = total + 1
        while true {
            if !ended { try read(into: storage, total: &total) }
            if total < skip, !ended { continue }
            storage.skipped = min(skip, total)
            if ended { return finish(storage, total: total) }
            let cut = scanner.lastRecordEnd(storage.bytes, from: storage.skipped, to: total)
            if let end = cut.end {
                keep(storage, from: end, to: total)
                storage.count = end
                storage.mayHaveQuotes = cut.hasQuotes
                return .block
            }
            if total - storage.skipped > recordLimit { return .tooLong(openQuote: cut.openQuote) }
        }
    }

    /// The digest of the raw bytes, unless the workers computed it.
    func finishDigest() throws(TabularError) -> TreeDigest? { try raw.finishDigest() }

    private func read(into storage: BlockStorage, total: inout Int) throws(TabularError) {
        storage.grow(to: total + pieceSize, keeping: total)
        let got = try stream.fill(
            UnsafeMutableRawBufferPointer(start: storage.bytes + total, count: pieceSize))
        if got == 0 { ended = true }
        if digestsInWorkers, got > 0 {
            storage.chunks.append((chunkNumber, total, got))
            chunkNumber += 1
        }
        total += got
        storage.used = total + 1
    }

    private func finish(_ storage: BlockStorage, total: Int) -> Outcome {
        carry.removeAll()
        storage.count = total
        storage.mayHaveQuotes = true
        guard total > storage.skipped else { return storage.chunks.isEmpty ? .end : .block }
        offset += total
        skip = 0
        if storage.bytes[total - 1] != scanner.newline {
            storage.bytes[total] = scanner.newline
            storage.count += 1
        }
        return .block
    }

    private func keep(_ storage: BlockStorage, from end: Int, to total: Int) {
        carry.removeAll(keepingCapacity: true)
        carry.append(
            contentsOf: UnsafeBufferPointer(start: storage.bytes + end, count: total - end))
        offset += end
        skip = 0
    }
}
