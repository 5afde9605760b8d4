// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
import Foundation
import Tabular

/// Reads and writes `KEY.lock.json`.
///
/// The file holds its own digest, so that a change by hand does not go unseen. It is a seal, not a
/// signature: who can write the file can also seal it again; the version control and the audit trail
/// are what show that.
public enum PlanLockFile {
    /// The file of a plan: `KEY.lock.json` beside it.
    public static func path(beside planFile: String, key: String) -> String {
        SiblingFile.path(beside: planFile, name: key + ".lock.json")
    }

    /// The text of a lock, with its own digest; the same lock gives the same bytes.
    ///
    /// - Throws: When a number in it is not finite.
    public static func text(of lock: PlanLock) throws -> String {
        try SealedJSON.text(of: lock)
    }

    /// Writes a lock whole or not at all.
    ///
    /// - Throws: When the file cannot be written.
    public static func write(_ lock: PlanLock, to path: String) throws {
        try AtomicFile.write(Array(try text(of: lock).utf8), to: path)
    }

    /// Reads a lock.
    ///
    /// - Parameter path: The file.
    /// - Returns: The lock; nil when there is no file.
    /// - Throws: `DiagnosticsError` when the file cannot be read, is damaged or was changed by hand,
    ///   or was written by another version of the tool.
    public static func read(_ path: String) throws(DiagnosticsError) -> PlanLock? {
        guard let lock: PlanLock = try SealedJSON.read(path, schema: PlanLock.schema, what: "lock")
        else { return nil }
        guard !lock.phases.isEmpty else {
            throw SealedJSON.damaged(path, "lock", "it has no phases")
        }
        return lock
    }
}

/// File names beside a plan.
enum SiblingFile {
    static func path(beside file: String, name: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return name }
        return String(file[...slash]) + name
    }
}

/// A JSON file that holds the digest of everything else in it.
enum SealedJSON {
    private static let key = "digest"

    static func text(of value: some Encodable) throws -> String {
        let json = try CanonicalJSON(encoding: value)
        guard case .object(let members) = json else { return json.pretty }
        let seal = CanonicalJSON.Member(key, .string(LockDigest.sha256(Array(json.text.utf8))))
        return CanonicalJSON.object(members + [seal]).sorted.pretty
    }

    /// Reads a file; nil when there is none.
    static func read<Value: Decodable>(
        _ path: String, schema: String, what: String
    ) throws(DiagnosticsError) -> Value? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DiagnosticsError(
                .inputMissing,
                [
                    Diagnostic(
                        .error, "\(what)-unreadable", "the \(what) file cannot be read",
                        at: Diagnostic.Place(file: path),
                        why: "without it nobody knows whether the plan is still the one locked",
                        fix: "check that you may read it")
                ])
        }
        let json: CanonicalJSON
        do { json = try CanonicalJSON(parsing: Array(data)) } catch {
            throw damaged(path, what, "it is not JSON at byte \(error.offset)")
        }
        guard json["schema"]?.string == schema else {
            throw otherVersion(path, what, seen: json["schema"]?.string, schema)
        }
        let digest = LockDigest.sha256(Array(json.without(key).text.utf8))
        guard json[key]?.string == digest else {
            throw damaged(path, what, "its digest does not fit what it says")
        }
        do { return try JSONDecoder().decode(Value.self, from: data) } catch {
            throw otherVersion(path, what, seen: json["toolVersion"]?.string, schema)
        }
    }

    static func damaged(_ path: String, _ what: String, _ how: String) -> DiagnosticsError {
        DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, "\(what)-damaged",
                    "the \(what) file was damaged or changed by hand: \(how)",
                    at: Diagnostic.Place(file: path),
                    why: "it no longer proves what was fixed before outcomes were seen",
                    fix: "restore it from version control")
            ])
    }

    private static func otherVersion(
        _ path: String, _ what: String, seen: String?, _ schema: String
    ) -> DiagnosticsError {
        DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, "\(what)-version",
                    "the \(what) file is of a version that this tool does not know "
                        + "(seen: \(Visible.value(seen ?? "none")))",
                    at: Diagnostic.Place(file: path), why: "this tool reads `\(schema)`",
                    fix: "use the version of experiment that wrote it")
            ])
    }
}
