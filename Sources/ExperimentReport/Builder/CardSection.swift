// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension ReportBuilder {
    func card() -> ReportSection {
        var facts: [Fact] = []
        func add(_ id: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            facts.append(Fact(say(id), text))
        }
        add("card.hypothesis", plan.hypothesis.map(Visible.text))
        add("card.goal", goalText())
        add("card.contributes", plan.goal?.contributesTo.map(Visible.text))
        for line in result.goal?.lines ?? [] {
            facts.append(
                Fact(
                    say("card.goal.result", ["variant": .text(line.key)]), goalResult(line)))
        }
        add("card.owner", plan.owner.map(Visible.text))
        add("card.dates", dates())
        add("card.channels", channels())
        let looks = monitoringAsWritten()
        if !looks.isEmpty { facts.append(Fact(say("card.looks"), looks)) }
        return section("card", [.facts(facts)])
    }

    private func goalText() -> String? {
        guard let goal = plan.goal else { return nil }
        let metric = plan.metric(goal.metric ?? plan.metrics.primary)
        var parts: [String] = []
        if let target = result.goal?.target ?? goal.target, let metric {
            let reference = result.goal?.reference ?? (plan.control == nil ? .base : .control)
            parts.append(
                say(
                    "card.goal.target",
                    texts: [
                        "metric": name(metric),
                        "target": unit(metric).bar(target, sign: .always),
                        "reference": composer.reference(reference.rawValue),
                    ]))
        } else if goal.metric != nil, let metric {
            parts.append(say("card.goal.metric", texts: ["metric": name(metric)]))
        }
        if let objective = goal.objective {
            parts.append(say("card.goal.objective", texts: ["objective": objective]))
        }
        if let deadline = goal.deadline {
            parts.append(say("card.goal.deadline", ["deadline": .day(deadline.iso)]))
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private func goalResult(_ line: GoalResult.Line) -> String {
        guard !isInvalid else { return say("goal.invalid") }
        let word = say("goal." + line.state.rawValue)
        guard let goal = result.goal,
            let metric = result.metrics.first(where: { $0.metric.key == goal.metric }),
            let comparison = metric.comparisons.first(where: {
                $0.treatment == line.key && $0.referenceRole == goal.reference
            }),
            let absolute = comparison.absolute.value
        else { return word + "." }
        let unit = unit(metric.metric)
        var texts = [
            "word": word,
            "absolute": unit.difference(absolute.estimate, decimals: unit.decimals(absolute)),
            "interval": unit.interval(absolute.interval, decimals: unit.decimals(absolute)),
            "reference": composer.reference(comparison.reference),
        ]
        texts["relative"] = comparison.relative.value.map(relativeUnit.full)
        return say("card.goal.found", texts: texts)
    }

    private func dates() -> String? {
        switch (plan.schedule?.start, plan.schedule?.end) {
        case (let start?, let end?):
            return say("card.dates.both", ["start": .day(start.iso), "end": .day(end.iso)])
        case (let start?, nil): return say("card.dates.start", ["start": .day(start.iso)])
        case (nil, let end?): return say("card.dates.end", ["end": .day(end.iso)])
        case (nil, nil): return nil
        }
    }

    private func channels() -> String {
        plan.variants.map { variant in
            let means =
                variant.contact
                ? variant.channel.map(Visible.text) ?? say("card.contacted")
                : say("card.not-contacted")
            return composer.label(variant.key) + ": " + means
        }.joined(separator: " · ")
    }

    func groups() -> ReportSection {
        let columns = [
            ReportTable.Column(say("column.group")), .init(say("column.role")),
            .init(say("column.planned"), numeric: true),
            .init(say("column.found"), numeric: true),
            .init(customersTitle, numeric: true),
        ]
        var rows = result.arms.map { arm -> [ReportTable.Cell] in
            [
                .init(composer.label(arm.key)), .init(roleText(arm)),
                .init(numbers.percent(arm.plannedShare, decimals: 1)),
                .init(numbers.percent(arm.observedShare, decimals: 1)),
                .init(numbers.count(arm.count)),
            ]
        }
        rows.append([
            .init(say("column.total")), .init(""),
            .init(numbers.percent(result.arms.reduce(0) { $0 + $1.plannedShare }, decimals: 1)),
            .init(numbers.percent(result.arms.reduce(0) { $0 + $1.observedShare }, decimals: 1)),
            .init(numbers.count(result.arms.reduce(0) { $0 + $1.count })),
        ])
        var notes = result.inputs.map { input in
            say(
                "groups.input",
                [
                    "file": .text(input.name), "read": .count(input.rowsRead),
                    "kept": .count(input.rowsKept), "rejected": .count(input.rowsRejected),
                    "excluded": .count(input.rowsExcluded),
                ])
        }
        if countsTrials { notes.append(say("assumption.trials")) }
        return section(
            "groups",
            [
                .table(
                    ReportTable(
                        caption: say("groups.caption"), columns: columns, rows: rows,
                        notes: notes))
            ])
    }

    private func roleText(_ arm: ArmSummary) -> String {
        let contact = plan.variant(arm.key)?.contact ?? true
        return arm.role == .control && contact
            ? say("role.control") : say("roletext.\(arm.role.rawValue)")
    }
}
