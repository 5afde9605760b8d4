// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Inference

/// What was decided.
///
/// The order of the cases is the order of precedence: the first that applies is the verdict.
public enum Verdict: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The data are not to be trusted.
    case invalid = "INVALID"
    /// The variant does worse than control or base.
    case harm = "HARM"
    /// A rule is broken.
    case fail = "FAIL"
    /// A rule is undecided, or it is too early.
    case inconclusive = "INCONCLUSIVE"
    /// Every rule holds.
    case pass = "PASS"

    /// Whether one verdict takes precedence over another.
    public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

    private var rank: Int { Verdict.allCases.firstIndex(of: self) ?? 0 }
}

/// How a rule stands.
public enum RuleState: String, Sendable, Hashable, CaseIterable {
    /// It holds.
    case holds
    /// The data do not decide it.
    case undecided
    /// It is broken.
    case broken
}

/// One line of the decision rule, evaluated.
public struct RuleResult: Sendable, Hashable {
    /// What the rule is: `beats-control`, `beats-base`, `guardrail-KEY`, `minimum-uplift`,
    /// `net-value`, `minimum-sample`, `complete`.
    public var id: String
    /// How it stands.
    public var state: RuleState
    /// The sentence: phrase id `rule.` + kind + `.` + state (or a finer case) and its values.
    public var remark: Remark

    /// Creates a rule result.
    public init(_ id: String, _ state: RuleState, remark: Remark) {
        self.id = id
        self.state = state
        self.remark = remark
    }
}

/// The verdict on one test variant.
public struct VariantDecision: Sendable, Hashable {
    /// The variant's key.
    public var key: String
    /// The verdict.
    public var verdict: Verdict
    /// The largest p-value over the references to beat, in the right direction; nil without one.
    public var p: Double?
    /// That p-value corrected for the number of test arms.
    public var adjustedP: Double?
    /// The rules, line by line.
    public var rules: [RuleResult]
    /// The references the variant is shown to do worse than, as roles.
    public var worseThan: [Role]

    /// Creates a decision.
    public init(
        key: String, verdict: Verdict, p: Double?, adjustedP: Double?, rules: [RuleResult],
        worseThan: [Role] = []
    ) {
        self.key = key
        self.verdict = verdict
        self.p = p
        self.adjustedP = adjustedP
        self.rules = rules
        self.worseThan = worseThan
    }
}

/// The verdicts.
public struct DecisionResult: Sendable, Hashable {
    /// The worst verdict over the test variants.
    public var verdict: Verdict
    /// One decision per test variant, in plan order.
    public var variants: [VariantDecision]
    /// The confidence level decisions are taken at, corrected for the number of test arms.
    public var decisionLevel: Double
    /// The correction over test arms that was used; Holm where Dunnett's was planned and could not be.
    public var correction: DecisionRule.Correction

    /// Creates a result.
    public init(
        verdict: Verdict, variants: [VariantDecision], decisionLevel: Double,
        correction: DecisionRule.Correction = .holm
    ) {
        self.verdict = verdict
        self.variants = variants
        self.decisionLevel = decisionLevel
        self.correction = correction
    }
}

/// How the goal stands.
public struct GoalResult: Sendable, Hashable {
    /// One test variant against the target.
    public struct Line: Sendable, Hashable {
        /// The variant's key.
        public var key: String
        /// `holds` is reached, `broken` is not reached, `undecided` cannot be told yet.
        public var state: RuleState

        /// Creates a line.
        public init(key: String, state: RuleState) {
            self.key = key
            self.state = state
        }
    }

    /// The metric's key.
    public var metric: String
    /// The target.
    public var target: Bar
    /// What the target is taken against.
    public var reference: Role
    /// One line per test variant.
    public var lines: [Line]

    /// Creates a goal result.
    public init(metric: String, target: Bar, reference: Role, lines: [Line]) {
        self.metric = metric
        self.target = target
        self.reference = reference
        self.lines = lines
    }
}

/// What a variant was worth for the units in the test, against one reference.
public struct ValueResult: Sendable, Hashable {
    /// The treatment arm's key.
    public var treatment: String
    /// The reference arm's key.
    public var reference: String
    /// What the reference is.
    public var referenceRole: Role
    /// The currency of every amount.
    public var currency: String
    /// Units in the treatment arm.
    public var units: Int
    /// Extra results caused (difference times units), in the value metric's unit.
    public var incremental: Estimated<EffectEstimate>
    /// Revenue of the treatment arm.
    public var revenue: Double
    /// Revenue that would have come anyway, from the reference arm's level.
    public var counterfactualRevenue: Double
    /// Extra revenue caused.
    public var incrementalRevenue: Estimated<EffectEstimate>
    /// Extra margin caused.
    public var incrementalMargin: Estimated<EffectEstimate>
    /// What contacting cost, above what the reference arm's contact costs for as many units.
    public var cost: Double
    /// Extra margin less cost.
    public var net: Estimated<EffectEstimate>
    /// The absolute effect per unit at which the margin pays the cost.
    public var breakEvenEffect: Double?

    /// Creates a value result.
    public init(
        treatment: String, reference: String, referenceRole: Role, currency: String, units: Int,
        incremental: Estimated<EffectEstimate>, revenue: Double, counterfactualRevenue: Double,
        incrementalRevenue: Estimated<EffectEstimate>,
        incrementalMargin: Estimated<EffectEstimate>, cost: Double,
        net: Estimated<EffectEstimate>, breakEvenEffect: Double?
    ) {
        self.treatment = treatment
        self.reference = reference
        self.referenceRole = referenceRole
        self.currency = currency
        self.units = units
        self.incremental = incremental
        self.revenue = revenue
        self.counterfactualRevenue = counterfactualRevenue
        self.incrementalRevenue = incrementalRevenue
        self.incrementalMargin = incrementalMargin
        self.cost = cost
        self.net = net
        self.breakEvenEffect = breakEvenEffect
    }
}
