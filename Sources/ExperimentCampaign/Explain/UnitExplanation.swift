// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel

/// Why one customer is in a group or in none, step by step, fit to answer the customer's question.
public struct UnitExplanation: Sendable, Hashable {
    /// What is known of the customer besides the id.
    public enum Eligibility: Sendable, Hashable {
        /// Nobody asks: everyone is in the audience.
        case everyone
        /// The plan has rules, and no customer file was given.
        case notLookedUp
        /// The customer is not in the file.
        case notInFile(String)
        /// The file says that the customer belongs to the audience; the row.
        case eligible(row: Int)
        /// The file says why not; the row and the value that decided, where there is one.
        case out(ReasonCode, row: Int, detail: String?)
    }

    /// The plan.
    public var plan: Plan
    /// The design it is drawn by.
    public var design: AssignmentDesign
    /// The phase of the design; nil for a plan without a lock.
    public var phase: Int?
    /// The day the answer holds for.
    public var day: Day
    /// What is known of the customer.
    public var eligibility: Eligibility
    /// The draws, each with all it needs to be repeated.
    public var trace: PipelineTrace
    /// The id as it was given, where a pseudonym was drawn in its place.
    public var pseudonymOf: String?
    /// What is doubtful about the id.
    public var doubt: UnitID.Suspicious?

    /// Explains one customer.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - resolved: The design of the day.
    ///   - id: The id that is drawn: a household's or a pseudonym where the plan says so.
    ///   - eligibility: What is known of the customer.
    ///   - given: The id as it was given, when it is not the one that is drawn.
    /// - Throws: When the design cannot be drawn.
    public init(
        plan: Plan, resolved: DesignResolver.Resolved, id: String, eligibility: Eligibility,
        given: String? = nil
    ) throws(AssignmentError) {
        self.plan = plan
        design = resolved.design
        phase = resolved.phase
        day = resolved.day
        self.eligibility = eligibility
        pseudonymOf = given
        doubt = UnitID.suspicious(given ?? id)
        let pipeline = try Pipeline(design: resolved.design)
        var forced: String?
        var ineligible: ReasonCode?
        if case .out(let reason, _, _) = eligibility {
            if case .forced(let variant) = reason { forced = variant } else { ineligible = reason }
        }
        trace = pipeline.trace(of: id, forced: forced, ineligible: ineligible)
    }

    /// The variant that the customer gets, by hand or by draw.
    public var variant: Variant? { trace.variant.flatMap { plan.variant($0) } }

    /// Why.
    public var reason: ReasonCode { trace.outcome.reason }
}
