// SPDX-License-Identifier: GPL-3.0-or-later
import Crypto
import Tabular
import Testing

@Suite("Tree digest")
struct TreeDigestTests {
    /// The definition, word by word.
    private static func reference(_ bytes: [UInt8]) -> [UInt8] {
        var joined: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 4_194_304) {
            joined += Array(SHA256.hash(data: bytes[start..<min(start + 4_194_304, bytes.count)]))
        }
        return Array(SHA256.hash(data: joined))
    }

    private static let big: [UInt8] = {
        var bytes = Array("id,x\n".utf8)
        let some = Array((0..<1_000).map { "customer-\($0),\($0 % 10)\n" }.joined().utf8)
        for _ in 0..<600 { bytes += some }
        return bytes
    }()

    @Test("of bytes in memory", arguments: [0, 1, 4_194_303, 4_194_304, 4_194_305, 8_388_608])
    func inMemory(count: Int) {
        let bytes = [UInt8](repeating: 7, count: count)
        #expect(TreeDigest(of: bytes).bytes == Self.reference(bytes))
    }

    @Test("prints as hexadecimal")
    func hexadecimal() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(TreeDigest(of: []).description == empty)
    }

    @Test("of a file does not depend on workers or blocks", arguments: [1, 2, 3])
    func whileReading(workers: Int) throws {
        let expected = Self.reference(Self.big)
        for size in [4 << 20, 1 << 20] {
            let options = ReadOptions(blockSize: size, computesDigest: true)
            let result = try DelimitedReader(
                source: ByteSource(bytes: Self.big), options: options
            ).forEachBlock(workers: workers) {
                $0.recordCount
            } merge: { _ in
            }
            #expect(result.digest?.bytes == expected)
            #expect(result.rows == 600_000)
        }
    }

    @Test("covers header, byte order mark and blank tail")
    func smallFiles() throws {
        for text in ["id,x", "\u{FEFF}id,x\r\na,1", "id\n\n\n", "id\na\n\n\n"] {
            let bytes = Array(text.utf8)
            let summary = try read(bytes, ReadOptions(computesDigest: true)).summary
            #expect(summary.digest?.bytes == Self.reference(bytes))
        }
    }
}
