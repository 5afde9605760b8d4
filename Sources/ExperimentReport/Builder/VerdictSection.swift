// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension ReportBuilder {
    /// The verdict: of the variant that is gated where one is, else the worst of all.
    func verdictBox(gate: String? = nil) -> VerdictBox {
        let decision = result.decision
        let gated = isInvalid ? nil : decision.variants.first { $0.key == gate }
        let verdict = gated?.verdict ?? decision.verdict
        let name = gated.map { " · " + composer.label($0.key) } ?? ""
        var box = VerdictBox(
            verdict: verdict, word: say("verdict." + verdict.rawValue) + name,
            lead: isInvalid
                ? say("verdict.line.invalid")
                : decision.variants.isEmpty ? say("verdict.line.none") : nil,
            lines: isInvalid ? invalidLines() : decision.variants.map(verdictLine),
            levelNote: isInvalid ? nil : decisionLevelNote(), status: completeness())
        var mention = FirstMention(composer)
        for index in box.lines.indices {
            box.lines[index].sentence = mention.shorten(box.lines[index].sentence)
            box.lines[index].details = box.lines[index].details.map { mention.shorten($0) }
        }
        return box
    }

    /// Under INVALID the failed checks speak; no effect does.
    private func invalidLines() -> [VerdictBox.Line] {
        result.health.filter { $0.status == .invalid }.map { check in
            VerdictBox.Line(
                verdict: .invalid, word: checkName(check), name: "",
                sentence: composer.sentence(check.remark), details: [])
        }
    }

    private func verdictLine(_ decision: VariantDecision) -> VerdictBox.Line {
        VerdictBox.Line(
            verdict: decision.verdict, word: say("verdict." + decision.verdict.rawValue),
            name: composer.label(decision.key),
            sentence: verdictSentence(decision), details: intervalSentences(decision))
    }

    func verdictSentence(_ decision: VariantDecision) -> String {
        let beaten = plan.decision.beat.filter { role in
            decision.rules.contains { $0.id == "beats-\(role.rawValue)" && $0.state == .holds }
        }
        let beatsAll = !beaten.isEmpty && beaten.count == plan.decision.beat.count
        var slots: [String: Datum] = [
            "variant": .text(decision.key),
            "metric": .text(primary.map { name($0.metric) } ?? plan.metrics.primary),
            "references": .text(numbers.list(beaten.map { composer.reference($0.rawValue) })),
        ]
        switch decision.verdict {
        case .invalid: return say("verdict.line.invalid")
        case .pass: return say("verdict.line.pass", slots)
        case .harm:
            let worse = decision.worseThan.first ?? .control
            slots["reference"] = .text(worse.rawValue)
            let contacted = plan.variants.first { $0.role == worse }?.contact ?? false
            let isControl = worse == .control && !contacted
            guard isControl else { return say("verdict.line.harm.base", slots) }
            let isLower = primary?.metric.direction == .decrease
            return say("verdict.line.harm.control" + (isLower ? ".decrease" : ""), slots)
        case .fail:
            slots["clauses"] = .text(clauses(decision, .broken))
            return say("verdict.line.fail" + (beatsAll ? ".but-beats" : ""), slots)
        case .inconclusive:
            slots["clauses"] = .text(clauses(decision, .undecided))
            let form = (beatsAll ? ".but-beats" : "") + (isOver ? ".over" : "")
            return say("verdict.line.inconclusive" + form, slots)
        }
    }

    /// Whether no more data are to come: the last look is there, or the test has ended.
    var isOver: Bool {
        if let monitoring = result.monitoring, monitoring.kind == .sequential {
            return monitoring.look.map { $0 >= monitoring.looks.count } ?? false
        }
        guard let asOf = result.asOf, let end = plan.schedule?.end else { return false }
        return asOf >= end
    }

    /// What is not clear, or what does not hold, as parts of a sentence.
    private func clauses(_ decision: VariantDecision, _ state: RuleState) -> String {
        let word = state == .broken ? "broken." : "unclear."
        var clauses: [String] = []
        for rule in decision.rules where rule.state == state {
            let kind = rule.id.hasPrefix("guardrail") ? "guardrail" : rule.id
            let id = PhraseCatalogue.phrase(word + kind) == nil ? "other" : kind
            let clause = say(
                word + id, ["metric": ruleMetric(rule), "rule": .text(ruleName(rule))])
            if !clauses.contains(clause) { clauses.append(clause) }
        }
        return numbers.list(clauses)
    }

    private func ruleMetric(_ rule: RuleResult) -> Datum {
        rule.remark.values["metric"] ?? .text(String(rule.id.dropFirst(10)))
    }

    func ruleName(_ rule: RuleResult) -> String {
        let kind = rule.id.hasPrefix("guardrail") ? "guardrail" : rule.id
        guard PhraseCatalogue.phrase("rule." + kind) != nil else { return Visible.text(rule.id) }
        return say("rule." + kind, ["metric": ruleMetric(rule)])
    }

    /// The intervals behind a verdict: at the decision level where several variants were tested.
    private func intervalSentences(_ decision: VariantDecision) -> [String] {
        guard let primary else { return [] }
        let unit = unit(primary.metric)
        let roles = Set(plan.decision.beat).union(decision.worseThan)
        return primary.comparisons.filter {
            $0.treatment == decision.key && roles.contains($0.referenceRole)
        }.compactMap { comparison in
            guard let absolute = comparison.absolute.value else { return nil }
            let interval = comparison.decisionInterval?.absolute ?? absolute.interval
            let places = unit.decimals(absolute)
            let isOpen = interval.low <= 0 && interval.high >= 0
            var sentence = say(
                isOpen ? "verdict.interval.open" : "verdict.interval",
                texts: [
                    "variant": composer.variantName(decision.key),
                    "reference": composer.reference(comparison.reference),
                    "low": unit.bare(interval.low, decimals: places),
                    "high": unit.difference(interval.high, decimals: places),
                ])
            if comparison.decisionInterval == nil, let relative = comparison.relative.value {
                let digits = relativeUnit.decimals(relative)
                sentence +=
                    " "
                    + say(
                        "verdict.interval.relative",
                        texts: [
                            "reference": composer.shortReference(comparison.reference),
                            "low": relativeUnit.text(relative.low, decimals: digits),
                            "high": relativeUnit.text(relative.high, decimals: digits),
                        ])
            }
            return sentence
        }
    }

    func decisionLevelNote() -> String? {
        let usesDecision =
            primary?.comparisons.contains { $0.decisionInterval != nil } ?? false
        let count = result.decision.variants.count
        guard usesDecision, count > 1 || readsRepeatedly else { return nil }
        let compared = (primary?.comparisons ?? []).filter {
            plan.variant($0.treatment)?.role == .test
        }
        let levels = decisionLevels(compared)
        var slots: [String: Datum] = ["count": .count(count)]
        let why = readsRepeatedly ? (count > 1 ? ".looks.groups" : ".looks") : ""
        if levels.count == 1, let level = levels.first {
            slots["level"] = .text(percent(level))
            return say("verdict.decision-level" + why, slots)
        }
        slots["levels"] = .list(levels.map(percent))
        return say("verdict.decision-levels" + why, slots)
    }

    /// The levels of the decision intervals, lowest first; a stepwise correction gives several.
    func decisionLevels(_ comparisons: [Comparison]) -> [Double] {
        Set(comparisons.compactMap(\.decisionInterval?.level)).sorted()
    }

    func completeness() -> String {
        guard let asOf = result.asOf else { return say("status.unknown") }
        let ended = plan.schedule?.end.map { $0 <= asOf } ?? true
        return say(
            ended ? "status.complete" : "status.provisional", ["asOf": .day(asOf.iso)])
    }

    func trust() -> ReportSection {
        section("trust", [.checks(result.health.map(checkLine))])
    }

    func checkName(_ check: HealthCheck) -> String {
        PhraseCatalogue.phrase("check." + check.id) == nil
            ? Visible.text(check.id) : say("check." + check.id)
    }

    /// Checks that found nothing wrong because they could not look, or that only tell something.
    private func isInformation(_ id: String) -> Bool {
        ["unlocked", "not-checked", "not-applicable", "replaced", "too-few", "reasons"].contains {
            id.hasSuffix("." + $0)
        }
    }

    private func checkLine(_ check: HealthCheck) -> CheckLine {
        let mark: Mark =
            switch check.status {
            case .ok where isInformation(check.remark.id): .info
            case .ok: .good
            case .warning: .caution
            case .invalid: .bad
            }
        return CheckLine(
            mark: mark,
            word: say(mark == .info ? "status.info" : "status." + check.status.rawValue),
            name: checkName(check),
            text: composer.sentence(check.remark))
    }
}

extension String {
    /// The text with a full stop behind it, where it does not end in one.
    var asSentenceEnd: String { hasSuffix(".") ? self : self + "." }

    /// The text with its first letter in upper case, for the start of a sentence.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Composer {
    /// A reference by its name alone, where it was just named in full.
    func shortReference(_ key: String) -> String { variantName(key) }
}
