// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads what is known of the outcomes before the test.
struct PowerRules {
    private let builder: PlanBuilder
    private let metrics: MetricRules.Result
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder, metrics: MetricRules.Result) {
        self.builder = builder
        self.metrics = metrics
    }

    /// The assumptions, if the plan has them.
    func read() -> PowerAssumptions? {
        guard let reader = builder.root.group("power") else { return nil }
        let metric = metrics.metric(metrics.set.primary)
        let effect = reader.bar("expected_effect")
        if let effect, let metric {
            BarRules(log).better(effect, on: metric, id: "target-sign", asking: "expected effect")
        } else if let effect {
            BarRules(log).unclear(effect, among: metrics.set.definitions)
        }
        let deviation = reader.amount("standard_deviation")
        if let deviation, let metric {
            if metric.isShare {
                log.report(
                    "key-no-effect",
                    "`standard_deviation` does nothing for \(metric.kind.phrase)",
                    at: reader.spot(of: "standard_deviation"),
                    why: "the spread of a share follows from its rate", fix: "remove it")
            }
            checkCurrency(deviation.value.currency, deviation.text, deviation.spot, metric)
        }
        if let result = reader.text("from_result") { checkPath(result) }
        if let history = reader.text("from_history") { checkPath(history) }
        if reader.has("from_result"), reader.has("from_history") {
            log.report(
                "one-of", "the assumptions come from both a result and a history",
                at: reader.spot(of: "from_history"), why: "only one of the two can count",
                fix: "keep one of them")
        }
        return PowerAssumptions(
            baseline: level(reader, "baseline", metric),
            baseBaseline: level(reader, "base_baseline", metric),
            standardDeviation: deviation?.value.amount,
            customers: reader.integer("customers")?.value,
            weeklyCustomers: reader.integer("weekly_customers")?.value,
            power: reader.number("power")?.value,
            expectedEffect: effect?.value, fromResult: reader.text("from_result")?.value,
            fromHistory: reader.text("from_history")?.value)
    }

    private func checkPath(_ file: Located<String>) {
        guard let problem = builder.paths.problem(with: file.value) else { return }
        log.report(problem.id, problem.what, at: file.spot, why: problem.why, fix: problem.fix)
    }

    /// A rate for a share, a mean for everything else.
    private func level(_ reader: Reader, _ key: String, _ metric: Metric?) -> Double? {
        guard let level = reader.level(key) else { return nil }
        guard let metric else { return level.value.value }
        if metric.isShare, !level.value.isShare {
            let percent = WeightSum.number(level.value.value)
            log.report(
                level.value.currency == nil ? "bare-number" : "level-form",
                "`\(key)` is not a rate (seen: \(level.text))", at: level.spot,
                why: "`\(metric.key)` is \(metric.kind.phrase)",
                fix: level.value.currency != nil
                    ? "write the rate, as 3%"
                    : level.value.value < 1
                        ? "write \(WeightSum.number(level.value.value * 100))%, or \(percent)% if that "
                            + "is meant"
                        : "write \(percent)%")
        } else if !metric.isShare, level.value.isShare {
            log.report(
                "level-form", "`\(key)` is a rate (seen: \(level.text))", at: level.spot,
                why: "`\(metric.key)` is \(metric.kind.phrase), with a value per customer",
                fix: "write the mean per customer, as 12.5")
        }
        checkCurrency(level.value.currency, level.text, level.spot, metric)
        return level.value.value
    }

    private func checkCurrency(_ code: String?, _ text: String, _ spot: Spot, _ metric: Metric) {
        guard let code, !metric.isShare, code != metric.currency else { return }
        log.report(
            "currency-mixed", "`\(metric.key)` is not measured in \(code) (seen: \(text))",
            at: spot, why: metric.currency.map { "its currency is \($0)" } ?? "it has no currency",
            fix: metric.currency.map { "write the amount in \($0)" }
                ?? "write the number alone, or add `currency: \(code)` to the metric")
    }
}
