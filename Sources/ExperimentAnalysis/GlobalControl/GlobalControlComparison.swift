// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// The global control beside everybody else who was eligible: what all campaigns did together.
///
/// Nothing is decided on it.
public struct GlobalControlResult: Sendable, Hashable {
    /// A plan of two groups: ``heldOutKey`` and ``othersKey``.
    public var plan: Plan
    /// The customers who were held out.
    public var heldOut: Int
    /// The others: those assigned, not let in, or given to another test.
    public var others: Int
    /// The primary and secondary metrics; empty where nobody was held out.
    public var metrics: [MetricResult]

    /// The key of the customers who were held out.
    public static let heldOutKey = "held-out"
    /// The key of everybody else who was eligible.
    public static let othersKey = "not-held-out"
    /// The column that says why somebody has no variant; assignment writes it.
    public static let reasonColumn = "reason"

    /// Creates a result.
    public init(plan: Plan, heldOut: Int, others: Int, metrics: [MetricResult]) {
        self.plan = plan
        self.heldOut = heldOut
        self.others = others
        self.metrics = metrics
    }

    /// The result where the data hold nobody who was held out.
    public static func absent(_ plan: Plan) -> GlobalControlResult {
        GlobalControlResult(plan: plan, heldOut: 0, others: 0, metrics: [])
    }
}

extension Plan {
    /// The plan that sets the global control beside the others; nil where none is asked for.
    ///
    /// Its groups are told by the reason of each row, so that rows without a variant count too.
    public var comparingGlobalControl: Plan? {
        guard report.comparesGlobalControl == true, var data, data.kind == .units else {
            return nil
        }
        let others = ["assigned", "not-let-in", "other-layer"]
        data.variant = GlobalControlResult.reasonColumn
        data.rows.append(
            .init(column: GlobalControlResult.reasonColumn, values: ["held-out"] + others))
        data.segments = []
        data.contacted = nil
        var plan = self
        plan.data = data
        plan.variants = [
            Variant(
                key: GlobalControlResult.heldOutKey, role: .control, contact: false,
                matches: ["held-out"]),
            Variant(key: GlobalControlResult.othersKey, role: .test, matches: others),
        ]
        plan.assignment.evenWeights = true
        let shown = [metrics.primary] + metrics.secondary
        plan.metrics.definitions.removeAll { !shown.contains($0.key) }
        plan.metrics.guardrails = []
        plan.decision = DecisionRule(confidence: decision.confidence, seed: decision.seed)
        plan.goal = nil
        plan.value = nil
        plan.schedule = nil
        plan.report.segments = []
        return plan
    }
}

extension Analyzer {
    /// Compares the groups of ``ExperimentModel/Plan/comparingGlobalControl``, this analyzer's plan.
    ///
    /// - Parameter source: What turns units into moments.
    /// - Returns: The comparison.
    /// - Throws: `DiagnosticsError` when the data cannot be used at all.
    public func compareGlobalControl(
        _ source: inout some MomentSource
    ) throws -> GlobalControlResult {
        let result = try run(&source)
        guard result.arms[0].count > 0 else { return .absent(plan) }
        var metrics = result.metrics
        // An interval of a decision would say that something is decided.
        for place in metrics.indices {
            for pair in metrics[place].comparisons.indices {
                metrics[place].comparisons[pair].decisionInterval = nil
            }
        }
        return GlobalControlResult(
            plan: plan, heldOut: result.arms[0].count, others: result.arms[1].count,
            metrics: metrics)
    }
}
