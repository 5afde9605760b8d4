// SPDX-License-Identifier: GPL-3.0-or-later

/// One experiment as its file describes it, with every default filled in.
///
/// The parts that a plan may leave out are nil then, so that the digest of a plan outlives new parts
/// of the language. What it takes from the shared file stands in it, resolved.
public struct Plan: Sendable, Hashable, Codable {
    /// The version of the plan language.
    public var version: Int
    /// The key: `[a-z0-9][a-z0-9-]{0,63}`; it becomes a file name.
    public var key: String
    /// The name people read.
    public var name: String
    /// Who owns the test.
    public var owner: String?
    /// What the test is to find out, in one sentence.
    public var hypothesis: String?
    /// The goal the test serves.
    public var goal: Goal?
    /// Where the units and outcomes are; nil in a plan that only assigns.
    public var data: DataSource?
    /// How units are drawn.
    public var assignment: AssignmentRule
    /// The contact strategies, in plan order.
    public var variants: [Variant]
    /// What is measured.
    public var metrics: MetricSet
    /// What a result in the value metric is worth; nil when no money is asked for.
    public var value: ValueRule?
    /// What must hold for a variant to pass.
    public var decision: DecisionRule
    /// When the test runs.
    public var schedule: Schedule?
    /// How the report is made.
    public var report: ReportOptions
    /// What a generated campaign looks like; nil in a plan on real data.
    public var simulation: Simulation?
    /// Who must agree.
    public var approvers: [String]?
    /// What the messages are for; marketing when nil.
    public var purpose: Purpose?
    /// The card of the contact strategy.
    public var contactStrategy: ContactStrategy?
    /// Whom the test is about; everybody when nil.
    public var audience: Audience?
    /// The permissions that ``Audience/require`` names, in its order.
    public var permissions: [Permission]?
    /// The derived segments that the plan uses, for its report or its strata.
    public var segments: [SegmentRule]?
    /// How contact and analysis meet.
    public var exposure: Exposure?
    /// The steps by which a winner takes over.
    public var rollout: Rollout?
    /// What is known of the outcomes before the test.
    public var power: PowerAssumptions?
    /// How ids are protected.
    public var privacy: Privacy?

    /// Creates a plan.
    public init(
        version: Int = 1, key: String, name: String, owner: String? = nil,
        hypothesis: String? = nil, goal: Goal? = nil, data: DataSource? = nil,
        assignment: AssignmentRule, variants: [Variant], metrics: MetricSet,
        value: ValueRule? = nil, decision: DecisionRule = DecisionRule(),
        schedule: Schedule? = nil, report: ReportOptions = ReportOptions(),
        simulation: Simulation? = nil, approvers: [String]? = nil, purpose: Purpose? = nil,
        contactStrategy: ContactStrategy? = nil, audience: Audience? = nil,
        permissions: [Permission]? = nil, segments: [SegmentRule]? = nil,
        exposure: Exposure? = nil, rollout: Rollout? = nil, power: PowerAssumptions? = nil,
        privacy: Privacy? = nil
    ) {
        self.version = version
        self.key = key
        self.name = name
        self.owner = owner
        self.hypothesis = hypothesis
        self.goal = goal
        self.data = data
        self.assignment = assignment
        self.variants = variants
        self.metrics = metrics
        self.value = value
        self.decision = decision
        self.schedule = schedule
        self.report = report
        self.simulation = simulation
        self.approvers = approvers
        self.purpose = purpose
        self.contactStrategy = contactStrategy
        self.audience = audience
        self.permissions = permissions
        self.segments = segments
        self.exposure = exposure
        self.rollout = rollout
        self.power = power
        self.privacy = privacy
    }
}

extension Plan {
    /// The control variant, where there is one.
    public var control: Variant? { variants.first { $0.role == .control } }
    /// The base variant, where there is one.
    public var base: Variant? { variants.first { $0.role == .base } }
    /// The variants under test, in plan order.
    public var tests: [Variant] { variants.filter { $0.role == .test } }
    /// The variant with a key.
    public func variant(_ key: String) -> Variant? { variants.first { $0.key == key } }
    /// The metric with a key.
    public func metric(_ key: String) -> Metric? {
        metrics.definitions.first { $0.key == key }
    }
}

/// What the test serves.
public struct Goal: Sendable, Hashable, Codable {
    /// The five goal domains.
    public enum Domain: String, Sendable, Hashable, Codable, CaseIterable {
        /// Acquisition, loyalty, winback.
        case lifecycle
        /// Criteria on the customer.
        case customer
        /// Performance of a channel.
        case channel
        /// A journey or flow.
        case journey
        /// What customers think.
        case perception
    }

    /// The domain.
    public var domain: Domain?
    /// The objective, in the user's word, as `winback`.
    public var objective: String?
    /// The metric the target is set on; the primary when nil.
    public var metric: String?
    /// The effect aimed at, against control where there is one.
    public var target: Bar?
    /// The day by which.
    public var deadline: Day?
    /// The goal above this one.
    public var contributesTo: String?
    /// What the campaign may cost.
    public var budget: Money?

    /// Creates a goal.
    public init(
        domain: Domain? = nil, objective: String? = nil, metric: String? = nil,
        target: Bar? = nil, deadline: Day? = nil, contributesTo: String? = nil,
        budget: Money? = nil
    ) {
        self.domain = domain
        self.objective = objective
        self.metric = metric
        self.target = target
        self.deadline = deadline
        self.contributesTo = contributesTo
        self.budget = budget
    }
}

/// When the test runs.
public struct Schedule: Sendable, Hashable, Codable {
    /// How customers come in.
    public enum Entry: String, Sendable, Hashable, Codable, CaseIterable {
        /// One list, drawn once.
        case once
        /// A list again and again, as each month.
        case recurring
        /// One by one, as they become eligible.
        case continuous
    }

    /// The first day.
    public var start: Day?
    /// The last day, included.
    public var end: Day?
    /// The time on the first day; midnight when nil.
    public var startTime: TimeOfDay?
    /// The time zone of days and times, as `Europe/Amsterdam`; Universal Time when nil.
    public var timeZone: String?
    /// How customers come in; once when nil.
    public var entry: Entry?
    /// How often somebody looks.
    public var reviewEvery: PlanDuration?
    /// The days on which the results are to be read.
    public var lookDays: [Day]?

    /// Creates a schedule.
    public init(
        start: Day? = nil, end: Day? = nil, startTime: TimeOfDay? = nil, timeZone: String? = nil,
        entry: Entry? = nil, reviewEvery: PlanDuration? = nil, lookDays: [Day]? = nil
    ) {
        self.start = start
        self.end = end
        self.startTime = startTime
        self.timeZone = timeZone
        self.entry = entry
        self.reviewEvery = reviewEvery
        self.lookDays = lookDays
    }
}

/// How the report is made.
public struct ReportOptions: Sendable, Hashable, Codable {
    /// The language of the report, `en` or `nl`.
    public var language: String
    /// The segments to break the primary metric down by, as keys of ``DataSource/segments``.
    public var segments: [String]
    /// Segment cells with fewer units in any arm are not shown.
    public var minimumCellSize: Int
    /// Whether the global control is compared with everybody else who was eligible; nil is no.
    public var comparesGlobalControl: Bool?

    /// Creates report options.
    public init(
        language: String = "en", segments: [String] = [], minimumCellSize: Int = 25,
        comparesGlobalControl: Bool? = nil
    ) {
        self.language = language
        self.segments = segments
        self.minimumCellSize = minimumCellSize
        self.comparesGlobalControl = comparesGlobalControl
    }
}
