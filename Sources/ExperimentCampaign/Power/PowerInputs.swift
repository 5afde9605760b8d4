// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
public import Inference

/// Who can take part in a test, and what leaves that number smaller.
public struct PowerAudience: Sendable, Hashable {
    /// Where the number of customers comes from.
    public enum Origin: Sendable, Hashable {
        /// A customer file, by its name.
        case file(String)
        /// The plan's `power.customers`.
        case plan
        /// The command line.
        case given
        /// The plan's weekly number over the weeks of its schedule.
        case weekly(weeks: Int)
    }

    /// The customers whom the plan's rules let in, before anyone is held out.
    public var customers: Int
    /// Where that number comes from.
    public var origin: Origin
    /// The share that the global control holds out.
    public var heldOut: Double
    /// The share of the layer that the test takes.
    public var layerShare: Double
    /// The share of the rest that takes part.
    public var allocation: Double

    /// Works out the audience of a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan, with its global control, layer and allocation.
    ///   - customers: How many customers the plan's permissions and rules let in.
    ///   - origin: Where that number comes from.
    public init(plan: Plan, customers: Int, origin: Origin) {
        self.customers = customers
        self.origin = origin
        let rule = plan.assignment
        heldOut = rule.holdout.flatMap { Self.applies($0, to: plan) ? $0.share.fraction : nil } ?? 0
        layerShare = rule.layer == nil ? 1 : rule.slots?.fraction ?? 1
        allocation = rule.allocation?.fraction ?? 1
    }

    /// The audience that a plan states itself; nil when it states none.
    public init?(stated plan: Plan) {
        if let customers = plan.power?.customers {
            self.init(plan: plan, customers: customers, origin: .plan)
        } else if let weekly = plan.power?.weeklyCustomers, let weeks = Self.weeks(of: plan) {
            self.init(plan: plan, customers: weekly * weeks, origin: .weekly(weeks: weeks))
        } else {
            return nil
        }
    }

    /// The share of the customers that takes part.
    public var share: Double { (1 - heldOut) * layerShare * allocation }

    /// The customers that take part.
    public var participants: Double { Double(customers) * share }

    /// The full weeks from the first to the last day, at least one.
    private static func weeks(of plan: Plan) -> Int? {
        guard let start = plan.schedule?.start, let end = plan.schedule?.end else { return nil }
        return max(1, (end.ordinal - start.ordinal + 1) / 7)
    }

    private static func applies(_ holdout: Holdout, to plan: Plan) -> Bool {
        guard !holdout.exempt.contains(plan.purpose ?? .marketing) else { return false }
        guard let start = plan.schedule?.start else { return true }
        return start >= holdout.from && start <= (holdout.until ?? start)
    }
}

/// What is known of the metric before the test.
public struct PowerBaseline: Sendable, Hashable {
    /// Where it comes from.
    public enum Source: Sendable, Hashable {
        /// The plan's `power` block.
        case plan
        /// A result file of an earlier test: its name, the test, and the variant.
        case result(file: String, experiment: String, variant: String)
        /// A file of customers with their earlier outcomes, and the rows used.
        case history(file: String, rows: Int)
    }

    /// The metric without contact: a rate, a mean or a ratio.
    public var value: Double
    /// The same under the base strategy, where it is known.
    public var base: Double?
    /// The standard deviation between customers; follows from the value for rates.
    public var standardDeviation: Double?
    /// The skewness between customers, where it is known.
    public var skewness: Double?
    /// The share of customers whose value is above zero, where it is known.
    public var shareAboveZero: Double?
    /// The values of customers, where a history gives them and a few large ones may decide.
    public var values: ValueTable?
    /// Where it comes from.
    public var source: Source

    /// Creates a baseline.
    public init(
        value: Double, base: Double? = nil, standardDeviation: Double? = nil,
        skewness: Double? = nil, shareAboveZero: Double? = nil, values: ValueTable? = nil,
        source: Source = .plan
    ) {
        self.value = value
        self.base = base
        self.standardDeviation = standardDeviation
        self.skewness = skewness
        self.shareAboveZero = shareAboveZero
        self.values = values
        self.source = source
    }

    /// The baseline that a plan states itself; nil when it states none.
    public init?(stated plan: Plan) {
        guard let power = plan.power, let value = power.baseline else { return nil }
        self.init(
            value: value, base: power.baseBaseline, standardDeviation: power.standardDeviation)
    }

    /// The baseline with what a plan states put over it.
    public func overridden(by power: PowerAssumptions?) -> PowerBaseline {
        var merged = self
        if power?.baseline != nil || power?.standardDeviation != nil { merged.values = nil }
        if let value = power?.baseline { merged.value = value }
        if let base = power?.baseBaseline { merged.base = base }
        if let deviation = power?.standardDeviation { merged.standardDeviation = deviation }
        return merged
    }
}
