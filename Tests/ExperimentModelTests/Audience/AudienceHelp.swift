// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

/// Every problem of a rule with its place, as the tests write it down.
func problemText(_ text: String) -> String {
    AudienceExpression.parse(text).problems.map(problemText).joined(separator: "\n")
}

func problemText(_ problem: AudienceProblem) -> String {
    """
    \(problem.severity)[\(problem.id)] \(problem.offset)+\(problem.length): \(problem.what)
      why: \(problem.why)
      fix: \(problem.fix)
    """
}

/// A small seeded generator, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
