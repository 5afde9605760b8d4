// SPDX-License-Identifier: GPL-3.0-or-later
internal import CSHA256
internal import Crypto

/// The hasher of `sha256-52/1`: the first 13 hexadecimal digits of SHA-256 over the UTF-8 text
/// `salt:id`, modulo a million.
///
/// Where the processor has SHA instructions they are used; elsewhere swift-crypto gives the same
/// points.
public struct SplitHasher: PointHasher {
    /// How digests are computed.
    enum Engine: Sendable {
        /// The processor's SHA instructions, two messages at a time.
        case instructions
        /// The portable implementation.
        case portable
    }

    static let facts = AlgorithmFacts(
        id: AssignmentAlgorithm.sha256First52.rawValue, system: "experiment", hashed: "salt:id",
        hash: "SHA-256, first 13 hexadecimal digits", buckets: "modulo 1,000,000",
        boundary: "start <= point < end", gate: "a second draw: gate_salt:id, point < share",
        salt: "the salt of the split", gateSalt: "the salt of the gate, by default SALT/gate",
        shares: "any, rounded to points by largest remainder", evidence: .published)

    private static let fastest: Engine = csha256_is_supported() ? .instructions : .portable
    private static let batch = 128

    private let prefix: [UInt8]
    private let engine: Engine

    /// Creates a hasher for a salt.
    public init(salt: Salt) { self.init(salt: salt, engine: SplitHasher.fastest) }

    init(salt: Salt, engine: Engine) {
        self.prefix = Array("\(salt.text):".utf8)
        self.engine = engine
    }

    /// The point of the id with these UTF-8 bytes.
    public func point(of id: UnsafeRawBufferPointer) -> Int { Int(number(of: id) % 1_000_000) }

    /// The points of many ids.
    public func points(
        in bytes: UnsafeRawBufferPointer, offsets: UnsafeBufferPointer<UInt32>,
        counts: UnsafeBufferPointer<UInt32>, into points: UnsafeMutableBufferPointer<UInt32>
    ) {
        precondition(offsets.count == counts.count && counts.count == points.count)
        guard engine == .instructions else {
            for i in points.indices {
                let start = Int(offsets[i])
                let id = UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(counts[i])])
                points[i] = UInt32(point(of: id))
            }
            return
        }
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: SplitHasher.batch) { leading in
            var from = 0
            while from < points.count {
                let size = min(SplitHasher.batch, points.count - from)
                csha256_leading64(
                    prefix, prefix.count, bytes.baseAddress,
                    offsets.baseAddress.map { $0 + from }, counts.baseAddress.map { $0 + from },
                    size, leading.baseAddress)
                for i in 0..<size {
                    points[from + i] = UInt32(truncatingIfNeeded: (leading[i] >> 12) % 1_000_000)
                }
                from += size
            }
        }
    }

    /// The first 52 bits of the digests of many ids, by which ranked assignment orders units.
    ///
    /// Id number `i` is `counts[i]` bytes of `bytes` from `offsets[i]`. The three buffers have the
    /// same length.
    public func numbers(
        in bytes: UnsafeRawBufferPointer, offsets: UnsafeBufferPointer<UInt32>,
        counts: UnsafeBufferPointer<UInt32>, into numbers: UnsafeMutableBufferPointer<UInt64>
    ) {
        precondition(offsets.count == counts.count && counts.count == numbers.count)
        guard engine == .instructions else {
            for i in numbers.indices {
                let start = Int(offsets[i])
                numbers[i] = number(
                    of: UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(counts[i])]))
            }
            return
        }
        csha256_leading64(
            prefix, prefix.count, bytes.baseAddress, offsets.baseAddress, counts.baseAddress,
            numbers.count, numbers.baseAddress)
        for i in numbers.indices { numbers[i] >>= 12 }
    }

    /// The first 52 bits of the digest of an id.
    public func number(of id: String) -> UInt64 {
        var id = id
        return id.withUTF8 { number(of: UnsafeRawBufferPointer($0)) }
    }

    /// The point of an id with every step that led to it.
    public func draw(of id: String) -> Draw {
        var text = id
        let number = text.withUTF8 { self.number(of: UnsafeRawBufferPointer($0)) }
        let digits = String(number, radix: 16)
        return Draw(
            hashed: String(decoding: prefix, as: UTF8.self) + id,
            hexadecimal: String(repeating: "0", count: 13 - digits.count) + digits,
            number: number, point: Int(number % 1_000_000))
    }

    /// The first 52 bits of the digest.
    private func number(of id: UnsafeRawBufferPointer) -> UInt64 {
        switch engine {
        case .instructions:
            var offset: UInt32 = 0
            var count = UInt32(truncatingIfNeeded: id.count)
            var leading: UInt64 = 0
            csha256_leading64(
                prefix, prefix.count, id.baseAddress, &offset, &count, 1, &leading)
            return leading >> 12
        case .portable:
            var sha = SHA256()
            prefix.withUnsafeBytes { sha.update(bufferPointer: $0) }
            sha.update(bufferPointer: id)
            return sha.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) } >> 12
        }
    }
}
