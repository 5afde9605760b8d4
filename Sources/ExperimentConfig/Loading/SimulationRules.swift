// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads what a generated campaign looks like.
struct SimulationRules {
    private let builder: PlanBuilder
    private let metrics: MetricRules.Result
    private let variants: [VariantRules.Read]
    private let data: DataSource?
    private var log: PlanLog { builder.log }

    init(
        _ builder: PlanBuilder, metrics: MetricRules.Result, variants: [VariantRules.Read],
        data: DataSource?
    ) {
        self.builder = builder
        self.metrics = metrics
        self.variants = variants
        self.data = data
    }

    /// The simulation, if the plan has one.
    func read() -> Simulation? {
        guard let reader = builder.root.group("simulate") else { return nil }
        checkData()
        let groups = reader.groups("outcomes")
        let outcomes = groups.enumerated().compactMap { number, group in
            outcome(group, after: groups[..<number].compactMap { $0.text("metric")?.value })
        }
        checkCoverage(groups, reader)
        return Simulation(
            outcomes: outcomes, segments: reader.groups("segments").compactMap(segment))
    }

    private func outcome(_ reader: Reader, after earlier: [String]) -> Simulation.Outcome? {
        let rates = reader.numbers("rates")
        let means = reader.numbers("means")
        let buyers = reader.number("buyers")
        let sigma = reader.number("sigma")
        let given = reader.text("given")
        guard let key = reader.text("metric") else { return nil }
        metrics.require(key, log)
        guard let metric = metrics.metric(key.value) else { return nil }
        guard isGenerated(metric, key.spot) else { return nil }
        let asks = metric.isShare ? "rates" : "means"
        if !reader.has(asks) {
            log.report(
                "missing-key", "`\(asks)` is missing in `\(reader.spot.path)`", at: reader.spot,
                why: "\(metric.kind.phrase) is generated from the \(asks) of the variants",
                fix: "add `\(asks): { \(variants.first?.variant.key ?? "control"): "
                    + (asks == "rates" ? "3%" : "12.5") + " }`, with one for each variant")
        }
        let amounts = metric.kind == .mean
        for other in [asks == "rates" ? "means" : "rates"]
            + (amounts ? [] : ["buyers", "sigma"])
        where reader.has(other) {
            noEffect(other, reader, metric)
        }
        if reader.has("buyers"), given != nil { noEffect("buyers", reader, metric) }
        if let given { checkGiven(given, after: earlier) }
        guard let values = asks == "rates" ? rates : means else { return nil }
        checkKeys(values, at: reader.spot(of: asks))
        return Simulation.Outcome(
            metric: key.value,
            values: Dictionary(values.map { ($0.key, $0.number.value) }) { first, _ in first },
            buyers: buyers?.value, sigma: sigma?.value ?? 1, given: given?.value)
    }

    private func noEffect(_ key: String, _ reader: Reader, _ metric: Metric) {
        log.report(
            "key-no-effect", "`\(key)` does nothing for `\(metric.key)`", at: reader.spot(of: key),
            why: key == "buyers" && reader.has("given")
                ? "`given` says already who has more than zero"
                : "`\(metric.key)` is \(metric.kind.phrase)",
            fix: "remove it")
    }

    private func checkGiven(_ key: Located<String>, after earlier: [String]) {
        metrics.require(key, log)
        guard let metric = metrics.metric(key.value) else { return }
        if !metric.isShare {
            log.report(
                "simulate-given", "an outcome can only be given a proportion (seen: \(key.value))",
                at: key.spot, why: "it says which customers can have more than zero",
                fix: "name a metric with `type: proportion`")
        } else if !earlier.contains(key.value) {
            log.report(
                "simulate-given", "`\(key.value)` is not generated before this outcome",
                at: key.spot, why: "outcomes are drawn in the order of the list",
                fix: "put the outcome of `\(key.value)` first")
        }
    }

    private func checkKeys(_ values: [(key: String, number: Located<Double>)], at spot: Spot) {
        VariantKeys(variants, builder).check(
            values.map { ($0.key, $0.number.spot) }, at: spot, what: "value",
            why: "every variant's customers need an outcome")
    }

