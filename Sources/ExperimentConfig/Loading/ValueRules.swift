// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads what a result is worth, and the rules on money.
struct ValueRules {
    private let builder: PlanBuilder
    private let metrics: MetricRules.Result
    private let variants: [VariantRules.Read]
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder, metrics: MetricRules.Result, variants: [VariantRules.Read]) {
        self.builder = builder
        self.metrics = metrics
        self.variants = variants
    }

    /// The rule, if the plan has one that can be read.
    func read() -> ValueRule? {
        let rule = rule()
        checkCurrencies(rule?.currency)
        return rule
    }

    private func rule() -> ValueRule? {
        guard let reader = builder.root.group("value") else { return unwritten() }
        let margin =
            reader.number("margin_pct")?.value ?? builder.shared.workspace?.margin ?? 1
        let perResult = reader.money("per_result")
        guard let key = reader.text("metric") else { return nil }
        metrics.require(key, log)
        guard let metric = metrics.metric(key.value) else { return nil }
        if [.ratio, .quantile, .nps].contains(metric.kind) {
            log.report(
                "value-metric",
                "\(metric.kind.phrase) cannot be turned into money (seen: \(key.value))",
                at: key.spot, why: "it is not a result per customer",
                fix: "name a proportion, a count, or a mean in money")
            return nil
        }
        if metric.direction == .decrease {
            log.report(
                "value-direction", "fewer of `\(key.value)` is better, so it cannot bring money",
                at: key.spot, why: "money is counted per extra result",
                fix: "define a metric that counts the good outcome, e.g. retained, and name it here"
            )
            return nil
        }
        if let perResult, let currency = metric.currency {
            log.report(
                "value-twice", "`\(key.value)` is money already (in \(currency))",
                at: perResult.spot,
                why: "an amount per result would multiply money by money",
                fix: "remove `per_result`")
            return nil
        }
        guard let currency = perResult?.value.currency ?? metric.currency else {
            if !reader.has("per_result") { noMoney(key, metric) }
            return nil
        }
        return ValueRule(
            metric: key.value, perResult: perResult?.value, margin: margin, currency: currency)
    }

    /// The rule of a plan that asks for net value and does not say of what.
    ///
    /// It is the only mean in money among its metrics, where the shared file knows the margin. Only
    /// money has refunds.
    private func unwritten() -> ValueRule? {
        guard builder.root.group("decision")?.text("net_value") != nil,
            !builder.root.has("value"), !builder.root.isMisspelt("value"),
            let workspace = builder.shared.workspace, let margin = workspace.margin
        else { return nil }
        let keys = [metrics.set.primary] + metrics.set.secondary
        let means = metrics.set.definitions.filter {
            keys.contains($0.key) && $0.kind == .mean && $0.lifetimeValue == nil
                && $0.direction == .increase
                && ($0.currency ?? ($0.refunds == nil ? nil : workspace.currency)) != nil
        }
        guard means.count == 1, let metric = means.first,
            let currency = metric.currency ?? workspace.currency
        else { return nil }
        return ValueRule(metric: metric.key, margin: margin, currency: currency)
    }

    private func noMoney(_ key: Located<String>, _ metric: Metric) {
        log.report(
            "value-missing", "nothing says what `\(key.value)` is worth", at: key.spot,
            why: "it is \(metric.kind.phrase) without a currency",
            fix: metric.kind == .mean
                ? "add `currency: EUR` to the metric, or `per_result: 62 EUR` here"
                : "add `per_result: 62 EUR`, with the amount of one result")
    }

    private func checkCurrencies(_ currency: String?) {
        var expected = currency
        for read in variants {
            guard let cost = read.variant.cost else { continue }
            for (key, money) in [("per_contact", cost.perContact), ("fixed", cost.fixed)] {
                guard let money else { continue }
                let first = expected ?? money.currency
                expected = first
                guard money.currency != first else { continue }
                let place = read.reader.group("cost")?.spot(of: key) ?? read.reader.spot
                // A cost in two currencies was reported where it was read.
                if key == "fixed", let other = cost.perContact, other.currency != money.currency {
                    continue
                }
                log.report(
                    "currency-mixed",
                    "the cost of `\(read.variant.key)` is in another currency "
                        + "(seen: \(money.currency), not \(first))",
                    at: place, why: "amounts of different currencies must never be added up",
                    fix: "write it in \(first)")
            }
        }
    }
}
