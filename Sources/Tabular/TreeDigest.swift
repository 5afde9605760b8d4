// SPDX-License-Identifier: GPL-3.0-or-later
import Crypto

/// The tree digest of a file: SHA-256 over the SHA-256 digests of its 4 MiB chunks.
///
/// The raw bytes of the file, before any inflating or decoding, are cut at every multiple of
/// 4,194,304 bytes; the last chunk may be shorter. The 32-byte SHA-256 digests of the chunks are
/// joined in file order, and the SHA-256 digest of that text of bytes is the result. A file of one
/// chunk is treated the same way; an empty file has no chunks and so the digest of no bytes. Chunks
/// do not depend on each other, so workers digest them in any order without changing the result.
public struct TreeDigest: Sendable, Equatable, CustomStringConvertible {
    /// The bytes of one chunk.
    public static let chunkSize = 4 << 20

    /// The 32 bytes of the digest.
    public let bytes: [UInt8]

    /// The digest as 64 lowercase hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// The digest of bytes in memory.
    public init(of bytes: [UInt8]) {
        var sequential = Sequential()
        bytes.withUnsafeBytes { sequential.update($0) }
        self = sequential.finish()
    }

    init(chunks: [[UInt8]]) {
        var hasher = SHA256()
        for chunk in chunks { hasher.update(data: chunk) }
        bytes = Array(hasher.finalize())
    }

    static func chunk(_ buffer: UnsafeRawBufferPointer) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(bufferPointer: buffer)
        return Array(hasher.finalize())
    }

    /// Computes the digest from bytes that come in order.
    struct Sequential {
        private var outer = SHA256()
        private var inner = SHA256()
        private var filled = 0

        mutating func update(_ buffer: UnsafeRawBufferPointer) {
            var rest = buffer
            while rest.count > 0 {
                let take = min(rest.count, TreeDigest.chunkSize - filled)
                inner.update(bufferPointer: UnsafeRawBufferPointer(rebasing: rest[0..<take]))
                rest = UnsafeRawBufferPointer(rebasing: rest[take...])
                filled += take
                if filled == TreeDigest.chunkSize { closeChunk() }
            }
        }

        mutating func finish() -> TreeDigest {
            if filled > 0 { closeChunk() }
            return TreeDigest(bytes: Array(outer.finalize()))
        }

        private mutating func closeChunk() {
            outer.update(data: Array(inner.finalize()))
            inner = SHA256()
            filled = 0
        }
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
