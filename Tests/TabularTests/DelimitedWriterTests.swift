// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Tabular
import Testing

@Suite("Writing delimited files")
struct DelimitedWriterTests {
    @Test("quotes only what needs it")
    func minimalQuotes() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.csv")
        let writer = try DelimitedWriter(
            path: path,
            dialect: DelimitedDialect(delimiter: .semicolon, lineEnding: .carriageReturnLineFeed))
        try writer.write(["00123", " a ", "x;y", "say \"hi\"", "two\nlines", "1,5", "=1+1"])
        try writer.write { record in
            record.field(12)
            record.encoded(Array("raw;\"q\"".utf8))
        }
        try writer.write([""])
        try writer.commit()
        let expected =
            "00123; a ;\"x;y\";\"say \"\"hi\"\"\";\"two\nlines\";1,5;=1+1\r\n12;raw;\"q\"\r\n\"\"\r\n"
        #expect(try String(decoding: bytes(ofFile: path), as: UTF8.self) == expected)
    }

    @Test("what is written is read back", arguments: 1...4, ["a.csv", "a.csv.gz"])
    func roundTrip(seed: UInt64, name: String) throws {
        let folder = try TemporaryFolder()
        var generator = SeededGenerator(seed: seed)
        let parts = ["a", "é", ",", "\"", "\n", "\r", " ", "😀", ""]
        let records = (0..<300).map { _ in
            (0..<3).map { _ in
                (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                    parts.randomElement(using: &generator) ?? ""
                }.joined()
            }
        }
        let writer = try DelimitedWriter(path: folder.file(name))
        try writer.write(["x", "y", "z"])
        for record in records { try writer.write(record) }
        try writer.commit()
        let options = ReadOptions(delimiter: .comma, hasHeader: true)
        let result = try read(DelimitedReader(path: folder.file(name), options: options))
        #expect(result.records == records)
    }

    @Test("text encoded by workers is written in the order of the merge")
    func parallel() throws {
        let folder = try TemporaryFolder()
        let text = "id,x\n" + (1...2_000).map { "c\($0),\"\($0)\"\n" }.joined()
        let reader = try DelimitedReader(
            source: ByteSource(bytes: Array(text.utf8)), options: ReadOptions(blockSize: 512))
        let writer = try DelimitedWriter(path: folder.file("out.csv"))
        try writer.write(["id", "x", "variant"])
        try reader.forEachBlock(workers: 3) { block in
            var encoder = RecordEncoder()
            block.forEachRecord { record in
                encoder.encoded(record.rawBytes)
                encoder.field("base")
                encoder.endRecord()
            }
            return encoder
        } merge: {
            try writer.write($0)
        }
        try writer.commit()
        let expected = "id,x,variant\n" + (1...2_000).map { "c\($0),\"\($0)\",base\n" }.joined()
        #expect(try bytes(ofFile: folder.file("out.csv")) == Array(expected.utf8))
    }

    @Test("discarding leaves nothing")
    func discard() throws {
        let folder = try TemporaryFolder()
        let writer = try DelimitedWriter(path: folder.file("a.csv"))
        try writer.write(["a"])
        writer.discard()
        #expect(try folder.contents().isEmpty)
    }

    @Test("recognises what a spreadsheet would run")
    func formulas() throws {
        for text in ["=cmd", "@x", "-cmd", "+A1"] {
            #expect(try withField(text) { $0.looksLikeFormula })
        }
        for text in ["-5", "+1.5", "a=b", "", "007"] {
            #expect(try !withField(text) { $0.looksLikeFormula })
        }
    }

    @Test("writes to an open descriptor")
    func descriptor() throws {
        let pipe = Pipe()
        let writer = DelimitedWriter(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        try writer.write(["a", "b"])
        try writer.commit()
        try pipe.fileHandleForWriting.close()
        #expect(pipe.fileHandleForReading.readDataToEndOfFile() == Data("a,b\n".utf8))
    }
}
