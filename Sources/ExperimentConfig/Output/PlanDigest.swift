// SPDX-License-Identifier: GPL-3.0-or-later
internal import Crypto
public import ExperimentModel

/// The fingerprint of what a plan means, so that a later change of mind can be seen.
///
/// Taken from the resolved plan: comments, layout and the order of keys do not count; every default
/// does, written or not.
public enum PlanDigest {
    /// The canonical JSON of a plan: sorted keys, no space, one text per number.
    ///
    /// - Parameter plan: The plan.
    /// - Returns: The JSON.
    /// - Throws: When a number in the plan is not finite, which no loaded plan holds.
    public static func canonicalJSON(of plan: Plan) throws -> String {
        try CanonicalJSON(encoding: plan).text
    }

    /// The SHA-256 of the canonical JSON, in lowercase hexadecimal digits.
    ///
    /// - Parameter plan: The plan.
    /// - Returns: 64 digits.
    /// - Throws: When a number in the plan is not finite, which no loaded plan holds.
    public static func sha256(of plan: Plan) throws -> String {
        let text = try canonicalJSON(of: plan)
        return SHA256.hash(data: Array(text.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
