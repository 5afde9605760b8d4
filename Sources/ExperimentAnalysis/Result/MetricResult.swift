// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Inference

/// One metric over all arms and comparisons.
public struct MetricResult: Sendable, Hashable {
    /// The part a metric plays.
    public enum Part: String, Sendable, Hashable {
        /// It decides.
        case primary
        /// It is shown beside the primary.
        case secondary
        /// It must not get worse.
        case guardrail
    }

    /// The metric as planned.
    public var metric: Metric
    /// The part it plays; a guardrail that is also secondary is a guardrail.
    public var part: Part
    /// Its level in each arm, in plan order.
    public var arms: [ArmLevel]
    /// The comparisons: each test against control, each test against base, base against control.
    public var comparisons: [Comparison]
    /// The value at which large values were cut, where the metric has a cap.
    public var capValue: Double?

    /// Creates a metric result.
    public init(
        metric: Metric, part: Part, arms: [ArmLevel], comparisons: [Comparison],
        capValue: Double? = nil
    ) {
        self.metric = metric
        self.part = part
        self.arms = arms
        self.comparisons = comparisons
        self.capValue = capValue
    }

    /// The comparison of one arm with another, where it was made.
    public func comparison(of treatment: String, with reference: String) -> Comparison? {
        comparisons.first { $0.treatment == treatment && $0.reference == reference }
    }
}

/// The level of a metric in one arm.
public struct ArmLevel: Sendable, Hashable {
    /// The variant's key.
    public var key: String
    /// Units that count in this metric.
    public var count: Int
    /// Units without a value, left out or scored zero as the plan says.
    public var missing: Int
    /// The rate, mean or ratio; nil when it cannot be computed.
    public var value: Double?
    /// The sum: units that did it, or the sum of the values (of the numerator for a ratio).
    public var sum: Double
    /// The sum of the denominator, for a ratio.
    public var denominatorSum: Double?
    /// The number of clusters, for a metric that has them.
    public var clusters: Int?

    /// Creates a level.
    public init(
        key: String, count: Int, missing: Int = 0, value: Double?, sum: Double,
        denominatorSum: Double? = nil, clusters: Int? = nil
    ) {
        self.key = key
        self.count = count
        self.missing = missing
        self.value = value
        self.sum = sum
        self.denominatorSum = denominatorSum
        self.clusters = clusters
    }
}

/// One arm against another on one metric.
public struct Comparison: Sendable, Hashable {
    /// The treatment arm's key.
    public var treatment: String
    /// The reference arm's key.
    public var reference: String
    /// What the reference is.
    public var referenceRole: Role
    /// The method, as `score-skew`, `welch`, `permutation`, `ratio-delta`.
    public var method: String
    /// Why the method is not the default for this metric, where it is not.
    public var methodReason: Remark?
    /// What the metric was adjusted for beforehand, where it was.
    public var adjustment: Remark?
    /// What the skew or sparseness guard says: `ok`, `caution`, `unsafe`, `unknown`.
    public var guardStatus: String
    /// The difference in the metric's unit, at the plan's confidence.
    public var absolute: Estimated<EffectEstimate>
    /// The relative difference as a fraction, at the plan's confidence.
    public var relative: Estimated<EffectEstimate>
    /// The difference at the level the decision is taken at; nil when it is the same.
    public var decisionInterval: DecisionInterval?
    /// The two-sided p-value.
    public var p: Estimated<Double>
    /// A second p-value that must agree before a variant may pass, for sparse data.
    public var secondP: SecondP?

    /// An interval at the corrected level that decisions are taken at.
    public struct DecisionInterval: Sendable, Hashable {
        /// The confidence level, as 0.975.
        public var level: Double
        /// The absolute interval at that level.
        public var absolute: Interval

        /// Creates an interval.
        public init(level: Double, absolute: Interval) {
            self.level = level
            self.absolute = absolute
        }
    }

    /// A second p-value by another method.
    public struct SecondP: Sendable, Hashable {
        /// The method, as `fisher-mid-p`.
        public var method: String
        /// The two-sided p-value.
        public var p: Double

        /// Creates a second p-value.
        public init(method: String, p: Double) {
            self.method = method
            self.p = p
        }
    }

    /// Creates a comparison.
    public init(
        treatment: String, reference: String, referenceRole: Role, method: String,
        methodReason: Remark? = nil, adjustment: Remark? = nil, guardStatus: String,
        absolute: Estimated<EffectEstimate>, relative: Estimated<EffectEstimate>,
        decisionInterval: DecisionInterval? = nil, p: Estimated<Double>, secondP: SecondP? = nil
    ) {
        self.treatment = treatment
        self.reference = reference
        self.referenceRole = referenceRole
        self.method = method
        self.methodReason = methodReason
        self.adjustment = adjustment
        self.guardStatus = guardStatus
        self.absolute = absolute
        self.relative = relative
        self.decisionInterval = decisionInterval
        self.p = p
        self.secondP = secondP
    }
}

/// The primary metric in the levels of one segment.
public struct SegmentResult: Sendable, Hashable {
    /// One level of a segment.
    public struct Level: Sendable, Hashable {
        /// The level's label, as in the data.
        public var label: String
        /// The arms' levels, in plan order.
        public var arms: [ArmLevel]
        /// The comparisons; empty when the cell is too small to show.
        public var comparisons: [Comparison]
        /// Whether an arm has fewer units than the plan's least cell size.
        public var tooSmall: Bool

        /// Creates a level.
        public init(label: String, arms: [ArmLevel], comparisons: [Comparison], tooSmall: Bool) {
            self.label = label
            self.arms = arms
            self.comparisons = comparisons
            self.tooSmall = tooSmall
        }
    }

    /// Whether one comparison's effect differs between the levels.
    public struct Difference: Sendable, Hashable {
        /// The treatment arm's key.
        public var treatment: String
        /// The reference arm's key.
        public var reference: String
        /// Cochran's test over the levels shown.
        public var test: Estimated<Heterogeneity>

        /// Creates a finding.
        public init(treatment: String, reference: String, test: Estimated<Heterogeneity>) {
            self.treatment = treatment
            self.reference = reference
            self.test = test
        }
    }

    /// The segment's key.
    public var key: String
    /// The name people read.
    public var name: String
    /// The levels, sorted by label in byte order.
    public var levels: [Level]
    /// Benjamini-Hochberg adjusted p-values by `level/treatment/reference`.
    public var adjustedP: [String: Double]
    /// Whether the effect differs between the levels, one entry per comparison.
    public var heterogeneity: [Difference]
    /// Whether levels were left out because there are too many.
    public var levelsOmitted: Int

    /// Creates a segment result.
    public init(
        key: String, name: String, levels: [Level], adjustedP: [String: Double] = [:],
        heterogeneity: [Difference] = [], levelsOmitted: Int = 0
    ) {
        self.key = key
        self.name = name
        self.levels = levels
        self.adjustedP = adjustedP
        self.heterogeneity = heterogeneity
        self.levelsOmitted = levelsOmitted
    }
}
