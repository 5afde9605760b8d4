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
                .badPlan, [missing(name, isKnown: locked.lock?.pepperID != nil, at: place)])
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

    /// The problem of a pepper that is not there, for someone who may never have heard of one.
    ///
    /// - Parameters:
    ///   - name: The environment variable.
    ///   - isKnown: Whether a lock was made with a pepper already.
    ///   - place: Where the plan names the variable.
    /// - Returns: The problem, with how a pepper is made and kept.
    static func missing(_ name: String, isKnown: Bool, at place: Diagnostic.Place) -> Diagnostic {
        let shown = Visible.value(name)
        return Diagnostic(
            .error, "pepper-missing",
            "the secret key of the pseudonyms (the pepper) is not set: environment variable "
                + "`\(shown)`", at: place,
            why: "the plan replaces customer ids by pseudonyms; the same pepper always gives the "
                + "same pseudonyms, and no file or report ever holds it",
            fix: isKnown
                ? "set it to the pepper that this plan was locked with: "
                    + "`export \(shown)=…`; another one would move every customer"
                : "make one, once, with `openssl rand -hex 32`, keep it where your team keeps "
                    + "passwords, and set it in every session: `export \(shown)=…`; if it is lost, "
                    + "nobody can make the same pseudonyms again")
    }
}
