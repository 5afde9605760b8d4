// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Turns contrasts into evidence per test variant and evidence into verdicts.
struct DecisionBuilder {
    let plan: Plan
    let contrasts: ContrastTable
    let values: ValueBuilder
    let tallies: [[MetricTally]]
    let health: [HealthCheck]
    let asOf: Day?
    let looks: LookRule
    /// Dunnett's families by reference arm; empty under any other correction.
    let dunnett: [Int: DunnettFamily]
    /// The p-values of the primary metric in the right direction, over all looks.
    private let orientedPs: [ArmPair: (first: Double, second: Double)]

    init(
        plan: Plan, contrasts: ContrastTable, values: ValueBuilder, tallies: [[MetricTally]],
        health: [HealthCheck], asOf: Day?, looks: LookRule
    ) {
        self.plan = plan
        self.contrasts = contrasts
        self.values = values
        self.tallies = tallies
        self.health = health
        self.asOf = asOf
        self.looks = looks
        dunnett = Self.dunnett(plan, contrasts)
        orientedPs = Self.orientedPs(plan, contrasts, looks)
    }

    /// The correction in use: Holm's where Dunnett's has no answer.
    var correction: DecisionRule.Correction {
        plan.decision.correction == .dunnett && dunnett.isEmpty ? .holm : plan.decision.correction
    }

    /// Two-sided error rate of the plan.
    var alpha: Double { SignificanceLevel.alpha(confidence: plan.decision.confidence) }
    var tests: [Int] { plan.variants.indices.filter { plan.variants[$0].role == .test } }

    /// The level of decision intervals: 1 - alpha / k for k test arms.
    static func level(of plan: Plan) -> Double {
        let alpha = SignificanceLevel.alpha(confidence: plan.decision.confidence)
        return 1 - alpha / Double(max(plan.tests.count, 1))
    }

    func build() -> DecisionResult {
        let pairs = tests.map { armP($0) }
        let adjusted = adjustedArms(pairs)
        let seconds = adjustedArms(tests.map { armP($0, second: true) }, second: true)
        var decisions: [VariantDecision] = []
        for (place, arm) in tests.enumerated() {
            let evidence = DecisionEvidence(
                key: plan.variants[arm].key, isInvalid: health.contains { $0.status == .invalid },
                references: references(for: arm, place: place, armPs: pairs),
                otherRules: otherRules(
                    for: arm,
                    secondDisagrees: (adjusted[place] ?? 1) < alpha
                        && (seconds[place] ?? 1) >= alpha),
                p: pairs[place], adjustedP: adjusted[place], metric: plan.metrics.primary,
                holdsHarmBack: plan.decision.stopForHarm == false && looks.hasLooksAhead)
            decisions.append(evidence.decide())
        }
        return DecisionResult(
            verdict: decisions.map(\.verdict).min() ?? .invalid, variants: decisions,
            decisionLevel: dunnett.values.map { 1 - $0.nominalP }.max() ?? Self.level(of: plan),
            correction: correction)
    }

    // MARK: beating control and base

    /// The references the plan asks to beat, where the plan has them.
    var mustBeat: [Int] {
        plan.variants.indices.filter { plan.decision.beat.contains(plan.variants[$0].role) }
    }

    /// The p-value of one comparison in the right direction: 1 when the effect points the wrong way.
    func orientedP(_ arm: Int, _ reference: Int, second: Bool = false) -> Double? {
        let found = orientedPs[ArmPair(treatment: arm, reference: reference)]
        return second ? found?.second : found?.first
    }

    private static func orientedPs(
        _ plan: Plan, _ contrasts: ContrastTable, _ looks: LookRule
    ) -> [ArmPair: (first: Double, second: Double)] {
        let direction = plan.metric(plan.metrics.primary)?.direction ?? .increase
        var found: [ArmPair: (first: Double, second: Double)] = [:]
        for pair in ArmPair.all(in: plan) {
            guard let contrast = contrasts[plan.metrics.primary, pair] else { continue }
            let outcome = contrast.outcome(confidence: plan.decision.confidence)
            guard let estimate = outcome.absolute.value?.estimate, let p = outcome.p.value else {
                continue
            }
            let better = direction == .increase ? estimate > 0 : estimate < 0
            guard better else {
                found[pair] = (1, 1)
                continue
            }
            let first = looks.p(p, for: pair)
            found[pair] = (first, contrast.secondP.map { looks.p($0.p, for: pair) } ?? first)
        }
        return found
    }

