// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
public import ExperimentModel

/// What stands in the way of reckoning what a test can find, said with the line that mends it.
public struct PowerProblems: Sendable {
    private let planFile: String

    /// Creates the messages of a plan file.
    public init(_ planFile: String) { self.planFile = planFile }

    /// Nothing says what the metric is without contact.
    public func noBaseline(_ metric: Metric?) -> DiagnosticsError {
        let name = metric.map { Visible.value($0.name) } ?? "the metric"
        let line =
            metric?.isShare ?? true
            ? "power: { baseline: 3.0% }" : "power: { baseline: 1.86, standard_deviation: 14.2 }"
        return error(
            "power-baseline-missing", "nothing says what \(name) is without contact", "power",
            why: "what a test can find depends on it",
            fix: "add `\(line)` to the plan, or name an earlier test with `--result result.json` "
                + "(in the plan `power: { from_result: FILE }`), or a file of customers with "
                + "their earlier outcomes with `--history FILE` (`power: { from_history: FILE }`)")
    }

    /// Nothing says how many customers there are.
    public func noAudience() -> DiagnosticsError {
        error(
            "power-audience-missing", "nothing says how many customers can take part", "power",
            why: "what a test can find depends on it",
            fix: "name the customer file with `--customers FILE`, or give the number with "
                + "`--audience 100000`, or add `power: { customers: 100000 }` to the plan")
    }

    func notComputable(_ reason: String) -> DiagnosticsError {
        error(
            "power-not-computable", "what this test can find cannot be worked out (\(reason))",
            "power", why: "a number in the plan is outside what the formulas allow",
            fix: "check the confidence, the looks and the `power` block of the plan")
    }

    /// The metric, the group to compare with and the planned shares.
    func check(
        _ plan: Plan, _ baseline: PowerBaseline
    ) throws(DiagnosticsError) -> (Metric, Int, [Double]) {
        guard let metric = plan.metric(plan.metrics.primary) else {
            throw error(
                "metric-unknown", "the primary metric is not defined", "metrics.primary",
                why: "there is nothing to find a difference in", fix: "define it in `metrics`")
        }
        guard !plan.tests.isEmpty else {
            throw error(
                "power-no-test", "the plan has no variant with the role test", "variants",
                why: "there is nothing to compare", fix: "add a variant with `role: test`")
        }
        guard
            let reference = plan.variants.firstIndex(where: { $0.role == .control })
                ?? plan.variants.firstIndex(where: { $0.role == .base })
        else {
            throw error(
                "power-no-reference", "the plan has no control and no base", "variants",
                why: "a test group is compared with one of them",
                fix: "add a variant with `role: control`")
        }
        try check(metric, baseline)
        let allocation: Allocation
        do { allocation = try Allocation(plan: plan) } catch {
            throw DiagnosticsError(.badPlan, [error.diagnostic])
        }
        let shares = plan.variants.indices.map(allocation.plannedShare)
        guard shares[reference] > 0, shares[reference] < 1,
            plan.variants.indices.allSatisfy({
                plan.variants[$0].role != .test || shares[$0] > 0
            })
        else {
            throw error(
                "power-empty-group", "a group of the plan gets nobody", "variants",
                why: "nothing can be compared with an empty group",
                fix: "give every variant a weight above 0%")
        }
        return (metric, reference, shares)
    }

