// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of the plan language that says what must hold for a variant to pass.
enum DecisionSchema {
    static let decision = ObjectSchema(
        name: "decision", doc: "What must hold for a variant to pass, fixed in advance.",
        properties: [
            .optional(
                "beat", .list(.scalar(.choice(["control", "base"])), atLeast: 1),
                "The roles a test variant must beat, each of them; default control.", "control"),
            .optional(
                "confidence", .scalar(.percent(50...99.9999)),
                "The confidence level; default 95%.", "95%"),
            .optional(
                "correction", .scalar(.choice(["holm", "bonferroni", "dunnett"])),
                "The correction over several test variants; default holm.", "holm"),
            .optional(
                "method",
                .scalar(.choice(["fixed_horizon", "fixed", "sequential", "always_valid"])),
                "fixed_horizon, or fixed: read once, at the end (default); sequential: at planned "
                    + "looks; always_valid: at any time.",
                "sequential"),
            .optional(
                "looks",
                .valueOrList(
                    .integer(2...lookLimit), of: .look, atLeast: 2),
                "The looks of a sequential test: how many, evenly spaced, a list of the shares of "
                    + "the planned customers, the last one 100%, or a list of days."),
            .optional(
                "spending", .either(.choice(["obrien_fleming", "pocock"]), spending),
                "How a sequential test spends its error rate: obrien_fleming (default) spends "
                    + "late, pocock evenly."),
            .optional(
                "planned_sample", .scalar(.integer(100...1_000_000_000)),
                "The customers the test is planned to have in the end, over all variants; for "
                    + "sequential and always_valid.",
                "40000"),
            .optional("minimum_uplift", .object(minimumUplift), minimumUplift.doc),
            .optional(
                "net_value", .scalar(.choice(["positive"])),
                "The uplift must pay for the contact; without `value` by the plan's only mean in "
                    + "money and the margin of the shared file.",
                "positive"),
            .optional(
                "min_sample_per_variant", .scalar(.integer(1...1_000_000_000)),
                "The least number of customers in each variant before a verdict.", "5000"),
            .optional(
                "min_runtime", .scalar(.duration),
                "The least time from the start before a verdict, both days counted; a month is "
                    + "31 days.",
                "14d"),
            .optional(
                "stop_for_harm", .scalar(.bool),
                "For sequential: whether harm at a look before the last ends the test with HARM "
                    + "(default). With false, harm and a broken guardrail leave the verdict "
                    + "INCONCLUSIVE until the last look.",
                "true"),
            .optional(
                "seed", .scalar(.integer(0...Int.max)), "The seed of resampling methods.",
                "20260101"),
        ])

    static let minimumUplift = ObjectSchema(
        name: "minimum_uplift", doc: "The least effect that makes the change worth it.",
        properties: [
            .optional("metric", .scalar(.name), "The metric; default the primary.", "ordered"),
            .required(
                "vs", .scalar(.choice(["control", "base"])),
                "The role the effect is taken against.",
                "base"),
            .required("value", .scalar(.bar), "The least effect.", "0.20 pt", "+5%"),
        ])

    /// The most looks of a sequential test.
    static let lookLimit = 100

    static let spending = ObjectSchema(
        name: "spending", doc: "A family of spending functions and its parameter.",
        properties: [
            .optional(
                "hwang_shih_decani", .scalar(.decimal(-20...20)),
                "Hwang, Shih and DeCani's gamma; a negative one spends late.", "-4"),
            .optional(
                "kim_demets", .scalar(.decimal(0.1...20)),
                "Kim and DeMets's rho; a larger one spends later.", "3"),
        ], exactlyOne: true)
}
