// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Tabular
import Testing

/// Everything a reader said about a file.
struct ReadResult: Equatable, Sendable {
    var header: [String]
    var records: [[String]]
    var rows: [Int]
    var lines: [Int]
    var summary: ReadSummary
}

func read(
    _ bytes: [UInt8], _ options: ReadOptions = ReadOptions(), workers: Int = 1
) throws -> ReadResult {
    try read(DelimitedReader(source: ByteSource(bytes: bytes), options: options), workers: workers)
}

func read(_ reader: DelimitedReader, workers: Int = 1) throws -> ReadResult {
    var result = ReadResult(
        header: reader.header, records: [], rows: [], lines: [], summary: ReadSummary())
    result.summary = try reader.forEachBlock(workers: workers) { block in
        var part: [(fields: [String], row: Int, line: Int)] = []
        block.forEachRecord { record in
            let fields = (0..<record.count).map { record.bytes($0).string }
            // Counting lines is linear in the block, so only small blocks are asked.
            let line = block.recordCount <= 100 ? block.line(of: record) : 0
            part.append((fields, record.row, line))
        }
        return part
    } merge: { part in
        result.records += part.map(\.fields)
        result.rows += part.map(\.row)
        result.lines += part.map(\.line)
    }
    return result
}

func read(_ text: String, _ options: ReadOptions = ReadOptions()) throws -> ReadResult {
    try read(Array(text.utf8), options)
}

/// The error that reading gives, or nil.
func problem(
    _ bytes: [UInt8], _ options: ReadOptions = ReadOptions(), workers: Int = 1
) -> TabularError? {
    do {
        _ = try read(bytes, options, workers: workers)
        return nil
    } catch {
        return error as? TabularError
    }
}

/// Gives the body a field made of the text.
func withField<Answer>(_ text: String, _ body: (FieldBytes) throws -> Answer) throws -> Answer {
    // One byte more, so that an empty text has an address too.
    try (Array(text.utf8) + [0]).withUnsafeBytes { buffer in
        let field = UnsafeRawBufferPointer(rebasing: buffer.dropLast())
        return try body(try #require(FieldBytes(field)))
    }
}

/// A folder that is removed with its content when the test ends.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func contents() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }
}

func bytes(ofFile path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
}

/// A small seeded generator, so that every failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
