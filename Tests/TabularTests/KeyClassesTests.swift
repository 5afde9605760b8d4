// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Tabular

@Suite("Keys per class")
struct KeyClassesTests {
    private func entry(_ key: String, _ place: Int) -> UInt64 {
        var key = key
        return key.withUTF8 { bytes in
            FieldBytes(UnsafeRawBufferPointer(bytes)).map { KeyClasses.entry($0, in: place) } ?? 0
        }
    }

    @Test("are counted once each, also beyond what is kept in memory")
    func counted() throws {
        let counter = KeyClasses(classes: 3, temporaryFolder: "/tmp", slotsPerPartition: 4)
        for round in 0..<3 {
            try counter.add((0..<5_000).map { entry("home-\($0)", $0 % 3) })
            try counter.add([entry("home-7", round == 2 ? 2 : 1)])
        }
        let report = try counter.report()
        #expect(report.keys == 5_000)
        #expect(report.perClass == [1_667, 1_667, 1_667])
        #expect(report.mixed == 1)
        #expect(report.examples.count == 1)
        #expect(report.examples.contains(entry("home-7", 0)))
    }
}

@Suite("Files that appear together")
struct FileGroupTests {
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "group-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    private func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("replace earlier ones and take away what is stale")
    func replaced() throws {
        try inFolder { folder in
            for name in ["a.csv", "stale.csv"] {
                try AtomicFile.write(Array("old".utf8), to: "\(folder)/\(name)")
            }
            let writers = try ["a.csv", "b.csv"].map {
                try DelimitedWriter(path: "\(folder)/\($0)")
            }
            for writer in writers { try writer.write(["new"]) }
            try DelimitedWriter.commit(writers, removing: ["\(folder)/stale.csv"])
            #expect(text("\(folder)/a.csv") == "new\n")
            #expect(text("\(folder)/b.csv") == "new\n")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(left == ["a.csv", "b.csv"])
        }
    }

    @Test("leave every path as it was when one of the names cannot be given")
    func undone() throws {
        try inFolder { folder in
            try AtomicFile.write(Array("old".utf8), to: "\(folder)/a.csv")
            let writers = try ["a.csv", "b.csv"].map {
                try DelimitedWriter(path: "\(folder)/\($0)")
            }
            for writer in writers { try writer.write(["new"]) }
            // A folder takes the second name meanwhile.
            try FileManager.default.createDirectory(
                atPath: "\(folder)/b.csv/x", withIntermediateDirectories: true)
            #expect(throws: TabularError.self) { try DelimitedWriter.commit(writers) }
            for writer in writers { writer.discard() }
            #expect(text("\(folder)/a.csv") == "old")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(left == ["a.csv", "b.csv"])
        }
    }
}
