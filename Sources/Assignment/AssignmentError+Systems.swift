// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

extension AssignmentError {
    /// An error in what a plan asks of another system; nil for any other.
    var systemDiagnostic: Diagnostic? {
        switch self {
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
        default: nil
        }
    }
}
