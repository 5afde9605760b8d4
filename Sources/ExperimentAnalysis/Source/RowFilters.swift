// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// Tells the rows of a plan from others in the same file, and why none was found.
struct RowFilters {
    /// A column and the values to keep.
    struct Part: Sendable {
        var column: Int
        var name: String
        var values: [String]

        /// Whether a row with this text in the column may belong to the plan.
        func keeps(_ text: String) -> Bool { values.contains(text) }
    }

    /// What a column held in the rows that the columns before it let through.
    private struct Seen {
        var passed = 0
        var values: [String] = []
    }

    /// Values remembered of a column, to name the nearest one.
    private static let memory = 200
    /// Values named in a message.
    private static let shown = 5

    private let parts: [Part]
    private var seen: [Seen]

    init(_ parts: [Part]) {
        self.parts = parts
        seen = parts.map { _ in Seen() }
    }

    /// Whether a row belongs to the plan, by its texts in the columns of the filters.
    mutating func admit(_ texts: [String]) -> Bool {
        for place in parts.indices {
            let text = texts[place]
            if seen[place].values.count < Self.memory, !seen[place].values.contains(text) {
                seen[place].values.append(text)
            }
            guard parts[place].keeps(text) else { return false }
            seen[place].passed += 1
        }
        return true
    }

    /// Throws for a filter that let no row through, naming some values that its column holds.
    func check(file: String) throws {
        guard let place = seen.firstIndex(where: { $0.passed == 0 }) else { return }
        let part = parts[place]
        let wanted = part.values.map { "'\(Visible.value($0))'" }.joined(separator: " or ")
        let values = seen[place].values
        let shown = values.prefix(Self.shown).map { "'\(Visible.value($0))'" }
        let others = place == 0 ? "" : " among the rows that match the filters before it"
        let near = part.values.flatMap { NearestName.names(like: $0, among: values) }
        throw DiagnosticsError(
            .badData,
            [
                Diagnostic(
                    .error, "no-rows", "no row has \(wanted) in column \(part.name)\(others)",
                    at: Diagnostic.Place(file: file, keyPath: "data.rows.\(part.name)"),
                    why: values.isEmpty
                        ? "the file has no rows with values"
                        : "the column holds \(shown.joined(separator: ", "))"
                            + (values.count > Self.shown ? ", …" : ""),
                    fix: near.first.map { "did you mean `\(Visible.value($0))`?" }
                        ?? "check the values under `rows` in the plan")
            ])
    }
}
