// SPDX-License-Identifier: GPL-3.0-or-later
internal import CSHA256
internal import Crypto
public import ExperimentModel

/// Turns customer ids into pseudonyms: the first 32 lower-case hexadecimal digits of HMAC-SHA256
/// with the pepper as key.
///
/// Without the pepper nobody can tell which customer a pseudonym is, not by trying every telephone
/// number either; with it the same customer always has the same pseudonym.
public struct Pseudonymizer: Sendable {
    /// How digests are computed.
    enum Engine: Sendable {
        /// The processor's SHA instructions.
        case instructions
        /// The portable implementation.
        case portable
    }

    /// Why there are no pseudonyms.
    public enum Problem: Error, Sendable, Hashable {
        /// The pepper has so many bytes, which is too few.
        case pepperTooShort(bytes: Int)
        /// The pepper is not the one that was used before; the ids of both.
        case pepperChanged(from: String, to: String)

        /// The problem as a person reads it; never with the pepper.
        public var diagnostic: Diagnostic {
            switch self {
            case .pepperTooShort(let bytes):
                Diagnostic(
                    .error, "pepper-too-short",
                    "the pepper has \(bytes) bytes, and needs \(Pseudonymizer.leastPepper)",
                    why: "a pepper that can be guessed lets anyone find the customer again",
                    fix: "make one with `openssl rand -hex 32` and keep it for as long as the tests"
                )
            case .pepperChanged(let from, let to):
                Diagnostic(
                    .error, "pepper-changed",
                    "the pepper is another (id \(Visible.value(to))) than before "
                        + "(id \(Visible.value(from)))",
                    why: "every customer would get another pseudonym, and so another variant",
                    fix: "set the pepper that was used before")
            }
        }
    }

    /// The fewest bytes of a pepper: 128 bits.
    public static let leastPepper = 16
    /// The digits of a pseudonym.
    public static let digits = 32

    static let hasInstructions = csha256_is_supported()
    private static let fastest: Engine = hasInstructions ? .instructions : .portable
    private static let batch = 64
    private static let blockSize = 64
    private static let label = "experiment/pepper-id/1"

    /// What tells one pepper from another without giving it away: the first 16 digits of the
    /// HMAC-SHA256 of `experiment/pepper-id/1`.
    public let pepperID: String
    /// The key, filled with zeros to a block of the hash.
    private let keyBlock: [UInt8]
    private let engine: Engine

    /// Takes a pepper, as the UTF-8 bytes of a text.
    ///
    /// - Throws: ``Problem/pepperTooShort(bytes:)`` below 128 bits.
    public init(pepper: String) throws(Problem) {
        try self.init(pepper: pepper, engine: Pseudonymizer.fastest)
    }

    init(pepper: String, engine: Engine) throws(Problem) {
        let key = Array(pepper.utf8)
        guard key.count >= Pseudonymizer.leastPepper else {
            throw .pepperTooShort(bytes: key.count)
        }
        let short = key.count > Pseudonymizer.blockSize ? Array(SHA256.hash(data: key)) : key
        keyBlock = short + [UInt8](repeating: 0, count: Pseudonymizer.blockSize - short.count)
        self.engine = engine
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(Pseudonymizer.label.utf8), using: SymmetricKey(data: keyBlock))
        pepperID = Pseudonymizer.text(code.prefix(8))
    }

    /// Checks that the pepper is the one that was used before.
    ///
    /// - Parameter pepperID: The id of the pepper that was used before.
    /// - Throws: ``Problem/pepperChanged(from:to:)`` when it is another.
    public func check(against pepperID: String) throws(Problem) {
        guard pepperID == self.pepperID else {
            throw .pepperChanged(from: pepperID, to: self.pepperID)
        }
    }

    /// The pseudonym of an id.
    public func pseudonym(of id: String) -> String {
        let bytes = Array(id.utf8)
        let digits = Array(unsafeUninitializedCapacity: Pseudonymizer.digits) { buffer, count in
            bytes.withUnsafeBytes { bytes in
                [0].withUnsafeBufferPointer { offsets in
                    [UInt32(truncatingIfNeeded: bytes.count)].withUnsafeBufferPointer {
                        pseudonyms(in: bytes, offsets: offsets, counts: $0, into: buffer)
                    }
                }
            }
            count = Pseudonymizer.digits
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The pseudonyms of many ids, one after the other, 32 digits each.
    ///
    /// Id number `i` is `counts[i]` bytes of `bytes` from `offsets[i]`; `digits` has room for 32
    /// times as many bytes as there are ids.
    public func pseudonyms(
        in bytes: UnsafeRawBufferPointer, offsets: UnsafeBufferPointer<UInt32>,
        counts: UnsafeBufferPointer<UInt32>, into digits: UnsafeMutableBufferPointer<UInt8>
    ) {
        precondition(offsets.count == counts.count)
        precondition(digits.count >= counts.count * Pseudonymizer.digits)
        let half = Pseudonymizer.digits / 2
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Pseudonymizer.batch * half) {
            codes in
            var from = 0
            while from < counts.count {
                let size = min(Pseudonymizer.batch, counts.count - from)
                authenticate(
                    bytes, UnsafeBufferPointer(rebasing: offsets[from..<from + size]),
                    UnsafeBufferPointer(rebasing: counts[from..<from + size]), into: codes)
                for place in 0..<size * half {
                    let byte = codes[place]
                    let target = from * Pseudonymizer.digits + 2 * place
                    digits[target] = Pseudonymizer.digit(byte >> 4)
                    digits[target + 1] = Pseudonymizer.digit(byte & 15)
                }
                from += size
            }
        }
    }

    /// Writes the first half of the code of each id.
    private func authenticate(
        _ bytes: UnsafeRawBufferPointer, _ offsets: UnsafeBufferPointer<UInt32>,
        _ counts: UnsafeBufferPointer<UInt32>, into codes: UnsafeMutableBufferPointer<UInt8>
    ) {
        switch engine {
        case .instructions:
            csha256_hmac128(
                keyBlock, bytes.baseAddress, offsets.baseAddress, counts.baseAddress, counts.count,
                codes.baseAddress)
        case .portable:
            let key = SymmetricKey(data: keyBlock)
            let half = Pseudonymizer.digits / 2
            for index in counts.indices {
                let start = Int(offsets[index])
                var hmac = HMAC<SHA256>(key: key)
                hmac.update(data: bytes[start..<start + Int(counts[index])])
                for (place, byte) in hmac.finalize().prefix(half).enumerated() {
                    codes[index * half + place] = byte
                }
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? value + UInt8(ascii: "0") : value - 10 + UInt8(ascii: "a")
    }

    private static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [digit($0 >> 4), digit($0 & 15)] }, as: UTF8.self)
    }
}
