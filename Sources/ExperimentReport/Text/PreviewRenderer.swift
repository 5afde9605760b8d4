// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentCampaign
import ExperimentModel

/// Writes a preview for a terminal of 80 columns: the funnel, the groups, the other tests.
public enum PreviewRenderer {
    /// The text of a preview.
    ///
    /// - Parameters:
    ///   - preview: What an assignment would do.
    ///   - language: The language to write in.
    /// - Returns: Lines of text; ids are masked.
    public static func render(_ preview: AssignmentPreview, language: Language) -> String {
        let page = PreviewPage(preview, language)
        let parts = [
            [page.title], page.rows, page.steps, page.groups, page.segments, page.top, page.tests,
            [page.say("preview.done")],
        ]
        let lines = parts.filter { !$0.isEmpty }.joined(separator: [""])
        return lines.joined(separator: "\n").withPlainSpaces + "\n"
    }
}

/// The parts of a preview in one language.
private struct PreviewPage {
    private let preview: AssignmentPreview
    private let composer: Composer
    private var summary: AssignmentSummary { preview.summary }
    private var numbers: NumberStyle { composer.numbers }

    init(_ preview: AssignmentPreview, _ language: Language) {
        self.preview = preview
        composer = Composer(language: language, plan: preview.plan)
    }

    func say(_ id: String, _ texts: [String: String] = [:]) -> String {
        composer.say(id, texts: texts)
    }

    var title: String {
        say(
            "preview.title",
            [
                "plan": Visible.text(preview.plan.key), "file": Visible.text(preview.file),
                "day": numbers.day(preview.day),
            ])
    }

    var rows: [String] {
        let unusable = preview.unusable
        let sum = say(
            "preview.rows.sum",
            [
                "read": numbers.count(summary.rowsRead), "unique": numbers.count(preview.unique),
                "duplicates": numbers.count(preview.duplicates),
                "rejected": numbers.count(unusable.reduce(0) { $0 + $1.rows }),
            ])
        let codes = unusable.map { [numbers.count($0.rows), $0.code] }
        return [say("preview.rows")] + TerminalRenderer.wrapped(sum, indent: 2)
            + table(codes, indent: 4, rightColumns: [0])
    }

    var steps: [String] {
        var lines = [[numbers.count(preview.unique), say("preview.steps.start"), ""]]
        for step in preview.steps {
            lines.append([
                "\u{2212}" + numbers.count(step.lost), name(step.kind), numbers.count(step.left),
            ])
        }
        lines.append([numbers.count(summary.assigned), say("preview.steps.end"), ""])
        return [say("preview.steps")] + table(lines, indent: 2, rightColumns: [0, 2])
    }

    private func name(_ kind: AssignmentPreview.Step.Kind) -> String {
        let rule = preview.plan.assignment
        switch kind {
        case .forced(let variant): return say("preview.step.forced", ["variant": variant])
        case .permission(let key): return say("preview.step.permission", ["permission": key])
        case .audience: return say("preview.step.audience")
        case .holdout: return say("preview.step.holdout", ["holdout": rule.holdout?.key ?? ""])
        case .layer: return say("preview.step.layer", ["layer": rule.layer?.key ?? ""])
        case .gate: return say("preview.step.gate")
        }
    }

    var groups: [String] {
        let total = summary.variants.reduce(0) { $0 + $1.units }
        let hasUnits = preview.plan.assignment.members != nil
        var head = ["", say("preview.customers")]
        if hasUnits { head.append(say("preview.units")) }
        head += [say("preview.planned"), say("preview.found"), ""]
        var lines = [head]
        for (variant, samples) in zip(summary.variants, preview.samples) {
            let found = total > 0 ? Double(variant.units) / Double(total) : 0
            var line = [Visible.text(variant.key), numbers.count(variant.count)]
            if hasUnits { line.append(numbers.count(variant.units)) }
            line += [
                numbers.percent(variant.plannedShare, decimals: 2),
                numbers.percent(found, decimals: 2),
                samples.isEmpty
                    ? "" : say("preview.samples") + " " + samples.joined(separator: " "),
            ]
            lines.append(line)
        }
        let right = Array(1..<(hasUnits ? 5 : 4))
        var text = [say("preview.groups")] + table(lines, indent: 2, rightColumns: right)
        if summary.sizesByQuota {
            text += TerminalRenderer.wrapped(say("preview.quota"), indent: 2)
        } else if let p = summary.sampleRatioP {
            text.append(
                "  "
                    + (p < 0.001
                        ? say("preview.misfit", ["p": numbers.pStatement(p)])
                        : say("preview.fit", ["p": numbers.pValue(p)])))
        }
        return text
    }

