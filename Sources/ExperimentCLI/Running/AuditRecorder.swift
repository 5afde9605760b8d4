// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentCampaign
import ExperimentModel

/// Writes down what is done with a locked plan, in the audit trail beside it.
enum AuditRecorder {
    /// Appends a line; the trail is then as long as the mark says.
    ///
    /// - Throws: When the trail is broken or cannot be written.
    @discardableResult
    static func record(
        _ action: AuditEntry.Action, of plan: Plan, digest: String, file: String, at: String,
        details: [String: String] = [:]
    ) throws -> PlanLock.AuditMark {
        let line = try AuditTrail(beside: file).append(
            AuditTrail.Act(
                at: at, action: action, plan: plan.key, digest: digest, details: details,
                tool: Tool.version))
        return PlanLock.AuditMark(sequence: line.seq, hash: line.hash)
    }

    /// Writes down that customers of a locked plan got their variant; nothing without a lock.
    ///
    /// - Parameters:
    ///   - locked: The plan.
    ///   - asOf: The day that the user named.
    ///   - details: Counts and digests; no customer ids.
    /// - Throws: When the trail is broken or cannot be written.
    static func assigned(_ locked: LockedPlan, asOf: Day?, details: [String: String]) throws {
        guard let lock = locked.lock else { return }
        try record(
            .assign, of: locked.plan, digest: lock.planDigest, file: locked.file,
            at: asOf?.iso ?? Clock.now(), details: details)
    }

    /// Writes down that somebody saw effects; a trail that cannot be written is a warning, because
    /// the result stands beside it.
    static func looked(
        _ action: AuditEntry.Action, _ locked: LockedPlan, _ result: AnalysisResult
    ) throws {
        guard locked.lock != nil else { return }
        do {
            try record(
                action, of: locked.plan, digest: result.stamp.sha256, file: locked.file,
                at: Clock.now(),
                details: [
                    "inputs": InputStamp.digest(of: result.inputs),
                    "verdict": result.decision.verdict.rawValue,
                ])
        } catch {
            show([
                Diagnostic(
                    .warning, "audit-not-written", "this look is not in the audit trail",
                    at: Diagnostic.Place(file: AuditTrail(beside: locked.file).path),
                    why: "later reports count it too few",
                    fix: "check with `experiment audit \(locked.file)`, "
                        + "and that you may write the file")
            ])
        }
    }

    /// What was read at earlier looks; nil when the trail does not tell.
    static func looks(of locked: LockedPlan) -> [String]? {
        guard let entries = try? AuditTrail(beside: locked.file).entries() else { return nil }
        return AuditTrail.looks(of: locked.plan.key, in: entries)
    }
}
