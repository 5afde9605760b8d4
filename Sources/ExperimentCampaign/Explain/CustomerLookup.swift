// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
public import ExperimentModel

/// Finds out what a customer file says of one customer.
public struct CustomerLookup: Sendable {
    private let plan: Plan

    /// Creates a lookup for a plan.
    public init(plan: Plan) { self.plan = plan }

    /// What is known of a customer when no file is at hand.
    public var withoutFile: UnitExplanation.Eligibility {
        let audience = plan.audience
        let asks =
            !(plan.permissions ?? []).isEmpty || !(audience?.include ?? []).isEmpty
            || !(audience?.exclude ?? []).isEmpty || plan.assignment.overrides != nil
            || plan.assignment.members != nil
        return asks ? .notLookedUp : .everyone
    }
}
