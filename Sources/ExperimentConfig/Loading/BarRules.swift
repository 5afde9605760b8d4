// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Holds effects in a plan against the metric they are about: the unit and the sign.
struct BarRules {
    private let log: PlanLog

    init(_ log: PlanLog) { self.log = log }

    /// The size of a margin, whose sign must point in the metric's worse direction.
    func worse(_ bar: Located<Bar>, on metric: Metric) -> Bar {
        checkUnit(bar, metric)
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
        checkUnit(bar, metric)
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

    private func checkUnit(_ bar: Located<Bar>, _ metric: Metric) {
        let problem: (why: String, fix: String)?
        switch (bar.value, metric.kind) {
        case (.relative, _), (.points, .proportion): problem = nil
        case (.points, _):
            problem = (
                "percentage points belong to proportions; `\(metric.key)` is a "
                    + metric.kind.rawValue,
                "write it relative, as 2%, or as an amount"
            )
        case (.amount, .proportion):
            problem = (
                "`\(metric.key)` is a proportion",
                "write percentage points, as 0.20 pt, or relative, as 2%"
            )
        case (.amount(_, let code?), _) where code != metric.currency:
            mixed(bar, code, metric)
            return
        case (.amount(_, nil), _) where metric.currency != nil:
            problem = (
                "`\(metric.key)` is measured in \(metric.currency ?? "")",
                "write the currency in place of units"
            )
        case (.amount, _): problem = nil
        }
        guard let problem else { return }
        log.report(
            "bar-unit", "the unit does not fit the metric (seen: \(bar.text))",
            at: bar.spot, why: problem.why, fix: problem.fix)
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
