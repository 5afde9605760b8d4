// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads one metric, of a plan or of the shared file.
struct MetricReader {
    private let data: DataSource?
    private let isShared: Bool
    private let currency: String?
    private let log: PlanLog

    /// A reader.
    ///
    /// - Parameters:
    ///   - data: The data of the plan.
    ///   - isShared: Whether the metric stands in the shared file, for plans with any data.
    ///   - currency: The currency of the workspace.
    ///   - log: Takes the problems.
    init(data: DataSource?, isShared: Bool = false, currency: String?, _ log: PlanLog) {
        self.data = data
        self.isShared = isShared
        self.currency = currency
        self.log = log
    }

    /// The metric, if it can be read.
    func read(_ reader: Reader) -> Metric? {
        let cap = cap(reader)
        let currency = reader.text("currency")
        if let code = cap?.currency, let currency, code != currency.value {
            log.report(
                "currency-mixed",
                "the cap and the metric differ in currency (seen: \(code) and \(currency.value))",
                at: reader.spot(of: "cap"),
                why: "a cap in another currency cuts at the wrong value",
                fix: "write the cap in \(currency.value)")
        }
        let name = reader.text("name")?.value
        let missing = reader.choice("missing", as: Metric.Missing.self)?.value
        let direction = reader.choice("direction", as: Metric.Direction.self)?.value
        guard let word = reader.text("type") else { return nil }
        let isLifetime = word.value == "clv"
        guard let kind = isLifetime ? .mean : Metric.Kind(rawValue: word.value) else { return nil }
        let events = EventRules(reader, kind, isLifetime: isLifetime, log)
        let columns = MetricColumns(reader, kind, data?.kind ?? .units, events, log)
        columns.check(isShared: isShared)
        events.check()
        checkMeaning(reader, kind, direction, missing)
        let adjustments = AdjustmentRules(reader, kind, columns, data, log)
        adjustments.check()
        let covariates = adjustments.covariates()
        let lookback = adjustments.lookback()
        let written = reader.number("percentile")
        if let written, kind == .quantile { PercentileRule(log).checkQuantile(written) }
        let percentile = written.flatMap { DecimalText($0.text) }
        let code = currency?.value ?? cap?.currency
        let lifetime = LifetimeRules(reader, isLifetime: isLifetime, log)
        let lifetimeValue = lifetime.read(currency: code ?? self.currency, direction)
        guard let key = reader.text("key")?.value, let direction else { return nil }
        return Metric(
            key: key, name: name, kind: kind, column: columns.column,
            numerator: columns.numerator, denominator: columns.denominator, direction: direction,
            cap: cap?.cap, covariates: covariates, cluster: reader.text("cluster")?.value,
            quantile: percentile?.value(timesTenTo: -2), isChurn: columns.isChurn,
            match: reader.text("match")?.value, missing: missing ?? .exclude,
            currency: code ?? (isLifetime ? self.currency : nil),
            events: isLifetime ? lifetime.revenue : events.events,
            denominatorEvents: events.denominator, window: events.window,
            lookback: lookback?.lookback, lookbackEvent: lookback?.event, refunds: events.refunds,
            lifetimeValue: lifetimeValue)
    }

    /// What the type says already of the direction and of empty values.
    private func checkMeaning(
        _ reader: Reader, _ kind: Metric.Kind, _ direction: Metric.Direction?,
        _ missing: Metric.Missing?
    ) {
        if direction == .decrease, kind == .retention || kind == .nps {
            log.report(
                "direction-type", "`direction: decrease` does not go with \(kind.phrase)",
                at: reader.spot(of: "direction"),
                why: kind == .retention
                    ? "retention is the share that stays"
                    : "an NPS is promoters minus detractors",
                fix: kind == .retention
                    ? "write `direction: increase`; to watch leavers use `type: proportion` with "
                        + "`direction: decrease`"
                    : "write `direction: increase`")
        }
        if kind == .retention, missing == .zero, reader.has("churned") {
            log.report(
                "missing-type", "`missing: zero` is not clear beside `churned`",
                at: reader.spot(of: "missing"),
                why: "a zero in that column says stayed, a retention of zero says left",
                fix: "remove it, or name a column of who stayed with `column`")
        }
        if kind == .nps, missing == .zero {
            log.report(
                "missing-type", "an answer that was not given is not a zero",
                at: reader.spot(of: "missing"),
                why: "it would make a detractor of everyone who did not answer",
                fix: "remove it: who did not answer is left out, and counted")
        }
    }

    private func cap(_ reader: Reader) -> (cap: Metric.Cap, currency: String?)? {
        guard let group = reader.group("cap") else { return nil }
        let amount = group.amount("value")
        if let percentile = group.number("percentile") {
            PercentileRule(log).checkCap(percentile)
            return (.quantile(percentile.value / 100), nil)
        }
        return amount.map { (.value($0.value.amount), $0.value.currency) }
    }
}
