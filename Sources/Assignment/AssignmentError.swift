// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Why units cannot be drawn to variants.
public enum AssignmentError: Error, Sendable, Hashable {
    /// No such algorithm; the known ids are listed.
    case unknownAlgorithm(String, known: [String])
    /// The salt is empty, too long or has a character outside `A-Z a-z 0-9 . _ / -`.
    case invalidSalt(String)
    /// There are no variants.
    case noVariants
    /// A variant has no weight although the weights are not even.
    case missingWeight(variant: String)
    /// The weights do not add up to exactly the whole; the sum as a fraction.
    case weightsSum(Double)
    /// The share that takes part is nothing or more than everybody; as a fraction.
    case allocationOutOfRange(Double)
    /// There are more variants than a draw can tell apart.
    case tooManyVariants(Int)
    /// Two draws that must be independent have the same salt; what each is for, in words.
    case sharedSalt(String, uses: [String])
    /// The global control with this key cannot be drawn as declared.
    case holdout(key: String, HoldoutProblem)
    /// The test is in a layer and owns no slots of it.
    case slotsMissing(layer: String)
    /// Weights cannot be changed in part, because the algorithm lays its ranges by rule.
    case fixedRanges(algorithm: String)
    /// A design that was stored cannot be used; why, in words.
    case brokenDesign(String)

    /// The error as a person reads it.
    public var diagnostic: Diagnostic {
        switch self {
        case .unknownAlgorithm(let seen, let known):
            Diagnostic(
                .error, "unknown-algorithm",
                "there is no assignment algorithm `\(Visible.value(seen))`",
                why: "another algorithm would give every customer another variant",
                fix: "use one of: \(known.joined(separator: ", "))")
        case .invalidSalt(let seen):
            Diagnostic(
                .error, "invalid-salt",
                "the salt `\(Visible.value(seen))` cannot be used",
                why:
                    "a salt is hashed as text before a colon and the id, so it must be unambiguous",
                fix: "use 1 to \(Salt.maximumLength) of A-Z a-z 0-9 . _ / -")
        case .noVariants:
            Diagnostic(
                .error, "no-variants", "there are no variants to draw to",
                fix: "list at least two variants")
        case .missingWeight(let variant):
            Diagnostic(
                .error, "missing-weight", "variant `\(Visible.value(variant))` has no weight",
                fix: "give every variant a weight, or write `weights: even`")
        case .weightsSum(let sum):
            Diagnostic(
                .error, "weights-sum",
                "variant weights do not add up to 100% (seen: \(sum * 100)%)",
                why: "every customer must get exactly one variant",
                fix: "change the weights so that they add up to 100%, or write `weights: even`")
        default: designDiagnostic
        }
    }

    private var designDiagnostic: Diagnostic {
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
