// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the goal, and holds its deadline against the calendar of the test.
struct GoalRules {
    private let builder: PlanBuilder
    private let metrics: MetricRules.Result
    private let schedule: Schedule?
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder, metrics: MetricRules.Result, schedule: Schedule?) {
        self.builder = builder
        self.metrics = metrics
        self.schedule = schedule
    }

    /// The goal, if the plan has one.
    func read() -> Goal? {
        guard let reader = builder.root.group("goal") else { return nil }
        let named = reader.text("metric")
        if let named { metrics.require(named, log) }
        let target = reader.bar("target")
        let metric = metrics.metric(named?.value ?? metrics.set.primary)
        if let target, let metric {
            BarRules(log).better(target, on: metric, id: "target-sign", asking: "target")
        } else if let target {
            BarRules(log).unclear(target, among: metrics.set.definitions)
        }
        let deadline = reader.day("deadline")
        if let deadline { check(deadline, metric) }
        return Goal(
            domain: reader.choice("domain", as: Goal.Domain.self)?.value,
            objective: reader.text("objective")?.value, metric: named?.value,
            target: target?.value, deadline: deadline?.value,
            contributesTo: reader.text("contributes_to")?.value,
            budget: reader.money("budget")?.value)
    }

    private func check(_ deadline: Located<Day>, _ metric: Metric?) {
        let start = schedule?.start
        let end = schedule?.end
        let seen = "(seen: deadline \(deadline.value.iso)"
        if let start, let metric, let window = metric.window,
            deadline.value < start.adding(window)
        {
            log.report(
                "window-after-deadline",
                "the window of `\(metric.key)` is longer than the time to the deadline \(seen), "
                    + "start \(start.iso), window \(window.text))",
                at: deadline.spot,
                why: "the first customers have their full window on "
                    + "\(start.adding(window).iso), after the deadline",
                fix: "move the deadline, start earlier, or shorten the window")
        } else if let end, deadline.value < end {
            log.warn(
                "deadline-before-end",
                "the goal's deadline is before the end of the test \(seen), end \(end.iso))",
                at: deadline.spot, why: "the result comes too late for the goal",
                fix: "move the deadline, or end the test earlier")
        } else if let end, let metric, let window = metric.window,
            deadline.value < end.adding(window)
        {
            log.warn(
                "deadline-before-readout",
                "the result is not complete by the goal's deadline \(seen), end \(end.iso), "
                    + "window \(window.text))",
                at: deadline.spot,
                why: "the last customers have their full window of `\(metric.key)` on "
                    + "\(end.adding(window).iso)",
                fix: "move the deadline to \(end.adding(window).iso), or end the test earlier")
        }
    }
}
