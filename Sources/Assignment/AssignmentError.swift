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
    /// The system cannot have this share: it divides into so many whole parts, or the share is too
    /// fine to compute with.
    case shareNotRepresentable(Share, algorithm: AssignmentAlgorithm, parts: Int?)
    /// The system draws who takes part with a text of its own, and the plan writes none.
    case gateSaltMissing(algorithm: AssignmentAlgorithm)
    /// The system draws who takes part without a text of its own, and the plan writes one.
    case gateSaltUnused(algorithm: AssignmentAlgorithm)
    /// The system's salt is a whole number of 32 bits.
    case saltNotInteger(String, algorithm: AssignmentAlgorithm)
    /// The work needs points of the ring, which the algorithm does not draw.
    case noPoints(algorithm: AssignmentAlgorithm)

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
        default: systemDiagnostic ?? designDiagnostic
        }
    }
}
