// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentCampaign
import ExperimentConfig
import ExperimentModel
import Foundation

/// `experiment audit`: what was done with plans, and whether the trail is whole.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract:
            "Lists what was done with a plan, and checks that nothing was changed afterwards.",
        discussion: """
            experiment audit winback.yaml
            experiment audit experiments

            Every line of audit.jsonl holds the hash of the line before. A line that was changed, \
            removed or put in shows, and so do lines missing from the end that a lock knows of. Lines \
            cut off after the last lock or phase do not show, nor a trail that was written anew \
            together with its locks: keep both in version control.

            The exit code is 0 when the trail is whole, 65 when it is broken.
            """)

    @Argument(help: "A plan, or a folder with plans.", completion: .file())
    var path: String

    func run() throws {
        try guarded {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw Self.missing(path)
            }
            if isFolder.boolValue {
                try audit(AuditTrail(folder: path), key: nil) { try Self.locks(in: path) }
            } else {
                // The trail can be read whatever is wrong with the plan: only the key is needed.
                let key = PlanPlace.key(in: path)
                if key == nil { show([Self.keyless(path)]) }
                try audit(AuditTrail(beside: path), key: key) {
                    guard let key else { return [] }
                    let lock = try PlanLockFile.read(PlanLockFile.path(beside: path, key: key))
                    return lock.map { [$0] } ?? []
                }
            }
        }
    }

    /// Lists a trail, then holds it against the locks, which may be damaged themselves.
    private func audit(
        _ trail: AuditTrail, key: String?, locks: () throws -> [PlanLock]
    ) throws {
        let entries = try trail.entries()
        let shown = entries.filter { key == nil || $0.plan == key }
        for entry in shown { try Console.result(Self.line(entry)) }
        for lock in try locks() {
            try trail.check(lock.audit, of: lock.experiment, in: entries)
        }
        let count = entries.count
        try Console.result(
            count == 0
                ? "nothing was recorded in \(trail.path)"
                : "the trail is whole: \(count) \(count == 1 ? "line" : "lines"), "
                    + "last hash \(entries.last?.hash ?? "")")
    }

    private static func line(_ entry: AuditEntry) -> String {
        let details = entry.details.sorted { $0.key < $1.key }.map { key, value in
            "\(key) \(Visible.value(value))"
        }
        return "\(entry.seq)  \(Visible.text(entry.at))  \(entry.action.rawValue)  "
            + "\(Visible.text(entry.plan))  plan \(entry.digest.prefix(12))"
            + (details.isEmpty ? "" : "  " + details.joined(separator: ", "))
    }

    private static func locks(in folder: String) throws -> [PlanLock] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return try names.filter { $0.hasSuffix(".lock.json") && $0 != LayerMapFile.name }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .compactMap { try PlanLockFile.read(folder + "/" + $0) }
    }

    private static func keyless(_ path: String) -> Diagnostic {
        Diagnostic(
            .warning, "audit-all-plans", "the plan has no key that can be read",
            at: Diagnostic.Place(file: path),
            why:
                "the lines of every plan in the folder are shown, and no lock is held against them",
            fix: "run `experiment validate \(path)`")
    }

    private static func missing(_ path: String) -> DiagnosticsError {
        DiagnosticsError(
            .inputMissing,
            [
                Diagnostic(
                    .error, "file-missing", "no file \(Visible.value(path))",
                    at: Diagnostic.Place(file: path), why: "the input cannot be read",
                    fix: "check the name and the folder")
            ])
    }
}
