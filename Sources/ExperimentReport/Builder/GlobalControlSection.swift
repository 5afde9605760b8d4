// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel

extension ReportBuilder {
    /// What all campaigns together did for this audience, where the plan asks for it.
    func globalControl() -> ReportSection? {
        guard let found = result.globalControl else { return nil }
        var blocks: [ReportBlock] = [.paragraph(say("global-control.meaning"))]
        guard found.heldOut > 0 else {
            return section("global-control", blocks + [.note(say("global-control.absent"))])
        }
        blocks.append(
            .paragraph(
                say(
                    "global-control.groups",
                    ["held": .count(found.heldOut), "others": .count(found.others)])))
        var inner = result
        inner.plan = found.plan
        inner.plan.variants[0].name = say("global-control.held-out")
        inner.plan.variants[1].name = say("global-control.others")
        inner.metrics = found.metrics
        inner.monitoring = nil
        let builder = ReportBuilder(result: inner, language: composer.language, command: command)
        for metric in found.metrics {
            blocks.append(.table(builder.comparisonTable(metric)))
            blocks.append(.table(builder.levelTable(metric)))
        }
        return numbersSection("global-control", blocks)
    }
}
