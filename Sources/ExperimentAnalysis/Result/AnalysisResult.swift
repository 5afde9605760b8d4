// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Everything an analysis found, as values and ids: the one model that every renderer shows.
///
/// No sentence stands in it. Health checks, rules and notes carry an id and the values its sentence
/// needs; the phrase catalogue of the report fills them in a language.
public struct AnalysisResult: Sendable, Hashable {
    /// The plan that was analysed.
    public var plan: Plan
    /// Where the plan came from and what it amounts to.
    public var stamp: PlanStamp
    /// The files that were read.
    public var inputs: [InputStamp]
    /// The arms, in plan order.
    public var arms: [ArmSummary]
    /// The reasons to trust or distrust the data, worst first within plan order.
    public var health: [HealthCheck]
    /// The metrics: primary, then secondary, then guardrails, each once.
    public var metrics: [MetricResult]
    /// What each contacted variant was worth, where the plan asks for money.
    public var values: [ValueResult]
    /// The primary metric by segment, where the plan asks for it.
    public var segments: [SegmentResult]
    /// The rules, line by line, and the verdicts.
    public var decision: DecisionResult
    /// How the goal stands, where the plan sets a target.
    public var goal: GoalResult?
    /// How a test stands that may be read before its end.
    public var monitoring: MonitoringResult?
    /// Who was in fact contacted, where the data say so.
    public var contact: ContactResult?
    /// The global control beside the others, where the plan asks for it.
    public var globalControl: GlobalControlResult?
    /// The day the data are complete up to, where known.
    public var asOf: Day?
    /// The version of the tool.
    public var toolVersion: String

    /// Creates a result.
    public init(
        plan: Plan, stamp: PlanStamp, inputs: [InputStamp], arms: [ArmSummary],
        health: [HealthCheck], metrics: [MetricResult], values: [ValueResult],
        segments: [SegmentResult], decision: DecisionResult, goal: GoalResult?,
        monitoring: MonitoringResult? = nil, contact: ContactResult? = nil, asOf: Day?,
        toolVersion: String
    ) {
        self.plan = plan
        self.stamp = stamp
        self.inputs = inputs
        self.arms = arms
        self.health = health
        self.metrics = metrics
        self.values = values
        self.segments = segments
        self.decision = decision
        self.goal = goal
        self.monitoring = monitoring
        self.contact = contact
        self.asOf = asOf
        self.toolVersion = toolVersion
    }
}

/// The plan as it was used.
public struct PlanStamp: Sendable, Hashable {
    /// The plan file's name, without its folder.
    public var file: String
    /// SHA-256 of the canonical form of the resolved plan.
    public var sha256: String
    /// Whether the plan was locked before outcomes were seen.
    public var locked: Bool
    /// The seed of the resampling methods.
    public var seed: UInt64

    /// Creates a stamp.
    public init(file: String, sha256: String, locked: Bool, seed: UInt64) {
        self.file = file
        self.sha256 = sha256
        self.locked = locked
        self.seed = seed
    }
}

/// A file that was read; `rowsRead = rowsKept + rowsRejected + rowsExcluded`.
public struct InputStamp: Sendable, Hashable {
    /// The file's name, without its folder.
    public var name: String
    /// The tree digest of its bytes.
    public var sha256: String
    /// Data rows read.
    public var rowsRead: Int
    /// Rows that count in the analysis.
    public var rowsKept: Int
    /// Rows that could not be used, each explained in the rejects file.
    public var rowsRejected: Int
    /// Rows left out on purpose.
    public var rowsExcluded: Int
    /// What was detected about the file, as id and values.
    public var detected: [Remark]

    /// Creates a stamp.
    public init(
        name: String, sha256: String, rowsRead: Int, rowsKept: Int, rowsRejected: Int,
        rowsExcluded: Int = 0, detected: [Remark] = []
    ) {
        self.name = name
        self.sha256 = sha256
        self.rowsRead = rowsRead
        self.rowsKept = rowsKept
        self.rowsRejected = rowsRejected
        self.rowsExcluded = rowsExcluded
        self.detected = detected
    }
}

extension InputStamp {
    /// What several files hold together: the same files in the same order give the same text.
    public static func digest(of inputs: [InputStamp]) -> String {
        inputs.map(\.sha256).joined(separator: "+")
    }
}

/// One arm as planned and as found.
public struct ArmSummary: Sendable, Hashable {
    /// The variant's key.
    public var key: String
    /// What it is in the comparison.
    public var role: Role
    /// Units found.
    public var count: Int
    /// The share planned.
    public var plannedShare: Double
    /// The share found.
    public var observedShare: Double
    /// Rows of this arm that were rejected.
    public var rejected: Int

    /// Creates a summary.
    public init(
        key: String, role: Role, count: Int, plannedShare: Double, observedShare: Double,
        rejected: Int = 0
    ) {
        self.key = key
        self.role = role
        self.count = count
        self.plannedShare = plannedShare
        self.observedShare = observedShare
        self.rejected = rejected
    }
}
