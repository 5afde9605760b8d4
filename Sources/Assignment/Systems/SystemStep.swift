// SPDX-License-Identifier: GPL-3.0-or-later

/// One draw of another system with its steps, so that it can be repeated by hand.
public struct SystemStep: Sendable, Hashable, Codable {
    /// What is drawn.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// Whether the unit takes part.
        case gate
        /// Which variant it gets.
        case split
    }

    /// What is drawn.
    public var kind: Kind
    /// The text that was hashed.
    public var hashed: String
    /// The hash, and which part of it is read.
    public var hash: String
    /// The digest or the part of it that is read, in hexadecimal digits.
    public var hexadecimal: String
    /// The number that was read.
    public var number: UInt64
    /// The bucket, counted as the system counts.
    public var bucket: Int64
    /// The bucket as the fraction the system shows; nil where it shows whole numbers.
    public var fraction: String?
    /// The comparison that decided, as `2500 <= 4299 < 5000`.
    public var comparison: String
    /// The place in the plan of the variant that owns the bucket, 0 for a gate that lets in; nil when
    /// nobody owns it.
    public var owner: Int?
    /// The buckets of each variant, or of the gate, as `[0, 5000)` or `(0, 50]`.
    public var ranges: [String]
}
