// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the parts of a plan that people read: the card of the contact strategy.
struct CardRules {
    private let builder: PlanBuilder

    init(_ builder: PlanBuilder) { self.builder = builder }

    /// The card, if the plan has one.
    func read() -> ContactStrategy? {
        guard let reader = builder.root.group("contact_strategy") else { return nil }
        func list(_ key: String) -> [String]? { reader.texts(key)?.map(\.value) }
        return ContactStrategy(
            who: reader.text("who")?.value, what: reader.text("what")?.value,
            why: reader.text("why")?.value, when: reader.text("when")?.value,
            channels: list("channels"), systems: list("systems"), people: list("people"),
            process: reader.text("process")?.value, governance: reader.text("governance")?.value)
    }

    /// How contact and analysis meet, if the plan says so.
    func exposure() -> Exposure? {
        guard let reader = builder.root.group("exposure") else { return nil }
        // The one analysis there is has no field of its own.
        _ = reader.text("analysis")
        return Exposure(
            trigger: reader.text("trigger")?.value,
            reentry: reader.choice("reentry", as: Exposure.Reentry.self)?.value,
            multipleVariants: reader.choice(
                "multiple_variants", as: Exposure.MultipleVariants.self)?.value)
    }
}