    private func check(_ metric: Metric, _ baseline: PowerBaseline) throws(DiagnosticsError) {
        let name = Visible.value(metric.name)
        if metric.kind == .quantile {
            throw error(
                "power-quantile", "\(name) is a quantile, for which there is no power", "metrics",
                why: "its precision depends on how the values lie around it",
                fix: "make a share of customers above that value the primary metric, or compare "
                    + "by `experiment simulate`")
        }
        if metric.isShare {
            let rates =
                [("baseline", baseline.value)]
                + (baseline.base.map {
                    [("base_baseline", $0)]
                } ?? [])
            for (key, rate) in rates where !(rate > 0 && rate < 1) {
                throw error(
                    "power-baseline-range",
                    "\(name) is a rate, and \(PowerText.number(rate * 100))% leaves nothing to "
                        + "compare", "power.\(key)",
                    why: "at 0% and 100% nobody differs from anybody",
                    fix: "give the share of customers that do it without contact, as 3.0%")
            }
        } else if !((baseline.standardDeviation ?? 0) > 0) {
            throw error(
                "power-deviation-missing",
                "nothing says how much \(name) differs between customers",
                "power.standard_deviation",
                why: "the more customers differ, the more of them it takes to see a difference",
                fix: "add `standard_deviation: 14.2` to the `power` block, or use "
                    + "`--history FILE` or `--result result.json`, which hold it")
        }
        if !baseline.value.isFinite {
            throw notComputable("the baseline is not a number")
        }
    }

    /// Whether every group gets enough customers to be compared at all.
    func checkSizes(
        _ plan: Plan, _ audience: PowerAudience, _ shares: [Double], _ metric: Metric,
        _ baseline: PowerBaseline
    ) throws(DiagnosticsError) {
        let smallest = shares.filter { $0 > 0 }.min() ?? 0
        guard audience.participants * smallest < 2 else { return }
        let wanted =
            metric.isShare ? 10 / min(baseline.value, 1 - baseline.value) : 100
        let workable = (wanted / smallest / max(audience.share, 1e-9)).rounded(.up)
        let groups = zip(plan.variants, shares).map { variant, share in
            "\(variant.key) \(Int((share * audience.participants).rounded()))"
        }
        throw error(
            audience.customers == 0 ? "audience-empty" : "audience-too-small",
            audience.customers == 0
                ? "nobody can take part"
                : "\(audience.customers) customers are too few for this plan "
                    + "(\(groups.joined(separator: ", ")))",
            "power.customers", why: "a group without customers cannot be compared",
            fix: "widen the audience to at least \(PowerText.count(workable)) customers, or give "
                + "the smallest group a larger weight")
    }

    /// Whether a rate with the effect hoped for is still a rate.
    func checkEffects(
        _ plan: Plan, _ metric: Metric, _ baseline: PowerBaseline
    ) throws(DiagnosticsError) {
        guard metric.isShare else { return }
        let target = (plan.goal?.metric ?? metric.key) == metric.key ? plan.goal?.target : nil
        let bars = [("goal.target", target), ("power.expected_effect", plan.power?.expectedEffect)]
        let text = PowerText(metric: metric)
        let found = bars.compactMap { keyPath, bar -> Diagnostic? in
            guard let bar else { return nil }
            let rate = baseline.value + PowerModel.absolute(bar, level: baseline.value)
            guard !(-1e-12...1 + 1e-12).contains(rate) else { return nil }
            let level = PowerText.number(baseline.value * 100)
            let room = PowerText.number((rate < 0 ? baseline.value : 1 - baseline.value) * 100)
            return Diagnostic(
                .error, "goal-out-of-range",
                "\(text.bar(bar)) on \(level)% makes \(PowerText.number(rate * 100))%",
                at: .init(file: planFile, keyPath: keyPath),
                why:
                    "\(Visible.value(metric.name)) is a share of customers, which stays from 0% to "
                    + "100%",
                fix:
                    "aim at less than \(rate < 0 ? "-" : "+")\(room) pt, or correct the baseline of "
                    + "\(level)%")
        }
        guard found.isEmpty else { throw DiagnosticsError(.badPlan, found) }
    }

    private func error(
        _ id: String, _ summary: String, _ keyPath: String, why: String, fix: String
    ) -> DiagnosticsError {
        DiagnosticsError(
            .badPlan,
            [
                Diagnostic(
                    .error, id, summary, at: .init(file: planFile, keyPath: keyPath), why: why,
                    fix: fix)
            ])
    }
}
