// SPDX-License-Identifier: GPL-3.0-or-later

/// One outcome, measured per unit.
public struct Metric: Sendable, Hashable, Codable {
    /// The kinds of metric.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A unit did it or not: 0 or 1.
        case proportion
        /// A number per unit.
        case mean
        /// A whole number of zero or more per unit.
        case count
        /// The sum of one column over the sum of another.
        case ratio
        /// The value that a share of the units stay below, such as the median.
        case quantile
        /// Promoters minus detractors in percent, from answers of 0 to 10.
        case nps
        /// A unit stayed or left.
        case retention
    }

    /// Something known of a unit before the test, which takes noise out of the metric.
    public enum Covariate: Sendable, Hashable, Codable {
        /// A column.
        case column(String)
        /// The sum of one column over the sum of another: a ratio metric in its pre-period.
        case ratio(numerator: String, denominator: String)
    }

    /// Which way is better.
    public enum Direction: String, Sendable, Hashable, Codable {
        /// More is better.
        case increase
        /// Less is better.
        case decrease
    }

    /// What an empty or marked value means.
    public enum Missing: String, Sendable, Hashable, Codable {
        /// The unit is left out of this metric, and counted.
        case exclude
        /// The unit scores zero.
        case zero
    }

    /// Where large values are cut (winsorised).
    public enum Cap: Sendable, Hashable, Codable {
        /// At a value.
        case value(Double)
        /// At a percentile of all arms together, between 0 and 1.
        case quantile(Double)
    }

    /// Events that a metric is worked out from, where a row is an event and not a customer.
    public struct Events: Sendable, Hashable, Codable {
        /// How the events of one customer become one number.
        public enum Aggregate: String, Sendable, Hashable, Codable, CaseIterable {
            /// Whether there was one.
            case any
            /// How many there were.
            case count
            /// The sum of a value.
            case sum
            /// The last value.
            case last
        }

        /// The name of the event, as `order`.
        public var event: String
        /// How the events become one number.
        public var aggregate: Aggregate
        /// The value that is summed or taken.
        public var value: String?

        /// Creates a rule.
        public init(event: String, aggregate: Aggregate, value: String? = nil) {
            self.event = event
            self.aggregate = aggregate
            self.value = value
        }
    }

    /// What becomes of amounts that are paid back.
    public struct Refunds: Sendable, Hashable, Codable {
        /// The ways to count them.
        public enum Policy: String, Sendable, Hashable, Codable, CaseIterable {
            /// They are subtracted.
            case net
            /// They are told beside the metric.
            case separate
            /// They are refused.
            case reject
        }

        /// The name of the event, as `refund`.
        public var event: String
        /// How they are counted.
        public var policy: Policy

        /// Creates a rule.
        public init(event: String, policy: Policy = .net) {
            self.event = event
            self.policy = policy
        }
    }

    /// The value of a customer over the length of the relation: revenue less cost.
    ///
    /// The revenue stands in ``Metric/events``.
    public struct LifetimeValue: Sendable, Hashable, Codable {
        /// How far the value looks ahead.
        public var horizon: PlanDuration
        /// The column with the part that a model predicts.
        public var predicted: String?
        /// What later money is worth less per year, as a fraction.
        public var discountRate: Double?
        /// The events that cost money.
        public var cost: Events?

        /// Creates a rule.
        public init(
            horizon: PlanDuration, predicted: String? = nil, discountRate: Double? = nil,
            cost: Events? = nil
        ) {
            self.horizon = horizon
            self.predicted = predicted
            self.discountRate = discountRate
            self.cost = cost
        }
    }

    /// The key.
    public var key: String
    /// The name people read.
    public var name: String
    /// The kind.
    public var kind: Kind
    /// The column of a proportion, mean or count.
    public var column: String?
    /// The column of a ratio's numerator, or of the successes in a file of counts.
    public var numerator: String?
    /// The column of a ratio's denominator, or of the trials in a file of counts.
    public var denominator: String?
    /// Which way is better.
    public var direction: Direction
    /// Where large values are cut.
    public var cap: Cap?
    /// What is known of a unit beforehand.
    public var covariates: [Covariate]
    /// The column that names the household, store or village that was drawn as a whole.
    public var cluster: String?
    /// The share of units below the value, of a quantile; between 0 and 1.
    public var quantile: Double?
    /// Whether the column of a retention says that the unit left, instead of stayed.
    public var isChurn: Bool
    /// The value in the metric column of a file of moments; the key when the plan gives none.
    public var match: String
    /// What an empty or marked value means.
    public var missing: Missing
    /// The currency of the values; nil when they are not money.
    public var currency: String?
    /// The events of a metric that is not a column; the numerator's for a ratio.
    public var events: Events?
    /// The events of the denominator of a ratio.
    public var denominatorEvents: Events?
    /// The time each customer has from the start of contact, for every metric of events.
    public var window: PlanDuration?
    /// The time before the start that a covariate of events looks back.
    public var lookback: PlanDuration?
    /// The event whose earlier outcome is a covariate, counted as ``events`` are.
    public var lookbackEvent: String?
    /// What becomes of amounts that are paid back.
    public var refunds: Refunds?
    /// What makes the metric a lifetime value; nil for other means.
    public var lifetimeValue: LifetimeValue?

    /// Creates a metric.
    public init(
        key: String, name: String? = nil, kind: Kind, column: String? = nil,
        numerator: String? = nil, denominator: String? = nil, direction: Direction,
        cap: Cap? = nil, covariates: [Covariate] = [], cluster: String? = nil,
        quantile: Double? = nil, isChurn: Bool = false, match: String? = nil,
        missing: Missing = .exclude, currency: String? = nil, events: Events? = nil,
        denominatorEvents: Events? = nil, window: PlanDuration? = nil,
        lookback: PlanDuration? = nil, lookbackEvent: String? = nil, refunds: Refunds? = nil,
        lifetimeValue: LifetimeValue? = nil
    ) {
        self.key = key
        self.name = name ?? key
        self.kind = kind
        self.column = column
        self.numerator = numerator
        self.denominator = denominator
        self.direction = direction
        self.cap = cap
        self.covariates = covariates
        self.cluster = cluster
        self.quantile = quantile
        self.isChurn = isChurn
        self.match = match ?? key
        self.missing = missing
        self.currency = currency
        self.events = events
        self.denominatorEvents = denominatorEvents
        self.window = window
        self.lookback = lookback
        self.lookbackEvent = lookbackEvent
        self.refunds = refunds
        self.lifetimeValue = lifetimeValue
    }
}

extension Metric {
    /// Whether the metric is a share of the units, whose effect is told in percentage points.
    public var isShare: Bool { kind == .proportion || kind == .retention }
}

/// The metrics of a plan and the part each plays.
public struct MetricSet: Sendable, Hashable, Codable {
    /// A metric that may not get worse by more than its margin.
    public struct Guardrail: Sendable, Hashable, Codable {
        /// The metric's key.
        public var metric: String
        /// How much worse is still safe: the size is a magnitude, turned by the direction.
        public var margin: Bar

        /// Creates a guardrail.
        public init(metric: String, margin: Bar) {
            self.metric = metric
            self.margin = margin
        }
    }

    /// Every metric, in plan order.
    public var definitions: [Metric]
    /// The key of the metric that decides.
    public var primary: String
    /// The keys of the metrics shown beside it.
    public var secondary: [String]
    /// The metrics that must not get worse.
    public var guardrails: [Guardrail]

    /// Creates a set.
    public init(
        definitions: [Metric], primary: String, secondary: [String] = [],
        guardrails: [Guardrail] = []
    ) {
        self.definitions = definitions
        self.primary = primary
        self.secondary = secondary
        self.guardrails = guardrails
    }
}