    /// Whether the metric has values of its own to generate; says why when it has not.
    private func isGenerated(_ metric: Metric, _ spot: Spot) -> Bool {
        switch metric.kind {
        case .proportion, .retention, .mean, .count:
            if metric.column != nil || data?.kind == .counts || data?.kind == .moments {
                return true
            }
            log.report(
                "simulate-event", "no column holds the values (seen: \(metric.key))", at: spot,
                why: "a generated campaign has a row per customer, and the metric is one of events",
                fix: "add `column:` to the metric, or leave it out of a plan that is simulated")
        case .ratio:
            log.report(
                "simulate-ratio", "a ratio follows from its columns (seen: \(metric.key))",
                at: spot, why: "both columns belong to other metrics",
                fix: "remove this outcome; give the metrics of the two columns one")
        case .quantile:
            log.report(
                "simulate-quantile", "a quantile follows from its column (seen: \(metric.key))",
                at: spot, why: "the column belongs to another metric",
                fix: "remove this outcome; give a metric of type mean on the column one")
        case .nps:
            log.report(
                "simulate-nps", "answers of 0 to 10 are not generated (seen: \(metric.key))",
                at: spot, why: "a generated campaign has rates, counts and amounts",
                fix: "leave the metric out of a plan that is simulated")
        }
        return false
    }

    /// A generated campaign is one file in which every row and every contact is as planned.
    private func checkData() {
        guard let reader = builder.root.group("data") else { return }
        for key in ["files", "rows", "contacted"] where reader.has(key) {
            log.report(
                "simulate-data", "a generated campaign has no `\(key)`", at: reader.spot(of: key),
                why: key == "files"
                    ? "it is one file with a column for the variant"
                    : "it has columns for id, variant, segments and outcomes only",
                fix: "remove it, or remove `simulate`")
        }
    }

    private func checkCoverage(_ groups: [Reader], _ reader: Reader) {
        var keys: [String] = []
        for group in groups {
            guard let key = group.text("metric") else { continue }
            if keys.contains(key.value) {
                log.report(
                    "metric-twice", "a metric is generated twice (seen: \(key.value))",
                    at: key.spot,
                    why: "only one of the two can count", fix: "remove one of the two")
            }
            keys.append(key.value)
        }
        for metric in metrics.set.definitions where !keys.contains(metric.key) {
            let spot = reader.spot(of: "outcomes")
            switch metric.kind {
            case .ratio, .quantile: continue
            case .nps: _ = isGenerated(metric, spot)
            case .proportion, .retention, .mean, .count:
                log.report(
                    "simulate-missing", "no outcome is generated for `\(metric.key)`", at: spot,
                    why: "the generated file would lack its column",
                    fix: "add `- metric: \(metric.key)` with its "
                        + (metric.isShare ? "rates" : "means"))
            }
        }
        checkColumns(reader)
    }

    /// Every column that is read beside the outcomes must be one of theirs.
    private func checkColumns(_ reader: Reader) {
        let drawn = Set(
            metrics.set.definitions.filter { ![.ratio, .quantile].contains($0.kind) }
                .compactMap(\.column))
        for metric in metrics.set.definitions {
            var columns = [metric.cluster]
            if metric.kind == .ratio || metric.kind == .quantile {
                columns += [metric.column, metric.numerator, metric.denominator]
            }
            for covariate in metric.covariates {
                switch covariate {
                case .column(let name): columns.append(name)
                case .ratio(let numerator, let denominator): columns += [numerator, denominator]
                }
            }
            var seen: Set<String> = []
            for column in columns.compactMap({ $0 })
            where !drawn.contains(column) && seen.insert(column).inserted {
                log.report(
                    "simulate-column",
                    "nothing generates column `\(Visible.value(column))` of `\(metric.key)`",
                    at: reader.spot(of: "outcomes"),
                    why: "a generated file has the columns of its outcomes only",
                    fix: "define a metric on the column and give it an outcome, or leave the "
                        + "column out of a plan that is simulated")
            }
        }
    }

    private func segment(_ reader: Reader) -> Simulation.SegmentLevels? {
        let groups = reader.groups("levels")
        let levels = groups.compactMap { level -> (Simulation.Level, Share)? in
            let multiplier = level.number("multiplier")?.value ?? 1
            guard let label = level.text("label")?.value, let share = level.share("share")?.value
            else { return nil }
            return (
                Simulation.Level(label: label, share: share.fraction, multiplier: multiplier), share
            )
        }
        guard let key = reader.text("segment") else { return nil }
        let known = data?.segments.map(\.key) ?? []
        if !known.contains(key.value) {
            log.report(
                "segment-unknown", "there is no such segment (seen: \(key.value))", at: key.spot,
                why: "the plan's `data` names no segment of this name",
                fix: NearestName.name(like: key.value, among: known).map { "did you mean `\($0)`?" }
                    ?? "add it under `data`: `segments: [\(key.value)]`")
        }
        if levels.count == groups.count, let problem = WeightSum(levels.map(\.1)).problem {
            log.report(
                "levels-sum", problem.what.replacing("the weights", with: "the shares"),
                at: reader.spot(of: "levels"), why: "every customer is in exactly one level",
                fix: "correct one of the shares")
        }
        return Simulation.SegmentLevels(segment: key.value, levels: levels.map(\.0))
    }
}
