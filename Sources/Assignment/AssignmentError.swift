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
    /// More than everybody is to take part.
    case allocationOutOfRange(Double)
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
        case .allocationOutOfRange(let share):
            Diagnostic(
                .error, "allocation-out-of-range",
                "an allocation of \(share * 100)% is more than everybody",
                fix: "write a share up to 100%")
        case .shareNotRepresentable(let share, let algorithm, let parts):
            Diagnostic(
                .error, "share-not-representable",
                "`\(algorithm.rawValue)` cannot have the share \(share.numerator)/\(share.denominator)",
                why: parts.map {
                    "\(algorithm.facts.system) divides into \($0) parts, and the share is no "
                        + "whole number of them: rounding would give some customers another variant"
                } ?? "the fraction is too fine to compute with exactly",
                fix: "write the shares as \(algorithm.facts.system) has them: "
                    + algorithm.facts.shares)
        case .gateSaltMissing(let algorithm):
            Diagnostic(
                .error, "gate-salt-missing",
                "`\(algorithm.rawValue)` needs `gate_salt` when not everybody takes part",
                why:
                    "\(algorithm.facts.system) draws who takes part by another text than the split",
                fix: "write `gate_salt`: \(algorithm.facts.gateSalt)")
        case .gateSaltUnused(let algorithm):
            Diagnostic(
                .error, "gate-salt-unused", "`\(algorithm.rawValue)` has no place for `gate_salt`",
                why: "in \(algorithm.facts.system) who takes part is decided by "
                    + algorithm.facts.gate,
                fix: "take `gate_salt` out")
        case .saltNotInteger(let seen, let algorithm):
            Diagnostic(
                .error, "salt-not-integer",
                "the salt `\(Visible.value(seen))` is not a whole number of 32 bits",
                why: "\(algorithm.facts.system) hashes with a number as seed",
                fix: "write the seed as \(algorithm.facts.system) has it, "
                    + "from -2147483648 to 2147483647")
        case .noPoints(let algorithm):
            Diagnostic(
                .error, "no-points", "`\(algorithm.rawValue)` draws variants, not points",
                why: "this work needs points of the ring, which only sha256-52/1 draws",
                fix: "use sha256-52/1, or leave this work out")
        }
    }
}
