// SPDX-License-Identifier: GPL-3.0-or-later

/// One experiment as its file describes it, with every default filled in.
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

    /// Creates a plan.
    public init(
        version: Int = 1, key: String, name: String, owner: String? = nil,
        hypothesis: String? = nil, goal: Goal? = nil, data: DataSource? = nil,
        assignment: AssignmentRule, variants: [Variant], metrics: MetricSet,
        value: ValueRule? = nil, decision: DecisionRule = DecisionRule(),
        schedule: Schedule? = nil, report: ReportOptions = ReportOptions(),
        simulation: Simulation? = nil
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

    /// Creates a goal.
    public init(
        domain: Domain? = nil, objective: String? = nil, metric: String? = nil,
        target: Bar? = nil, deadline: Day? = nil, contributesTo: String? = nil
    ) {
        self.domain = domain
        self.objective = objective
        self.metric = metric
        self.target = target
        self.deadline = deadline
        self.contributesTo = contributesTo
    }
}

/// When the test runs.
public struct Schedule: Sendable, Hashable, Codable {
    /// The first day.
    public var start: Day?
    /// The last day, included.
    public var end: Day?

    /// Creates a schedule.
    public init(start: Day? = nil, end: Day? = nil) {
        self.start = start
        self.end = end
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

    /// Creates report options.
    public init(language: String = "en", segments: [String] = [], minimumCellSize: Int = 25) {
        self.language = language
        self.segments = segments
        self.minimumCellSize = minimumCellSize
    }
}
