// SPDX-License-Identifier: GPL-3.0-or-later

/// What must hold for a variant to pass, fixed before outcomes are seen.
public struct DecisionRule: Sendable, Hashable, Codable {
    /// How p-values and decision intervals are corrected for several test arms.
    public enum Correction: String, Sendable, Hashable, Codable, CaseIterable {
        /// Holm's step-down.
        case holm
        /// Bonferroni.
        case bonferroni
        /// Dunnett's many-to-one comparison.
        case dunnett
    }

    /// A least effect that makes the change worth it.
    public struct MinimumUplift: Sendable, Hashable, Codable {
        /// The metric; the primary when the plan names none.
        public var metric: String
        /// The reference the effect is taken against.
        public var versus: Role
        /// The least effect; a magnitude in the metric's better direction.
        public var value: Bar

        /// Creates a rule.
        public init(metric: String, versus: Role, value: Bar) {
            self.metric = metric
            self.versus = versus
            self.value = value
        }
    }

    /// The references a test variant must beat.
    public var beat: [Role]
    /// The confidence level, between 0 and 1.
    public var confidence: Double
    /// The correction over test arms.
    public var correction: Correction
    /// How often the results may be read, and how the error rate is kept when that is often.
    public var monitoring: Monitoring
    /// The least effect, where asked.
    public var minimumUplift: MinimumUplift?
    /// Whether the uplift must pay for the contact.
    public var netValuePositive: Bool
    /// The least number of units in each variant before a verdict is given.
    public var minimumSamplePerVariant: Int?
    /// The least time that the test must have run before a verdict is given.
    public var minimumRuntime: PlanDuration?
    /// Whether harm at a look before the last ends the test; nil, where the plan is silent, is yes.
    public var stopForHarm: Bool?
    /// The seed of resampling methods; nil takes one derived from the plan key.
    public var seed: UInt64?

    /// Creates a rule.
    public init(
        beat: [Role] = [.control], confidence: Double = 0.95, correction: Correction = .holm,
        monitoring: Monitoring = .fixed,
        minimumUplift: MinimumUplift? = nil, netValuePositive: Bool = false,
        minimumSamplePerVariant: Int? = nil, minimumRuntime: PlanDuration? = nil,
        stopForHarm: Bool? = nil, seed: UInt64? = nil
    ) {
        self.beat = beat
        self.confidence = confidence
        self.correction = correction
        self.monitoring = monitoring
        self.minimumUplift = minimumUplift
        self.netValuePositive = netValuePositive
        self.minimumSamplePerVariant = minimumSamplePerVariant
        self.minimumRuntime = minimumRuntime
        self.stopForHarm = stopForHarm
        self.seed = seed
    }
}

/// What a result is worth in money.
public struct ValueRule: Sendable, Hashable, Codable {
    /// The metric whose effect is turned into money.
    public var metric: String
    /// What one unit of the metric brings; nil when the metric is money itself.
    public var perResult: Money?
    /// The part of the revenue that is margin, between 0 and 1.
    public var margin: Double
    /// The currency of the result.
    public var currency: String

    /// Creates a rule.
    public init(metric: String, perResult: Money? = nil, margin: Double = 1, currency: String) {
        self.metric = metric
        self.perResult = perResult
        self.margin = margin
        self.currency = currency
    }
}
