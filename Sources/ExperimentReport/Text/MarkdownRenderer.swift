// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentAnalysis

/// Writes a report as GitHub-flavoured Markdown.
public enum MarkdownRenderer {
    /// The report of a result.
    ///
    /// - Parameters:
    ///   - result: What the analysis found.
    ///   - language: The language to write in.
    ///   - command: The command that makes this report again.
    /// - Returns: Markdown text.
    public static func render(
        _ result: AnalysisResult, language: Language, command: String
    ) -> String {
        render(ReportDocument(result, language: language, command: command))
    }

    /// The text of a document.
    public static func render(_ document: ReportDocument) -> String {
        var parts = ["# " + MarkdownEscape.inline(document.title), verdict(document.verdict)]
        for section in document.sections {
            parts.append("## " + MarkdownEscape.inline(section.title))
            if let stamp = section.stamp {
                parts.append("> **" + MarkdownEscape.inline(stamp) + "**")
            }
            parts += section.blocks.map(block)
        }
        parts.append("---\n\n" + MarkdownEscape.line(document.footer))
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// The sign beside a verdict word.
    static func sign(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "✅"
        case .harm, .fail: "❌"
        case .inconclusive: "⏳"
        case .invalid: "⛔"
        }
    }

    static func verdict(_ box: VerdictBox) -> String {
        var lines = ["> **\(sign(box.verdict)) \(MarkdownEscape.inline(box.word))**"]
        if let lead = box.lead { lines.append("> " + MarkdownEscape.inline(lead)) }
        let showsWord = box.lines.count > 1
        for line in box.lines {
            let word = showsWord ? "**\(MarkdownEscape.inline(line.word))** " : ""
            lines.append("> " + word + MarkdownEscape.inline(line.sentence))
            lines += line.details.map { "> " + MarkdownEscape.inline($0) }
        }
        if let note = box.levelNote { lines.append("> " + MarkdownEscape.inline(note)) }
        lines.append("> *" + MarkdownEscape.inline(box.status) + "*")
        return lines.joined(separator: "\n>\n")
    }

    private static func block(_ block: ReportBlock) -> String {
        switch block {
        case .paragraph(let text): return MarkdownEscape.line(text)
        case .note(let text): return "> " + MarkdownEscape.line(text)
        case .heading(let text): return "### " + MarkdownEscape.inline(text)
        case .checks(let lines): return lines.map(check).joined(separator: "\n")
        case .answers(let facts): return facts.map(answer).joined(separator: "\n\n")
        case .facts(let facts): return facts.map(fact).joined(separator: "\n")
        case .list(let items):
            return items.map { "- " + MarkdownEscape.line($0) }.joined(separator: "\n")
        case .table(let table): return self.table(table)
        case .forest(let plot):
            return "**" + MarkdownEscape.inline(plot.title) + "**\n\n"
                + MarkdownEscape.code(TextForest.lines(plot, width: 78).joined(separator: "\n"))
        case .waterfall(let waterfall): return self.waterfall(waterfall)
        case .curve(let plot):
            return "**" + MarkdownEscape.inline(plot.title) + "**\n\n"
                + MarkdownEscape.code(TextCurve.lines(plot).joined(separator: "\n"))
        case .details(let title, let blocks):
            return "<details>\n<summary>" + MarkdownEscape.inline(title) + "</summary>\n\n"
                + blocks.map(self.block).joined(separator: "\n\n") + "\n\n</details>"
        case .code(let text): return MarkdownEscape.code(text)
        }
    }

    private static func check(_ line: CheckLine) -> String {
        "- " + line.mark.sign + " **" + MarkdownEscape.inline(line.name) + "** ("
            + MarkdownEscape.inline(line.word) + "): " + MarkdownEscape.inline(line.text)
    }

    private static func answer(_ fact: Fact) -> String {
        (["**" + MarkdownEscape.inline(fact.term) + "**"] + fact.texts.map(MarkdownEscape.line))
            .joined(separator: "\n\n")
    }

    private static func fact(_ fact: Fact) -> String {
        "- **" + MarkdownEscape.inline(fact.term) + "**: "
            + fact.texts.map(MarkdownEscape.inline).joined(separator: " · ")
    }

    private static func table(_ table: ReportTable) -> String {
        var lines = ["**" + MarkdownEscape.inline(table.caption) + "**", ""]
        lines.append(row(table.columns.map { MarkdownEscape.inline($0.title) }))
        lines.append(row(table.columns.map { $0.isNumeric ? "---:" : "---" }))
        for cells in table.rows {
            lines.append(
                row(
                    cells.map { cell in
                        (cell.mark.map { $0.sign + " " } ?? "") + MarkdownEscape.inline(cell.text)
                    }))
        }
        for note in table.notes { lines += ["", MarkdownEscape.line(note)] }
        return lines.joined(separator: "\n")
    }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |"
    }

    private static func waterfall(_ waterfall: Waterfall) -> String {
        "**" + MarkdownEscape.inline(waterfall.title) + "**\n\n"
            + MarkdownEscape.code(TextWaterfall.lines(waterfall).joined(separator: "\n"))
    }
}