    private static func dunnett(_ plan: Plan, _ contrasts: ContrastTable) -> [Int: DunnettFamily] {
        guard plan.decision.correction == .dunnett else { return [:] }
        var families: [Int: DunnettFamily] = [:]
        let references = plan.variants.indices.filter { plan.variants[$0].role != .test }
        for reference in references {
            let found = plan.variants.indices.filter { plan.variants[$0].role == .test }.map {
                contrasts[plan.metrics.primary, ArmPair(treatment: $0, reference: reference)]
            }
            // One comparison that cannot be judged this way sends all of them to Holm.
            guard !found.contains(where: { $0 == nil }),
                let family = DunnettFamily(
                    found.compactMap { $0 }, confidence: plan.decision.confidence)
            else { return [:] }
            families[reference] = family
        }
        return families
    }

    /// The largest p-value over the references to beat: an intersection needs every one.
    func armP(_ arm: Int, second: Bool = false) -> Double? {
        let each = mustBeat.map { orientedP(arm, $0, second: second) }
        let known = each.compactMap { $0 }
        return known.count == each.count ? known.max() : nil
    }

    /// Corrects for every test arm in the plan, those without a p-value included: which arms can be
    /// judged depends on the data, and must not make the others easier to pass.
    func adjust(_ p: [Double?]) -> [Double?] {
        let method: PAdjustment = correction == .bonferroni ? .bonferroni : .holm
        guard let adjusted = try? method.adjust(p.map { $0 ?? 1 }) else {
            return p.map { _ in nil }
        }
        return zip(p, adjusted).map { $0 == nil ? nil : $1 }
    }

    /// The corrected p-value of each test arm, over the references it must beat.
    private func adjustedArms(_ p: [Double?], second: Bool = false) -> [Double?] {
        guard !dunnett.isEmpty else { return adjust(p) }
        return tests.map { arm in
            let each = mustBeat.map { adjusted(arm, $0, second: second) }
            let known = each.compactMap { $0 }
            return known.count == each.count ? known.max() : nil
        }
    }

    /// The p-value of one comparison under Dunnett's correction.
    private func adjusted(_ arm: Int, _ reference: Int, second: Bool = false) -> Double? {
        orientedP(arm, reference, second: second).flatMap { dunnett[reference]?.adjusted($0) }
    }

    private func references(
        for arm: Int, place: Int, armPs: [Double?]
    ) -> [DecisionEvidence.Reference] {
        plan.variants.indices.filter { plan.variants[$0].role != .test }.map { reference in
            let variant = plan.variants[reference]
            let pair = ArmPair(treatment: arm, reference: reference)
            let must = mustBeat.contains(reference)
            guard let contrast = contrasts[plan.metrics.primary, pair] else {
                return DecisionEvidence.Reference(
                    role: variant.role, mustBeat: must, position: nil, isWin: false, values: [:],
                    reason: .tooFewUnits)
            }
            let level = dunnett.isEmpty ? self.level(pair) : decisionLevel(pair)
            let position = decided(
                contrast.orientedPosition(
                    against: .points(0), direction: direction, confidence: level.computed))
            var candidate = armPs
            candidate[place] = orientedP(arm, reference)
            let p =
                dunnett.isEmpty ? adjust(candidate)[place] : adjusted(arm, reference)
            var values = sentence(
                contrast, arm: arm, reference: reference, level: decisionLevel(pair).computed)
            if let p { values["adjustedP"] = .pValue(p) }
            return DecisionEvidence.Reference(
                role: variant.role, mustBeat: must, position: position.value,
                isWin: (p ?? 1) < alpha, values: values, reason: position.reason)
        }
    }

