// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
import Foundation
import Tabular

/// The file `audit.jsonl` beside a plan: one line per act, each chained to the one before.
///
/// The chain shows that a line was changed, removed or put in between. It does not show that the last
/// lines were cut off after the last lock or phase, nor a file that was written again as a whole
/// together with the locks: that is what version control is for.
public struct AuditTrail: Sendable, Hashable {
    /// The name of the file.
    public static let fileName = "audit.jsonl"

    /// The file.
    public let path: String

    /// The trail beside a plan.
    public init(beside planFile: String) {
        path = SiblingFile.path(beside: planFile, name: Self.fileName)
    }

    /// The trail in a folder.
    public init(folder: String) {
        path = folder.hasSuffix("/") ? folder + Self.fileName : folder + "/" + Self.fileName
    }

    /// What is to be written down.
    public struct Act: Sendable, Hashable {
        /// The day, or day and time.
        public var at: String
        /// What was done.
        public var action: AuditEntry.Action
        /// The key of the plan.
        public var plan: String
        /// The digest of the plan.
        public var digest: String
        /// Counts and digests, by name; no customer ids.
        public var details: [String: String]
        /// The version of the tool.
        public var tool: String

        /// Creates an act.
        public init(
            at: String, action: AuditEntry.Action, plan: String, digest: String,
            details: [String: String] = [:], tool: String
        ) {
            self.at = at
            self.action = action
            self.plan = plan
            self.digest = digest
            self.details = details
            self.tool = tool
        }
    }

    /// Appends a line; safe while other processes do the same.
    ///
    /// - Parameter act: What was done.
    /// - Returns: The line.
    /// - Throws: When the file cannot be written, or its last line is broken: a chain is not
    ///   continued from there.
    @discardableResult
    public func append(_ act: Act) throws -> AuditEntry {
        var entry: AuditEntry?
        try AppendFile.extend(path) { bytes in
            let made = try AuditEntry(
                after: last(of: bytes), at: act.at, action: act.action, plan: act.plan,
                digest: act.digest, details: act.details, tool: act.tool)
            entry = made
            return Array((try CanonicalJSON(encoding: made).text + "\n").utf8)
        }
        guard let entry else { throw broken(line: 1, "nothing was written") }
        return entry
    }

    /// Every line, in order; none where there is no file.
    ///
    /// - Throws: `DiagnosticsError` at the first line that breaks the chain.
    public func entries() throws(DiagnosticsError) -> [AuditEntry] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DiagnosticsError(
                .inputMissing,
                [
                    Diagnostic(
                        .error, "audit-unreadable", "the audit trail cannot be read",
                        at: Diagnostic.Place(file: path),
                        why: "what was done before is not known",
                        fix: "check that you may read it")
                ])
        }
        var entries: [AuditEntry] = []
        for (number, line) in try lines(of: Array(data)).enumerated() {
            entries.append(try entry(line, number: number + 1, after: entries.last))
        }
        return entries
    }

    /// Checks that a lock's mark is in the trail: lines before it were not cut off.
    ///
    /// - Throws: `DiagnosticsError` when the line of the mark is not there.
    public func check(
        _ mark: PlanLock.AuditMark?, of key: String, in entries: [AuditEntry]
    ) throws(DiagnosticsError) {
        guard let mark else { return }
        let index = mark.sequence - 1
        guard entries.indices.contains(index), entries[index].hash == mark.hash else {
            throw broken(
                line: entries.count + 1,
                "the lock of `\(Visible.value(key))` knows line \(mark.sequence), which is not there")
        }
    }

    private func lines(of bytes: [UInt8]) throws(DiagnosticsError) -> [[UInt8]] {
        guard let last = bytes.last else { return [] }
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        guard last == 10 else { throw broken(line: lines.count, "it was cut off") }
        lines.removeLast()
        return lines
    }

    private func last(of bytes: [UInt8]) throws(DiagnosticsError) -> AuditEntry? {
        let lines = try lines(of: bytes)
        guard let line = lines.last else { return nil }
        return try entry(line, number: lines.count, after: nil)
    }

    /// Reads one line; without the line before, only the line itself is checked.
    private func entry(
        _ line: [UInt8], number: Int, after last: AuditEntry?
    ) throws(DiagnosticsError) -> AuditEntry {
        let json: CanonicalJSON
        let entry: AuditEntry
        do {
            json = try CanonicalJSON(parsing: line)
            entry = try JSONDecoder().decode(AuditEntry.self, from: Data(line))
        } catch {
            throw broken(line: number, "it is not a line of an audit trail")
        }
        guard AuditEntry.hash(of: json) == entry.hash else {
            throw broken(line: number, "its hash does not fit what it says")
        }
        guard entry.seq == number else {
            throw broken(line: number, "it says that it is line \(entry.seq)")
        }
        if last != nil || number == 1 {
            guard entry.prev == last?.hash ?? AuditEntry.start else {
                throw broken(line: number, "it does not follow the line before")
            }
        }
        return entry
    }

    private func broken(line: Int, _ how: String) -> DiagnosticsError {
        DiagnosticsError(
            .badData,
            [
                Diagnostic(
                    .error, "audit-broken", "the audit trail is broken at line \(line): \(how)",
                    at: Diagnostic.Place(file: path, line: line),
                    why: "what was done from there on is no longer proved",
                    fix: "restore the file from version control")
            ])
    }
}

extension AuditTrail {
    /// What was read at the looks of a plan, each once, oldest first.
    public static func looks(of key: String, in entries: [AuditEntry]) -> [String] {
        var found: [String] = []
        for entry in entries where entry.isLook && entry.plan == key {
            if let inputs = entry.details["inputs"], !found.contains(inputs) {
                found.append(inputs)
            }
        }
        return found
    }
}
