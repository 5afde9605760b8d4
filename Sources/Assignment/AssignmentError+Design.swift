// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

extension AssignmentError {
    /// An error in a design, as a person reads it.
    var designDiagnostic: Diagnostic {
        switch self {
        case .allocationOutOfRange(let seen):
            Diagnostic(
                .error, "allocation-out-of-range",
                "the allocation is \(seen * 100)% of the audience",
                why: "it is the share of the audience that takes part in the test",
                fix: "write an allocation above 0% and up to 100%")
        case .tooManyVariants(let seen):
            Diagnostic(
                .error, "too-many-variants", "there are \(seen) variants",
                why: "one draw tells at most \(DrawCode.variantLimit) variants apart",
                fix: "list at most \(DrawCode.variantLimit) variants")
        case .sharedSalt(let salt, let uses):
            Diagnostic(
                .error, "shared-salt",
                "the salt `\(Visible.value(salt))` is used for \(uses.joined(separator: " and "))",
                why:
                    "draws with one salt pick the same customers, so one would decide the other",
                fix: "give each draw a salt of its own")
        case .holdout(let key, let problem): problem.diagnostic(key: key)
        case .slotsMissing(let layer):
            Diagnostic(
                .error, "slots-missing",
                "the test owns no slots of layer `\(Visible.value(layer))`",
                why: "slots are given out once, so that tests in a layer never share a customer",
                fix: "claim slots by `experiment lock`")
        case .fixedRanges(let algorithm):
            Diagnostic(
                .error, "fixed-ranges",
                "a test drawn by `\(Visible.value(algorithm))` cannot get other weights, variants "
                    + "or allocation",
                why:
                    "that system lays its ranges anew, so that many customers would change variant",
                fix: "start a new test with a salt of its own")
        default:
            Diagnostic(
                .error, "broken-design", "the stored design cannot be used: \(detail)",
                why: "customers would be drawn otherwise than when it was stored",
                fix: "restore the file that the design was read from")
        }
    }

    private var detail: String {
        if case .brokenDesign(let reason) = self { Visible.text(reason) } else { "" }
    }
}
