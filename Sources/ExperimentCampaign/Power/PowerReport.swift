// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Inference

/// What a test can find, what its control group costs, and whether that answers its goal.
public struct PowerReport: Sendable, Hashable {
    /// One size of the control group.
    public struct Row: Sendable, Hashable {
        /// The control's share of those who take part.
        public var share: Double
        /// The customers in the control group.
        public var control: Double
        /// The customers in the smallest test group.
        public var treatment: Double
        /// Whether it is the share of the plan.
        public var isPlanned: Bool
        /// The smallest effect that is found, in the better direction; nil where none is.
        public var detectable: Double?
        /// The same as a fraction of the baseline.
        public var relative: Double?
        /// The outcomes given up by holding the control group out; nil where nobody is held out.
        public var price: Double?
        /// The same in money, as far as the plan says what an outcome is worth.
        public var priceInMoney: Double?
        /// The chance to find the detectable effect with the test that will judge it; nil for
        /// anything but rates and the plan's row of skewed amounts.
        public var chance: Double?
    }

    /// One place on the curve of the smallest effect over the control's share.
    public struct CurvePoint: Sendable, Hashable {
        /// The control's share of those who take part.
        public var share: Double
        /// The smallest effect that is found, in the better direction.
        public var detectable: Double
    }

    /// The comparison of a test group with the base group.
    public struct BaseRow: Sendable, Hashable {
        /// The customers in the base group.
        public var base: Double
        /// The customers in the smallest test group.
        public var treatment: Double
        /// What the metric is under the base strategy.
        public var baseline: Double
        /// Whether that was given; else the control's baseline stands in for it.
        public var isBaselineGiven: Bool
        /// The smallest effect that is found, in the better direction; nil where none is.
        public var detectable: Double?
        /// The same as a fraction of the base's baseline.
        public var relative: Double?
    }

    /// The effect that the price is reckoned with.
    public struct ExpectedEffect: Sendable, Hashable {
        /// Where it comes from.
        public enum Origin: String, Sendable, Hashable {
            /// The plan's `power.expected_effect`.
            case plan
            /// The goal's target.
            case goal
            /// The smallest effect that the plan's control group finds.
            case detectable
        }

        /// The effect on one customer, in the metric's unit.
        public var absolute: Double
        /// Where it comes from.
        public var origin: Origin
    }

    /// Whether the goal can be told from chance.
    public struct GoalCheck: Sendable, Hashable {
        /// Whom a test variant is held against when it decides.
        public enum Against: String, Sendable, Hashable {
            /// The group that the rows compare with.
            case reference
            /// The base alone.
            case base
            /// The control and the base.
            case both
            /// The control; the base counts too, but what it brings is not known.
            case referenceWithoutBase = "reference_base_unknown"
        }

        /// One comparison that must be won.
        public struct Comparison: Sendable, Hashable {
            /// Whom the test variant is held against.
            public var versus: Role
            /// What is left of the goal against them; of the other sign where they bring more.
            public var effect: Double
            /// The chance to win it.
            public var chance: Double
            /// How many times the customers it takes by itself; infinite where none are enough.
            public var factor: Double

            /// Whether it is won as often as asked.
            public var isDetectable: Bool { factor <= 1 + 1e-9 }
        }

        /// The target as the plan writes it.
        public var target: Bar
        /// The target in the metric's unit.
        public var absolute: Double
        /// Whether an effect of that size beats all that the plan wants beaten, as often as asked.
        public var isDetectable: Bool
        /// The chance that it does; against both groups that of beating both in one test.
        public var chance: Double
        /// Whom the chance is about.
        public var against: Against
        /// Each comparison that must be won, by itself, the control first.
        public var comparisons: [Comparison]
        /// How many times the customers it takes; 1 or less when detectable.
        ///
        /// Infinite where none are enough. To beat both groups it is that of beating both.
        public var factor: Double
        /// The customers needed, before the global control and the allocation.
        public var customersNeeded: Double
        /// The weeks more that bring them; nil when nothing says how many come in a week.
        public var weeksMore: Int?
    }

