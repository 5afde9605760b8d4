// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

/// A test that may be read before its end.
extension ReportBuilder {
    /// Whether intervals for the decision allow for repeated looks.
    var readsRepeatedly: Bool { result.monitoring != nil }

    func monitoring() -> ReportSection? {
        guard let monitoring = result.monitoring else { return nil }
        var blocks: [ReportBlock] = monitoringSentences().map { .paragraph($0) }
        if plan.tests.count > 1, monitoring.nominalP != nil, !neededP().isEmpty {
            blocks.append(
                .paragraph(say("look.needs.groups", ["count": .count(plan.tests.count)])))
        }
        blocks.append(.note(say("look.why")))
        if !monitoring.looks.isEmpty { blocks.append(.table(looksTable(monitoring))) }
        for history in monitoring.histories { blocks += historyBlocks(history) }
        return numbersSection("monitoring", blocks)
    }

    /// Which reading this is, and what a difference must show to count.
    func monitoringSentences() -> [String] {
        guard let monitoring = result.monitoring else { return [] }
        var slots: [String: Datum] = [
            "looks": .count(monitoring.looks.count), "look": .count(monitoring.look ?? 0),
            "units": .count(monitoring.units), "planned": .count(monitoring.plannedUnits),
            "share": .text(percentage(monitoring.fraction)),
        ]
        switch (monitoring.kind, monitoring.look) {
        case (.alwaysValid, _): return [say("look.any-time", slots), needed(monitoring)]
        case (.sequential, nil):
            let next = monitoring.looks.first { $0.fraction > monitoring.fraction }
            slots["due"] = next.map { .text(percentage($0.fraction)) }
            return [say("look.too-early", slots)]
        case (.sequential, let look?):
            let isLast = look >= monitoring.looks.count
            return [say(isLast ? "look.last" : "look.now", slots), needed(monitoring)]
        }
    }

    private func needed(_ monitoring: MonitoringResult) -> String {
        guard let now = monitoring.nominalP else { return say("look.needs.nothing") }
        var slots = ["p": numbers.threshold(now)]
        guard monitoring.kind == .sequential else {
            return say("look.needs.now", texts: slots)
        }
        guard let last = monitoring.looks.last, last.number != monitoring.look,
            let p = last.nominalP
        else { return say("look.needs", texts: slots) }
        slots["last"] = numbers.threshold(p)
        return say("look.needs.until-last", texts: slots)
    }

    /// The p that a difference needs now, beside the p of one reading.
    func neededP() -> [String] {
        guard let monitoring = result.monitoring,
            monitoring.look != nil || monitoring.kind == .alwaysValid
        else { return [] }
        return [needed(monitoring)]
    }

    private func percentage(_ share: Double) -> String {
        let isWhole = abs((share * 100).rounded() - share * 100) < 1e-9
        return numbers.percent(share, decimals: isWhole ? 0 : 1)
    }

    private func looksTable(_ monitoring: MonitoringResult) -> ReportTable {
        let rows = monitoring.looks.map { look -> [ReportTable.Cell] in
            let now = monitoring.look ?? 0
            let state = look.number < now ? "past" : look.number == now ? "now" : "future"
            let units = look.fraction * Double(monitoring.plannedUnits)
            return [
                .init(numbers.count(look.number)), .init(percentage(look.fraction)),
                .init(numbers.decimal(units.rounded(), decimals: 0)),
                .init(look.nominalP.map { numbers.threshold($0) } ?? say("look.none")),
                .init(say("look.state." + state)),
            ]
        }
        return ReportTable(
            caption: say("looks.caption"),
            columns: [
                .init(say("column.look")), .init(say("column.share"), numeric: true),
                .init(say("column.customers"), numeric: true),
                .init(say("column.needed"), numeric: true), .init(say("column.when")),
            ],
            rows: rows, notes: [say("looks.note")])
    }

    /// The looks and how the error rate is spent, as the plan has them.
    func monitoringAsWritten() -> [String] {
        switch plan.decision.monitoring {
        case .fixed: return []
        case .alwaysValid(let rule):
            return [say("written.any-time", ["planned": .count(rule.plannedUnits)])]
        case .groupSequential(let rule):
            return [
                say(
                    "written.looks",
                    [
                        "count": .count(rule.looks.count),
                        "shares": .text(numbers.list(rule.looks.map(percentage))),
                        "planned": .count(rule.plannedUnits),
                    ]), spendingAsWritten(rule.spending),
            ]
        }
    }

    private func spendingAsWritten(_ spending: Monitoring.Spending) -> String {
        func exact(_ number: Double) -> String {
            numbers.decimal(number, decimals: composer.plainDecimals(number))
        }
        switch spending {
        case .obrienFleming: return say("written.spending.obrien-fleming")
        case .pocock: return say("written.spending.pocock")
        case .hwangShihDeCani(let gamma):
            return say("written.spending.hwang-shih-decani", texts: ["gamma": exact(gamma)])
        case .kimDeMets(let rho):
            return say("written.spending.kim-demets", texts: ["rho": exact(rho)])
        }
    }
}
