// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Says what a key that the plan language does not know was probably meant to be.
struct UnknownKey {
    private let log: PlanLog

    init(_ log: PlanLog) { self.log = log }

    /// Reports a key that a group does not have.
    func report(
        _ entry: PlanNode.Entry, in object: ObjectSchema, path: String, parents: [ObjectSchema]
    ) {
        let group =
            parents.isEmpty
            ? log.source.subject.kind
            : "`\(TreeCheck.last(String(path.dropLast(entry.key.count + 1))))`"
        log.report(
            "unknown-key", "\(group) has no key `\(Visible.value(entry.key))`",
            at: Spot(mark: entry.mark, path: path),
            why: "a key that does nothing would mislead whoever reads the plan",
            fix: fix(entry, in: object, parents: parents))
    }

    /// The known key that was probably meant.
    static func suggestion(for key: String, in object: ObjectSchema) -> String? {
        let known = object.properties.map(\.key)
        let word = key.split(separator: ":").first.map(String.init) ?? key
        return known.contains(word) ? word : NearestName.name(like: key, among: known)
    }

    private func fix(
        _ entry: PlanNode.Entry, in object: ObjectSchema, parents: [ObjectSchema]
    ) -> String {
        // Only the first problems are shown, so only they deserve the search.
        guard log.diagnostics.count < 4 * PlanLoader.diagnosticLimit else { return "remove it" }
        if let colon = entry.key.firstIndex(of: ":"), entry.value.isEmpty {
            let key = entry.key[..<colon]
            let value = entry.key[entry.key.index(after: colon)...]
            return "put a space after the colon: `\(key): \(Visible.value(String(value)))`"
        }
        if UnknownKey.inclusions.contains(entry.key) {
            return log.source.subject == .plan
                ? "remove it; a plan takes what it names from `\(PlanFolder.sharedFile)`, beside it "
                    + "or in a folder above it, and from no other file"
                : "remove it; this one file is all that the plans in its folder and below share"
        }
        if let near = UnknownKey.suggestion(for: entry.key, in: object) {
            return "did you mean `\(near)`?"
        }
        if let other = UnknownKey.synonyms[entry.key], object[other] != nil {
            return "did you mean `\(other)`?"
        }
        if let owner = parents.last(where: { $0[entry.key] != nil }) {
            return owner.name == parents.first?.name
                ? "`\(entry.key)` belongs at the start of the line, one level up"
                : "`\(entry.key)` belongs one level up, in `\(owner.name)`"
        }
        if log.source.subject == .plan, let place = UnknownKey.homes[entry.key] {
            return "`\(entry.key)` belongs under `\(place)`"
        }
        let known = object.properties.map { "`\($0.key)`" }.joined(separator: ", ")
        return "remove it; known here: \(known)"
    }

    /// Words by which other languages of files take in another file.
    private static let inclusions: Set<String> = [
        "include", "includes", "import", "imports", "extends", "inherit", "inherits", "$ref",
    ]

    /// What other tools call a key of ours.
    private static let synonyms = [
        "control_group": "holdout", "namespace": "layer", "exclusion_group": "layer",
        "winsorize": "cap", "cuped": "covariate", "desired_change": "direction",
        "hash_attribute": "unit", "guardrail": "guardrails", "filter": "where",
    ]

    /// The one group that each key of a group at the top of a plan belongs to.
    private static let homes: [String: String] = {
        var homes: [String: String] = [:]
        var several: Set<String> = []
        for property in PlanSchema.plan.properties {
            guard case .object(let object) = property.value else { continue }
            for inner in object.properties {
                if homes[inner.key] != nil { several.insert(inner.key) }
                homes[inner.key] = property.key
            }
        }
        for key in several { homes[key] = nil }
        return homes
    }()
}
