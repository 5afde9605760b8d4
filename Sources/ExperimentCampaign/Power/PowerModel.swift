// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import ExperimentModel
import Inference

/// The comparison that a plan makes, as Inference plans it.
struct PowerModel {
    let plan: Plan
    let metric: Metric
    let alpha: Double
    let power: Double
    let inflation: Double
    /// The size of each test group over that of the smallest.
    private let arms: [Double]
    /// The chances of a test with planned looks; nil for any other.
    private let looks: GroupSequentialPower?
    /// The information at the planned end over that for which an always-valid rule is tuned.
    private let information: Double

    /// Takes the share of each test group, and the sizes of the plan's comparison with its reference.
    init(
        plan: Plan, metric: Metric, participants: Double, arms: [Double], planned: GroupSizes
    ) throws(StatisticsError) {
        self.plan = plan
        self.metric = metric
        alpha = SignificanceLevel.alpha(confidence: plan.decision.confidence)
        power = plan.power?.power ?? 0.8
        let smallest = arms.min() ?? 1
        self.arms = arms.isEmpty ? [1] : arms.map { $0 / smallest }
        let single = try Self.single(plan, alpha: alpha, arms: self.arms, planned)
        switch plan.decision.monitoring {
        case .fixed:
            (looks, information, inflation) = (nil, 1, 1)
        case .groupSequential(let rule):
            let design = try GroupSequentialDesign(
                information: rule.looks, alpha: single, spending: Self.spending(rule.spending))
            let found = try GroupSequentialPower(design)
            (looks, information) = (found, 1)
            inflation = try found.inflation(power: power).factor
        case .alwaysValid(let rule):
            looks = nil
            information = participants / Double(max(1, rule.plannedUnits))
            let critical = try Self.alwaysValid(single, alpha, information)
            let found = try Normal.quantile(power)
            let ratio = (critical + found) / (try Normal.upperQuantile(single / 2) + found)
            inflation = ratio * ratio
        }
    }

    /// The error probability of one comparison, by the correction of the plan.
    ///
    /// Dunnett's is that of the analysis: the tail beyond the many-to-one critical value of all test
    /// groups against this reference, each with its own size.
    func single(_ sizes: GroupSizes) throws(StatisticsError) -> Double {
        try Self.single(plan, alpha: alpha, arms: arms, sizes)
    }

    private static func single(
        _ plan: Plan, alpha: Double, arms: [Double], _ sizes: GroupSizes
    ) throws(StatisticsError) -> Double {
        guard arms.count > 1, plan.decision.correction == .dunnett else {
            return alpha / Double(arms.count)
        }
        let loadings = arms.map { arm in
            let size = arm * sizes.treatment
            return (size / (size + sizes.control)).squareRoot()
        }
        return try Normal.twoSidedTail(Dunnett(loadings: loadings).criticalValue(alpha: alpha))
    }

    /// The value that decides when the test ends as planned: of one reading, of the last planned
    /// look, or of the boundary that holds at any time.
    private func criticalAtEnd(_ sizes: GroupSizes) throws(StatisticsError) -> Double {
        if let last = looks?.design.criticalValues.last { return last }
        let single = try single(sizes)
        guard case .alwaysValid = plan.decision.monitoring else {
            return try Normal.upperQuantile(single / 2)
        }
        return try Self.alwaysValid(single, alpha, information)
    }

    private static func alwaysValid(
        _ single: Double, _ alpha: Double, _ information: Double
    ) throws(StatisticsError) -> Double {
        try NormalMixtureSequence(alpha: single, plannedInformation: 1, tuningAlpha: alpha)
            .criticalValue(at: information)
    }

