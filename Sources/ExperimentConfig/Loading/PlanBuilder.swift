// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Makes a plan of a checked tree, with the rules that hold between keys.
struct PlanBuilder {
    let root: Reader
    let log: PlanLog
    let paths: PathRule
    let shared: SharedParts

    init(_ root: Reader, _ log: PlanLog, _ paths: PathRule, _ shared: SharedParts) {
        self.root = root
        self.log = log
        self.paths = paths
        self.shared = shared
    }

    /// The keys of the segments that are columns of the data.
    var dataSegments: [String] {
        guard let data = root.group("data") else { return [] }
        return (data.texts("segments") ?? []).map(\.value)
            + data.groups("segments").compactMap { $0.text("key")?.value }
    }

    /// The plan; of use only when no error was reported.
    func build() -> Plan? {
        let key = root.text("key")?.value
        let variants = VariantRules(self).read()
        let data = DataRules(self, variants: variants).read()
        let metrics = MetricRules(self, data: data).read()
        checkContacted(metrics)
        let value = ValueRules(self, metrics: metrics, variants: variants).read()
        var schedule = ScheduleRules(self).read()
        let (decision, lookDays) = DecisionRules(
            self, metrics: metrics, variants: variants, schedule: schedule, value: value
        ).read()
        schedule?.lookDays = lookDays
        let goal = GoalRules(self, metrics: metrics, schedule: schedule).read()
        let reporting = ReportRules(self, data: data, metrics: metrics)
        let report = reporting.read()
        let outcomes = OutcomeAttributeRule(self, metrics: metrics.set, data: data)
        let audiences = AudienceRules(self, outcomes: outcomes)
        let audience = audiences.read()
        PermissionRules(self, required: audience?.require ?? []).check(
            variants, root.choice("purpose", as: Purpose.self)?.value)
        let simulation = SimulationRules(self, metrics: metrics, variants: variants, data: data)
            .read()
        let assignment = AssignmentRules(self).read(key ?? "")
        let derived = reporting.derived(report, assignment)
        ControlMetricRule(self, metrics: metrics, variants: variants).check()
        outcomes.check(derived ?? [])
        // Beside an error this would be noise.
        if !log.hasErrors {
            metrics.warnUnused(
                besides: [value?.metric, goal?.metric, decision.minimumUplift?.metric], root, log)
            ClusterRule(metrics.set, log).check(root)
        }
        let cards = CardRules(self)
        let parts = (
            cards.read(), cards.exposure(), RolloutRules(self).read(),
            PowerRules(self, metrics: metrics).read(),
            root.group("privacy").flatMap { PrivacyRules($0, log).read() }
        )
        guard let version = root.integer("version")?.value, let key else { return nil }
        let plan = Plan(
            version: version, key: key, name: root.text("name")?.value ?? key,
            owner: root.text("owner")?.value, hypothesis: root.text("hypothesis")?.value,
            goal: goal, data: reporting.data(with: derived, for: report), assignment: assignment,
            variants: variants.map(\.variant), metrics: metrics.set, value: value,
            decision: decision, schedule: schedule, report: report, simulation: simulation,
            approvers: root.texts("approvers")?.map(\.value),
            purpose: root.choice("purpose", as: Purpose.self)?.value, contactStrategy: parts.0,
            audience: audience, permissions: audiences.permissions(audience), segments: derived,
            exposure: parts.1, rollout: parts.2, power: parts.3,
            privacy: parts.4 ?? shared.workspace?.privacy)
        if !log.hasErrors {
            GoalRangeLint(root: root, log: log).check(plan)
            GoalLint(root: root, log: log).check(plan)
            ChannelLint(root: root, log: log).check()
        }
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
}
