// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// Reads a delimited file in blocks of records, as often as needed, with memory that does not grow.
public struct DelimitedReader: Sendable {
    /// The raw bytes.
    public let source: ByteSource
    /// What was found out about the file.
    public let detection: Detection
    /// The names of the columns; `column1`, `column2`, … for a file without header.
    public let header: [String]
    private let layout: FileLayout
    private let options: ReadOptions

    /// The dialect that the file is read with.
    public var dialect: DelimitedDialect { detection.dialect }

    /// Opens a file, or standard input for the path `-`, and detects its dialect.
    public init(path: String, options: ReadOptions = ReadOptions()) throws(TabularError) {
        try self.init(source: ByteSource(path: path), options: options)
    }

    /// Detects the dialect of a source.
    public init(source: ByteSource, options: ReadOptions = ReadOptions()) throws(TabularError) {
        let found = try DialectDetector(source: source, options: options).detect()
        self.source = source
        self.options = options
        layout = found.0
        detection = found.1
        header = found.0.header
        try Self.checkDelimiter(options.delimiter, header, source)
    }

    /// Refuses a given delimiter that leaves the whole header in one column.
    private static func checkDelimiter(
        _ given: Delimiter?, _ header: [String], _ source: ByteSource
    ) throws(TabularError) {
        guard let given, header.count == 1, let line = header.first else { return }
        let other = Delimiter.allCases.first { $0 != given && line.utf8.contains($0.byte) }
        guard let other else { return }
        let name = other.byte == 0x09 ? "tab" : String(decoding: [other.byte], as: UTF8.self)
        throw TabularError(
            .delimiterWrong, "the delimiter that was given does not divide the header (\(line))",
            at: .init(file: source.name, line: 1),
            why: "the whole line would be one column",
            fix: "leave the delimiter out, to have it detected, or give '\(name)'")
    }

    /// The position of a column, or an error that names the columns there are.
    public func column(named name: String) throws(TabularError) -> Int {
        let places = header.indices.filter { header[$0] == name }
        if let only = places.first, places.count == 1 { return only }
        let place = TabularError.Place(file: source.name, line: 1, column: name)
        guard places.isEmpty else {
            throw TabularError(
                .columnDuplicate, "column \(name) stands in the header \(places.count) times",
                at: place, why: "it is not clear which of them is meant",
                fix: "rename or remove the others")
        }
        let near = NearestName.names(like: name, among: header)
        let shown = header.prefix(20).joined(separator: ", ")
        throw TabularError(
            .columnMissing, "no column \(name)", at: place,
            why: "the columns are: \(shown)\(header.count > 20 ? ", …" : "")",
            fix: near.isEmpty
                ? "check the spelling, capitals included"
                : "did you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?")
    }

    /// Parses the file block by block on several threads and merges the results in file order.
    ///
    /// The result does not depend on the number of workers. The first error in file order is thrown,
    /// whether it comes from the file, from `map` or from `merge`.
    ///
    /// - Parameters:
    ///   - workers: The number of threads; with 1 everything happens on the calling thread.
    ///   - map: Turns one block into a result, on any thread; the block is valid only inside.
    ///   - merge: Takes the results in file order, on the calling thread.
    /// - Returns: What was counted.
    /// - Throws: A ``TabularError`` of the file, or the first error of `map` or `merge`.
    @discardableResult
    public func forEachBlock<Output: Sendable>(
        workers: Int = 1, map: @escaping @Sendable (RecordBlock) throws -> Output,
        merge: (Output) throws -> Void
    ) throws -> ReadSummary {
        let cutter = try BlockCutter(
            source: source, layout: layout, options: options, digesting: options.computesDigest)
        let work = BlockWork(layout: layout, name: source.name, recordLimit: options.recordLimit)
        let pipeline = BlockPipeline(
            cutter: cutter, work: work, workers: workers,
            storageSize: options.blockSize + (64 << 10), map: map)
        let summary = try pipeline.run(merge: merge)
        try source.checkUnchanged()
        return summary
    }
}
