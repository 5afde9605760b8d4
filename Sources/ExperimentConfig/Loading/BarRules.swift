// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Holds effects in a plan against the metric they are about: the unit and the sign.
struct BarRules {
    private let log: PlanLog

    init(_ log: PlanLog) { self.log = log }

    /// The size of a margin, whose sign must point in the metric's worse direction.
    func worse(_ bar: Located<Bar>, on metric: Metric) -> Bar {
        let worseIsUp = metric.direction == .decrease
        guard checkUnit(bar, metric, isUp: worseIsUp) else { return bar.value }
        let value = bar.value.value
        let isUp = value > 0
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
        let betterIsUp = metric.direction == .increase
        guard checkUnit(bar, metric, isUp: betterIsUp) else { return bar.value }
        let value = bar.value.value
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
    /// The fix has the sign that is asked for, or mending the unit would lead to the sign.
    ///
    /// - Returns: Whether the number has a meaning whose sign can be judged.
    private func checkUnit(_ bar: Located<Bar>, _ metric: Metric, isUp: Bool) -> Bool {
        if metric.kind != .nps, isBare(bar, metric, isUp: isUp) { return false }
        if case .amount(_, let code?) = bar.value, code != metric.currency, !metric.isShare,
            metric.kind != .nps
        {
            mixed(bar, code, metric, isUp: isUp)
        } else if let problem = unitProblem(bar, metric, isUp ? "" : "-") {
            log.report(
                "bar-unit", "the unit does not fit the metric (seen: \(bar.text))",
                at: bar.spot, why: problem.why, fix: problem.fix)
        } else {
            return true
        }
        return false
    }

    /// Checks an effect on a metric that could not be read, as far as that goes.
    ///
    /// A number alone can only be meant for an NPS.
    func unclear(_ bar: Located<Bar>, among metrics: [Metric]) {
        if !metrics.contains(where: { $0.kind == .nps }) { _ = isBare(bar, nil, isUp: nil) }
    }

    /// Whether an effect is a number without a unit, which is reported.
    private func isBare(_ bar: Located<Bar>, _ metric: Metric?, isUp: Bool?) -> Bool {
        let unit = metric.map { $0.isShare ? "pt" : $0.currency ?? "units" } ?? "pt"
        guard DecimalText(bar.text) != nil,
            let problem = BarText.bareNumber(
                bar.text, TreeCheck.last(bar.spot.path), unit: unit, isUp: isUp)
        else { return false }
        log.report(problem.id, problem.what, at: bar.spot, why: problem.why, fix: problem.fix)
        return true
    }

    private func unitProblem(
        _ bar: Located<Bar>, _ metric: Metric, _ sign: String
    ) -> (why: String, fix: String)? {
        switch (bar.value, metric.kind) {
        case (.relative, .nps):
            (
                "an NPS can be zero or negative, and a percentage of that means nothing",
                "write it in NPS points, as \(sign)\(BarRules.size(bar))"
            )
        case (.points, .nps), (.amount(_, _?), .nps):
            (
                "an NPS is told in points of its own",
                "write the number alone, as \(sign)\(BarRules.size(bar))"
            )
        case (.relative, _), (.points, .proportion), (.points, .retention): nil
        case (.points, _):
            (
                "percentage points belong to proportions; `\(metric.key)` is "
                    + metric.kind.phrase,
                "write it relative, as \(sign)2%, or as an amount, as "
                    + "\(sign)\(BarRules.size(bar)) \(metric.currency ?? "units")"
            )
        case (.amount, .proportion), (.amount, .retention):
            (
                "`\(metric.key)` is \(metric.kind.phrase)",
                "write percentage points, as \(sign)0.20 pt, or relative, as \(sign)2%"
            )
        case (.amount(_, nil), _) where metric.currency != nil:
            (
                "`\(metric.key)` is measured in \(metric.currency ?? "")",
                "write the currency in place of units, as "
                    + "\(sign)\(BarRules.size(bar)) \(metric.currency ?? "")"
            )
        case (.amount, _): nil
        }
    }

    private func mixed(_ bar: Located<Bar>, _ code: String, _ metric: Metric, isUp: Bool) {
        let isTurned = bar.value.value != 0 && (bar.value.value > 0) != isUp
        log.report(
            "currency-mixed",
            "`\(metric.key)` is not measured in \(code) (seen: \(bar.text))",
            at: bar.spot,
            why: metric.currency.map { "its currency is \($0)" } ?? "it has no currency",
            fix: metric.currency.map {
                "write the amount in \($0)"
                    + (isTurned ? (isUp ? ", without the minus" : ", with a minus") : "")
            }
                ?? "add `currency: \(code)` to the metric"
                + (isTurned ? ", and write \(BarRules.turned(bar.text)) here" : ""))
    }

    /// The number of an effect without its sign and unit; 2 where it is nothing.
    private static func size(_ bar: Located<Bar>) -> String {
        guard bar.value.value != 0 else { return "2" }
        let digits = bar.text.drop { $0 == "-" || $0 == "+" }
        return String(digits.prefix { $0 == "." || $0.isNumber })
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