    private func sentence(_ contrast: Contrast, arm: Int, reference: Int, level: Double)
        -> [String: Datum]
    {
        var values: [String: Datum] = [
            "variant": .text(plan.variants[arm].name),
            "reference": .text(plan.variants[reference].name),
            "metric": .text(primary?.name ?? plan.metrics.primary),
        ]
        let outcome = contrast.outcome(confidence: level)
        if let effect = outcome.absolute.value {
            values["estimate"] = datum(effect.estimate, primary)
            values["low"] = datum(effect.low, primary)
            values["high"] = datum(effect.high, primary)
        }
        if let relative = outcome.relative.value?.estimate {
            values["relative"] = .relative(relative)
        }
        return values
    }

    /// Units with a value of the primary metric, per arm.
    private var primaryCounts: [Int] {
        let place = plan.metrics.definitions.firstIndex { $0.key == plan.metrics.primary }
        return place.map { tallies[$0].map(\.moments.count) } ?? []
    }

    var primary: Metric? { plan.metric(plan.metrics.primary) }
    var direction: Metric.Direction { primary?.direction ?? .increase }

    // MARK: the other rules

    private func otherRules(for arm: Int, secondDisagrees: Bool) -> [RuleResult] {
        var rules = absentReferences() + guardrails(for: arm)
        if let rule = minimumUplift(for: arm) { rules.append(rule) }
        if plan.decision.netValuePositive { rules.append(netValue(for: arm)) }
        rules += lookRules()
        if let least = plan.decision.minimumSamplePerVariant {
            let found = primaryCounts.min() ?? 0
            let state: RuleState = found >= least ? .holds : .undecided
            rules.append(
                RuleResult(
                    "minimum-sample", state,
                    remark: Remark(
                        "rule.minimum-sample.\(state.rawValue)",
                        ["least": .count(least), "found": .count(found)])))
        }
        if let rule = minimumRuntime() { rules.append(rule) }
        // A test with looks may end at any of them.
        if plan.decision.monitoring == .fixed, let end = plan.schedule?.end, let asOf {
            let state: RuleState = asOf >= end ? .holds : .undecided
            rules.append(
                RuleResult(
                    "complete", state,
                    remark: Remark(
                        "rule.complete.\(state.rawValue)",
                        ["asOf": .day(asOf.iso), "end": .day(end.iso)])))
        }
        let unguarded = unguardedMetrics(for: arm, secondDisagrees: secondDisagrees)
        if !unguarded.isEmpty {
            rules.append(
                RuleResult(
                    "method-guard", .undecided,
                    remark: Remark(
                        "rule.method-guard.undecided",
                        ["metric": .text(unguarded.joined(separator: ", "))])))
        }
        return rules
    }

    private func guardrails(for arm: Int) -> [RuleResult] {
        plan.metrics.guardrails.map { guardrail in
            let id = "guardrail-\(guardrail.metric)"
            guard let metric = plan.metric(guardrail.metric),
                let reference = guardrailReference,
                let contrast = contrasts[
                    guardrail.metric, ArmPair(treatment: arm, reference: reference)]
            else { return notEstimable(id, guardrail.metric, .tooFewUnits) }
            let level = self.level(ArmPair(treatment: arm, reference: reference)).computed
            let position = decided(
                contrast.orientedPosition(
                    against: guardrail.margin.negated, direction: metric.direction,
                    confidence: level))
            guard let state = state(position) else {
                return notEstimable(id, metric.name, position.reason ?? .tooFewUnits)
            }
            var values: [String: Datum] = [
                "metric": .text(metric.name), "margin": barDatum(guardrail.margin),
                "reference": .text(plan.variants[reference].name),
            ]
            let outcome = contrast.outcome(confidence: level)
            let relative = if case .relative = guardrail.margin { true } else { false }
            if let effect = relative ? outcome.relative.value : outcome.absolute.value {
                values["low"] = relative ? .relative(effect.low) : datum(effect.low, metric)
                values["high"] = relative ? .relative(effect.high) : datum(effect.high, metric)
            }
            return RuleResult(
                id, state, remark: Remark("rule.guardrail.\(state.rawValue)", values))
        }
    }

