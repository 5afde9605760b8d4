// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds the first byte that a UTF-8 text file cannot hold.
enum TextCheck {
    /// The offset of the first NUL byte.
    static func firstNul(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int? {
        guard count > 0, let found = memchr(bytes, 0, count) else { return nil }
        return UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
    }

    /// The offset of the first byte that is not valid UTF-8 (RFC 3629).
    static func firstInvalid(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int? {
        var position = 0
        while true {
            position = skipASCII(bytes, from: position, count: count)
            guard position < count else { return nil }
            let length = sequenceLength(bytes + position, available: count - position)
            guard length > 0 else { return position }
            position += length
        }
    }

    @inline(__always)
    private static func skipASCII(
        _ bytes: UnsafePointer<UInt8>, from start: Int, count: Int
    ) -> Int {
        let raw = UnsafeRawPointer(bytes)
        var position = start
        while position &+ 64 <= count {
            let words = raw.loadUnaligned(fromByteOffset: position, as: SIMD8<UInt64>.self)
            let high = words & SIMD8(repeating: 0x8080_8080_8080_8080)
            if high != SIMD8(repeating: 0) { break }
            position &+= 64
        }
        while position < count, bytes[position] < 0x80 { position &+= 1 }
        return position
    }

    /// The length of the valid sequence at the front, or zero.
    private static func sequenceLength(_ bytes: UnsafePointer<UInt8>, available: Int) -> Int {
        let lead = bytes[0]
        let length: Int
        var lowest: UInt8 = 0x80
        var highest: UInt8 = 0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if lead == 0xE0 { lowest = 0xA0 }
            if lead == 0xED { highest = 0x9F }
        case 0xF0...0xF4:
            length = 4
            if lead == 0xF0 { lowest = 0x90 }
            if lead == 0xF4 { highest = 0x8F }
        default: return 0
        }
        guard available >= length, bytes[1] >= lowest, bytes[1] <= highest else { return 0 }
        for position in 2..<max(length, 2) where bytes[position] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
