// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Tabular
import Testing

@Suite("Gzip")
struct GzipTests {
    private func compressed(_ text: String) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let writer = try DelimitedWriter(path: folder.file("a.csv.gz"))
        for line in text.split(separator: "\n") {
            try writer.write(line.split(separator: ",").map(String.init))
        }
        try writer.commit()
        return try bytes(ofFile: folder.file("a.csv.gz"))
    }

    @Test("one member and several members", arguments: [1, 64, 4 << 20])
    func members(blockSize: Int) throws {
        let bytes = try compressed("id,x\na,1\n") + compressed("b,2\n") + compressed("c,3\n")
        let reader = try DelimitedReader(
            source: ByteSource(bytes: bytes), options: ReadOptions(blockSize: blockSize))
        #expect(reader.detection.isGzip)
        #expect(try read(reader).records == [["a", "1"], ["b", "2"], ["c", "3"]])
    }

    @Test("padding zeros after the last member are no data")
    func padding() throws {
        let bytes = try compressed("id,x\na,1\n") + [0, 0, 0]
        #expect(try read(bytes).records == [["a", "1"]])
    }

    @Test("a large file keeps all its rows")
    func large() throws {
        let text = "id,x\n" + (1...50_000).map { "customer-\($0),\($0 % 7)\n" }.joined()
        let result = try read(try compressed(text))
        #expect(result.summary.rows == 50_000)
        #expect(result.records.last == ["customer-50000", "6"])
    }

    @Test("truncated anywhere is an error")
    func truncated() throws {
        let whole = try compressed("id,x\na,1\nb,2\nc,3\n")
        for count in 2..<whole.count {
            let code = problem(Array(whole.prefix(count)))?.code
            #expect(code == .gzipTruncated, "cut at \(count) of \(whole.count)")
        }
    }

    @Test("damage is an error")
    func damaged() throws {
        var bytes = try compressed("id,x\na,1\nb,2\n")
        bytes[bytes.count - 6] ^= 0xFF
        #expect(problem(bytes)?.code == .gzipDamaged)
        #expect(problem([0x1F, 0x8B, 0xFF, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8])?.code == .gzipDamaged)
    }

    @Test("the same rows give the same bytes")
    func deterministic() throws {
        #expect(try compressed("id,x\na,1\n") == compressed("id,x\na,1\n"))
    }
}
