// SPDX-License-Identifier: GPL-3.0-or-later

/// MurmurHash3 in its 32-bit form for x86, with blocks read little-endian.
///
/// ### Reference
/// Appleby, MurmurHash3_x86_32, public domain. <https://github.com/aappleby/smhasher>
enum Murmur3 {
    /// The hash of bytes under a seed.
    static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt32) -> UInt32 {
        var state = seed
        let blocks = bytes.count / 4
        for block in 0..<blocks {
            let word = bytes.loadUnaligned(fromByteOffset: block * 4, as: UInt32.self)
            state ^= mixed(UInt32(littleEndian: word))
            state = rotated(state, by: 13) &* 5 &+ 0xE654_6B64
        }
        var tail: UInt32 = 0
        for place in (blocks * 4..<bytes.count).reversed() {
            tail = tail << 8 | UInt32(bytes[place])
        }
        state ^= mixed(tail)
        state ^= UInt32(truncatingIfNeeded: bytes.count)
        state = (state ^ state >> 16) &* 0x85EB_CA6B
        state = (state ^ state >> 13) &* 0xC2B2_AE35
        return state ^ state >> 16
    }

    private static func mixed(_ word: UInt32) -> UInt32 {
        rotated(word &* 0xCC9E_2D51, by: 15) &* 0x1B87_3593
    }

    private static func rotated(_ word: UInt32, by bits: UInt32) -> UInt32 {
        word << bits | word >> (32 - bits)
    }
}