    /// Guardrails protect what customers have today: against base where there is one, else control.
    var guardrailReference: Int? {
        plan.variants.firstIndex { $0.role == .base }
            ?? plan.variants.firstIndex { $0.role == .control }
    }

    private func minimumUplift(for arm: Int) -> RuleResult? {
        guard let rule = plan.decision.minimumUplift else { return nil }
        let id = "minimum-uplift"
        guard let metric = plan.metric(rule.metric),
            let reference = plan.variants.firstIndex(where: { $0.role == rule.versus }),
            let contrast = contrasts[rule.metric, ArmPair(treatment: arm, reference: reference)]
        else { return notEstimable(id, rule.metric, .tooFewUnits) }
        let level = self.level(ArmPair(treatment: arm, reference: reference)).computed
        let position = decided(
            contrast.orientedPosition(
                against: rule.value, direction: metric.direction, confidence: level))
        guard let state = state(position) else {
            return notEstimable(id, metric.name, position.reason ?? .tooFewUnits)
        }
        var values: [String: Datum] = [
            "metric": .text(metric.name), "bar": barDatum(rule.value),
            "reference": .text(plan.variants[reference].name),
        ]
        let outcome = contrast.outcome(confidence: level)
        let relative = if case .relative = rule.value { true } else { false }
        if let effect = relative ? outcome.relative.value : outcome.absolute.value {
            values["low"] = relative ? .relative(effect.low) : datum(effect.low, metric)
            values["high"] = relative ? .relative(effect.high) : datum(effect.high, metric)
        }
        return RuleResult(
            id, state, remark: Remark("rule.minimum-uplift.\(state.rawValue)", values))
    }

    private func netValue(for arm: Int) -> RuleResult {
        let id = "net-value"
        guard let rule = plan.value, let reference = values.decidingReference,
            let value = values.value(
                ArmPair(treatment: arm, reference: reference),
                confidence: level(ArmPair(treatment: arm, reference: reference)).computed)
        else { return notEstimable(id, plan.value?.metric ?? "value", .tooFewUnits) }
        switch value.net {
        case .notEstimable(let reason): return notEstimable(id, rule.metric, reason)
        case .estimated(let net):
            let state: RuleState =
                looks.isBetweenLooks
                ? .undecided : net.low > 0 ? .holds : net.high < 0 ? .broken : .undecided
            let money = { (amount: Double) in Datum.money(amount, currency: rule.currency) }
            return RuleResult(
                id, state,
                remark: Remark(
                    "rule.net-value.\(state.rawValue)",
                    [
                        "estimate": money(net.estimate), "low": money(net.low),
                        "high": money(net.high),
                        "reference": .text(plan.variants[reference].name),
                    ]))
        }
    }

    // MARK: small parts

    /// Between looks nothing is decided, however large an effect.
    private func decided(_ position: Estimated<BarPosition>) -> Estimated<BarPosition> {
        looks.isBetweenLooks ? position.map { _ in .undecided } : position
    }

    private func state(_ position: Estimated<BarPosition>) -> RuleState? {
        switch position.value {
        case .above: .holds
        case .below: .broken
        case .undecided: .undecided
        case nil: nil
        }
    }

    func notEstimable(_ id: String, _ metric: String, _ reason: NotEstimableReason)
        -> RuleResult
    {
        RuleResult(
            id, .undecided,
            remark: Remark(
                "rule.not-estimable.undecided",
                ["metric": .text(metric), "reason": .text(reason.rawValue)]))
    }

    private func barDatum(_ bar: Bar) -> Datum {
        switch bar {
        case .points(let value): .points(value)
        case .relative(let value): .relative(value)
        case .amount(let value, let currency):
            currency.map { .money(value, currency: $0) } ?? .number(value)
        }
    }

    private func datum(_ effect: Double, _ metric: Metric?) -> Datum {
        guard let metric else { return .number(effect) }
        if metric.isShare { return .points(effect) }
        return metric.currency.map { .money(effect, currency: $0) } ?? .number(effect)
    }
}
