// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Holds a group with a key for each variant against the variants that the plan has.
struct VariantKeys {
    private let known: [String]
    private let isComplete: Bool
    private let log: PlanLog

    init(_ variants: [VariantRules.Read], _ builder: PlanBuilder) {
        known = variants.map(\.variant.key)
        isComplete = known.count == builder.root.groups("variants").count
        log = builder.log
    }

    /// Reports keys that are no variant, and variants without a key.
    ///
    /// - Parameters:
    ///   - keys: The keys with their places.
    ///   - spot: The place of the group.
    ///   - what: What a variant's entry is, as `value`.
    ///   - why: Why every variant needs one.
    func check(_ keys: [(key: String, spot: Spot)], at spot: Spot, what: String, why: String) {
        guard isComplete, !keys.isEmpty else { return }
        for (key, spot) in keys where !known.contains(key) {
            let near = NearestName.name(like: key, among: known)
            log.report(
                "variant-unknown", "there is no such variant (seen: \(Visible.value(key)))",
                at: spot,
                why: "known here: " + known.map { "`\($0)`" }.joined(separator: ", "),
                fix: near.map { "did you mean `\($0)`?" } ?? "remove it")
        }
        let absent = known.filter { key in !keys.contains { $0.key == key } }
        guard !absent.isEmpty else { return }
        log.report(
            "variant-missing",
            "no \(what) for " + absent.map { "`\($0)`" }.joined(separator: ", "), at: spot,
            why: why, fix: "add one for each variant")
    }
}
