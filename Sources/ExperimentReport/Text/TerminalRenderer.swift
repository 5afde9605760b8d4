// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentAnalysis
import ExperimentModel
import Inference

/// Writes the verdict for a terminal of 80 columns.
public enum TerminalRenderer {
    /// The verdict, the main result and what it was worth, on a few lines.
    ///
    /// - Parameters:
    ///   - result: What the analysis found.
    ///   - language: The language to write in.
    ///   - color: Whether the verdict words are coloured with terminal codes.
    ///   - plot: Whether the forest plot of the main result follows.
    ///   - gate: The variant whose verdict stands first; the worst of all verdicts without one.
    /// - Returns: Lines of at most 80 characters.
    public static func render(
        _ result: AnalysisResult, language: Language, color: Bool = false, plot: Bool = true,
        gate: String? = nil
    ) -> String {
        let builder = ReportBuilder(result: result, language: language, command: "")
        var mention = FirstMention(builder.composer)
        var lines = heading(builder)
        if !builder.isInvalid {
            lines += builder.monitoringSentences().flatMap { wrapped($0, indent: 0) }
        }
        if !builder.isInvalid { lines += [""] + effectLines(builder, &mention) }
        lines +=
            [""] + verdictLines(builder.verdictBox(gate: gate), builder, &mention, color: color)
        lines += wrapped(healthLine(builder), indent: 2)
        if !builder.isInvalid {
            if plot, let primary = builder.primary {
                let forest = mention.shorten(builder.forest(primary))
                lines += [""] + TextForest.lines(forest, width: 78).map { "  " + $0 }
            }
            let values = builder.answeringValues()
            if !values.isEmpty { lines.append("") }
            for value in values {
                lines += wrapped(mention.shorten(builder.worthSentence(value)), indent: 2)
            }
        }
        return lines.joined(separator: "\n").withPlainSpaces + "\n"
    }

    /// What was tested and on what; the day of the data on a line of its own.
    private static func heading(_ builder: ReportBuilder) -> [String] {
        let metric = builder.primary.map { builder.name($0.metric) } ?? ""
        let names = [Visible.text(builder.plan.key), metric].filter { !$0.isEmpty }
        return wrapped(names.joined(separator: " · "), indent: 0)
            + wrapped(builder.completeness(), indent: 0)
    }

    /// Each test variant against each reference: levels, then the difference both ways.
    private static func effectLines(
        _ builder: ReportBuilder, _ mention: inout FirstMention
    ) -> [String] {
        guard let primary = builder.primary else { return [] }
        let unit = builder.unit(primary.metric)
        let places = unit.decimals(primary.comparisons)
        let compared = primary.comparisons.filter { comparison in
            builder.plan.variant(comparison.treatment)?.role == .test
        }
        let lines = compared.flatMap { comparison -> [String] in
            let levels = builder.say(
                "terminal.levels",
                texts: [
                    "variant": builder.composer.variantName(comparison.treatment),
                    "reference": builder.composer.reference(comparison.reference),
                    "level": unit.level(builder.level(of: comparison.treatment, in: primary)),
                    "referenceLevel": unit.level(
                        builder.level(of: comparison.reference, in: primary)),
                ])
            return wrapped(mention.shorten(levels), indent: 2)
                + wrapped(effect(comparison, unit, places, builder), indent: 4)
        }
        return lines
    }

    private static func effect(
        _ comparison: Comparison, _ unit: MetricUnit, _ places: Int, _ builder: ReportBuilder
    ) -> String {
        guard let absolute = comparison.absolute.value else {
            return comparison.absolute.reason.map { builder.reason($0) }
                ?? builder.say("not-available")
        }
        var texts = ["absolute": unit.difference(absolute.estimate, decimals: places)]
        let relative = builder.relativeUnit
        if let decision = comparison.decisionInterval {
            texts["interval"] = builder.say(
                "cell.decision",
                texts: [
                    "interval": unit.interval(decision.absolute, decimals: places),
                    "level": builder.percent(decision.level),
                ])
            texts["relative"] = comparison.relative.value.map {
                relative.text($0.estimate, decimals: relative.decimals($0))
            }
        } else {
            texts["interval"] = unit.interval(absolute.interval, decimals: places)
            texts["relative"] = comparison.relative.value.map(relative.full)
        }
        guard let adjustment = comparison.adjustment else {
            return builder.say("terminal.effect", texts: texts)
        }
        texts["unadjusted"] = unit.unadjusted(adjustment, decimals: places)
        return builder.say("terminal.effect.adjusted", texts: texts)
    }

    private static func verdictLines(
        _ box: VerdictBox, _ builder: ReportBuilder, _ mention: inout FirstMention, color: Bool
    ) -> [String] {
        var lines = [
            "  " + builder.say("terminal.verdict") + "  "
                + painted(box.word, box.verdict, color)
        ]
        if let lead = box.lead { lines += wrapped(lead, indent: 2) }
        let isList = box.lines.count > 1
        for line in box.lines {
            if isList {
                let name = line.name.isEmpty ? "" : "  " + line.name
                let word = painted(line.word, line.verdict, color)
                let room = 78 - line.word.count - name.count
                lines.append("  " + word + (room < 0 ? "" : name))
            }
            lines += wrapped(mention.shorten(line.sentence), indent: isList ? 4 : 2)
        }
        if let note = box.levelNote { lines += wrapped(note, indent: 2) }
        return lines
    }

    /// Checks that are not in order, or one line that all are.
    private static func healthLine(_ builder: ReportBuilder) -> String {
        let trouble = builder.result.health.filter { $0.status == .warning }
        guard !trouble.isEmpty else {
            return builder.isInvalid ? "" : builder.say("terminal.healthy")
        }
        var names: [String] = []
        for name in trouble.map(builder.checkName) where !names.contains(name) {
            names.append(name)
        }
        return builder.say("terminal.warnings", texts: ["checks": names.joined(separator: ", ")])
    }

    private static func painted(_ word: String, _ verdict: Verdict, _ color: Bool) -> String {
        guard color else { return word }
        let code =
            switch verdict {
            case .pass: "32"
            case .harm, .fail, .invalid: "31"
            case .inconclusive: "33"
            }
        return "\u{1B}[1;\(code)m\(word)\u{1B}[0m"
    }

    /// Text broken between words so that no line is longer than 80 characters.
    static func wrapped(_ text: String, indent: Int, width: Int = 80) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return wrapped(text, width: width - indent).map { margin + $0 }
    }

    /// Text broken between words, and inside a word that is longer than a line.
    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var rest = word
            if !line.isEmpty, line.count + 1 + rest.count > width {
                lines.append(line)
                line = ""
            }
            while line.isEmpty, rest.count > width {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            line += (line.isEmpty ? "" : " ") + rest
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
