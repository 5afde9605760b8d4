// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Holds the effects that a plan hopes for against what is known of the primary metric: a share of
/// customers stays from 0% to 100%.
struct GoalRangeLint {
    let root: Reader
    let log: PlanLog

    /// Reports what cannot be reached by anybody.
    func check(_ plan: Plan) {
        guard let metric = plan.metric(plan.metrics.primary), metric.isShare, metric.kind != .nps,
            let baseline = plan.power?.baseline
        else { return }
        if (plan.goal?.metric ?? metric.key) == metric.key {
            check(root.group("goal")?.bar("target"), metric, baseline)
        }
        check(root.group("power")?.bar("expected_effect"), metric, baseline)
    }

    private func check(_ bar: Located<Bar>?, _ metric: Metric, _ baseline: Double) {
        guard let bar else { return }
        let effect =
            switch bar.value {
            case .points(let value), .amount(let value, _): value
            case .relative(let share): share * baseline
            }
        let rate = baseline + effect
        guard !(-1e-12...1 + 1e-12).contains(rate) else { return }
        let level = WeightSum.number(baseline * 100)
        let room = WeightSum.number((rate < 0 ? baseline : 1 - baseline) * 100)
        log.report(
            "goal-out-of-range",
            "\(bar.text) on \(level)% makes \(WeightSum.number(rate * 100))%", at: bar.spot,
            why: "\(Visible.value(metric.name)) is a share of customers, which stays from 0% to "
                + "100%",
            fix: "aim at less than \(rate < 0 ? "-" : "+")\(room) pt, or correct the baseline of "
                + "\(level)%")
    }
}
