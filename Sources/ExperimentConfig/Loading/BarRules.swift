// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Holds effects in a plan against the metric they are about: the unit and the sign.
struct BarRules {
    private let log: PlanLog

    init(_ log: PlanLog) { self.log = log }

    /// The size of a margin, whose sign must point in the metric's worse direction.
    func worse(_ bar: Located<Bar>, on metric: Metric) -> Bar {
        guard checkUnit(bar, metric) else { return bar.value }
        let value = bar.value.value
        let isUp = value > 0
        let worseIsUp = metric.direction == .decrease
        if value != 0, isUp != worseIsUp {
            let size = bar.text.drop { $0 == "-" || $0 == "+" }
            let shown = BarRules.turned(bar.text)
            let more = worseIsUp ? "less" : "more"
            log.report(
                "margin-sign",
                "the margin points in the better direction (seen: \(bar.text))",
                at: bar.spot,
                why: "with the current sign it would mean that `\(metric.key)`, where \(more) is "
                    + "better, may not get better by more than \(size)",
                fix: "write \(shown)")
        }
        return value < 0 ? bar.value.negated : bar.value
    }

    /// Checks an effect whose sign must point in the metric's better direction.
    ///
    /// - Returns: The size.
    @discardableResult
    func better(
        _ bar: Located<Bar>, on metric: Metric, id: String, asking name: String
    ) -> Bar {
        guard checkUnit(bar, metric) else { return bar.value }
        let value = bar.value.value
        let betterIsUp = metric.direction == .increase
        if value == 0 || (value > 0) != betterIsUp {
            let more = betterIsUp ? "more" : "less"
            log.report(
                id,
                "the \(name) does not point in the better direction "
                    + "(seen: \(bar.text))",
                at: bar.spot,
                why: "for `\(metric.key)` \(more) is better, so this asks for no gain",
                fix: value == 0
                    ? "write the effect you hope for"
                    : "write \(BarRules.turned(bar.text)), or check `direction`")
        }
        return value < 0 ? bar.value.negated : bar.value
    }

    /// Reports a unit that does not fit the metric.
    ///
    /// - Returns: Whether the number has a meaning whose sign can be judged.
    private func checkUnit(_ bar: Located<Bar>, _ metric: Metric) -> Bool {
        if metric.kind != .nps, isBare(bar) { return false }
        if case .amount(_, let code?) = bar.value, code != metric.currency, !metric.isShare,
            metric.kind != .nps
        {
            mixed(bar, code, metric)
        } else if let problem = unitProblem(bar, metric) {
            log.report(
                "bar-unit", "the unit does not fit the metric (seen: \(bar.text))",
                at: bar.spot, why: problem.why, fix: problem.fix)
        }
        return true
    }

    /// Checks an effect on a metric that could not be read, as far as that goes.
    ///
    /// A number alone can only be meant for an NPS.
    func unclear(_ bar: Located<Bar>, among metrics: [Metric]) {
        if !metrics.contains(where: { $0.kind == .nps }) { _ = isBare(bar) }
    }

    /// Whether an effect is a number without a unit, which is reported.
    private func isBare(_ bar: Located<Bar>) -> Bool {
        guard DecimalText(bar.text) != nil,
            let problem = BarText.bareNumber(bar.text, TreeCheck.last(bar.spot.path))
        else { return false }
        log.report(problem.id, problem.what, at: bar.spot, why: problem.why, fix: problem.fix)
        return true
    }

    private func unitProblem(
        _ bar: Located<Bar>, _ metric: Metric
    ) -> (why: String, fix: String)? {
        switch (bar.value, metric.kind) {
        case (.relative, .nps):
            (
                "an NPS can be zero or negative, and a percentage of that means nothing",
                "write it in NPS points, as 2"
            )
        case (.points, .nps), (.amount(_, _?), .nps):
            ("an NPS is told in points of its own", "write the number alone, as 2")
        case (.relative, _), (.points, .proportion), (.points, .retention): nil
        case (.points, _):
            (
                "percentage points belong to proportions; `\(metric.key)` is "
                    + metric.kind.phrase,
                "write it relative, as 2%, or as an amount"
            )
        case (.amount, .proportion), (.amount, .retention):
            (
                "`\(metric.key)` is \(metric.kind.phrase)",
                "write percentage points, as 0.20 pt, or relative, as 2%"
            )
        case (.amount(_, nil), _) where metric.currency != nil:
            (
                "`\(metric.key)` is measured in \(metric.currency ?? "")",
                "write the currency in place of units"
            )
        case (.amount, _): nil
        }
    }

    private func mixed(_ bar: Located<Bar>, _ code: String, _ metric: Metric) {
        log.report(
            "currency-mixed",
            "`\(metric.key)` is not measured in \(code) (seen: \(bar.text))",
            at: bar.spot,
            why: metric.currency.map { "its currency is \($0)" } ?? "it has no currency",
            fix: metric.currency.map { "write the amount in \($0)" }
                ?? "add `currency: \(code)` to the metric")
    }

    /// The text of a bar with its sign turned.
    static func turned(_ text: String) -> String {
        switch text.first {
        case "-": String(text.dropFirst())
        case "+": "-" + text.dropFirst()
        default: "-" + text
        }
    }
}