    /// The chance to find an effect on a level, on the side on which it lies.
    ///
    /// For rates it is that of the score test which will judge them. Planned looks all count: a test
    /// at the last look alone has the chance Φ(θ − c) at drift θ, and θ has that of any look.
    func chance(
        _ effect: Double, level: Double, deviation: Double?, _ sizes: GroupSizes
    ) throws(StatisticsError) -> Double {
        let critical = try criticalAtEnd(sizes)
        let atEnd: Double
        if metric.isShare {
            atEnd = try ScoreTestPower(criticalValue: critical).chance(
                control: level, treatment: Self.rate(level, effect), sizes: sizes)
        } else {
            let spread = deviation ?? 0
            let error = spread * (1 / sizes.control + 1 / sizes.treatment).squareRoot()
            guard error > 0 else {
                throw .outOfDomain(argument: "standard deviation", value: spread)
            }
            atEnd = try Normal.upperTail(critical - abs(effect) / error)
        }
        guard let looks, atEnd > 1e-12, atEnd < 1 - 1e-12 else { return atEnd }
        return looks.power(drift: max(0, critical + (try Normal.quantile(atEnd))))
    }

    /// A level with an effect; a goal of exactly 0% or 100% may miss it by a rounding.
    static func rate(_ level: Double, _ effect: Double) -> Double {
        let rate = level + effect
        return abs(rate) < 1e-12 ? 0 : abs(rate - 1) < 1e-12 ? 1 : rate
    }

    /// The direction in which the metric gets better.
    var direction: PowerDesign.Direction {
        metric.direction == .increase ? .increase : .decrease
    }

    /// The design around a level of the metric.
    ///
    /// A rate varies as its level does, in both groups: the table is then the same for more and for
    /// less, and what it says of a target needs no second rate.
    func design(
        level: Double, deviation: Double?, sizes: GroupSizes
    ) throws(StatisticsError) -> PowerDesign {
        let spread =
            metric.isShare ? (level * (1 - level)).squareRoot() : deviation ?? 0
        return try PowerDesign(
            metric: metric.kind == .ratio
                ? .ratio(level, standardDeviation: spread)
                : .mean(level, standardDeviation: spread),
            alpha: try single(sizes), correction: .none, inflation: inflation)
    }

    /// A bar as a number in the metric's unit.
    static func absolute(_ bar: Bar, level: Double) -> Double {
        switch bar {
        case .points(let value), .amount(let value, _): value
        case .relative(let share): share * abs(level)
        }
    }

    private static func spending(_ spending: Monitoring.Spending) -> SpendingFunction {
        switch spending {
        case .obrienFleming: .obrienFleming
        case .pocock: .pocock
        case .hwangShihDeCani(let gamma): .hwangShihDeCani(gamma: gamma)
        case .kimDeMets(let rho): .kimDeMets(rho: rho)
        }
    }
}

/// How the customers who take part are divided, for any share of the reference group.
struct PowerSplit {
    /// The control shares that are compared: whole percents up to a half.
    static let candidates = (1...50).map { Double($0) / 100 }
    /// The shares a curve is drawn through: closer together where it bends.
    static let drawn = (2...20).map { Double($0) / 200 } + candidates.filter { $0 > 0.1 }

    let participants: Double
    /// The planned share of every variant, in plan order.
    let shares: [Double]
    let reference: Int
    private let plan: Plan

    init(plan: Plan, shares: [Double], reference: Int, participants: Double) {
        self.plan = plan
        self.shares = shares
        self.reference = reference
        self.participants = participants
    }

    var plannedShare: Double { shares[reference] }

    /// The reference shares to show: the usual ones and the planned one, ascending.
    var shown: [Double] {
        let usual = [0.02, 0.05, 0.10, 0.20].filter { abs($0 - plannedShare) > 1e-6 }
        return (usual + [plannedShare]).sorted()
    }

    /// The smallest group of a role, when the reference has a share and the rest keep their ratios.
    func smallest(_ role: Role, referenceShare: Double) -> Double {
        let rest = (1 - referenceShare) / (1 - plannedShare)
        let places = plan.variants.indices.filter {
            plan.variants[$0].role == role && $0 != reference
        }
        return (places.map { shares[$0] }.min() ?? 0) * rest * participants
    }

    func sizes(referenceShare: Double) throws(StatisticsError) -> GroupSizes {
        try GroupSizes(
            control: referenceShare * participants,
            treatment: smallest(.test, referenceShare: referenceShare))
    }
}
