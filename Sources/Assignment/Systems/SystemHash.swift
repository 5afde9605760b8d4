// SPDX-License-Identifier: GPL-3.0-or-later
internal import Crypto

/// How a system turns text into a number.
enum SystemHash: Sendable, Hashable {
    /// MurmurHash3_x86_32.
    case murmur3(seed: UInt32)
    /// FNV-1a over UTF-16 code units.
    case fnv1a
    /// FNV-1a over UTF-16 code units, then over the decimal digits of the first hash.
    case fnv1aTwice
    /// The first four bytes of MD5, big-endian.
    case md5First32
    /// The last four bytes of MD5, big-endian, shifted so that the smallest signed number is 0.
    case md5Last32Signed
    /// The whole of MD5 modulo 9,999; 9,998 hashes the text again, repeated after a comma.
    case md5Modulo9999
    /// The first 60 bits of SHA-1.
    case sha1First60
    /// The first 64 bits of SHA-256.
    case sha256First64
    /// The whole of SHA-256 modulo a hundred million.
    case sha256Modulo100Million

    /// The number of a text.
    func number(of text: UnsafeRawBufferPointer) -> UInt64 {
        switch self {
        case .murmur3(let seed): return UInt64(Murmur3.hash(text, seed: seed))
        case .fnv1a: return UInt64(Self.fnv1a(text))
        case .fnv1aTwice:
            var second = FNV1a()
            second.feed(String(Self.fnv1a(text)).utf8)
            return UInt64(second.value)
        case .md5First32: return Self.leading(4, of: Self.md5(text))
        case .md5Last32Signed:
            let digest = Self.md5(text)
            let word = digest.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            return UInt64(word ^ 0x8000_0000)
        case .md5Modulo9999:
            var number = Self.remainder(Self.md5(text), modulo: 9_999)
            var repeated = Array(text)
            while number == 9_998 {
                repeated += [UInt8(ascii: ",")] + text
                number = repeated.withUnsafeBytes {
                    Self.remainder(Self.md5($0), modulo: 9_999)
                }
            }
            return number
        case .sha1First60:
            var sha = Insecure.SHA1()
            sha.update(bufferPointer: text)
            return Self.leading(8, of: sha.finalize()) >> 4
        case .sha256First64: return Self.leading(8, of: Self.sha256(text))
        case .sha256Modulo100Million:
            return Self.remainder(Self.sha256(text), modulo: 100_000_000)
        }
    }

    /// The digest of a text, or the part of it that is read, in hexadecimal digits.
    func hexadecimal(of text: UnsafeRawBufferPointer) -> String {
        switch self {
        case .murmur3, .fnv1a, .fnv1aTwice, .md5First32: Self.padded(number(of: text), 8)
        case .md5Last32Signed: Self.padded(number(of: text) ^ 0x8000_0000, 8)
        case .sha1First60: Self.padded(number(of: text), 15)
        case .sha256First64: Self.padded(number(of: text), 16)
        case .md5Modulo9999: Self.md5(text).map { Self.padded(UInt64($0), 2) }.joined()
        case .sha256Modulo100Million:
            Self.sha256(text).map { Self.padded(UInt64($0), 2) }.joined()
        }
    }

    /// The hash in words.
    var name: String {
        switch self {
        case .murmur3(let seed): "murmur3_x86_32, seed \(seed)"
        case .fnv1a: "FNV-1a 32 over UTF-16"
        case .fnv1aTwice: "FNV-1a 32 over UTF-16, twice"
        case .md5First32: "MD5, first 8 hexadecimal digits"
        case .md5Last32Signed: "MD5, last 8 hexadecimal digits, signed"
        case .md5Modulo9999: "MD5, whole, modulo 9999"
        case .sha1First60: "SHA-1, first 15 hexadecimal digits"
        case .sha256First64: "SHA-256, first 16 hexadecimal digits"
        case .sha256Modulo100Million: "SHA-256, whole, modulo 100000000"
        }
    }

    private static func fnv1a(_ text: UnsafeRawBufferPointer) -> UInt32 {
        var hash = FNV1a()
        hash.feedUTF16(text)
        return hash.value
    }

    private static func md5(_ text: UnsafeRawBufferPointer) -> Insecure.MD5.Digest {
        var md5 = Insecure.MD5()
        md5.update(bufferPointer: text)
        return md5.finalize()
    }

    private static func sha256(_ text: UnsafeRawBufferPointer) -> SHA256.Digest {
        var sha = SHA256()
        sha.update(bufferPointer: text)
        return sha.finalize()
    }

    private static func leading(_ count: Int, of digest: some Sequence<UInt8>) -> UInt64 {
        digest.prefix(count).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func remainder(_ digest: some Sequence<UInt8>, modulo: UInt64) -> UInt64 {
        digest.reduce(0) { ($0 << 8 | UInt64($1)) % modulo }
    }

    private static func padded(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
