// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign

/// Hashes that were used for drawing and should not have been.
enum BadHash: String, QualitySubject, CaseIterable {
    case fnv1a = "raw FNV-1a over salt and id"
    case fnv1aReversed = "raw FNV-1a over id and salt"
    case crc32 = "CRC-32 over salt and id"
    case crc32Modulo = "CRC-32 over salt and id, modulo 10,000"

    var name: String { rawValue }
    var saltsAreNumbers: Bool { false }

    func split(salt: String) throws(AssignmentError) -> any DrawRing {
        Ring(hash: self, salt: Array(salt.utf8))
    }

    func gate(before salt: String) throws(AssignmentError) -> (any DrawRing)? {
        try split(salt: salt + "/gate")
    }

    private struct Ring: DrawRing {
        var hash: BadHash
        var salt: [UInt8]
        var size: Int { 10_000 }

        func place(of id: UnsafeRawBufferPointer) -> Int {
            let text = hash == .fnv1aReversed ? Array(id) + salt : salt + id
            switch hash {
            case .fnv1a, .fnv1aReversed: return Int(Self.fnv1a(text)) * size / 0x1_0000_0000
            case .crc32: return Int(Self.crc32(text)) * size / 0x1_0000_0000
            case .crc32Modulo: return Int(Self.crc32(text)) % size
            }
        }

        private static func fnv1a(_ text: [UInt8]) -> UInt32 {
            text.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        }

        private static let table: [UInt32] = (0..<256).map { index in
            (0..<8).reduce(UInt32(index)) { value, _ in
                value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
            }
        }

        private static func crc32(_ text: [UInt8]) -> UInt32 {
            ~text.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
        }
    }
}

/// A draw that is perfect in the margins and the same for every salt.
struct OneDrawForAll: QualitySubject {
    var name: String { "one draw for all" }
    var saltsAreNumbers: Bool { false }

    func split(salt: String) throws(AssignmentError) -> any DrawRing {
        SplitHasher(salt: try Salt("always"))
    }

    func gate(before salt: String) throws(AssignmentError) -> (any DrawRing)? {
        try split(salt: salt)
    }
}

/// A draw whose leading digit is that of a sound hash and whose later digits are the same for every
/// salt.
struct SharedLaterDigits: QualitySubject {
    /// The places of which all draws share the order: a tenth of the ring, or a thousandth.
    var shared = 100_000
    var name: String { "shared later digits" }
    var saltsAreNumbers: Bool { false }

    func split(salt: String) throws(AssignmentError) -> any DrawRing {
        Ring(
            own: SplitHasher(salt: try Salt(salt)), common: SplitHasher(salt: try Salt("all")),
            shared: shared)
    }

    func gate(before salt: String) throws(AssignmentError) -> (any DrawRing)? {
        try split(salt: salt + "/gate")
    }

    private struct Ring: DrawRing {
        var own: SplitHasher
        var common: SplitHasher
        var shared: Int
        var size: Int { own.size }

        func place(of id: UnsafeRawBufferPointer) -> Int {
            own.place(of: id) / shared * shared + common.place(of: id) % shared
        }
    }
}

/// A draw that is sound but for the customers whom every salt puts into the lowest hundredth.
struct SharedCorner: QualitySubject {
    var name: String { "shared corner" }
    var saltsAreNumbers: Bool { false }

    func split(salt: String) throws(AssignmentError) -> any DrawRing {
        Ring(own: SplitHasher(salt: try Salt(salt)), common: SplitHasher(salt: try Salt("all")))
    }

    func gate(before salt: String) throws(AssignmentError) -> (any DrawRing)? {
        try split(salt: salt + "/gate")
    }

    private struct Ring: DrawRing {
        var own: SplitHasher
        var common: SplitHasher
        var size: Int { own.size }

        func place(of id: UnsafeRawBufferPointer) -> Int {
            // Within the lowest tenth, one customer in a thousand is always first.
            let place = own.place(of: id)
            return common.place(of: id) < 1_000 ? place / 100 : place
        }
    }
}
