// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
public import ExperimentCampaign
import ExperimentModel

extension ReportDocument {
    /// Builds the report on what a test can find, in one language.
    ///
    /// - Parameters:
    ///   - power: What was worked out.
    ///   - language: The language to write in.
    ///   - version: The version of the tool.
    public init(_ power: PowerReport, language: Language, version: String) {
        self = PowerDocument(words: PowerWords(power, language)).document(version: version)
    }
}

/// Turns a power report into a document: verdict, price, table and plot, doubts last.
struct PowerDocument {
    let words: PowerWords

    private var report: PowerReport { words.report }
    private var numbers: NumberStyle { words.numbers }
    private func say(_ id: String) -> String { words.say(id) }

    func document(version: String) -> ReportDocument {
        let sections = [
            section("power-answer", costs()), section("power-sizes", sizes()),
            section("power-known", [.facts(PowerFacts(words: words).facts())]),
            section("power-doubts", doubts()),
        ]
        return ReportDocument(
            language: words.composer.language, key: Visible.text(report.plan.key),
            title: Visible.text(report.plan.name), kicker: say("power.kicker"), verdict: verdict(),
            sections: sections.filter { !$0.blocks.isEmpty },
            footer: words.say("power.footer", texts: ["version": version]))
    }

    private func section(_ id: String, _ blocks: [ReportBlock]) -> ReportSection {
        ReportSection(id: id, title: say("section.\(id)"), stamp: nil, blocks: blocks)
    }

    private func verdict() -> VerdictBox {
        let isEnough = words.answer == "yes"
        let line = VerdictBox.Line(
            verdict: isEnough ? .pass : .inconclusive, word: "", name: "",
            sentence: words.goalSentence(),
            details: [words.chanceSentence()].compactMap { $0 }
                + words.comparisons(numbers.day) + [words.uncovered()].compactMap { $0 })
        let metric = Visible.value(report.metric.name)
        let status = [metric, words.readout(numbers.day)].compactMap { $0 }
        return VerdictBox(
            verdict: isEnough ? .pass : .inconclusive, word: say("power.word.\(words.answer)"),
            lead: nil, lines: [line], levelNote: nil, status: status.joined(separator: " · "))
    }

    private func costs() -> [ReportBlock] {
        var texts = [words.priceSentence(), words.bestSentence()].compactMap { $0 }
        if let even = report.cost?.breakEven {
            texts.append(words.say("power.break-even", texts: ["size": words.size(even)]))
        }
        if let weeks = report.runtime.weeks {
            texts.append(words.say("power.weeks", ["weeks": .count(weeks)]))
        }
        var blocks = texts.map { ReportBlock.paragraph($0) }
        if report.best != nil { blocks.append(.note(say("power.best.why"))) }
        return blocks
    }

    private func sizes() -> [ReportBlock] {
        var blocks: [ReportBlock] = [.table(table())]
        if let plot = PowerCurve(words: words).plot() { blocks.append(.curve(plot)) }
        return blocks
    }

    private func table() -> ReportTable {
        let hasPrice = report.rows.contains { $0.price != nil }
        let hasMoney = words.metric.isShare && report.rows.contains { $0.priceInMoney != nil }
        var columns = [
            ReportTable.Column(say("power.\(report.reference.rawValue)")),
            .init(
                words.smallestOverCells.capitalizedFirst, numeric: true),
            .init(say("power.relative").capitalizedFirst, numeric: true),
        ]
        if hasPrice {
            columns.append(
                .init(
                    words.say("power.price.column")
                        .capitalizedFirst, numeric: true))
        }
        if hasMoney {
            columns.append(.init(say("power.money.column").capitalizedFirst, numeric: true))
        }
        var rows = report.rows.map { row -> [ReportTable.Cell] in
            let name = group(row) + (row.isPlanned ? " · " + say("power.plan.short") : "")
            var cells: [ReportTable.Cell] = [
                .init(name),
                .init(row.detectable.map { words.cell($0) } ?? say("power.none")),
                .init(row.relative.map(words.relative) ?? ""),
            ]
            if hasPrice { cells.append(.init(row.price.map(words.outcomes) ?? "")) }
            if hasMoney { cells.append(.init(row.priceInMoney.flatMap(words.money) ?? "")) }
            return cells
        }
        if let base = report.versusBase {
            let cells: [ReportTable.Cell] = [
                .init(
                    words.say(
                        "power.versus-base.label", texts: ["level": words.level(base.baseline)])),
                .init(
                    base.detectable.map { words.cell($0) } ?? say("power.none")),
                .init(base.relative.map(words.relative) ?? ""),
            ]
            rows.append(
                cells + [ReportTable.Cell](repeating: .init(""), count: columns.count - 3))
        }
        return ReportTable(
            caption: say("power.table.\(words.reference)"),
            columns: columns, rows: rows,
            notes: [words.footnote(), words.promise()].compactMap { $0 })
    }

    func group(_ row: PowerReport.Row) -> String {
        words.say(
            "power.group",
            texts: ["share": words.share(row.share), "customers": words.count(row.control)])
    }

    func relative(_ base: PowerReport.BaseRow) -> String {
        words.say(
            "power.versus-base.if",
            texts: [
                "relative": base.relative.map(words.relative) ?? say("power.none"),
                "level": words.level(base.baseline),
            ])
    }

    private func doubts() -> [ReportBlock] {
        let lines = PowerFacts(words: words).doubts()
        return lines.isEmpty ? [] : [.checks(lines)]
    }
}
