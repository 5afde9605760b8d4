// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import ExperimentModel
import Inference

/// Turns confidence levels and p-values of one reading into those of a test read repeatedly.
///
/// A boundary on |Z| is a two-sided p-value that one reading must be below, so that every method keeps
/// its own statistics: an interval at the level that goes with the boundary is the repeated interval.
struct LookRule: Sendable {
    /// How far before a planned look a reading counts as that look, as a share of the planned units.
    static let tolerance = 0.005
    /// How far past a planned look a reading still counts as that look.
    static let window = 0.05
    /// The same past the last look: units come in until somebody closes the test.
    static let lastWindow = 0.10
    /// The highest level that an interval can be computed at.
    private static let highestLevel = 1 - 1e-15

    private let monitoring: Monitoring
    private let alpha: Double
    private let plannedShares: [Double]
    private let counts: [Int]
    /// The fractions of the planned units at the looks so far, this one included.
    let observed: [Double]
    private let isFinal: Bool
    /// Whether planned looks are still to come after this reading.
    let hasLooksAhead: Bool
    /// The number of the look that this reading is, from 1; nil for a reading that is none.
    ///
    /// A reading between looks would spend the error rate once more, so nothing is decided on it.
    let look: Int?
    private var known: [Double: Double] = [:]

    /// Creates the rule of a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - plannedShares: The planned share of each variant.
    ///   - counts: The units in each variant now.
    ///   - isFinal: Whether no look will follow.
    init(plan: Plan, plannedShares: [Double], counts: [Int], isFinal: Bool) {
        monitoring = plan.decision.monitoring
        alpha = SignificanceLevel.alpha(confidence: plan.decision.confidence)
        self.plannedShares = plannedShares
        self.counts = counts
        self.isFinal = isFinal
        if case .groupSequential(let rule) = monitoring {
            let fraction = Double(counts.reduce(0, +)) / Double(max(rule.plannedUnits, 1))
            let made = rule.looks.count { $0 <= fraction + Self.tolerance }
            let past = made > 0 ? fraction - rule.looks[made - 1] : .infinity
            let isLook = past <= (made == rule.looks.count ? Self.lastWindow : Self.window)
            observed = Array(rule.looks.prefix(isLook ? made - 1 : made)) + [fraction]
            // The end of the schedule is a look too, whatever has come in by then.
            look = isLook || (isFinal && made < rule.looks.count) ? observed.count : nil
            hasLooksAhead = !isFinal && made < rule.looks.count
        } else {
            observed = []
            look = nil
            hasLooksAhead = false
        }
        // Holm and Bonferroni ask for these again and again.
        for arms in 1...max(plan.tests.count, 1) {
            let level = 1 - alpha / Double(arms)
            known[level] = confidence(level, for: ArmPair(treatment: 0, reference: 0))
        }
    }

    /// The rule for a test read once.
    static func once(_ plan: Plan) -> LookRule {
        var plan = plan
        plan.decision.monitoring = .fixed
        return LookRule(plan: plan, plannedShares: [], counts: [], isFinal: true)
    }

    /// Whether nothing may be decided on this reading, because it is at none of the planned looks.
    var isBetweenLooks: Bool {
        if case .groupSequential = monitoring { look == nil } else { false }
    }

    /// The level of one reading that gives a repeated interval at a level.
    ///
    /// Between looks there is no such interval: what is shown is that of one reading, undecided.
    func confidence(_ level: Double, for pair: ArmPair) -> Double {
        if case .fixed = monitoring { return level }
        if isBetweenLooks { return level }
        if case .groupSequential = monitoring, let found = known[level] { return found }
        let rule = rule(alpha: SignificanceLevel.alpha(confidence: level), pair)
        return min(rule?.nominalConfidence ?? Self.highestLevel, Self.highestLevel)
    }

    /// The p-value over all readings that belongs to one of a single reading.
    func p(_ p: Double, for pair: ArmPair) -> Double {
        if case .fixed = monitoring { return p }
        guard p < 1, !isBetweenLooks, let rule = rule(alpha: alpha, pair),
            let z = try? Normal.upperQuantile(max(p, 1e-300) / 2)
        else { return 1 }
        return (try? rule.p(z: z)) ?? 1
    }

    private func rule(alpha: Double, _ pair: ArmPair) -> SequentialRule? {
        switch monitoring {
        case .fixed: return nil
        case .groupSequential(let plan):
            guard
                let design = try? GroupSequentialDesign(
                    observed: observed, planned: 1, alpha: alpha,
                    spending: SpendingFunction(plan.spending), isFinal: isFinal)
            else { return nil }
            return .groupSequential(design, look: observed.count - 1)
        case .alwaysValid(let plan):
            let planned = plannedShares.map { Int($0 * Double(plan.plannedUnits)) }
            let information = information(pair, counts) / max(information(pair, planned), 1)
            guard information > 0,
                let sequence = try? NormalMixtureSequence(
                    alpha: alpha, plannedInformation: 1, tuningAlpha: self.alpha)
            else { return nil }
            return .alwaysValid(sequence, information: information)
        }
    }

    /// The information about the difference of two arms: not their sum, which a small control does
    /// not add to.
    private func information(_ pair: ArmPair, _ counts: [Int]) -> Double {
        guard counts.indices.contains(pair.treatment), counts.indices.contains(pair.reference)
        else {
            return 0
        }
        return NormalMixtureSequence.effectiveSize(
            control: counts[pair.reference], treatment: counts[pair.treatment])
    }
}

extension SpendingFunction {
    /// The function that a plan names.
    init(_ spending: Monitoring.Spending) {
        switch spending {
        case .obrienFleming: self = .obrienFleming
        case .pocock: self = .pocock
        case .hwangShihDeCani(let gamma): self = .hwangShihDeCani(gamma: gamma)
        case .kimDeMets(let rho): self = .kimDeMets(rho: rho)
        }
    }
}
