// SPDX-License-Identifier: GPL-3.0-or-later

/// How customer ids are protected.
public struct Privacy: Sendable, Hashable, Codable {
    /// How ids become pseudonyms.
    public enum Pseudonyms: String, Sendable, Hashable, Codable, CaseIterable {
        /// The first 32 hexadecimal digits of HMAC-SHA256 with the pepper as key.
        case hmacSHA256 = "hmac-sha256"
    }

    /// How ids become pseudonyms; nil when they stay as they are.
    public var pseudonymise: Pseudonyms?
    /// The environment variable that holds the pepper.
    public var pepperEnvironment: String?

    /// Creates the rules.
    public init(pseudonymise: Pseudonyms? = nil, pepperEnvironment: String? = nil) {
        self.pseudonymise = pseudonymise
        self.pepperEnvironment = pepperEnvironment
    }
}
