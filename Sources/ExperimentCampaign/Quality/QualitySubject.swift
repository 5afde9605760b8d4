// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment

/// A way to draw, as a battery of tests sees it.
public protocol QualitySubject: Sendable {
    /// Its name.
    var name: String { get }

    /// Whether its salts are whole numbers of 32 bits.
    var saltsAreNumbers: Bool { get }

    /// The draw of the split under a salt.
    ///
    /// - Throws: When it cannot have such a salt.
    func split(salt: String) throws(AssignmentError) -> any DrawRing

    /// The draw of the gate before the split under a salt; nil when the split's draw decides both.
    ///
    /// - Throws: When it cannot have such a salt.
    func gate(before salt: String) throws(AssignmentError) -> (any DrawRing)?
}

extension AssignmentAlgorithm: QualitySubject {
    /// The id.
    public var name: String { rawValue }

    /// Whether its salts are seeds.
    public var saltsAreNumbers: Bool { self == .splitIO }

    /// The draw of the split under a salt.
    ///
    /// - Throws: When the system cannot have such a salt.
    public func split(salt: String) throws(AssignmentError) -> any DrawRing {
        guard let ring = try ring(.split, salt: Salt(salt)) else {
            throw .noPoints(algorithm: self)
        }
        return ring
    }

    /// The draw of the gate before the split under a salt, where the system has one.
    ///
    /// - Throws: When the system cannot have such a salt.
    public func gate(before salt: String) throws(AssignmentError) -> (any DrawRing)? {
        let own: String
        switch self {
        // One flag or group id for both: what keeps them apart is the seed, a suffix or a quotient.
        case .unleash, .postHog, .amplitude: own = salt
        case .splitIO: own = String((Int32(salt) ?? 0) ^ 1)
        default: own = salt + "/gate"
        }
        return try ring(.gate, salt: Salt(own))
    }
}
