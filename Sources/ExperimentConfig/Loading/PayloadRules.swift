// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads what the sending tool is told of a variant.
struct PayloadRules {
    private let builder: PlanBuilder
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder) { self.builder = builder }

    /// The fields in plan order; nil when there are none.
    func read(_ variant: Reader) -> [Variant.PayloadField]? {
        guard let entries = variant.textMap("payload") else { return nil }
        let role = variant.choice("role", as: Role.self)?.value
        let isContacted = variant.bool("contact")?.value ?? (role != .control)
        if !isContacted {
            log.report(
                "key-no-effect", "`payload` does nothing for a variant that is not contacted",
                at: variant.spot(of: "payload"),
                why: "it becomes columns of the variant's send list, and there is none",
                fix: "remove it, or write `contact: true`")
        }
        let unit = AssignmentRules(builder).unit
        for entry in entries where entry.key.value == unit {
            log.report(
                "payload-column",
                "the payload has the column of the id (seen: \(Visible.value(unit)))",
                at: entry.key.spot, why: "a send list has one column of each name",
                fix: "give it another name")
        }
        let fields = entries.compactMap { entry in
            entry.values.first.map {
                Variant.PayloadField(name: entry.key.value, value: $0.value)
            }
        }
        return fields.isEmpty ? nil : fields
    }
}
