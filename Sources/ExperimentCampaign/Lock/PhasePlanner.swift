// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// What a new phase of a locked plan may change, and what it means.
public enum PhasePlanner {
    /// Whether a change is one that a new phase may make: weights, allocation, variants.
    public static func mayChange(_ change: PlanChange) -> Bool {
        if change.subject == "variants" {
            if case .reordered = change.kind { return false }
            return true
        }
        return ["variants.weight", "assignment.allocation", "assignment.evenWeights"].contains(
            change.subject)
    }
}
