// SPDX-License-Identifier: GPL-3.0-or-later

/// A way to turn a salt and an id into a point; its id is written in the plan and never changes.
///
/// A new algorithm is a new case here and a new ``PointHasher`` in a file of its own. The meaning of
/// an existing case never changes: a customer would change variant while the test runs.
public enum AssignmentAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// The first 52 bits of SHA-256 over `salt:id`, modulo a million.
    case sha256First52 = "sha256-52/1"

    /// The algorithm with an id, as `sha256-52/1`.
    ///
    /// - Throws: ``AssignmentError/unknownAlgorithm(_:known:)`` with the ids there are.
    public static func named(_ id: String) throws(AssignmentError) -> AssignmentAlgorithm {
        guard let algorithm = AssignmentAlgorithm(rawValue: id) else {
            throw .unknownAlgorithm(id, known: allCases.map(\.rawValue))
        }
        return algorithm
    }

    /// The hasher of this algorithm for one salt.
    public func hasher(salt: Salt) -> any PointHasher {
        switch self {
        case .sha256First52: SplitHasher(salt: salt)
        }
    }
}
