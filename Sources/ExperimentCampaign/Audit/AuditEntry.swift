// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// One line of the audit trail: what was done, when, by which plan.
///
/// Each line holds the hash of the line before and its own, so that a line that is changed, removed
/// or put in between breaks the chain. No customer id stands in it.
public struct AuditEntry: Sendable, Hashable, Codable {
    /// What can be done.
    public enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        /// The plan was locked.
        case lock
        /// The plan gave its slots of a layer back.
        case release
        /// A phase was opened.
        case phase
        /// Customers got their variant.
        case assign
        /// Effects were looked at by a gate.
        case look
        /// A report was written.
        case report
    }

    /// The number of the line, from 1.
    public var seq: Int
    /// The day, or day and time.
    public var at: String
    /// What was done.
    public var action: Action
    /// The key of the plan.
    public var plan: String
    /// The digest of the plan.
    public var digest: String
    /// Counts and digests, by name.
    public var details: [String: String]
    /// The version of the tool.
    public var tool: String
    /// The hash of the line before; zeros for the first.
    public var prev: String
    /// The SHA-256 of the canonical JSON of everything else in the line.
    public var hash: String

    /// What the first line follows.
    static let start = String(repeating: "0", count: 64)

    /// The line that follows another.
    init(
        after last: AuditEntry?, at: String, action: Action, plan: String, digest: String,
        details: [String: String], tool: String
    ) throws {
        seq = (last?.seq ?? 0) + 1
        self.at = at
        self.action = action
        self.plan = plan
        self.digest = digest
        self.details = details
        self.tool = tool
        prev = last?.hash ?? Self.start
        hash = ""
        hash = try Self.hash(of: CanonicalJSON(encoding: self))
    }

    static func hash(of json: CanonicalJSON) -> String {
        LockDigest.sha256(Array(json.without("hash").text.utf8))
    }

    /// Whether what was done shows effects to somebody.
    public var isLook: Bool { action == .look || action == .report }
}
