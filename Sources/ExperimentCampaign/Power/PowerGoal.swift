// SPDX-License-Identifier: GPL-3.0-or-later
import Distributions
import ExperimentModel
import Inference

/// Whether a test can tell its goal from chance, against every group that the plan wants beaten.
extension PowerBuilder {
    func goalCheck(
        _ planned: GroupSizes, _ versusBase: PowerReport.BaseRow?
    ) throws(StatisticsError) -> PowerReport.GoalCheck? {
        guard let target else { return nil }
        let absolute = PowerModel.absolute(target, level: baseline.value)
        guard absolute != 0 else { return nil }
        let main = Required(
            versus: plan.variants[reference].role, effect: absolute, level: baseline.value,
            sizes: planned, lean: try lean(absolute, from: baseline.value, planned))
        var required = [main]
        var against = PowerReport.GoalCheck.Against.reference
        if let versusBase, plan.decision.beat.contains(.base) {
            if let base = try self.required(absolute, versusBase) {
                let isBoth = plan.decision.beat.contains(.control)
                against = isBoth ? .both : .base
                required = isBoth ? [main, base] : [base]
            } else {
                against = .referenceWithoutBase
            }
        }
        let comparisons = try required.map { each throws(StatisticsError) in
            PowerReport.GoalCheck.Comparison(
                versus: each.versus, effect: each.effect, chance: try self.chance([each], absolute),
                factor: try self.factor(of: [each], absolute))
        }
        let needed =
            required.count == 1
            ? comparisons[0].factor : try self.factor(of: required, absolute)
        let customers = needed * Double(audience.customers)
        let missing = customers - Double(audience.customers)
        return PowerReport.GoalCheck(
            target: target, absolute: absolute, isDetectable: needed <= 1 + 1e-9,
            chance: try self.chance(required, absolute), against: against,
            comparisons: comparisons, factor: needed, customersNeeded: customers,
            weeksMore: missing > 0 ? plan.power?.weeklyCustomers.flatMap { weeks(missing, $0) } : 0)
    }

    /// A comparison that must be won, with what is left of the goal in it.
    private struct Required {
        var versus: Role
        var effect: Double
        var level: Double
        var sizes: GroupSizes
        /// What the skew of the values takes off, on the scale of the normal quantile.
        var lean: Double
    }

    /// What is left of the goal above the base; nil where the base's level is not known.
    private func required(
        _ absolute: Double, _ row: PowerReport.BaseRow
    ) throws(StatisticsError) -> Required? {
        guard let level = baseline.base else { return nil }
        let effect = absolute - (level - baseline.value)
        let sizes = try GroupSizes(control: row.base, treatment: row.treatment)
        return Required(
            versus: .base, effect: effect, level: level, sizes: sizes,
            lean: try lean(effect, from: level, sizes))
    }

    /// Whether there is an effect to find on the side of the goal.
    private func isLeft(_ effect: Double, of absolute: Double) -> Bool {
        effect * absolute > 0 && abs(effect) > 1e-9 * abs(absolute)
    }

    private func factor(
        of required: [Required], _ absolute: Double
    ) throws(StatisticsError) -> Double {
        guard required.allSatisfy({ isLeft($0.effect, of: absolute) }) else { return .infinity }
        return try self.factor { times throws(StatisticsError) in
            try self.chance(required, absolute, times: times)
        }
    }

    /// The chance that all are won, with so many times the customers.
    private func chance(
        _ required: [Required], _ absolute: Double, times: Double = 1
    ) throws(StatisticsError) -> Double {
        var chances: [Double] = []
        var errors: [Double] = []
        var own = 0.0
        for each in required {
            let sizes = try each.sizes.times(times)
            // Without an effect to find, only chance finds one.
            chances.append(
                isLeft(each.effect, of: absolute)
                    ? try leaning(
                        self.chance(each.effect, from: each.level, sizes),
                        each.lean / times.squareRoot())
                    : try model.single(sizes) / 2)
            let (reference, treatment) = variances(each)
            own = treatment / sizes.treatment
            errors.append((reference / sizes.control + own).squareRoot())
        }
        guard required.count == 2 else { return chances[0] }
        return try JointChance.both(
            chances[0], chances[1], correlation: min(1, own / (errors[0] * errors[1])))
    }

    private func leaning(_ chance: Double, _ lean: Double) throws(StatisticsError) -> Double {
        guard lean != 0, chance > 0, chance < 1 else { return chance }
        return try Normal.lowerTail(Normal.quantile(chance) + lean)
    }

    /// How much one customer varies in the reference and in the test group.
    private func variances(_ each: Required) -> (Double, Double) {
        guard metric.isShare else { return (1, 1) }
        let rate = PowerModel.rate(each.level, each.effect)
        return (each.level * (1 - each.level), max(0, rate * (1 - rate)))
    }
}
