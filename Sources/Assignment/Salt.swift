// SPDX-License-Identifier: GPL-3.0-or-later

/// The text that makes one draw independent of every other.
///
/// One to 123 of `A-Z a-z 0-9 . _ / -`. Without a colon, `salt:id` can be read in one way only.
public struct Salt: Sendable, Hashable {
    /// The longest salt a plan may write.
    public static let maximumLength = 123

    /// The salt itself.
    public let text: String

    /// Checks and keeps a salt.
    ///
    /// - Throws: ``AssignmentError/invalidSalt(_:)`` for a text that cannot be a salt.
    public init(_ text: String) throws(AssignmentError) {
        guard (1...Salt.maximumLength).contains(text.utf8.count),
            text.utf8.allSatisfy(Salt.isAllowed)
        else { throw .invalidSalt(text) }
        self.text = text
    }

    /// The salt of the gate that goes with the salt of a split: `SALT/gate`.
    public var gate: Salt { Salt(unchecked: text + Salt.gateSuffix) }

    /// What follows the salt of a split in the salt of its gate.
    public static let gateSuffix = "/gate"

    private init(unchecked text: String) { self.text = text }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "/"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
