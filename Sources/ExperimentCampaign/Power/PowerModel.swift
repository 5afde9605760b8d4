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

    init(plan: Plan, metric: Metric, participants: Double) throws(StatisticsError) {
        self.plan = plan
        self.metric = metric
        alpha = SignificanceLevel.alpha(confidence: plan.decision.confidence)
        power = plan.power?.power ?? 0.8
        inflation = try Self.inflation(
            plan.decision.monitoring, alpha: alpha, tests: plan.tests.count, power: power,
            participants: participants)
    }

    /// The direction in which the metric gets better.
    var direction: PowerDesign.Direction {
        metric.direction == .increase ? .increase : .decrease
    }

    var correction: PowerDesign.Correction {
        switch plan.decision.correction {
        case .holm: .holm
        case .bonferroni: .bonferroni
        case .dunnett: .dunnett
        }
    }

    /// The design around a level of the metric.
    ///
    /// A rate varies as its level does, in both groups: the table is then the same for more and for
    /// less, and what it says of a target needs no second rate.
    func design(level: Double, deviation: Double?) throws(StatisticsError) -> PowerDesign {
        let spread =
            metric.isShare ? (level * (1 - level)).squareRoot() : deviation ?? 0
        return try PowerDesign(
            metric: metric.kind == .ratio
                ? .ratio(level, standardDeviation: spread)
                : .mean(level, standardDeviation: spread),
            alpha: alpha, treatments: max(1, plan.tests.count), correction: correction,
            inflation: inflation)
    }

    /// A bar as a number in the metric's unit.
    static func absolute(_ bar: Bar, level: Double) -> Double {
        switch bar {
        case .points(let value), .amount(let value, _): value
        case .relative(let share): share * abs(level)
        }
    }

    /// What reading along the way costs in customers.
    private static func inflation(
        _ monitoring: Monitoring, alpha: Double, tests: Int, power: Double, participants: Double
    ) throws(StatisticsError) -> Double {
        let single = alpha / Double(max(1, tests))
        switch monitoring {
        case .fixed: return 1
        case .groupSequential(let rule):
            let design = try GroupSequentialDesign(
                information: rule.looks, alpha: single, spending: spending(rule.spending))
            return try GroupSequentialPower(design).inflation(power: power).factor
        case .alwaysValid(let rule):
            let sequence = try NormalMixtureSequence(
                alpha: single, plannedInformation: 1, tuningAlpha: alpha)
            let critical = sequence.criticalValue(
                at: participants / Double(max(1, rule.plannedUnits)))
            let found = try Normal.quantile(power)
            let once = try Normal.upperQuantile(single / 2)
            let ratio = (critical + found) / (once + found)
            return ratio * ratio
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
