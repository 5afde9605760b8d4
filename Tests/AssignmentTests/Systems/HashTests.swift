// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Assignment

@Suite struct HashTests {
    private func number(_ hash: SystemHash, _ text: String) -> UInt64 {
        Array(text.utf8).withUnsafeBytes { hash.number(of: $0) }
    }

    @Test(arguments: [
        ("", UInt32(0), UInt64(0)), ("", 1, 0x514E_28B7), ("", 0xFFFF_FFFF, 0x81F1_6F39),
        ("test", 0, 0xBA6B_D213), ("test", 0x9747_B28C, 0x704B_81DC),
        ("Hello, world!", 0, 0xC036_3E43), ("Hello, world!", 0x9747_B28C, 0x2488_4CBA),
        ("a", 0x9747_B28C, 0x7FA0_9EA6), ("aa", 0x9747_B28C, 0x5D21_1726),
        ("aaa", 0x9747_B28C, 0x283E_0130),
        ("The quick brown fox jumps over the lazy dog", 0x9747_B28C, 0x2FA8_26CD),
    ])
    func `murmur3 gives its well-known values`(text: String, seed: UInt32, expected: UInt64) {
        #expect(number(.murmur3(seed: seed), text) == expected)
    }

    @Test func `murmur3 does not care where in memory a text lies`() {
        let bytes = Array("....The quick brown fox".utf8)
        bytes.withUnsafeBytes { bytes in
            let aligned = Array(bytes[1...]).withUnsafeBytes { Murmur3.hash($0, seed: 7) }
            let shifted = Murmur3.hash(UnsafeRawBufferPointer(rebasing: bytes[1...]), seed: 7)
            #expect(aligned == shifted)
        }
    }

    @Test(arguments: [("", UInt64(0x811C_9DC5)), ("a", 0xE40C_292C), ("foobar", 0xBF9C_F968)])
    func `FNV-1a gives its published values`(text: String, expected: UInt64) {
        #expect(number(.fnv1a, text) == expected)
    }

    @Test func `FNV-1a takes UTF-16 code units whole`() {
        // ż is U+017C: (0x811C9DC5 ^ 0x17C) * 0x01000193.
        #expect(number(.fnv1a, "ż") == UInt64((0x811C_9DC5 ^ 0x17C) &* UInt32(0x0100_0193)))
        // A character beyond the basic plane is two units.
        var twice = FNV1a()
        twice.feed([UInt16(0xD83D), 0xDE0A])
        #expect(number(.fnv1a, "😊") == UInt64(twice.value))
    }

    @Test func `digests of nothing are read from the right end`() {
        #expect(number(.md5First32, "") == 0xD41D_8CD9)
        // MD5("") ends in f8427e; its last word ecf8427e is negative as a signed number.
        #expect(number(.md5Last32Signed, "") == 0xECF8_427E ^ 0x8000_0000)
        #expect(number(.sha1First60, "") == 0xDA39_A3EE_5E6B_4B0)
        #expect(number(.sha256First64, "") == 0xE3B0_C442_98FC_1C14)
    }

    @Test func `a remainder is that of the whole digest`() {
        // Python: int(hashlib.sha256(b"1.one").hexdigest(), 16) % 10**8, and MD5 % 9999.
        #expect(number(.sha256Modulo100Million, "1.one") == Golden.firebaseOne)
        #expect(number(.md5Modulo9999, "1.one") == Golden.md5One)
    }

    @Test func `a text that gives exactly a hundred percent is hashed again`() {
        #expect(number(.md5Modulo9999, Golden.rehashed) == Golden.rehashedNumber)
        #expect(number(.md5Modulo9999, Golden.rehashed) < 9_998)
    }

    private enum Golden {
        static let firebaseOne: UInt64 = 64_146_488
        static let md5One: UInt64 = 5_604
        static let rehashed = "7,4769"
        static let rehashedNumber: UInt64 = 4_123
    }
}
