// SPDX-License-Identifier: GPL-3.0-or-later

/// A hash that is the same on every machine and in every run, for seeds and streams.
public enum StableHash {
    /// FNV-1a, 64 bits, over the UTF-8 bytes of a text.
    ///
    /// Used only to name random streams; assignment has its own algorithm.
    public static func of(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
