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
    public static func render(
        _ result: AnalysisResult, language: Language, color: Bool = false, plot: Bool = true
    ) -> String {
        let builder = ReportBuilder(result: result, language: language, command: "")
        let box = builder.verdictBox()
        var lines = [heading(builder)]
        lines += [""] + verdictLines(box, color: color)
        lines += wrapped(healthLine(builder), indent: 2)
        if !builder.isInvalid {
            if plot, let primary = builder.primary {
                lines +=
                    [""]
                    + TextForest.lines(builder.forest(primary), width: 78).map { "  " + $0 }
                    .map { TextForest.cut($0, 80) }
            }
            let values = builder.answeringValues()
            if !values.isEmpty { lines.append("") }
            for value in values { lines += wrapped(builder.worthSentence(value), indent: 2) }
        }
        return lines.joined(separator: "\n").withPlainSpaces + "\n"
    }

    private static func heading(_ builder: ReportBuilder) -> String {
        let metric = builder.primary.map { builder.name($0.metric) } ?? ""
        let text = [builder.plan.key, metric, builder.completeness()]
            .filter { !$0.isEmpty }.joined(separator: " · ")
        return TextForest.cut(text, 80)
    }

    private static func verdictLines(_ box: VerdictBox, color: Bool) -> [String] {
        var lines = ["  " + painted(box.word, box.verdict, color)]
        if let lead = box.lead { lines += wrapped(lead, indent: 2) }
        for line in box.lines {
            if box.lines.count > 1 { lines.append("  " + painted(line.word, line.verdict, color)) }
            lines += wrapped(line.sentence, indent: box.lines.count > 1 ? 4 : 2)
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
        return builder.say(
            "terminal.warnings",
            texts: ["checks": trouble.map(builder.checkName).joined(separator: ", ")])
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
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                lines.append(margin + line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty ? lines : lines + [margin + line]
    }
}
