// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
public import ExperimentModel
import Inference

/// Turns a plan and a source of moments into a result.
///
/// The pass over the data comes first and asks for values only where a skew guard trips; then health,
/// comparisons, value and decision are computed from moments alone.
public struct Analyzer {
    /// The plan.
    public var plan: Plan
    /// Where the plan came from.
    public var stamp: PlanStamp
    /// The planned share of each variant, in plan order.
    public var plannedShares: [Double]
    /// The day the data are complete up to; the plan's own when nil.
    public var asOf: Day?
    /// How old the data may be, when age matters.
    public var freshness: Freshness?
    /// How the plan stands to its lock; nil when it has none.
    public var lock: LockState?
    /// The version of the tool, printed in the result.
    public var toolVersion: String

    /// Creates an analyzer.
    public init(
        plan: Plan, stamp: PlanStamp, plannedShares: [Double], asOf: Day? = nil,
        freshness: Freshness? = nil, lock: LockState? = nil, toolVersion: String
    ) {
        self.plan = plan
        self.stamp = stamp
        self.plannedShares = plannedShares
        self.asOf = asOf ?? plan.data?.asOf
        self.freshness = freshness
        self.lock = lock
        self.toolVersion = toolVersion
    }

    /// Reads the source and computes everything.
    ///
    /// - Parameter source: What turns units into moments.
    /// - Returns: The result, with its verdict.
    /// - Throws: `DiagnosticsError` when the data cannot be used at all.
    public func run(_ source: inout some MomentSource) throws -> AnalysisResult {
        do { return try analyse(&source) } catch is StatisticsError {
            throw DiagnosticsError(
                .badData,
                [
                    Diagnostic(
                        .error, "number-out-of-range",
                        "the data hold numbers that cannot be added up",
                        at: plan.data?.file.map { Diagnostic.Place(file: $0) },
                        why: "a sum of their squares or cubes is beyond what a computer holds",
                        fix: "look for numbers beyond 1e100, or counts beyond 1e15, in the columns "
                            + "of the metrics")
                ])
        }
    }

    private func analyse(_ source: inout some MomentSource) throws -> AnalysisResult {
        let caps = try CapBuilder(plan: plan).caps(&source)
        var collected = try source.collect(caps: caps)
        try QuantileBuilder(plan: plan).fill(&collected, &source)
        let contrasts = try ContrastBuilder(plan: plan, seed: stamp.seed, caps: caps)
            .build(collected, &source)
        let health = HealthBuilder(
            plan: plan, collected: collected, allocation: plannedShares, contrasts: contrasts,
            asOf: asOf, lock: lock, freshness: freshness
        ).build()
        let values = ValueBuilder(
            plan: plan, contrasts: contrasts, tallies: collected.metrics, arms: collected.arms)
        let isFinal = plan.schedule?.end.flatMap { end in asOf.map { $0 >= end } } ?? false
        let looks = LookRule(
            plan: plan, plannedShares: plannedShares, counts: collected.arms.map(\.count),
            isFinal: isFinal)
        let decision = DecisionBuilder(
            plan: plan, contrasts: contrasts, values: values, tallies: collected.metrics,
            health: health, asOf: asOf, looks: looks)
        return AnalysisResult(
            plan: plan, stamp: stamp, inputs: collected.inputs, arms: arms(collected),
            health: health,
            metrics: MetricBuilder(
                plan: plan, contrasts: contrasts, caps: caps, primaryLevel: decision.decisionLevel,
                otherLevel: decision.level
            ).metrics(collected),
            values: values.all(looks),
            segments: SegmentBuilder(plan: plan).segments(collected),
            decision: decision.build(),
            goal: GoalBuilder(
                plan: plan, contrasts: contrasts, level: decision.level,
                decides: !looks.isBetweenLooks
            ).goal(),
            monitoring: MonitoringBuilder(
                plan: plan, plannedShares: plannedShares, collected: collected, looks: looks,
                isFinal: isFinal
            ).result(),
            contact: ContactBuilder(plan: plan, contrasts: contrasts).result(collected.contacts),
            asOf: asOf, toolVersion: toolVersion)
    }

    private func arms(_ collected: Collected) -> [ArmSummary] {
        let total = Double(max(collected.arms.map(\.count).reduce(0, +), 1))
        return plan.variants.indices.map { arm in
            ArmSummary(
                key: plan.variants[arm].key, role: plan.variants[arm].role,
                count: collected.arms[arm].count, plannedShare: plannedShares[arm],
                observedShare: Double(collected.arms[arm].count) / total,
                rejected: collected.arms[arm].rejected)
        }
    }
}

/// How old data may be: a gate refuses data that are older, or whose age is unknown.
public struct Freshness: Sendable, Hashable {
    /// The day to count from.
    public var today: Day
    /// The greatest age in days.
    public var maximumDays: Int

    /// Creates a rule.
    public init(today: Day, maximumDays: Int) {
        self.today = today
        self.maximumDays = maximumDays
    }
}

/// How a plan stands to the lock that was made before outcomes were seen.
public struct LockState: Sendable, Hashable {
    /// The day of the lock.
    public var lockedOn: Day
    /// What changed since, in plan order; empty when the plan is the one that was locked.
    public var changes: [PlanChange]
    /// What was read at earlier looks, by ``InputStamp/digest(of:)``, each once, oldest first; nil
    /// when that is not known.
    public var looks: [String]?
    /// The first days of phases that may not be pooled with the one before.
    public var breaks: [Day]
    /// How many salts a search for a balanced one tried; nil where none was looked for.
    public var saltsTried: Int?

    /// Creates a state.
    public init(
        lockedOn: Day, changes: [PlanChange] = [], looks: [String]? = [], breaks: [Day] = [],
        saltsTried: Int? = nil
    ) {
        self.lockedOn = lockedOn
        self.changes = changes
        self.looks = looks
        self.breaks = breaks
        self.saltsTried = saltsTried
    }

    /// The number of a look, from 1: data that were read before keep the number they had.
    public func number(of digest: String) -> Int? {
        looks.map { ($0.firstIndex(of: digest) ?? $0.count) + 1 }
    }
}
