// SPDX-License-Identifier: GPL-3.0-or-later

/// Which customers a test is about, decided before anyone is drawn.
public struct Audience: Sendable, Hashable, Codable {
    /// The permissions a customer must have given, as keys of ``Plan/permissions``.
    public var require: [String]
    /// The rules that must all hold.
    public var include: [AudienceExpression]
    /// The rules of which none may hold.
    public var exclude: [AudienceExpression]

    /// Creates an audience.
    public init(
        require: [String] = [], include: [AudienceExpression] = [],
        exclude: [AudienceExpression] = []
    ) {
        self.require = require
        self.include = include
        self.exclude = exclude
    }
}

/// What must hold in the customer file before a channel may be used.
public struct Permission: Sendable, Hashable, Codable {
    /// The key, as `email`.
    public var key: String
    /// The column that holds it.
    public var attribute: String
    /// The value that means yes.
    public var equals: String

    /// Creates a permission.
    public init(key: String, attribute: String, equals: String) {
        self.key = key
        self.attribute = attribute
        self.equals = equals
    }
}

/// What the messages of a test are for, which decides whether a global control applies.
public enum Purpose: String, Sendable, Hashable, Codable, CaseIterable {
    /// To sell, keep or win back.
    case marketing
    /// What an order or a contract brings with it.
    case transactional
    /// Answers and help.
    case service
    /// What the law asks for.
    case legal
    /// Recalls and warnings.
    case safety
}

/// The ten elements of a contact strategy; the goals stand in ``Goal``.
public struct ContactStrategy: Sendable, Hashable, Codable {
    /// Whom it is for.
    public var who: String?
    /// What is offered.
    public var what: String?
    /// Why.
    public var why: String?
    /// When.
    public var when: String?
    /// By which media.
    public var channels: [String]?
    /// The systems that take part.
    public var systems: [String]?
    /// The people that take part.
    public var people: [String]?
    /// How the work goes.
    public var process: String?
    /// Who watches over it, and how often.
    public var governance: String?

    /// Creates a card.
    public init(
        who: String? = nil, what: String? = nil, why: String? = nil, when: String? = nil,
        channels: [String]? = nil, systems: [String]? = nil, people: [String]? = nil,
        process: String? = nil, governance: String? = nil
    ) {
        self.who = who
        self.what = what
        self.why = why
        self.when = when
        self.channels = channels
        self.systems = systems
        self.people = people
        self.process = process
        self.governance = governance
    }
}

/// How contact and analysis meet.
public struct Exposure: Sendable, Hashable, Codable {
    /// What a customer seen in several variants becomes.
    public enum MultipleVariants: String, Sendable, Hashable, Codable, CaseIterable {
        /// Left out.
        case exclude
        /// Kept in the first.
        case first
    }

    /// How often one customer may enter a flow.
    public enum Reentry: String, Sendable, Hashable, Codable, CaseIterable {
        /// Once.
        case firstOnly = "first_only"
        /// Each time; the test still counts the customer once.
        case everyEntry = "every_entry"
    }

    /// The event that starts the clock, for every variant alike.
    public var trigger: String?
    /// How often one customer may enter.
    public var reentry: Reentry?
    /// What a customer seen in several variants becomes.
    public var multipleVariants: MultipleVariants?

    /// Creates the rules.
    public init(
        trigger: String? = nil, reentry: Reentry? = nil, multipleVariants: MultipleVariants? = nil
    ) {
        self.trigger = trigger
        self.reentry = reentry
        self.multipleVariants = multipleVariants
    }
}

/// The steps by which a winner takes over.
public struct Rollout: Sendable, Hashable, Codable {
    /// The shares of the customers, ascending.
    public var steps: [Share]
    /// The share that stays in the control group for good.
    public var keepControl: Share?

    /// Creates steps.
    public init(steps: [Share], keepControl: Share? = nil) {
        self.steps = steps
        self.keepControl = keepControl
    }
}

/// What is known of the outcomes before the test, for its power.
public struct PowerAssumptions: Sendable, Hashable, Codable {
    /// The primary metric without contact: a rate, or a mean.
    public var baseline: Double?
    /// The same under the base strategy, where it is known.
    public var baseBaseline: Double?
    /// The standard deviation of a mean between customers.
    public var standardDeviation: Double?
    /// The customers that can take part, before the global control and the allocation.
    public var customers: Int?
    /// The customers that become eligible in a week, for a test that people keep entering.
    public var weeklyCustomers: Int?
    /// The power asked for; 0.8 when nil.
    public var power: Double?
    /// The effect of contact that the price of the control group is reckoned with.
    public var expectedEffect: Bar?
    /// A result file of an earlier test to take baseline and variance from, relative to the plan.
    public var fromResult: String?
    /// A file of customers with their earlier outcomes to take them from, relative to the plan.
    public var fromHistory: String?

    /// Creates assumptions.
    public init(
        baseline: Double? = nil, baseBaseline: Double? = nil, standardDeviation: Double? = nil,
        customers: Int? = nil, weeklyCustomers: Int? = nil, power: Double? = nil,
        expectedEffect: Bar? = nil, fromResult: String? = nil, fromHistory: String? = nil
    ) {
        self.baseline = baseline
        self.baseBaseline = baseBaseline
        self.standardDeviation = standardDeviation
        self.customers = customers
        self.weeklyCustomers = weeklyCustomers
        self.power = power
        self.expectedEffect = expectedEffect
        self.fromResult = fromResult
        self.fromHistory = fromHistory
    }
}
