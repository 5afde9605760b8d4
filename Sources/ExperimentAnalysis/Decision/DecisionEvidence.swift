// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Everything the decision looks at for one test variant, already oriented: positive is better.
///
/// Kept apart from the statistics so that the truth table of all combinations can be a test.
struct DecisionEvidence: Sendable {
    /// The primary metric against one reference.
    struct Reference: Sendable {
        /// What the reference is.
        var role: Role
        /// Whether the plan asks the variant to beat it.
        var mustBeat: Bool
        /// Where the decision interval lies against zero; nil when it cannot be estimated.
        var position: BarPosition?
        /// Whether the corrected p-value is below alpha with the effect on the better side.
        var isWin: Bool
        /// The sentence's values.
        var values: [String: Datum]
        /// Why there is no estimate.
        var reason: NotEstimableReason?

        /// How "beats this reference" stands.
        var state: RuleState {
            switch position {
            case .below: .broken
            case .above, .undecided: isWin ? .holds : .undecided
            case nil: .undecided
            }
        }
    }

    /// The variant's key.
    var key: String
    /// Whether any health check is invalid.
    var isInvalid: Bool
    /// The primary metric against control and base, where they exist.
    var references: [Reference]
    /// Every other rule, evaluated.
    var otherRules: [RuleResult]
    /// The largest p-value over the references to beat, in the right direction.
    var p: Double?
    /// That p-value corrected.
    var adjustedP: Double?
    /// The key of the primary metric.
    var metric: String
    /// Whether the plan lets harm wait for a later look.
    var holdsHarmBack = false
}

extension DecisionEvidence {
    /// The verdict: the first that applies of INVALID, HARM, FAIL, INCONCLUSIVE, PASS.
    ///
    /// - HARM: the decision interval of the primary against control or base lies wholly on the bad
    ///   side of zero, whether or not the plan asks to beat that reference.
    /// - FAIL: any rule is broken, guardrails included.
    /// - INCONCLUSIVE: any rule is undecided, or there is harm and the plan lets it wait.
    func decide() -> VariantDecision {
        let beats = references.filter(\.mustBeat).map { reference in
            let state = reference.state
            guard let reason = reference.reason else {
                return RuleResult(
                    "beats-\(reference.role.rawValue)", state,
                    remark: Remark(
                        "rule.beats-\(reference.role.rawValue).\(state.rawValue)", reference.values)
                )
            }
            return RuleResult(
                "beats-\(reference.role.rawValue)", .undecided,
                remark: Remark(
                    "rule.not-estimable.undecided",
                    ["metric": .text(metric), "reason": .text(reason.rawValue)]))
        }
        var rules = beats + otherRules
        let worseThan = references.filter { $0.position == .below }.map(\.role)
        let isHarmful =
            !worseThan.isEmpty
            || rules.contains { $0.state == .broken && $0.id.hasPrefix("guardrail-") }
        let waits = holdsHarmBack && isHarmful
        if waits {
            rules.append(
                RuleResult(
                    "stop-for-harm", .undecided, remark: Remark("rule.stop-for-harm.undecided")))
        }
        let verdict: Verdict =
            if isInvalid {
                .invalid
            } else if waits {
                .inconclusive
            } else if !worseThan.isEmpty {
                .harm
            } else if rules.contains(where: { $0.state == .broken }) {
                .fail
            } else if rules.isEmpty || rules.contains(where: { $0.state == .undecided }) {
                .inconclusive
            } else {
                .pass
            }
        return VariantDecision(
            key: key, verdict: verdict, p: p, adjustedP: adjustedP, rules: rules,
            worseThan: worseThan)
    }
}
