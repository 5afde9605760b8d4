// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
public import ExperimentCampaign
import ExperimentModel
import Mustache

/// Writes a power report for terminals, as Markdown and as one HTML file.
public enum PowerRenderer {
    /// The report for a terminal of 80 columns: verdict, price, table and plot, doubts last.
    ///
    /// - Parameters:
    ///   - report: What was worked out.
    ///   - language: The language to write in.
    ///   - plot: Whether the curve follows the table.
    /// - Returns: Lines of text.
    public static func terminal(
        _ report: PowerReport, language: Language, plot: Bool = true
    ) -> String {
        let words = PowerWords(report, language)
        let wrapped = { (text: String) in TerminalRenderer.wrapped(text, indent: 0) }
        let name = [Visible.text(report.plan.key), Visible.value(report.metric.name)]
        var lines = wrapped(name.joined(separator: " · "))
        let verdict = [words.goalSentence(), words.readout { $0.iso }].compactMap { $0 }
        lines += wrapped(verdict.joined(separator: " "))
        lines += [words.chanceSentence()].compactMap { $0 }.flatMap(wrapped)
        lines += words.comparisons { $0.iso }.flatMap {
            TerminalRenderer.wrapped("- " + $0, indent: 2)
        }
        lines += [words.uncovered(), words.priceSentence(), words.bestSentence()]
            .compactMap { $0 }.flatMap(wrapped)
        if let even = report.cost?.breakEven {
            lines += wrapped(words.say("power.break-even", texts: ["size": words.size(even)]))
        }
        if let weeks = report.runtime.weeks {
            lines += wrapped(words.say("power.weeks", ["weeks": .count(weeks)]))
        }
        lines += [""] + PowerTable(words: words).lines()
        lines += [words.footnote(), words.promise()].compactMap { $0 }.flatMap(wrapped)
        let facts = PowerFacts(words: words)
        lines += facts.counted().flatMap(wrapped)
        if plot, let curve = PowerCurve(words: words).plot() {
            lines += [""] + wrapped(curve.title) + TextCurve.lines(curve)
        }
        let doubts = facts.doubts()
        if !doubts.isEmpty { lines.append("") }
        lines += doubts.flatMap { wrapped("\($0.mark.sign) \($0.name): \($0.text)") }
        return lines.joined(separator: "\n").withPlainSpaces + "\n"
    }

    /// The report as GitHub-flavoured Markdown.
    public static func markdown(
        _ report: PowerReport, language: Language, version: String
    ) -> String {
        MarkdownRenderer.render(
            ReportDocument(report, language: language, version: version))
    }

    /// The report as one HTML file that needs nothing else.
    ///
    /// - Throws: When a template is malformed, which no report can cause.
    public static func html(
        _ report: PowerReport, language: Language, version: String
    ) throws -> String {
        let document = ReportDocument(report, language: language, version: version)
        var context = HTMLContext(
            document, composer: Composer(language: language, plan: report.plan))
        var page = context.page()
        page["style"] = StyleSheet.text + StyleSheet.curve
        return try Templates.library().render(page, withTemplate: "page") ?? ""
    }
}

extension StyleSheet {
    /// The line of a curve, and a table that is narrow enough to stand above it on a phone.
    static let curve = """

        svg .curve{stroke:var(--accent);stroke-width:3;stroke-linecap:round}
        @media (max-width:40rem){tbody th{min-width:6rem}
        th,td{padding-right:.4rem}.number{padding-left:.3rem}}
        """
}

/// The table in characters, its columns under each other.
struct PowerTable {
    let words: PowerWords

    private struct Line {
        var group: String
        var size: String
        var relative: String
        var marker = ""
        var price = ""
    }

    func lines() -> [String] {
        let rows = words.report.rows
        let document = PowerDocument(words: words)
        var lines = rows.map { row in
            Line(
                group: document.group(row),
                size: row.detectable.map { words.cell($0) }
                    ?? words.say("power.none"),
                relative: row.relative.map { "(" + words.relative($0) + ")" } ?? "",
                marker: row.isPlanned ? words.say("power.plan") : "",
                price: row.price.map(words.outcomes) ?? "")
        }
        if let base = words.report.versusBase {
            lines.append(
                Line(
                    group: words.say("power.versus-base"),
                    size: base.detectable.map { words.cell($0) }
                        ?? words.say("power.none"), relative: "(" + document.relative(base) + ")"))
        }
        return laid(lines)
    }

    private func laid(_ lines: [Line]) -> [String] {
        let titles = [
            words.say("power.\(words.report.reference.rawValue)"),
            words.smallestOverCells,
            lines.contains { !$0.price.isEmpty }
                ? words.say("power.price.column") : "",
        ]
        let size = lines.map(\.size.count).max() ?? 0
        let relative =
            lines.filter { !$0.marker.isEmpty || !$0.price.isEmpty }
            .map(\.relative.count).max() ?? 0
        let middles = lines.map { line -> String in
            let text = Self.left(line.size, size) + "   " + Self.left(line.relative, relative)
            return line.marker.isEmpty ? text : text + "   " + line.marker
        }
        let first = max(titles[0].count, lines.map(\.group.count).max() ?? 0)
        let middle = max(titles[1].count, middles.map(\.count).max() ?? 0)
        let price = max(titles[2].count, lines.map(\.price.count).max() ?? 0)
        let header =
            Self.left(titles[0], first) + "  " + Self.left(titles[1], middle) + "  "
            + Self.right(titles[2], price)
        let body = zip(lines, middles).map { line, text in
            Self.right(line.group, first) + "  " + Self.left(text, middle) + "  "
                + Self.right(line.price, price)
        }
        return ([header] + body).map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
