// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the metrics, and the rules on the part each plays.
struct MetricRules {
    /// The metrics, and what later rules need of them.
    struct Result {
        var set: MetricSet
        /// Every key the plan defines, readable in full or not.
        var known: [String]

        func metric(_ key: String) -> Metric? { set.definitions.first { $0.key == key } }

        /// Warns of metrics that are defined and then play no part.
        func warnUnused(besides others: [String?], _ root: Reader, _ log: PlanLog) {
            let used = Set(
                [set.primary] + set.secondary + set.guardrails.map(\.metric)
                    + others.compactMap { $0 })
            for group in root.group("metrics")?.groups("define") ?? [] {
                guard let key = group.text("key"), !used.contains(key.value) else { continue }
                log.warn(
                    "metric-unused", "a metric plays no part (seen: \(key.value))", at: key.spot,
                    why: "it is defined, but neither primary, secondary nor a guardrail",
                    fix: "list it under `secondary`, or remove it")
            }
        }

        /// Reports a metric that the plan does not define.
        func require(_ key: Located<String>, _ log: PlanLog) {
            guard !known.contains(key.value) else { return }
            let near = NearestName.name(like: key.value, among: known)
            log.report(
                "metric-unknown", "there is no such metric (seen: \(key.value))", at: key.spot,
                why: known.isEmpty
                    ? "the plan defines no metrics"
                    : "known here: " + known.map { "`\($0)`" }.joined(separator: ", "),
                fix: near.map { "did you mean `\($0)`?" } ?? "define it under `metrics: define:`")
        }
    }

    private let builder: PlanBuilder
    private let data: DataSource?
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder, data: DataSource?) {
        self.builder = builder
        self.data = data
    }

    /// The metrics that can be read, in plan order.
    func read() -> Result {
        guard let reader = builder.root.group("metrics") else {
            return Result(set: MetricSet(definitions: [], primary: ""), known: [])
        }
        let groups = reader.groups("define")
        let known = groups.compactMap { $0.text("key") }
        checkUnique(known)
        let metrics = groups.compactMap { group in
            metric(group).map { (metric: $0, reader: group) }
        }
        AdjustmentRules.warn(metrics, log)
        checkMatches(metrics)
        var result = Result(
            set: MetricSet(definitions: metrics.map(\.metric), primary: ""),
            known: known.enumerated().filter { number, key in
                !known[..<number].contains { $0.value == key.value }
            }.map(\.element.value))
        let primary = reader.text("primary")
        if let primary { result.require(primary, log) }
        result.set.primary = primary?.value ?? ""
        let secondary = reader.texts("secondary") ?? []
        for key in secondary { result.require(key, log) }
        checkParts(primary, secondary)
        result.set.secondary = secondary.map(\.value)
        result.set.guardrails = guardrails(reader, primary: primary?.value, result)
        return result
    }

    private func metric(_ reader: Reader) -> Metric? {
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
        guard let kind = reader.choice("type", as: Metric.Kind.self) else { return nil }
        let columns = MetricColumns(reader, kind.value, data?.kind ?? .units, log)
        columns.check()
        checkMeaning(reader, kind.value, direction, missing)
        let adjustments = AdjustmentRules(reader, kind.value, columns, data, log)
        adjustments.check()
        let covariates = adjustments.covariates()
        let written = reader.number("percentile")
        if let written, kind.value == .quantile { PercentileRule(log).checkQuantile(written) }
        let percentile = written.flatMap { DecimalText($0.text) }
        guard let key = reader.text("key")?.value, let direction else { return nil }
        return Metric(
            key: key, name: name, kind: kind.value, column: columns.column,
            numerator: columns.numerator, denominator: columns.denominator, direction: direction,
            cap: cap?.cap, covariates: covariates, cluster: reader.text("cluster")?.value,
            quantile: percentile?.value(timesTenTo: -2), isChurn: columns.isChurn,
            match: reader.text("match")?.value, missing: missing ?? .exclude,
            currency: currency?.value ?? cap?.currency)
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

    /// In a file of moments each metric has rows of its own.
    private func checkMatches(_ metrics: [(metric: Metric, reader: Reader)]) {
        guard data?.kind == .moments else { return }
        for (number, item) in metrics.enumerated() {
            guard
                let earlier = metrics[..<number].first(where: {
                    $0.metric.match == item.metric.match && $0.metric.key != item.metric.key
                })
            else { continue }
            log.report(
                "match-duplicate",
                "`\(earlier.metric.key)` and `\(item.metric.key)` match the same value "
                    + "(seen: \(Visible.value(item.metric.match)))",
                at: item.reader.spot(of: "match"),
                why: "a row with this value would belong to both",
                fix: "give each metric its own `match`")
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

    private func checkUnique(_ keys: [Located<String>]) {
        for (number, key) in keys.enumerated() {
            guard let earlier = keys[..<number].first(where: { $0.value == key.value }) else {
                continue
            }
            log.report(
                "key-duplicate",
                "two metrics are called `\(key.value)`, on lines \(earlier.spot.mark.line) and "
                    + "\(key.spot.mark.line)",
                at: key.spot, why: "the plan could not tell them apart",
                fix: "rename one of the two")
        }
    }

    private func checkParts(_ primary: Located<String>?, _ secondary: [Located<String>]) {
        for (number, key) in secondary.enumerated() {
            if key.value == primary?.value {
                twice(key, "it is the primary metric already", "remove it from `secondary`")
            } else if secondary[..<number].contains(where: { $0.value == key.value }) {
                twice(key, "it is in the list already", "remove it here")
            }
        }
    }

    private func twice(_ key: Located<String>, _ why: String, _ fix: String) {
        log.report(
            "metric-twice", "a metric plays a part twice (seen: \(key.value))", at: key.spot,
            why: why, fix: fix)
    }

    private func guardrails(
        _ reader: Reader, primary: String?, _ result: Result
    ) -> [MetricSet.Guardrail] {
        var seen: Set<String> = []
        return reader.groups("guardrails").compactMap { group in
            guard let key = group.text("metric") else { return nil }
            result.require(key, log)
            if key.value == primary {
                twice(
                    key, "the primary metric decides already; it cannot guard itself",
                    "remove it from `guardrails`")
            } else if !seen.insert(key.value).inserted {
                twice(key, "it is in the list already", "keep one margin")
            }
            guard let margin = group.bar("margin") else { return nil }
            guard let metric = result.metric(key.value) else {
                BarRules(log).unclear(margin, among: result.set.definitions)
                return nil
            }
            let magnitude = BarRules(log).worse(margin, on: metric)
            return MetricSet.Guardrail(metric: key.value, margin: magnitude)
        }
    }
}
