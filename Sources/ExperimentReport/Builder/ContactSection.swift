// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

/// Who was in fact contacted, beside and second to the main result.
extension ReportBuilder {
    func contact() -> ReportSection? {
        guard let contact = result.contact, !contact.arms.isEmpty else { return nil }
        var blocks: [ReportBlock] = [
            .paragraph(say("contact.intro")), .table(contactTable(contact)),
        ]
        if let primary, !contact.effects.isEmpty {
            blocks.append(.table(effectTable(contact, primary)))
            blocks.append(.note(say("contact.assumption")))
        }
        return numbersSection("contact", blocks)
    }

    private func contactTable(_ contact: ContactResult) -> ReportTable {
        ReportTable(
            caption: say("contact.caption"),
            columns: [
                .init(say("column.group")), .init(say("column.known"), numeric: true),
                .init(say("column.contacted"), numeric: true),
            ],
            rows: contact.arms.map { arm in
                [
                    .init(composer.label(arm.key)), .init(numbers.count(arm.count)),
                    .init(
                        arm.rate.map { numbers.percent($0, decimals: 1) } ?? say("not-available")),
                ]
            })
    }

    private func perReachedTitle(_ metric: Metric) -> String {
        let unit = metric.kind == .nps ? ".nps" : metric.isShare ? ".points" : ""
        return say("column.per-reached" + unit)
    }

    private func effectTable(_ contact: ContactResult, _ primary: MetricResult) -> ReportTable {
        let unit = unit(primary.metric)
        let effects = contact.effects.compactMap(\.absolute.value)
        let places = effects.map(unit.decimals).max() ?? 2
        let mainPlaces = unit.decimals(primary.comparisons)
        let none = say("not-available")
        var notes: [String] = []
        var isLarger = false
        let rows = contact.effects.map { effect -> [ReportTable.Cell] in
            let name = say(
                "versus",
                texts: [
                    "variant": composer.variantName(effect.treatment),
                    "reference": composer.reference(effect.reference),
                ])
            if let missing = effect.absolute.reason {
                notes.append(
                    say("note.reason", texts: ["comparison": name, "reason": reason(missing)]))
            }
            let found = effect.absolute.value
            let main = primary.comparison(of: effect.treatment, with: effect.reference)?
                .absolute.value
            if let found, let main {
                isLarger = isLarger || abs(found.estimate) > abs(main.estimate)
            }
            return [
                .init(name),
                .init(found.map { unit.short($0.estimate, decimals: places) } ?? none),
                .init(found.map { unit.interval($0.interval, decimals: places) } ?? none),
                .init(main.map { unit.short($0.estimate, decimals: mainPlaces) } ?? none),
            ]
        }
        if isLarger { notes.append(say("contact.why")) }
        return ReportTable(
            caption: say("contact.effect.caption", texts: ["metric": name(primary.metric)]),
            columns: [
                .init(say("column.comparison")),
                .init(perReachedTitle(primary.metric), numeric: true),
                .init(say("column.interval", levelSlot(plan.decision.confidence)), numeric: true),
                .init(say("column.per-drawn"), numeric: true),
            ],
            rows: rows, notes: notes)
    }
}
