// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

@Suite("Encodings")
struct EncodingTests {
    private static let text = "id,naam\r\n1,Zoë €\r\n2,\"a,\"\"b\"\"\"\r\n"
    private static let records = [["1", "Zoë €"], ["2", "a,\"b\""]]

    private static func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
            return littleEndian ? [low, high] : [high, low]
        }
    }

    @Test("UTF-16 with a byte order mark needs no flag", arguments: [true, false])
    func utf16WithMark(littleEndian: Bool) throws {
        let bytes = Self.utf16("\u{FEFF}\(Self.text)3,😀", littleEndian: littleEndian)
        for size in [4 << 20, 1, 100] {
            let result = try read(bytes, ReadOptions(blockSize: size))
            #expect(result.records == Self.records + [["3", "😀"]])
        }
    }

    @Test("UTF-16 without a mark is read when declared, and refused otherwise")
    func utf16WithoutMark() throws {
        let bytes = Self.utf16(Self.text, littleEndian: false)
        let declared = try read(bytes, ReadOptions(encoding: .utf16BigEndian))
        #expect(declared.records == Self.records)
        let error = try #require(problem(bytes, ReadOptions(hasHeader: true)))
        #expect([.nulByte, .fileEmpty, .invalidEncoding].contains(error.code))
    }

    @Test("half a surrogate pair and half a character are errors with an offset")
    func brokenUTF16() throws {
        let lone = Self.utf16("\u{FEFF}id\n", littleEndian: true) + [0x00, 0xD8, 0x41, 0x00]
        #expect(problem(lone)?.code == .invalidEncoding)
        #expect(problem(lone)?.place.byteOffset == 8)
        let half = Self.utf16("\u{FEFF}id\n1", littleEndian: true) + [0x41]
        #expect(problem(half)?.code == .invalidEncoding)
    }

    @Test("Windows-1252 is read when declared, and refused as UTF-8")
    func windows1252() throws {
        let bytes = Array("id,naam\n1,Zo".utf8) + [0xEB, 0x20, 0x80] + Array("\n".utf8)
        let result = try read(bytes, ReadOptions(encoding: .windows1252))
        #expect(result.records == [["1", "Zoë €"]])
        let error = try #require(problem(bytes))
        #expect(error.code == .invalidEncoding)
        #expect(error.place.byteOffset == 12)
        #expect(error.fix.contains("--encoding windows-1252"))
    }

    @Test(
        "the five bytes that mean nothing in Windows-1252",
        arguments: [0x81, 0x8D, 0x8F, 0x90, 0x9D])
    func undefinedWindows1252(byte: Int) throws {
        let bytes = Array("id\n".utf8) + [UInt8(byte)]
        let error = problem(bytes, ReadOptions(encoding: .windows1252))
        #expect(error?.code == .invalidEncoding)
        #expect(error?.place.byteOffset == 3)
    }
}
