// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Tabular
import Testing

@Suite("Atomic files")
struct AtomicFileTests {
    @Test("the old content stays until the commit")
    func replaces() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.txt")
        try AtomicFile.write(Array("old".utf8), to: path)
        let file = try AtomicFile(path: path)
        Array("new".utf8).withUnsafeBytes { buffer in
            #expect(throws: Never.self) { try file.write(buffer) }
        }
        #expect(try bytes(ofFile: path) == Array("old".utf8))
        try file.commit()
        #expect(try bytes(ofFile: path) == Array("new".utf8))
        #expect(try folder.contents() == ["a.txt"])
    }

    @Test("a file that goes out of scope leaves nothing")
    func forgotten() throws {
        let folder = try TemporaryFolder()
        do { _ = try AtomicFile(path: folder.file("a.txt")) }
        #expect(try folder.contents().isEmpty)
    }

    @Test("an existing file is kept unless it may be replaced")
    func keeps() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write([1], to: folder.file("a"))
        let error = #expect(throws: TabularError.self) {
            try AtomicFile.write([2], to: folder.file("a"), overwrites: false)
        }
        #expect(error?.code == .outputExists)
        #expect(try bytes(ofFile: folder.file("a")) == [1])
    }

    @Test("a missing folder and a folder as target are errors")
    func badTargets() throws {
        let folder = try TemporaryFolder()
        let missing = #expect(throws: TabularError.self) {
            try AtomicFile.write([1], to: folder.file("no/a"))
        }
        #expect(missing?.code == .folderMissing)
        let target = #expect(throws: TabularError.self) {
            try AtomicFile.write([1], to: folder.path)
        }
        #expect(target?.code == .writeDenied)
    }

    @Test("a symbolic link is followed and keeps pointing")
    func link() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write([1], to: folder.file("real"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link"), withDestinationPath: folder.file("real"))
        try AtomicFile.write([2], to: folder.file("link"))
        #expect(try bytes(ofFile: folder.file("real")) == [2])
        let kept = try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link"))
        #expect(kept == folder.file("real"))
    }

    #if os(Linux)
        @Test("a full disk is an error")
        func fullDisk() {
            let error = #expect(throws: TabularError.self) {
                try AtomicFile.write([1, 2, 3], to: "/dev/full")
            }
            #expect(error?.code == .diskFull)
        }
    #endif
}
