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
        lines.append(say("written.confidence", levelSlot(rule.confidence)))
        if plan.tests.count > 1 {
            lines.append(
                say(
                    "written.correction.\(rule.correction.rawValue)",
                    ["count": .count(plan.tests.count)]))
        }
        return lines
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
        var notes: [String] = []
        if let p = variant.p {
            var slots: [String: Datum] = ["p": .pValue(p)]
            if let adjusted = variant.adjustedP, adjusted != p {
                slots["adjusted"] = .pValue(adjusted)
            }
            notes.append(say("decision.p", slots))
        }
        return ReportTable(
            caption: say(
                "decision.caption",
                [
                    "variant": .text(variant.key),
                    "verdict": .text(say("verdict." + variant.verdict.rawValue)),
                ]),
            columns: columns, rows: rows, notes: notes)
    }
}
