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
        guard absolute != 0, var factor = try self.factor(absolute, from: baseline.value, planned)
        else { return nil }
        var chance = try self.chance(absolute, from: baseline.value, planned)
        var against = PowerReport.GoalCheck.Against.reference
        if let versusBase, plan.decision.beat.contains(.base) {
            if let base = try self.versusBase(absolute, versusBase) {
                let isBoth = plan.decision.beat.contains(.control)
                against = isBoth ? .both : .base
                chance = isBoth ? min(chance, base.chance) : base.chance
                if !isBoth { factor = base.factor }
            } else {
                against = .referenceWithoutBase
            }
        }
        let customers = factor * Double(audience.customers)
        let missing = customers - Double(audience.customers)
        return PowerReport.GoalCheck(
            target: target, absolute: absolute, isDetectable: factor <= 1 + 1e-9,
            chance: chance, against: against, factor: factor, customersNeeded: customers,
            weeksMore: missing > 0 ? plan.power?.weeklyCustomers.flatMap { weeks(missing, $0) } : 0)
    }

    /// What is left of the goal above the base; nil where the base's level is not known.
    private func versusBase(
        _ absolute: Double, _ row: PowerReport.BaseRow
    ) throws(StatisticsError) -> (chance: Double, factor: Double)? {
        guard let level = baseline.base else { return nil }
        let sizes = try GroupSizes(control: row.base, treatment: row.treatment)
        let effect = absolute - (level - baseline.value)
        // Without an effect to find, only chance finds one.
        guard effect * absolute > 0, abs(effect) > 1e-9 * abs(absolute) else {
            return (chance: model.alpha / 2, factor: .infinity)
        }
        return (
            chance: try chance(effect, from: level, sizes),
            factor: try factor(effect, from: level, sizes) ?? 1
        )
    }
}
