// SPDX-License-Identifier: GPL-3.0-or-later

/// FNV-1a with 32 bits, fed piece by piece.
///
/// ### Reference
/// Eastlake, Fowler, Vo, The FNV Non-Cryptographic Hash Algorithm.
struct FNV1a: Sendable {
    /// The hash of what was fed so far.
    private(set) var value: UInt32 = 0x811C_9DC5

    /// Feeds units of text; one above 255 goes in whole, as JavaScript's character codes do.
    mutating func feed(_ units: some Sequence<UInt16>) {
        for unit in units { value = (value ^ UInt32(unit)) &* 0x0100_0193 }
    }

    /// Feeds bytes.
    mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt32(byte)) &* 0x0100_0193 }
    }

    /// Feeds UTF-8 text as UTF-16 code units; bytes that are no UTF-8 become U+FFFD.
    mutating func feedUTF16(_ text: UnsafeRawBufferPointer) {
        if text.allSatisfy({ $0 < 0x80 }) {
            feed(text)
        } else {
            feed(String(decoding: text, as: UTF8.self).utf16)
        }
    }
}
