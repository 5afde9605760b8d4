// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes a delimited file that appears whole or not at all; compressed if its name ends in `.gz`.
public final class DelimitedWriter {
    private static let bufferSize = 1 << 18

    private enum Sink {
        case file(AtomicFile)
        case descriptor(Int32)
    }

    /// The path as the user gave it, or `-`.
    public let path: String
    private let sink: Sink
    private var encoder: RecordEncoder
    private let compressor: GzipCompressor?
    private var isFinished = false

    /// Opens a file for writing.
    public init(
        path: String, dialect: DelimitedDialect = DelimitedDialect(), overwrites: Bool = true
    ) throws(TabularError) {
        self.path = path
        sink = .file(try AtomicFile(path: path, overwrites: overwrites))
        encoder = RecordEncoder(dialect: dialect, reserving: Self.bufferSize + 4096)
        compressor = path.hasSuffix(".gz") ? try GzipCompressor(path: path) : nil
    }

    /// Writes to an open file descriptor, such as 1 for standard output.
    public init(descriptor: Int32, dialect: DelimitedDialect = DelimitedDialect()) {
        path = "-"
        sink = .descriptor(descriptor)
        encoder = RecordEncoder(dialect: dialect, reserving: Self.bufferSize + 4096)
        compressor = nil
    }

    /// Writes one record.
    public func write(_ fields: [String]) throws(TabularError) {
        for field in fields { encoder.field(field) }
        encoder.endRecord()
        try flushIfFull()
    }

    /// Writes one record, its fields added by the closure.
    public func write(_ add: (inout RecordEncoder) -> Void) throws(TabularError) {
        add(&encoder)
        encoder.endRecord()
        try flushIfFull()
    }

    /// Writes whole records that were encoded elsewhere.
    public func write(_ encoded: RecordEncoder) throws(TabularError) {
        try flush()
        try put(encoded.bytes)
    }

    /// Writes whole records whose bytes were put together elsewhere, line endings included.
    public func write(encoded bytes: [UInt8]) throws(TabularError) {
        try flush()
        try put(bytes)
    }

    /// Writes what is buffered, and gives the file its name.
    public func commit() throws(TabularError) { try DelimitedWriter.commit([self]) }

    /// Writes what is buffered in several files, and gives all of them their names, or none.
    ///
    /// - Parameters:
    ///   - writers: The files.
    ///   - stale: Files of an earlier run that no longer belong to the others.
    /// - Throws: When a file cannot be written or named; every path is then what it was.
    public static func commit(
        _ writers: [DelimitedWriter], removing stale: [String] = []
    ) throws(TabularError) {
        var files: [AtomicFile] = []
        for writer in writers {
            try writer.finish()
            if case .file(let file) = writer.sink { files.append(file) }
        }
        try AtomicFile.commit(files, removing: stale)
    }

    /// Writes what is buffered and opens the bytes for a second look, before the file has its name.
    ///
    /// - Returns: The bytes; nil where they cannot be read back, as on standard output.
    public func reread() throws(TabularError) -> ByteSource? {
        try finish()
        guard case .file(let file) = sink else { return nil }
        return try file.reread()
    }

    /// Writes what is buffered and, in a compressed file, the end mark; nothing may follow.
    private func finish() throws(TabularError) {
        guard !isFinished else { return }
        isFinished = true
        try flush()
        if let compressor { try put(raw: compressor.finish()) }
    }

    /// Leaves nothing behind; does nothing after a commit.
    public func discard() {
        encoder.removeAll()
        if case .file(let file) = sink { file.discard() }
    }

    private func flushIfFull() throws(TabularError) {
        if encoder.bytes.count >= Self.bufferSize { try flush() }
    }

    private func flush() throws(TabularError) {
        guard !encoder.bytes.isEmpty else { return }
        try put(encoder.bytes)
        encoder.removeAll()
    }

    private func put(_ bytes: [UInt8]) throws(TabularError) {
        if let compressor {
            try put(raw: compressor.add(bytes))
        } else {
            try put(raw: bytes)
        }
    }

    private func put(raw: [UInt8]) throws(TabularError) {
        let written = raw.withUnsafeBytes { buffer in
            Result { () throws(TabularError) in
                switch sink {
                case .file(let file): try file.write(buffer)
                case .descriptor(let number):
                    try DescriptorOutput.write(buffer, to: number, path: path)
                }
            }
        }
        try written.get()
    }
}
