// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Holds a plan against what makes its test worth running: a goal that is specific, measurable and
/// bound in time, a decision that it serves, and a card of the contact strategy.
///
/// Whether the goal is realistic is a matter of numbers: `experiment power` says it.
struct GoalLint {
    let root: Reader
    let log: PlanLog

    /// Says what is missing.
    ///
    /// A plan without dates describes a test that is over.
    func check(_ plan: Plan) {
        card(plan)
        guard plan.schedule?.start != nil || plan.goal?.deadline != nil else { return }
        decision()
        guard let goal = plan.goal else {
            log.remark(
                "goal-missing", "the plan has no goal", at: root.spot,
                why: "a result is good or bad only against what was aimed at",
                fix: "add `goal: { metric: \(plan.metrics.primary), target: +10%, "
                    + "deadline: \(example(plan)) }`")
            return
        }
        letters(goal, plan)
    }

    private func letters(_ goal: Goal, _ plan: Plan) {
        let spot = root.spot(of: "goal")
        if goal.metric == nil {
            log.warn(
                "goal-not-specific", "the goal names no metric (SMART: specific)", at: spot,
                why: "a reader must know what is to change",
                fix: "add `metric: \(plan.metrics.primary)`")
        }
        if goal.target == nil {
            log.warn(
                "goal-not-measurable", "the goal has no number (SMART: measurable)", at: spot,
                why: "without a target nobody can say whether it was reached",
                fix: "add `target: +10%` (relative to control), or `target: 0.50 pt`")
        }
        if goal.deadline == nil {
            log.warn(
                "goal-not-time-bound", "the goal has no deadline (SMART: time-bound)", at: spot,
                why: "a goal without a day is never late",
                fix: "add `deadline: \(example(plan))`")
        }
    }

    private func decision() {
        guard !root.has("decision") else { return }
        log.warn(
            "non-actionable", "the plan does not say what the result decides", at: root.spot,
            why: "a test whose result changes nothing is not worth its control group",
            fix: "add `decision: { beat: [control] }`")
    }

    private func card(_ plan: Plan) {
        guard let card = plan.contactStrategy else { return }
        let slots: [(String, Bool)] = [
            ("who", card.who == nil), ("what", card.what == nil), ("why", card.why == nil),
            ("when", card.when == nil), ("channels", card.channels == nil),
            ("systems", card.systems == nil), ("people", card.people == nil),
            ("process", card.process == nil), ("governance", card.governance == nil),
        ]
        let empty = slots.filter(\.1).map { "`\($0.0)`" }
        guard !empty.isEmpty else { return }
        log.remark(
            "card-incomplete",
            "the contact strategy says nothing about \(empty.joined(separator: ", "))",
            at: root.spot(of: "contact_strategy"),
            why: "the ten elements are what a campaign stands or falls by",
            fix: "add a line for each, or leave it out when it does not matter here")
    }

    /// A day by which results can be in: four weeks after the end.
    private func example(_ plan: Plan) -> String {
        guard let last = plan.schedule?.end ?? plan.schedule?.start else { return "2026-12-31" }
        let longest = plan.metrics.definitions.compactMap(\.window?.longestDays).max() ?? 0
        return last.adding(days: max(28, longest)).iso
    }
}
