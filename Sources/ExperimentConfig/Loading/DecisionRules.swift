// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads what must hold for a variant to pass.
struct DecisionRules {
    private let builder: PlanBuilder
    private let metrics: MetricRules.Result
    private let variants: [VariantRules.Read]
    private let schedule: Schedule?
    private let value: ValueRule?
    private var log: PlanLog { builder.log }

    init(
        _ builder: PlanBuilder, metrics: MetricRules.Result, variants: [VariantRules.Read],
        schedule: Schedule?, value: ValueRule?
    ) {
        self.builder = builder
        self.value = value
        self.schedule = schedule
        self.metrics = metrics
        self.variants = variants
    }

    /// The rule, with the defaults where the plan is silent, and the looks that are days.
    func read() -> (rule: DecisionRule, lookDays: [Day]?) {
        let reader = builder.root.group("decision")
        let named = reader?.texts("beat")
        var beat: [Role] = []
        for role in (named ?? []).compactMap({ Role(rawValue: $0.value) })
        where !beat.contains(role) {
            beat.append(role)
        }
        if beat.isEmpty { beat = [.control] }
        checkReferences(beat, named)
        let isPositive = reader?.text("net_value") != nil
        if isPositive, let reader { checkNetValue(reader) }
        let rules = reader.map { MonitoringRules($0, log, schedule) }
        let monitoring = rules?.read() ?? .fixed
        if let reader {
            checkCorrection(reader)
            SampleRule(builder, variants, log).check(
                reader.integer("min_sample_per_variant"), monitoring)
            checkRuntime(reader.duration("min_runtime"))
        }
        let rule = DecisionRule(
            beat: beat, confidence: reader?.number("confidence")?.value ?? 0.95,
            correction: reader?.choice("correction", as: DecisionRule.Correction.self)?.value
                ?? .holm,
            monitoring: monitoring,
            minimumUplift: minimumUplift(reader?.group("minimum_uplift")),
            netValuePositive: isPositive,
            minimumSamplePerVariant: reader?.integer("min_sample_per_variant")?.value,
            minimumRuntime: reader?.duration("min_runtime")?.value,
            stopForHarm: reader?.bool("stop_for_harm")?.value,
            seed: reader?.integer("seed").map { UInt64($0.value) })
        return (rule, rules?.lookDays)
    }

    /// Whether every variant could be read, so that an absent role is truly absent.
    private var isComplete: Bool {
        let count = builder.root.groups("variants").count
        return count > 0 && variants.count == count
    }

    private func has(_ role: Role) -> Bool { variants.contains { $0.variant.role == role } }

    private func checkReferences(_ beat: [Role], _ named: [Located<String>]?) {
        guard isComplete else { return }
        let place = builder.root.spot(of: "variants")
        if !has(.control) {
            let asked = named?.first { $0.value == "control" }
            if beat.contains(.control) {
                log.report(
                    "no-control", "no variant is the control that the tests must beat",
                    at: asked?.spot ?? place,
                    why: "only customers who are not contacted show what contact adds",
                    fix: has(.base)
                        ? "give one variant `role: control`, or write `beat: [base]`"
                        : "give one variant `role: control`")
            } else {
                log.remark(
                    "no-control", "the plan has no control", at: place,
                    why: "you can rank the variants, not prove that contact works",
                    fix: "add a variant with `role: control` and `contact: false`")
            }
        }
        if beat.contains(.base), !has(.base) {
            let names = variants.filter { $0.variant.role == .test }.map { "`\($0.variant.key)`" }
            log.report(
                "no-base", "no variant is the base that the tests must beat",
                at: named?.first { $0.value == "base" }?.spot ?? place,
                why: "base is today's strategy; the variants under test are "
                    + names.joined(separator: ", "),
                fix:
                    "which one is today's strategy? give it `role: base`, or write `beat: [control]`"
            )
        }
    }

    /// Remarks on a correction that was chosen and has nothing to correct.
    private func checkCorrection(_ reader: Reader) {
        let tests = variants.filter { $0.variant.role == .test }
        guard isComplete, tests.count == 1, !log.hasErrors,
            let correction = reader.choice("correction", as: DecisionRule.Correction.self),
            correction.value != .holm
        else { return }
        log.remark(
            "correction-one",
            "`correction: \(correction.value.rawValue)` does nothing with one test variant",
            at: correction.spot, why: "it is over several variants under test",
            fix: "remove it, or leave it for when a second variant joins")
    }