    var segments: [String] {
        let keys = summary.variants.map { Visible.text($0.key) }
        return summary.segments.map { segment -> [String] in
            var lines = [[""] + keys + [say("preview.segment.out")]]
            for level in segment.levels {
                let label =
                    level.label.isEmpty ? say("preview.segment.none") : Visible.value(level.label)
                lines.append(
                    [label] + level.perVariant.map { numbers.count($0) }
                        + [numbers.count(level.out)])
            }
            return [say("preview.segment", ["segment": Visible.text(segment.key)])]
                + table(lines, indent: 2, rightColumns: Array(1...keys.count + 1))
        }.joined(separator: [""]).map { $0 }
    }

    var top: [String] {
        let reasons = preview.topReasons
        guard !reasons.isEmpty else { return [] }
        let lines = reasons.map { [numbers.count($0.rows), reason($0.code)] }
        return [say("preview.top")] + table(lines, indent: 2, rightColumns: [0])
    }

    private func reason(_ code: String) -> String {
        for family in ["no-permission", "forced"] where code.hasPrefix(family + "-") {
            return say(
                "preview.reason." + family, ["key": String(code.dropFirst(family.count + 1))])
        }
        return say("preview.reason." + code)
    }

    var tests: [String] {
        guard !preview.overlaps.isEmpty else {
            return [say("preview.tests") + ": " + say("preview.tests.none")]
        }
        var lines = [
            [
                "", say("preview.tests.in"), say("preview.tests.both"),
                say("preview.tests.expected"),
            ]
        ]
        for overlap in preview.overlaps {
            lines.append([
                Visible.text(overlap.test), numbers.count(overlap.inOther),
                numbers.count(overlap.both), numbers.count(Int(overlap.expected.rounded())),
            ])
        }
        var text = [say("preview.tests")] + table(lines, indent: 2, rightColumns: [1, 2, 3])
        for overlap in preview.overlaps where !overlap.missingColumns.isEmpty {
            text += TerminalRenderer.wrapped(
                say(
                    "preview.tests.columns",
                    [
                        "test": Visible.text(overlap.test),
                        "columns": overlap.missingColumns.map { Visible.value($0) }
                            .joined(separator: ", "),
                    ]), indent: 2)
        }
        for overlap in preview.overlaps {
            for part in overlap.leftOut {
                text += TerminalRenderer.wrapped(
                    say(
                        "preview.tests.left-out.\(part.rawValue)",
                        ["test": Visible.text(overlap.test)]), indent: 2)
            }
        }
        if preview.overlaps.contains(where: { $0.both > 0 }) {
            text += TerminalRenderer.wrapped(say("preview.tests.advice"), indent: 2)
        }
        return text
    }

    /// Lines of cells in columns of even width.
    private func table(_ lines: [[String]], indent: Int, rightColumns: [Int]) -> [String] {
        let columns = lines.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            lines.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return lines.map { line in
            var text = String(repeating: " ", count: indent)
            for (column, cell) in line.enumerated() {
                let gap = String(repeating: " ", count: widths[column] - cell.count)
                text += rightColumns.contains(column) ? gap + cell : cell + gap
                if column < line.count - 1 { text += "  " }
            }
            while text.hasSuffix(" ") { text.removeLast() }
            return text
        }
    }
}
