// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension ReportBuilder {
    func decisionRecord() -> ReportSection {
        var blocks: [ReportBlock] = [
            .heading(say("decision.as-written")), .list(ruleAsWritten()),
        ]
        for variant in result.decision.variants {
            blocks.append(.table(ruleTable(variant)))
        }
        if let note = decisionLevelNote() { blocks.append(.note(note)) }
        return numbersSection("decision", blocks)
    }

    private func ruleAsWritten() -> [String] {
        let rule = plan.decision
        let metric = plan.metric(plan.metrics.primary).map(name) ?? plan.metrics.primary
        var lines = rule.beat.map {
            say(
                "written.beat",
                texts: ["reference": composer.reference($0.rawValue), "metric": metric])
        }
        for guardrail in plan.metrics.guardrails {
            guard let metric = plan.metric(guardrail.metric) else { continue }
            lines.append(
                say(
                    "written.guardrail",
                    texts: [
                        "metric": name(metric), "margin": unit(metric).bar(guardrail.margin),
                    ]))
        }
        if let uplift = rule.minimumUplift, let metric = plan.metric(uplift.metric) {
            lines.append(
                say(
                    "written.minimum-uplift",
                    texts: [
                        "metric": name(metric), "bar": unit(metric).bar(uplift.value),
                        "reference": composer.reference(uplift.versus.rawValue),
                    ]))
        }
        if rule.netValuePositive { lines.append(say("written.net-value")) }
        if let least = rule.minimumSamplePerVariant {
            lines.append(say("written.minimum-sample", ["least": .count(least)]))
        }
        if let least = rule.minimumRuntime {
            lines.append(say("written.minimum-runtime", ["least": .count(least.longestDays)]))
        }
        if let stops = rule.stopForHarm {
            lines.append(say(stops ? "written.stop-for-harm" : "written.wait-for-harm"))
        }
        lines.append(sayLocked("written.confidence", levelSlot(rule.confidence)))
        if plan.tests.count > 1 {
            lines.append(
                say(
                    "written.correction.\(rule.correction.rawValue)",
                    ["count": .count(plan.tests.count)]))
            if rule.correction == .dunnett, result.decision.correction != .dunnett {
                lines.append(say("written.correction.dunnett.not-used"))
            }
        }
        return lines + monitoringAsWritten()
    }

    private func ruleTable(_ variant: VariantDecision) -> ReportTable {
        let columns = [
            ReportTable.Column(say("column.rule")), .init(say("column.state")),
            .init(say("column.finding")),
        ]
        let rows = variant.rules.map { rule -> [ReportTable.Cell] in
            let words = rule.id.hasPrefix("guardrail") ? "guardrail." : "state."
            return [
                .init(ruleName(rule)),
                .init(say(words + rule.state.rawValue), mark: mark(rule.state)),
                .init(composer.sentence(rule.remark)),
            ]
        }
        return ReportTable(
            caption: say(
                "decision.caption",
                [
                    "variant": .text(variant.key),
                    "verdict": .text(say("verdict." + variant.verdict.rawValue)),
                ]),
            columns: columns, rows: rows, notes: pNotes(variant))
    }

    /// The p over all references, or where the effect points the other way, that it does.
    private func pNotes(_ variant: VariantDecision) -> [String] {
        guard let p = variant.p else { return [] }
        let compared = (primary?.comparisons ?? []).filter {
            $0.treatment == variant.key && plan.decision.beat.contains($0.referenceRole)
        }
        let wrong = p < 1 ? [] : compared.filter(pointsTheWrongWay)
        guard wrong.isEmpty else {
            return wrong.map { comparison in
                var slots: [String: Datum] = [
                    "reference": .text(composer.reference(comparison.reference))
                ]
                slots["p"] = comparison.p.value.map {
                    .text(numbers.pStatement($0, floor: resamplingFloor([comparison])))
                }
                return say("decision.p.wrong-way", slots)
            }
        }
        let floor = resamplingFloor(compared)
        var slots: [String: Datum] = ["p": .text(numbers.pStatement(p, floor: floor))]
        if let adjusted = variant.adjustedP, adjusted != p {
            let least = p > 0 ? floor.map { $0 * adjusted / p } : nil
            slots["adjusted"] = .text(
                p <= (floor ?? 0) * 1.000001
                    ? numbers.pStatement(adjusted, floor: least) : numbers.pStatement(adjusted))
        }
        return [say(readsRepeatedly ? "decision.p.looks" : "decision.p", slots)]
    }

    private func resamplingFloor(_ comparisons: [Comparison]) -> Double? {
        comparisons.contains { $0.method == "permutation" } ? ReportBuilder.permutationFloor : nil
    }

    private func pointsTheWrongWay(_ comparison: Comparison) -> Bool {
        guard let primary, let effect = comparison.absolute.value else { return false }
        return primary.metric.direction == .increase ? effect.estimate <= 0 : effect.estimate >= 0
    }
}
