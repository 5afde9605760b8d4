// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Tabular
import Testing

@Suite("Byte sources")
struct ByteSourceTests {
    @Test("a pipe can be read more than once")
    func pipe() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("id,x\na,1\nb,2\n".utf8))
        try pipe.fileHandleForWriting.close()
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        let reader = try DelimitedReader(path: path)
        let first = try read(reader)
        #expect(first.records == [["a", "1"], ["b", "2"]])
        #expect(try read(reader) == first)
    }

    @Test("reads at any offset, and nothing behind the end")
    func offsets() throws {
        let source = ByteSource(bytes: Array("abcdef".utf8))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 1)
        defer { buffer.deallocate() }
        #expect(try source.read(at: 4, into: buffer) == 2)
        #expect(buffer[0] == 0x65)
        #expect(try source.read(at: 6, into: buffer) == 0)
        #expect(try source.read(at: 9, into: buffer) == 0)
    }

    @Test("a file rewritten after opening is noticed")
    func rewritten() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.csv")
        try AtomicFile.write(Array("id,x\na,1\n".utf8), to: path)
        let source = try ByteSource(path: path)
        try source.checkUnchanged()
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("b,2\n".utf8))
        let error = #expect(throws: TabularError.self) { try source.checkUnchanged() }
        #expect(error?.code == .fileChanged)
    }
}
