// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Makes a plan of a checked tree, with the rules that hold between keys.
struct PlanBuilder {
    let root: Reader
    let log: PlanLog
    let paths: PathRule

    init(_ root: Reader, _ log: PlanLog, _ paths: PathRule) {
        self.root = root
        self.log = log
        self.paths = paths
    }

    /// The plan; of use only when no error was reported.
    func build() -> Plan? {
        let key = root.text("key")?.value
        let variants = VariantRules(self).read()
        let data = DataRules(self, variants: variants).read()
        let metrics = MetricRules(self, data: data).read()
        checkContacted(metrics)
        let value = ValueRules(self, metrics: metrics, variants: variants).read()
        let decision = DecisionRules(self, metrics: metrics, variants: variants).read()
        let schedule = readSchedule()
        let goal = readGoal(metrics, schedule)
        let report = readReport(data, metrics)
        let simulation = SimulationRules(self, metrics: metrics, variants: variants, data: data)
            .read()
        // Beside an error this would be noise.
        if !log.hasErrors {
            metrics.warnUnused(
                besides: [value?.metric, goal?.metric, decision.minimumUplift?.metric], root, log)
            ClusterRule(metrics.set, log).check(root)
        }
        guard let version = root.integer("version")?.value, let key else { return nil }
        let plan = Plan(
            version: version, key: key, name: root.text("name")?.value ?? key,
            owner: root.text("owner")?.value, hypothesis: root.text("hypothesis")?.value,
            goal: goal, data: data, assignment: readAssignment(key),
            variants: variants.map(\.variant), metrics: metrics.set, value: value,
            decision: decision, schedule: schedule, report: report, simulation: simulation)
        if !log.hasErrors { GoalLint(root: root, log: log).check(plan) }
        return plan
    }

    /// Who was contacted is held against the primary outcome of each customer.
    private func checkContacted(_ metrics: MetricRules.Result) {
        guard let data = root.group("data"), data.has("contacted"),
            let primary = metrics.metric(metrics.set.primary),
            primary.kind == .ratio || primary.kind == .quantile
        else { return }
        log.report(
            "key-unsupported", "`contacted` does not go with \(primary.kind.phrase) as primary",
            at: data.spot(of: "contacted"),
            why: "what contact did for those it reached is taken from a mean per customer",
            fix: "remove it, or choose another primary")
    }

    private func readAssignment(_ key: String) -> AssignmentRule {
        let reader = root.group("assignment")
        return AssignmentRule(
            salt: reader?.text("salt")?.value ?? key,
            evenWeights: reader?.text("weights") != nil,
            unit: reader?.text("unit")?.value ?? "customer_id")
    }

    private func readSchedule() -> Schedule? {
        guard let reader = root.group("schedule") else { return nil }
        let start = reader.day("start")
        let end = reader.day("end")
        if let start, let end, end.value < start.value {
            let days = start.value.ordinal - end.value.ordinal
            log.report(
                "end-before-start",
                "the test ends before it starts "
                    + "(seen: start \(start.value.iso), end \(end.value.iso))",
                at: end.spot,
                why: "the end is \(days) \(days == 1 ? "day" : "days") before the start",
                fix: "turn the two days round, or correct one of them")
        }
        return Schedule(start: start?.value, end: end?.value)
    }

    private func readGoal(_ metrics: MetricRules.Result, _ schedule: Schedule?) -> Goal? {
        guard let reader = root.group("goal") else { return nil }
        let named = reader.text("metric")
        if let named { metrics.require(named, log) }
        let target = reader.bar("target")
        if let target, let metric = metrics.metric(named?.value ?? metrics.set.primary) {
            BarRules(log).better(target, on: metric, id: "target-sign", asking: "target")
        } else if let target {
            BarRules(log).unclear(target, among: metrics.set.definitions)
        }
        let deadline = reader.day("deadline")
        if let deadline, let end = schedule?.end, deadline.value < end {
            log.warn(
                "deadline-before-end",
                "the goal's deadline is before the end of the test "
                    + "(seen: deadline \(deadline.value.iso), end \(end.iso))",
                at: deadline.spot, why: "the result comes too late for the goal",
                fix: "move the deadline, or end the test earlier")
        }
        return Goal(
            domain: reader.choice("domain", as: Goal.Domain.self)?.value,
            objective: reader.text("objective")?.value, metric: named?.value,
            target: target?.value, deadline: deadline?.value,
            contributesTo: reader.text("contributes_to")?.value)
    }

    private func readReport(
        _ data: DataSource?, _ metrics: MetricRules.Result
    ) -> ReportOptions {
        let reader = root.group("report")
        let segments = reader?.texts("segments") ?? []
        if let reader, reader.has("segments"), let primary = metrics.metric(metrics.set.primary),
            primary.kind == .quantile
        {
            log.report(
                "segment-quantile", "`\(primary.key)` cannot be broken down by segment",
                at: reader.spot(of: "segments"),
                why: "it is the primary metric and a quantile, which is not taken per segment",
                fix: "remove `segments`, or choose another primary")
        }
        let kind = data?.kind ?? .units
        if let reader, reader.has("segments"), kind != .units {
            log.report(
                "key-no-effect", "rows of \(kind.rawValue) are not broken down by segment",
                at: reader.spot(of: "segments"),
                why: "each row stands for many customers, so it would do nothing",
                fix: "remove it, or check `data.kind`")
        }
        let known = data?.segments.map(\.key) ?? []
        for segment in segments where kind == .units && !known.contains(segment.value) {
            let near = NearestName.name(like: segment.value, among: known)
            log.report(
                "segment-unknown", "there is no such segment (seen: \(segment.value))",
                at: segment.spot,
                why: known.isEmpty
                    ? "the plan names no segment columns"
                    : "known here: " + known.map { "`\($0)`" }.joined(separator: ", "),
                fix: near.map { "did you mean `\($0)`?" }
                    ?? "add it under `data`: `segments: [\(segment.value)]`")
        }
        return ReportOptions(
            language: reader?.text("language")?.value ?? "en", segments: segments.map(\.value),
            minimumCellSize: reader?.integer("min_cell_size")?.value ?? 25)
    }
}
