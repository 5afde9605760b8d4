// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// What the parts of a plan are to a comparison: how items are matched, in which order they are
/// told, and what a change in them spoils.
enum PlanSubject {
    /// The key by which the items of a list are matched.
    static let itemKeys = [
        "permissions": "key", "data.files": "variant", "data.rows": "column",
        "data.segments": "key", "segments": "key", "variants": "key", "variants.payload": "name",
        "metrics.definitions": "key", "metrics.guardrails": "metric",
    ]

    /// Parts that come and go as one thing, with a key of their own or none.
    static let whole: Set<String> = [
        "assignment.layer", "assignment.holdout", "assignment.holdout.rotation",
        "assignment.holdout.comparator", "assignment.members", "assignment.balance",
        "decision.minimumUplift", "metrics.definitions.events",
        "metrics.definitions.denominatorEvents", "metrics.definitions.lifetimeValue", "value",
    ]

    /// Parts of which only is said that they are otherwise.
    static let opaque: Set<String> = ["simulation", "segments.kind"]

    /// The order of a plan file, at the top and where it differs from the alphabet below.
    private static let order = [
        "": [
            "version", "key", "name", "owner", "approvers", "purpose", "hypothesis", "goal",
            "contactStrategy", "audience", "permissions", "data", "segments", "assignment",
            "variants", "exposure", "metrics", "value", "decision", "schedule", "rollout", "power",
            "privacy", "report", "simulation",
        ],
        "audience": ["require", "include", "exclude"],
        "assignment": [
            "algorithm", "salt", "gateSalt", "evenWeights", "unit", "allocation", "layer", "slots",
            "holdout",
        ],
        "metrics": ["definitions", "primary", "secondary", "guardrails"],
        "schedule": ["start", "startTime", "end", "timeZone"],
    ]

    /// Keys in plan order; keys that the order does not know come last, by alphabet.
    static func ordered(_ keys: [String], below path: String) -> [String] {
        let known = order[path] ?? []
        func rank(_ key: String) -> Int { known.firstIndex(of: key) ?? known.count }
        return keys.sorted {
            rank($0) == rank($1)
                ? $0.utf8.lexicographicallyPrecedes($1.utf8) : rank($0) < rank($1)
        }
    }

    /// Who is drawn, to what, and what an assignment writes about it.
    private static let drawn = [
        "assignment", "audience", "permissions", "privacy", "purpose",
        "variants.weight", "variants.contact", "variants.payload",
    ]

    /// Words, and what says where outcomes are and how their bytes are read: filled in as they come.
    private static let harmless = [
        "version", "name", "owner", "approvers", "contactStrategy", "rollout", "power",
        "simulation", "variants.name", "metrics.definitions.name", "segments.name",
        "data.segments.name", "report.language", "schedule.reviewEvery", "data.file",
        "data.files", "data.format", "data.asOf", "privacy.pepperEnvironment",
    ]

    /// What a change spoils.
    static func effect(of path: String, _ kind: PlanChange.Kind) -> PlanChange.Effect {
        func isBelow(_ parts: [String]) -> Bool {
            parts.contains { path == $0 || path.hasPrefix($0 + ".") }
        }
        if isBelow(harmless) { return .harmless }
        if isBelow(drawn) { return .draw }
        guard path == "variants" else { return .analysis }
        switch kind {
        case .added, .removed, .reordered: return .draw
        case .changed, .set, .unset, .edited: return .analysis
        }
    }
}
