// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Turns the effect on the value metric into results, revenue, margin and net money.
///
///     incremental = effect * units of the treatment arm with a value
///     revenue     = incremental * money per result
///     margin      = revenue * margin rate
///     net         = margin - (cost of the treatment - cost of the reference for as many units)
///
/// Costs are known amounts, so every interval scales linearly with the effect's.
struct ValueBuilder {
    let plan: Plan
    let contrasts: ContrastTable
    let tallies: [[MetricTally]]
    let arms: [ArmTally]

    /// The reference the net-value rule is taken against: control where there is one, else base.
    var decidingReference: Int? {
        plan.variants.firstIndex { $0.role == .control }
            ?? plan.variants.firstIndex { $0.role == .base }
    }

    /// The value of every test variant, at the level of a reading that holds over all looks.
    func all(_ looks: LookRule) -> [ValueResult] {
        ArmPair.all(in: plan).filter { plan.variants[$0.treatment].role == .test }
            .compactMap {
                value($0, confidence: looks.confidence(plan.decision.confidence, for: $0))
            }
    }

    func value(_ pair: ArmPair, confidence: Double) -> ValueResult? {
        guard let rule = plan.value, let metric = plan.metric(rule.metric), metric.kind != .ratio,
            let place = plan.metrics.definitions.firstIndex(where: { $0.key == rule.metric }),
            let contrast = contrasts[rule.metric, pair]
        else { return nil }
        let treatment = plan.variants[pair.treatment]
        let reference = plan.variants[pair.reference]
        // Only units with a value: what the others brought is not known. All of them cost money.
        let units = tallies[place][pair.treatment].moments.count
        let contacted = arms[pair.treatment].count
        let money = rule.perResult?.amount ?? 1
        let outcome = contrast.outcome(confidence: confidence)
        let incremental = outcome.absolute.map { effect in
            scaled(effect, by: metric.direction == .increase ? Double(units) : -Double(units))
        }
        let revenue = incremental.map { scaled($0, by: money) }
        let margin = revenue.map { scaled($0, by: rule.margin) }
        let cost = total(treatment, contacted) - total(reference, contacted)
        let worth = Double(units) * money * rule.margin
        let brought = (tallies[place][pair.treatment].moments.value ?? 0) * Double(units) * money
        var anyway = (tallies[place][pair.reference].moments.value ?? 0) * Double(units) * money
        // Adjusted groups are alike beforehand, and those as counted are not.
        if contrast.adjustment != nil, let extra = revenue.value?.estimate {
            anyway = brought - extra
        }
        return ValueResult(
            treatment: treatment.key, reference: reference.key, referenceRole: reference.role,
            currency: rule.currency, units: units, incremental: incremental,
            revenue: brought, counterfactualRevenue: anyway,
            incrementalRevenue: revenue, incrementalMargin: margin, cost: cost,
            net: margin.map { net in
                EffectEstimate(
                    estimate: net.estimate - cost, standardError: net.standardError,
                    low: net.low - cost, high: net.high - cost)
            }, breakEvenEffect: worth > 0 && cost > 0 ? cost / worth : nil)
    }

    /// What contacting a number of units costs under a variant.
    private func total(_ variant: Variant, _ units: Int) -> Double {
        guard variant.contact else { return 0 }
        return (variant.cost?.perContact?.amount ?? 0) * Double(units)
            + (variant.cost?.fixed?.amount ?? 0)
    }

    private func scaled(_ effect: EffectEstimate, by factor: Double) -> EffectEstimate {
        let ends = [effect.low * factor, effect.high * factor]
        return EffectEstimate(
            estimate: effect.estimate * factor,
            standardError: effect.standardError.map { $0 * abs(factor) },
            low: min(ends[0], ends[1]), high: max(ends[0], ends[1]))
    }
}
