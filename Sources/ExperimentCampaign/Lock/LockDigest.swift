// SPDX-License-Identifier: GPL-3.0-or-later
import Crypto
public import ExperimentModel

/// The digests that a lock holds.
public enum LockDigest {
    /// SHA-256 of the canonical JSON of a value, in lowercase hexadecimal digits.
    ///
    /// - Throws: When a number in it is not finite.
    public static func sha256(of value: some Encodable) throws -> String {
        sha256(Array(try CanonicalJSON(encoding: value).text.utf8))
    }

    /// SHA-256 of bytes, in lowercase hexadecimal digits.
    public static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// The digest of whom a plan is about: its rules and the permissions that they name.
    ///
    /// - Throws: When a number in the plan is not finite, which no loaded plan holds.
    public static func audience(of plan: Plan) throws -> String {
        struct Rules: Encodable {
            var audience: Audience?
            var permissions: [Permission]?
            var purpose: Purpose?
        }
        return try sha256(
            of: Rules(
                audience: plan.audience, permissions: plan.permissions, purpose: plan.purpose))
    }
}
