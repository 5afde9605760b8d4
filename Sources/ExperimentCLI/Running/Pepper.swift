// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation

/// The pepper that ids are replaced with, from the environment variable that the plan names.
enum Pepper {
    /// What makes pseudonyms; nil for a plan whose ids stay as they are.
    ///
    /// - Throws: When the pepper is missing, too short, or not the one of the lock.
    static func pseudonymizer(of locked: LockedPlan) throws -> Pseudonymizer? {
        guard locked.plan.privacy?.pseudonymise != nil else { return nil }
        let name = locked.plan.privacy?.pepperEnvironment ?? ""
        let place = Diagnostic.Place(file: locked.file, keyPath: "privacy.pepper_env")
        guard let pepper = ProcessInfo.processInfo.environment[name], !pepper.isEmpty else {
            throw DiagnosticsError(
                .badPlan,
                [
                    Diagnostic(
                        .error, "pepper-missing",
                        "the environment variable `\(Visible.value(name))` is not set", at: place,
                        why: "ids are replaced by pseudonyms, which need the pepper",
                        fix: "set it to the pepper that was used before")
                ])
        }
        do {
            let made = try Pseudonymizer(pepper: pepper)
            if let known = locked.lock?.pepperID { try made.check(against: known) }
            return made
        } catch {
            var problem = error.diagnostic
            problem.place = place
            throw DiagnosticsError(.badPlan, [problem])
        }
    }
}
