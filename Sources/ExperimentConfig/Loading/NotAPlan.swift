// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Knows a file that was given in place of a plan, and never shows what it holds.
enum NotAPlan {
    /// The message for a file that is no group of keys.
    static func diagnostic(_ file: String, _ subject: SourceText.Subject = .plan) -> Diagnostic {
        guard subject == .plan else {
            let keys = WorkspaceSchema.file.properties.prefix(4).map { "`\($0.key)`" }
            return Diagnostic(
                .error, "not-a-shared-file", "this is not a file that plans share",
                at: Diagnostic.Place(file: file),
                why: "it has keys such as \(keys.joined(separator: ", "))",
                fix: "start it with `version: 1`, or give the file another name")
        }
        let keys = PlanSchema.plan.properties.filter(\.isRequired).map { "`\($0.key)`" }
        return Diagnostic(
            .error, "not-a-plan", "this is not a plan", at: Diagnostic.Place(file: file),
            why: "a plan has at least the keys \(keys.joined(separator: ", "))",
            fix: "name the plan here; if this is a data file, name it with --data")
    }

    /// The message for a file whose first line is a row of a table; nil for any other.
    static func dataFile(_ source: SourceText) -> Diagnostic? {
        let first = source.lines.lazy.map { String(Substring($0)) }.first { line in
            let text = line.drop { $0 == " " }
            return !text.isEmpty && !text.hasPrefix("#") && text != "---"
        }
        guard let first, let start = first.first(where: { $0 != " " }), !"[{%".contains(start),
            !first.contains(": "), !first.hasSuffix(":"), !first.hasPrefix("- "),
            first.contains(where: { ",;|\t".contains($0) })
        else { return nil }
        var problem = diagnostic(source.file, source.subject)
        guard source.subject == .plan else { return problem }
        problem.fix = "this looks like a data file; name it with --data"
        return problem
    }
}
