// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Collects the problems of one plan while it is read.
final class PlanLog {
    let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []
    /// The keys asked for, per group: tests hold this against the schema.
    private(set) var asked: [String: Set<String>] = [:]

    init(_ source: SourceText) { self.source = source }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    func append(_ more: [Diagnostic]) { diagnostics += more }

    func note(asked key: String, of group: String) { asked[group, default: []].insert(key) }

    func report(_ id: String, _ summary: String, at spot: Spot, why: String, fix: String) {
        add(.error, id, summary, at: spot, why: why, fix: fix)
    }

    func warn(_ id: String, _ summary: String, at spot: Spot, why: String, fix: String) {
        add(.warning, id, summary, at: spot, why: why, fix: fix)
    }

    /// Says what is worth knowing and needs no change.
    func remark(_ id: String, _ summary: String, at spot: Spot, why: String, fix: String) {
        add(.note, id, summary, at: spot, why: why, fix: fix)
    }

    private func add(
        _ severity: Diagnostic.Severity, _ id: String, _ summary: String, at spot: Spot,
        why: String, fix: String
    ) {
        diagnostics.append(
            Diagnostic(
                severity, id, summary,
                at: source.place(spot.mark, spot.path.isEmpty ? nil : spot.path),
                why: why, fix: fix))
    }
}

/// A place in a plan: where in the text, and under which key.
struct Spot: Hashable {
    var mark: TextMark
    var path: String
}

/// A value and the place it was read from.
struct Located<Value> {
    var value: Value
    /// The text as written, without quotes.
    var text: String
    var spot: Spot
}