    /// Holds the least time to run against the schedule.
    private func checkRuntime(_ least: Located<PlanDuration>?) {
        guard let least else { return }
        guard let start = schedule?.start else {
            let reader = builder.root.group("schedule")
            guard reader?.has("start") != true, reader?.isMisspelt("start") != true else { return }
            log.report(
                "runtime-schedule",
                "`min_runtime` is asked for, and the schedule has no start (seen: \(least.text))",
                at: least.spot, why: "the time that the test ran is counted from its start",
                fix: "add `schedule: { start: … }`, or remove `min_runtime`")
            return
        }
        guard let end = schedule?.end, end >= start else { return }
        let days = end.ordinal - start.ordinal + 1
        let needed = least.value.longestDays
        guard days < needed else { return }
        log.report(
            "runtime-longer",
            "the test ends before it ran its least time "
                + "(seen: \(least.text), start \(start.iso), end \(end.iso))",
            at: least.spot,
            why: "from start to end are \(days) \(days == 1 ? "day" : "days"), so there could "
                + "never be a verdict",
            fix: "move the end to \(start.adding(days: needed - 1).iso), or write "
                + "`min_runtime: \(days)d`")
    }

    private func checkNetValue(_ reader: Reader) {
        let place = reader.spot(of: "net_value")
        // Without `value` the one metric in money says what a result is worth.
        if !builder.root.has("value") {
            guard value == nil else { return checkCosts() }
            let metric = metrics.set.primary.isEmpty ? "ordered" : metrics.set.primary
            log.report(
                "cost-missing", "`net_value` is asked for, but nothing says what a result is worth",
                at: place, why: "uplift can only be held against cost in money",
                fix:
                    "add the line `value: { metric: \(metric), per_result: 62 EUR, margin_pct: 40% }`"
            )
        } else if let value = builder.root.group("value"), !value.has("margin_pct"),
            !value.isMisspelt("margin_pct"), builder.shared.workspace?.margin == nil
        {
            log.report(
                "margin-missing", "`net_value` is asked for, but nothing says what part is margin",
                at: place, why: "cost is paid from the margin, not from the revenue",
                fix: "add the line `margin_pct: 40%` to `value`; write 100% when its amounts are "
                    + "margin already")
        }
        checkCosts()
    }

    private func checkCosts() {
        for read in variants where read.variant.role == .test {
            let cost = read.reader.group("cost")
            let isPriced = cost?.has("per_contact") == true || cost?.has("fixed") == true
            guard !isPriced else { continue }
            log.report(
                "cost-missing", "`net_value` is asked for, but `\(read.variant.key)` has no cost",
                at: read.reader.spot, why: "uplift must pay for the contact",
                fix:
                    "add `cost: { per_contact: 0.04 EUR }` to the variant, or 0 EUR when it is free"
            )
        }
    }

    private func minimumUplift(_ reader: Reader?) -> DecisionRule.MinimumUplift? {
        guard let reader else { return nil }
        let named = reader.text("metric")
        if let named { metrics.require(named, log) }
        let value = reader.bar("value")
        let versus = reader.choice("vs", as: Role.self)
        if let versus, isComplete, !has(versus.value) {
            log.report(
                versus.value == .control ? "no-control" : "no-base",
                "no variant is the \(versus.value.rawValue) that the uplift is taken against",
                at: versus.spot, why: "there is nothing to compare with",
                fix: "name a role that the plan has")
        }
        let key = named?.value ?? metrics.set.primary
        guard let value else { return nil }
        guard let metric = metrics.metric(key) else {
            BarRules(log).unclear(value, among: metrics.set.definitions)
            return nil
        }
        let size = BarRules(log).better(
            value, on: metric, id: "uplift-sign", asking: "minimum uplift")
        return versus.map {
            DecisionRule.MinimumUplift(metric: key, versus: $0.value, value: size)
        }
    }
}
