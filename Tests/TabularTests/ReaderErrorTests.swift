// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Tabular
import Testing

@Suite("What cannot be read is named by place")
struct ReaderErrorTests {
    @Test("an empty file", arguments: ["", "\n\n\r\n", "\u{FEFF}"])
    func empty(text: String) {
        #expect(problem(Array(text.utf8))?.code == .fileEmpty)
    }

    @Test("an unclosed quote names the row in which it was opened", arguments: [4 << 20, 10, 64])
    func unclosedQuote(blockSize: Int) throws {
        let text = "id,x\na,1\n\n\"b\nb\",2\nc,\"3\nd,4\ne,5\n"
        let error = try #require(problem(Array(text.utf8), ReadOptions(blockSize: blockSize)))
        #expect(error.code == .unclosedQuote)
        #expect(error.place.row == 3)
        #expect(error.place.line == 6)
    }

    @Test("a quote that swallows more than the record limit")
    func recordLimit() throws {
        let rest = String(repeating: "d,4\n", count: 3_000)
        let options = ReadOptions(blockSize: 512, recordLimit: 4_096)
        let error = try #require(problem(Array("id,x\na,1\nb,\"2\n\(rest)".utf8), options))
        #expect(error.code == .unclosedQuote)
        #expect(error.place.row == 2)
        #expect(error.place.line == 3)
        let endless = Array("id,x\n".utf8) + [UInt8](repeating: 0x61, count: 9_000)
        #expect(problem(endless, options, workers: 2)?.code == .recordTooLong)
    }

    @Test("a NUL byte names row and offset", arguments: [4 << 20, 4])
    func nul(blockSize: Int) throws {
        let bytes = Array("id,x\na,1\nb,".utf8) + [0] + Array("\nc,3\n".utf8)
        let error = try #require(problem(bytes, ReadOptions(blockSize: blockSize)))
        #expect(error.code == .nulByte)
        #expect(error.place.byteOffset == 11)
        #expect(error.place.row == 2)
        #expect(error.place.line == 3)
    }

    static let invalid: [[UInt8]] = [
        [0xFF], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
        [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0x80], [0xE2, 0x82],
    ]

    @Test("invalid UTF-8 names row and offset", arguments: invalid)
    func invalidUTF8(sequence: [UInt8]) throws {
        let filler = (1...40).map { "row\($0),é\n" }.joined()
        let before = Array("id,x\n\(filler)b,".utf8)
        let bytes = before + sequence + Array("\n".utf8)
        for size in [4 << 20, 16] {
            let error = try #require(problem(bytes, ReadOptions(blockSize: size)))
            #expect(error.code == .invalidEncoding)
            #expect(error.place.byteOffset == before.count)
            #expect(error.place.row == 41)
        }
    }

    @Test("a missing file, a folder")
    func paths() throws {
        let folder = try TemporaryFolder()
        let missing = #expect(throws: TabularError.self) {
            try DelimitedReader(path: folder.file("none.csv"))
        }
        #expect(missing?.code == .fileMissing)
        let directory = #expect(throws: TabularError.self) {
            try DelimitedReader(path: folder.path)
        }
        #expect(directory?.code == .notAFile)
    }

    @Test("a file that is cut short while it is read")
    func shrinking() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.csv")
        let text = "id,x\n" + String(repeating: "a,1\n", count: 100_000)
        try Data(text.utf8).write(to: URL(filePath: path))
        let reader = try DelimitedReader(path: path, options: ReadOptions(blockSize: 4_096))
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.truncate(atOffset: 10_000)
        let error = #expect(throws: TabularError.self) { try read(reader) }
        #expect(error?.code == .fileChanged)
    }

    @Test("the same file can be read more than once")
    func twice() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.csv")
        try AtomicFile.write(Array("id,x\na,1\n".utf8), to: path)
        let reader = try DelimitedReader(path: path)
        #expect(try read(reader) == read(reader))
    }

    @Test("every error says why and what to do")
    func description() throws {
        let error = try #require(problem(Array("id,x\nb,\"2\n".utf8)))
        #expect(
            error.description == """
                unclosed-quote: a quote opened in row 1 is never closed (memory, row 1, line 2)
                  why: everything after it would become one value
                  fix: close the quote, or double it if it belongs to the value
                """)
    }
}
