// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel

/// Turns a document into the values that the templates ask for.
struct HTMLContext {
    private let document: ReportDocument
    private let composer: Composer
    private var drawn = 0

    init(_ document: ReportDocument, composer: Composer) {
        self.document = document
        self.composer = composer
    }

    /// Text as a template may have it.
    ///
    /// The template engine escapes by grapheme, so a markup sign with a combining mark behind it
    /// would pass unescaped; such marks are written out. So is every character that does not print.
    static func text(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var afterMarkup = false
        for scalar in Visible.text(text).unicodeScalars {
            let isMarkup = ["<", ">", "&", "\"", "'"].contains(scalar)
            let joins = afterMarkup && "a\(scalar)".count == 1
            if joins || (0xFFFE...0xFFFF).contains(scalar.value) {
                out.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            } else {
                out.append(scalar)
            }
            afterMarkup = isMarkup
        }
        return String(out)
    }

    /// The values of the whole page.
    mutating func page() -> [String: Any] {
        var values = verdict(document.verdict)
        values["language"] = document.language.rawValue
        values["title"] = Self.text(document.title)
        values["kicker"] = Self.text(document.kicker)
        values["key"] = Self.text(document.key)
        values["style"] = StyleSheet.text
        values["footer"] = Self.text(document.footer)
        var sections: [[String: Any]] = []
        for (index, section) in document.sections.enumerated() {
            let classes = [
                index == 0 ? "first" : "", section.stamp == nil ? "" : "unreliable",
            ]
            sections.append([
                "id": section.id, "heading": Self.text(section.title),
                "sectionClass": classes.filter { !$0.isEmpty }.joined(separator: " "),
                "stamps": texts([section.stamp].compactMap { $0 }),
                "blocks": blocks(section.blocks),
            ])
        }
        values["sections"] = sections
        return values
    }

    private func texts(_ texts: [String]) -> [[String: Any]] {
        texts.map { ["text": Self.text($0)] }
    }

    private static func tone(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "good"
        case .inconclusive: "caution"
        case .harm, .fail, .invalid: "bad"
        }
    }

    private static func sign(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "✓"
        case .inconclusive: "?"
        case .fail: "✕"
        case .harm: "▼"
        case .invalid: "⊘"
        }
    }

    private func verdict(_ box: VerdictBox) -> [String: Any] {
        let single = box.lines.count == 1 && box.verdict != .invalid
        let lines = box.lines.map { line -> [String: Any] in
            let badge: [String: Any] = [
                "badgeTone": Self.tone(line.verdict), "sign": Self.sign(line.verdict),
                "word": Self.text(line.word),
            ]
            return [
                "lineClass": single ? "only" : "line",
                "badges": single ? [] : [badge], "sentence": Self.text(line.sentence),
                "details": texts(line.details),
            ]
        }
        return [
            "tone": Self.tone(box.verdict), "sign": Self.sign(box.verdict),
            "word": Self.text(box.word), "leads": texts([box.lead].compactMap { $0 }),
            "lines": lines, "notes": texts([box.levelNote].compactMap { $0 }),
            "status": Self.text(box.status),
        ]
    }

    private mutating func blocks(_ blocks: [ReportBlock]) -> [[String: Any]] {
        var values: [[String: Any]] = []
        for block in blocks { values.append(self.block(block)) }
        return values
    }

    private mutating func block(_ block: ReportBlock) -> [String: Any] {
        switch block {
        case .paragraph(let text): return ["template": "paragraph", "text": Self.text(text)]
        case .note(let text): return ["template": "note", "text": Self.text(text)]
        case .heading(let text): return ["template": "heading", "text": Self.text(text)]
        case .code(let text): return ["template": "code", "text": Self.text(text)]
        case .list(let items): return ["template": "list", "items": texts(items)]
        case .checks(let lines): return ["template": "checks", "items": lines.map(check)]
        case .answers(let facts): return ["template": "answers", "items": facts.map(fact)]
        case .facts(let facts): return ["template": "facts", "items": facts.map(fact)]
        case .table(let table): return self.table(table)
        case .forest(let plot):
            let better = composer.say("axis.better")
            let worse = composer.say("axis.worse")
            return self.plot(plot.title) {
                Drawing(plot, size: $0, better: better, worse: worse)
            }
        case .waterfall(let waterfall):
            return plot(waterfall.title) { Drawing(waterfall, size: $0) }
        case .curve(let curve): return plot(curve.title) { Drawing(curve, size: $0) }
        case .details(let title, let inner):
            return [
                "template": "details", "title": Self.text(title), "blocks": blocks(inner),
            ]
        }
    }

    private func check(_ line: CheckLine) -> [String: Any] {
        [
            "tone": line.mark.rawValue, "sign": line.mark.sign, "name": Self.text(line.name),
            "word": Self.text(line.word), "text": Self.text(line.text),
        ]
    }

    private func fact(_ fact: Fact) -> [String: Any] {
        ["term": Self.text(fact.term), "texts": texts(fact.texts)]
    }

    private func table(_ table: ReportTable) -> [String: Any] {
        let columns = table.columns.map { column -> [String: Any] in
            ["text": Self.text(column.title), "kind": column.isNumeric ? "number" : "words"]
        }
        let rows = table.rows.map { row -> [String: Any] in
            let cells = zip(row, table.columns).dropFirst().map { cell, column -> [String: Any] in
                let marks = cell.mark.map { [["tone": $0.rawValue, "sign": $0.sign]] } ?? []
                let kind = column.isNumeric ? "number" : cell.mark == nil ? "words" : "marked"
                return ["text": Self.text(cell.text), "kind": kind, "marks": marks]
            }
            return ["heads": texts(row.prefix(1).map(\.text)), "cells": Array(cells)]
        }
        return [
            "template": "table", "caption": Self.text(table.caption), "columns": columns,
            "rows": rows, "notes": texts(table.notes),
        ]
    }

    private mutating func plot(
        _ title: String, _ draw: (Drawing.Size) -> Drawing
    ) -> [String: Any] {
        drawn += 1
        let drawings = Drawing.Size.allCases.map { size in
            Self.drawing(draw(size), id: "plot-\(drawn)-\(size.rawValue)")
        }
        return ["template": "plot", "title": Self.text(title), "drawings": drawings]
    }
}
