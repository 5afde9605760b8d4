// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Lays out the looks of a test that may be read before its end, and what earlier readings showed.
struct MonitoringBuilder {
    let plan: Plan
    let plannedShares: [Double]
    let collected: Collected
    let looks: LookRule
    let isFinal: Bool

    func result() -> MonitoringResult? {
        let units = collected.arms.map(\.count).reduce(0, +)
        let level = DecisionBuilder.level(of: plan)
        let nominal = ArmPair.all(in: plan).first.map {
            1 - looks.confidence(level, for: $0)
        }
        switch plan.decision.monitoring {
        case .fixed: return nil
        case .groupSequential(let rule):
            return MonitoringResult(
                kind: .sequential, plannedUnits: rule.plannedUnits, units: units,
                looks: plannedLooks(rule, level),
                look: looks.look,
                nominalP: looks.look == nil ? nil : nominal, histories: histories(level))
        case .alwaysValid(let rule):
            return MonitoringResult(
                kind: .alwaysValid, plannedUnits: rule.plannedUnits, units: units,
                nominalP: nominal, histories: histories(level))
        }
    }

    /// The looks made with the units there were, and those to come as planned.
    private func plannedLooks(
        _ rule: Monitoring.GroupSequential, _ level: Double
    ) -> [MonitoringResult.Look] {
        let made = looks.look == nil ? Array(looks.observed.dropLast()) : looks.observed
        let reached = made.last ?? 0
        let ahead = rule.looks.filter { $0 > reached + LookRule.tolerance }
        let fractions = made + (isFinal ? [] : ahead)
        let design = try? GroupSequentialDesign(
            observed: fractions, planned: 1, alpha: SignificanceLevel.alpha(confidence: level),
            spending: SpendingFunction(rule.spending), isFinal: isFinal)
        return fractions.enumerated().map { place, fraction in
            let nominal = design.map { design in
                SequentialRule.groupSequential(design, look: place).nominalConfidence.map { 1 - $0 }
            }
            return MonitoringResult.Look(
                number: place + 1, fraction: fraction, nominalP: nominal ?? nil)
        }
    }

    // MARK: earlier readings

    /// What each test against each reference would have shown, had it been read at the times there
    /// are data of; under planned looks at the first time each look was due.
    private func histories(_ level: Double) -> [MonitoringResult.History] {
        let times = timesToRead()
        guard !times.isEmpty,
            let primary = plan.metric(plan.metrics.primary)
        else { return [] }
        return ArmPair.all(in: plan).filter { plan.variants[$0.treatment].role == .test }.map {
            pair in
            MonitoringResult.History(
                treatment: plan.variants[pair.treatment].key,
                reference: plan.variants[pair.reference].key,
                readings: times.map { reading($0, pair, primary, level) })
        }
    }

    private func reading(
        _ tally: TimeTally, _ pair: ArmPair, _ primary: Metric, _ level: Double
    ) -> MonitoringResult.Reading {
        let rule = LookRule(
            plan: plan, plannedShares: plannedShares, counts: tally.counts, isFinal: false)
        let contrast = DefaultMethod.contrast(
            primary, control: tally.arms[pair.reference], treatment: tally.arms[pair.treatment])
        let effect = contrast.outcome(confidence: rule.confidence(level, for: pair)).absolute
        return MonitoringResult.Reading(
            time: tally.time.text, fraction: fraction(tally), absolute: effect,
            isDecisive: !rule.isBetweenLooks
                && effect.value.map { $0.low > 0 || $0.high < 0 } ?? false)
    }

    private func fraction(_ tally: TimeTally) -> Double {
        let planned: Int? =
            switch plan.decision.monitoring {
            case .fixed: nil
            case .groupSequential(let rule): rule.plannedUnits
            case .alwaysValid(let rule): rule.plannedUnits
            }
        return Double(tally.counts.reduce(0, +)) / Double(max(planned ?? 1, 1))
    }

    private func timesToRead() -> [TimeTally] {
        guard case .groupSequential(let rule) = plan.decision.monitoring else {
            return collected.timeline
        }
        var due = rule.looks[...]
        return collected.timeline.filter { tally in
            let share = fraction(tally) + LookRule.tolerance
            guard let next = due.first, share >= next else { return false }
            due = due.drop { $0 <= share }
            return true
        }
    }
}
