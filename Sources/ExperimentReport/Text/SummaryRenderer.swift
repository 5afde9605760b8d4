// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentAnalysis
import ExperimentModel

/// Writes a job summary: at most 60 lines of Markdown, verdict first.
public enum SummaryRenderer {
    /// The most lines a summary has.
    public static let lineLimit = 60

    /// The summary of a result.
    ///
    /// - Parameters:
    ///   - result: What the analysis found.
    ///   - language: The language to write in.
    ///   - gate: The variant whose verdict stands first; the worst of all verdicts without one.
    /// - Returns: Markdown text.
    public static func render(
        _ result: AnalysisResult, language: Language, gate: String? = nil
    ) -> String {
        let builder = ReportBuilder(result: result, language: language, command: "")
        var mention = FirstMention(builder.composer)
        var lines = ["## " + MarkdownEscape.inline(builder.plan.name), ""]
        lines += MarkdownRenderer.verdict(builder.verdictBox(gate: gate)).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        lines.append("")
        if !builder.isInvalid {
            lines += rules(builder) + [""]
            let looks = builder.monitoringSentences()
            if !looks.isEmpty {
                lines += [MarkdownEscape.line(looks.joined(separator: " ")), ""]
            }
            if let primary = builder.primary {
                let plot = mention.shorten(builder.forest(primary))
                lines += ["**" + MarkdownEscape.inline(plot.title) + "**", ""]
                lines += MarkdownEscape.code(
                    TextForest.lines(plot, width: 78).joined(separator: "\n")
                ).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                lines.append("")
            }
            lines += builder.answeringValues().map { value in
                "- " + MarkdownEscape.inline(mention.shorten(builder.worthSentence(value)))
            }
        }
        lines += checks(builder, &mention)
        return limited(lines, builder).joined(separator: "\n").withPlainSpaces + "\n"
    }

    private static func rules(_ builder: ReportBuilder) -> [String] {
        builder.result.decision.variants.flatMap { variant in
            variant.rules.map { rule in
                let words = rule.id.hasPrefix("guardrail") ? "guardrail." : "state."
                let name = builder.composer.variantName(variant.key) + ": " + builder.ruleName(rule)
                return "- " + builder.mark(rule.state).sign + " " + MarkdownEscape.inline(name)
                    + " (" + MarkdownEscape.inline(builder.say(words + rule.state.rawValue)) + ")"
            }
        }
    }

    private static func checks(
        _ builder: ReportBuilder, _ mention: inout FirstMention
    ) -> [String] {
        builder.result.health.filter { $0.status != .ok && $0.status != .invalid }.map { check in
            "- " + Mark.caution.sign + " " + MarkdownEscape.inline(builder.checkName(check)) + ": "
                + MarkdownEscape.inline(mention.shorten(builder.composer.sentence(check.remark)))
        }
    }

    /// The first lines, and a line that says how many were cut.
    private static func limited(_ lines: [String], _ builder: ReportBuilder) -> [String] {
        guard lines.count > lineLimit else { return lines }
        var kept = Array(lines.prefix(lineLimit - 4))
        let fences = kept.filter { $0.hasPrefix("```") }
        if !fences.count.isMultiple(of: 2), let last = fences.last {
            kept.append(String(last.prefix { $0 == "`" }))
        }
        return kept + [
            "", builder.say("summary.cut", ["count": .count(lines.count - kept.count)]),
        ]
    }
}
