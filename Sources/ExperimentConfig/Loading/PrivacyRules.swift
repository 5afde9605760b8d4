// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads how ids are protected, in a plan or in the shared file.
struct PrivacyRules {
    private let reader: Reader
    private let log: PlanLog

    init(_ reader: Reader, _ log: PlanLog) {
        self.reader = reader
        self.log = log
    }

    /// The rules; nil when ids stay as they are.
    func read() -> Privacy? {
        let kind = reader.choice("pseudonymise", as: Privacy.Pseudonyms.self)?.value
        let variable = reader.text("pepper_env")?.value
        switch (reader.has("pseudonymise"), reader.has("pepper_env")) {
        case (true, false) where !reader.isMisspelt("pepper_env"):
            log.report(
                "missing-key", "`pepper_env` is missing in `\(reader.spot.path)`",
                at: reader.spot(of: "pseudonymise"),
                why: "without a secret key anyone can find a customer's pseudonym",
                fix: "add `pepper_env: EXPERIMENT_PEPPER`, the variable that holds the secret")
        case (false, true) where !reader.isMisspelt("pseudonymise"):
            log.report(
                "key-no-effect", "`pepper_env` does nothing without `pseudonymise`",
                at: reader.spot(of: "pepper_env"), why: "the secret is the key of pseudonyms",
                fix: "add `pseudonymise: hmac-sha256`, or remove it")
        default: break
        }
        return kind.map { Privacy(pseudonymise: $0, pepperEnvironment: variable) }
    }
}
