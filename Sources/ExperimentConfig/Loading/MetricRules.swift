// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the metrics, and the rules on the part each plays.
struct MetricRules {
    /// The metrics, and what later rules need of them.
    struct Result {
        var set: MetricSet
        /// Every key that the plan and the shared file define, readable in full or not.
        var known: [String]
        /// Whether there may be more, in a shared file that could not be read.
        var isOpen = false

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
            guard !isOpen, !known.contains(key.value) else { return }
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
        let one = MetricReader(
            data: data, currency: builder.shared.workspace?.currency, log)
        let metrics = groups.compactMap { group in
            one.read(group).map { (metric: $0, reader: group) }
        }
        AdjustmentRules.warn(metrics, log)
        checkMatches(metrics)
        var result = Result(
            set: MetricSet(definitions: metrics.map(\.metric) + shared(reader), primary: ""),
            known: known.enumerated().filter { number, key in
                !known[..<number].contains { $0.value == key.value }
            }.map(\.element.value))
        addShared(&result, known)
        checkDefined(reader, result.known)
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

    /// The metrics of the shared file that the plan names, in the order of the file.
    private func shared(_ reader: Reader) -> [Metric] {
        let root = builder.root
        let outcomes = root.group("simulate")?.groups("outcomes") ?? []
        var named = [reader.text("primary")] + (reader.texts("secondary") ?? [])
        named += reader.groups("guardrails").map { $0.text("metric") }
        named += ["goal", "value"].map { root.group($0)?.text("metric") }
        named.append(root.group("decision")?.group("minimum_uplift")?.text("metric"))
        named += outcomes.flatMap { [$0.text("metric"), $0.text("given")] }
        let keys = Set(named.compactMap { $0?.value })
        return (builder.shared.workspace?.metrics ?? []).filter { keys.contains($0.key) }
    }

    /// Adds the names of the shared file, and refuses a metric that both files define.
    private func addShared(_ result: inout Result, _ own: [Located<String>]) {
        guard let names = builder.shared.names else {
            result.isOpen = true
            return
        }
        for key in own where names.metrics.contains(key.value) {
            let file = builder.shared.file ?? PlanFolder.sharedFile
            log.report(
                "metric-shared", "`\(key.value)` is defined here and in `\(file)`", at: key.spot,
                why: "only one of the two definitions can count",
                fix: "remove it here to use the shared one, or give this one another key")
        }
        result.known += names.metrics.filter { !result.known.contains($0) }
    }

    private func checkDefined(_ reader: Reader, _ known: [String]) {
        guard known.isEmpty, !reader.has("define"), !reader.isMisspelt("define"),
            builder.shared.names != nil
        else { return }
        log.report(
            "missing-key", "`define` is missing in `metrics`", at: reader.spot,
            why: "the metrics are measured as they are defined here",
            fix: "add `define:` with a list of metrics, each with key, type, column and "
                + "direction")
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
