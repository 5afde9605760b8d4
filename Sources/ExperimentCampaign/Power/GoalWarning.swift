// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel
import Foundation

extension PowerReport {
    /// The warning that the goal is out of reach; nil when it is detectable or there is none.
    ///
    /// - Parameter place: Where the target stands in the plan, or the plan's file alone.
    /// - Returns: The warning, with what it would take.
    public func goalWarning(at place: Diagnostic.Place) -> Diagnostic? {
        guard let goal, !goal.isDetectable, let planned else { return nil }
        let text = PowerText(metric: metric)
        let sign = goal.absolute < 0 ? -1.0 : 1
        let found = planned.detectable.map {
            text.effect(
                abs($0) * sign, relative: planned.relative.map { abs($0) * sign }, as: goal.target)
        }
        var needs =
            goal.factor.isFinite
            ? "needs \(PowerText.factor(goal.factor)) times more customers"
            : "no number of customers is enough, because the base brings as much"
        if let weeks = goal.weeksMore, weeks > 0 {
            needs += " or \(weeks) week\(weeks == 1 ? "" : "s") more"
        }
        let isSmaller = planned.detectable.map { abs(goal.absolute) < abs($0) } ?? true
        let what =
            !isSmaller
            ? "is found less often than asked"
                + (goal.against == .both ? " against control and base together" : "")
            : found.map { "is smaller than what this test can detect (\($0))" }
                ?? "cannot be detected by this test, whatever it brings"
        var place = place
        place.keyPath = place.keyPath ?? "goal.target"
        return Diagnostic(
            .warning, "goal-not-detectable", "target \(text.bar(goal.target)) \(what): \(needs)",
            at: place,
            why: "an effect of the size aimed at would be told from chance in "
                + "\(PowerText.tenths(goal.chance)) of 10 such tests",
            fix: "widen the audience, run longer, aim higher, or give the control group another "
                + "share; `experiment power` shows the sizes")
    }

    /// The same warning from what a plan states itself, without any file.
    ///
    /// `validate` cannot see the customers; a plan whose `power` block gives their number and the
    /// baseline can be held against its goal all the same.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - planFile: Its file.
    /// - Returns: The warning; nil when the goal is detectable or the plan states too little.
    public static func goalWarning(of plan: Plan, planFile: String) -> Diagnostic? {
        guard plan.goal?.target != nil, let audience = PowerAudience(stated: plan),
            let baseline = PowerBaseline(stated: plan),
            let report = try? make(
                plan: plan, audience: audience, baseline: baseline, planFile: planFile)
        else { return nil }
        return report.goalWarning(at: .init(file: planFile))
    }
}

/// Numbers in messages, which are English whatever the language of reports.
struct PowerText {
    let metric: Metric

    /// A bar with its sign, in the unit it was written in.
    func bar(_ bar: Bar) -> String {
        switch bar {
        case .points(let value): Self.signed(value * 100) + " pt"
        case .relative(let share): Self.signed(share * 100) + "%"
        case .amount(let amount, let currency):
            Self.signed(amount) + (currency.map { " " + $0 } ?? "")
        }
    }

    /// An effect in the unit of a bar.
    func effect(_ absolute: Double, relative: Double?, as bar: Bar) -> String {
        switch bar {
        case .relative:
            if let relative { return self.bar(.relative(Self.outward(relative))) }
            fallthrough
        case .amount: return self.bar(.amount(Self.outward(absolute), currency: metric.currency))
        case .points: return self.bar(.points(Self.outward(absolute)))
        }
    }

    /// Two digits, rounded away from zero, so that what is too small never looks large enough.
    private static func outward(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return value }
        let step = pow(10, (log10(abs(value))).rounded(.down) - 1)
        return (value / step - (value < 0 ? -1e-9 : 1e-9)).rounded(.awayFromZero) * step
    }

    private static func signed(_ value: Double) -> String {
        (value < 0 ? "-" : "+") + number(abs(value))
    }

    /// At most four significant digits.
    static func number(_ value: Double) -> String { String(format: "%.4g", value) }

    /// A whole number with groups of three digits.
    static func count(_ value: Double) -> String {
        var digits = String(format: "%.0f", value)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }

    /// A factor, rounded up to a tenth, so that following the advice is enough.
    static func factor(_ value: Double) -> String {
        let up = (value * 10 - 1e-9).rounded(.up) / 10
        return up >= 100 ? count(up.rounded(.up)) : String(format: "%.1f", up)
    }

    /// A chance as so many of ten.
    static func tenths(_ chance: Double) -> String {
        let tenths = Int((chance * 10).rounded())
        return tenths == 0
            ? "fewer than 1" : tenths == 10 && chance < 1 ? "more than 9" : "\(tenths)"
    }
}