    /// The control share with the smallest price and risk together.
    public struct BestShare: Sendable, Hashable {
        /// The share.
        public var share: Double
        /// The chance to find the expected effect with it.
        public var chance: Double
        /// The outcomes given up with it.
        public var price: Double
    }

    /// When the test can be read.
    public struct Runtime: Sendable, Hashable {
        /// The weeks until enough customers have come in; nil when all are there from the start.
        public var weeks: Int?
        /// The longest window of a metric, in days.
        public var windowDays: Int
        /// The first day on which every window is over, with the customers that the goal takes;
        /// nil without a first day, and where nothing says when those have come in.
        public var readout: Day?
        /// The first day on which every window of the plan's schedule is over; nil without a last
        /// day.
        public var windowsOver: Day?
    }

    /// What the contacts of the test cost.
    public struct Cost: Sendable, Hashable {
        /// All variants together.
        public var total: Double
        /// The currency.
        public var currency: String
        /// What the plan allows; nil when it names no budget.
        public var budget: Double?
        /// The effect at which the dearest test variant pays for itself; nil without a worth.
        public var breakEven: Double?
    }

    /// The chance to find the smallest effect of the plan's row in drawn tests, where a few large
    /// values decide a mean.
    public struct Simulated: Sendable, Hashable {
        /// How often it was found.
        public var chance: Double
        /// The standard error of that, because tests were drawn.
        public var standardError: Double
        /// How many tests were drawn.
        public var tests: Int
    }

    /// A reason to take the numbers with care.
    public enum Doubt: Sendable, Hashable {
        /// The planned control finds its effect less often than promised.
        case smallControl(chance: Double)
        /// A few large values can decide a mean.
        case skewed(status: GuardStatus, gamma: Double?)
        /// The control group will have few events.
        case fewEvents(expected: Double)
        /// A covariate will take noise out, which is not counted.
        case covariate
        /// Customers in one cluster resemble each other, which is not counted.
        case clusters
        /// The goal is set on another metric.
        case goalOnOtherMetric(String)
        /// The contacts cost more than the budget.
        case overBudget
        /// What the base strategy brings is not known.
        case baseUnknown
    }

    /// The plan.
    public var plan: Plan
    /// The metric that decides.
    public var metric: Metric
    /// What the rows compare with: the control, or the base where there is no control.
    public var reference: Role
    /// Who can take part.
    public var audience: PowerAudience
    /// What is known of the metric.
    public var baseline: PowerBaseline
    /// How often an effect of the size found is found.
    public var power: Double
    /// The error probability of all comparisons together.
    public var alpha: Double
    /// The factor on the customers for reading along the way; 1 for one reading.
    public var inflation: Double
    /// The sizes of the control group, ascending.
    public var rows: [Row]
    /// The smallest effect for shares of the control from 1% to 50%, where there is one.
    public var curve: [CurvePoint]
    /// The test against the base, with the control of the plan.
    public var versusBase: BaseRow?
    /// The effect that the price is reckoned with.
    public var expected: ExpectedEffect?
    /// Whether the goal can be told from chance; nil without a target on this metric.
    public var goal: GoalCheck?
    /// The best control share; nil where no share finds the expected effect more often than not.
    public var best: BestShare?
    /// When the test can be read.
    public var runtime: Runtime
    /// What the contacts cost; nil when the plan names no costs.
    public var cost: Cost?
    /// What drawn tests say of the plan's row; nil where the formulas hold or no history gives values.
    public var simulated: Simulated?
    /// The reasons to take the numbers with care.
    public var doubts: [Doubt]

    /// The row of the plan.
    public var planned: Row? { rows.first { $0.isPlanned } }
    /// Whether the test must beat the control and the base.
    public var mustBeatBoth: Bool {
        versusBase != nil && plan.decision.beat.contains(.base)
            && plan.decision.beat.contains(.control)
    }
}
