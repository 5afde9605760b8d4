// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentCampaign
public import ExperimentModel

/// Tells what became of the rows of a customer file, in a few lines that reconcile.
public enum AssignmentRenderer {
    /// The text of a summary.
    ///
    /// - Parameters:
    ///   - summary: What became of the rows.
    ///   - plan: The plan.
    ///   - language: The language to write in.
    /// - Returns: Lines of text, the last one without a line feed.
    public static func text(
        _ summary: AssignmentSummary, of plan: Plan, language: Language
    ) -> String {
        let page = AssignmentPage(
            summary: summary, composer: Composer(language: language, plan: plan))
        return page.lines.joined(separator: "\n").withPlainSpaces
    }
}

/// The lines of a summary in one language.
private struct AssignmentPage {
    let summary: AssignmentSummary
    let composer: Composer

    var lines: [String] {
        [rows] + (variants + reasons + rejects + checks + lists).map { "  " + $0 }
    }

    private func say(_ id: String, _ texts: [String: String]) -> String {
        composer.say(id, texts: texts)
    }

    /// A sentence with a count; numbers stand as they do in the files.
    private func say(_ id: String, rows: Int, _ texts: [String: String]) -> String {
        let forms = PhraseCatalogue.phrase(id)?.forms(in: composer.language)
        let sentence = rows == 1 ? forms?.one : forms?.other
        let slots = texts.sorted { $0.key < $1.key } + [(key: "rows", value: String(rows))]
        return slots.reversed().reduce(sentence ?? id) { text, slot in
            text.replacing("{\(slot.key)}", with: slot.value)
        }
    }

    private var rows: String {
        var texts = [
            "read": String(summary.rowsRead), "assigned": String(summary.assigned),
            "rejected": String(summary.rejected), "found": detection,
        ]
        if summary.excluded > 0 { texts["excluded"] = String(summary.excluded) }
        return say("assign.rows", texts)
    }

    /// What was found out about the file, each fact in the language.
    private var detection: String {
        summary.detection.split(separator: ", ").map { fact in
            let declared = " (declared)"
            let isDeclared = fact.hasSuffix(declared)
            let text = isDeclared ? fact.dropLast(declared.count) : fact
            let subjects = [
                "compression", "encoding", "line ending", "delimiter", "header", "columns",
                "decimal",
            ]
            guard let subject = subjects.first(where: { text.hasPrefix($0 + " ") }) else {
                return String(fact)
            }
            let value = String(text.dropFirst(subject.count + 1))
            let isWord = PhraseCatalogue.phrase("assign.value." + value) != nil
            var texts = ["value": isWord ? say("assign.value." + value, [:]) : value]
            if isDeclared { texts["declared"] = say("assign.fact.declared", [:]) }
            return say("assign.fact." + subject, texts)
        }.joined(separator: ", ")
    }

    private var variants: [String] {
        let total = summary.variants.reduce(0) { $0 + $1.units }
        return summary.variants.map { variant in
            let found = total > 0 ? Double(variant.units) / Double(total) : 0
            var texts = [
                "key": Visible.text(variant.key), "count": String(variant.count),
                "share": percent(found), "planned": percent(variant.plannedShare),
            ]
            if variant.units != variant.count { texts["units"] = String(variant.units) }
            return say("assign.variant", texts)
        }
    }

    private var reasons: [String] {
        (summary.exclusions + summary.reasons).map {
            say("assign.reason", rows: $0.rows, ["code": $0.code])
        }
    }

    private var rejects: [String] {
        guard summary.rejected > 0 else { return [] }
        guard let path = summary.rejectsPath else { return [say("assign.rejects.none", [:])] }
        return [say("assign.rejects", ["file": Visible.text(path)])]
    }

    private var checks: [String] {
        var lines: [String] = []
        if summary.sizesByQuota {
            lines.append(say("assign.quota", [:]))
        } else if let p = summary.sampleRatioP {
            lines.append(
                p < 0.001
                    ? say("assign.misfit", ["p": decimal("0.001")])
                    : say("assign.fit", ["p": decimal(String((p * 1_000).rounded() / 1_000))]))
        }
        if let then = summary.eligibleAtLock {
            lines.append(
                say("assign.eligible", ["now": String(summary.eligible), "then": String(then)]))
        }
        if let earlier = summary.earlier {
            lines.append(
                say(
                    "assign.earlier",
                    [
                        "kept": String(earlier.kept), "new": String(earlier.new),
                        "gone": String(earlier.gone), "moved": String(earlier.moved),
                    ]))
        }
        if let rechecked = summary.rechecked {
            lines.append(say("assign.rechecked", rows: rechecked, [:]))
        }
        return lines
    }

    private var lists: [String] {
        summary.lists.map {
            say("assign.list", rows: $0.rows, ["file": Visible.text($0.path)])
        }
    }

    private func percent(_ share: Double) -> String {
        let hundredths = Int((share * 10_000).rounded())
        let rest = hundredths % 100
        return decimal("\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%")
    }

    private func decimal(_ text: String) -> String {
        composer.language == .nl ? text.replacing(".", with: ",") : text
    }
}
