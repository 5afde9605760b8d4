// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of the plan language that says what is measured.
enum MetricSchema {
    static let metrics = ObjectSchema(
        name: "metrics", doc: "What is measured, and the part each metric plays.",
        properties: [
            .required("define", .list(.object(metric), atLeast: 1), "The metrics of this plan.")
                .missing(
                    "missing-key", why: "the metrics are measured as they are defined here",
                    fix: "add `define:` with a list of metrics, each with key, type, column and "
                        + "direction"),
            .required("primary", .scalar(.name), "The one metric that decides.", "ordered")
                .missing(
                    "primary-missing", why: "one metric must decide, chosen before the results",
                    fix: "add `primary:` with the key of one metric"
                )
                .misshapen(
                    "two-primaries", why: "with two deciding metrics one can win by chance",
                    fix: "choose one primary; list the rest under `secondary`"),
            .optional(
                "secondary", .list(.scalar(.name), atLeast: 1),
                "The metrics shown beside it.", "revenue"),
            .optional(
                "guardrails", .list(.object(guardrail), atLeast: 1),
                "The metrics that must not get worse by more than a margin."),
        ])

    static let metric = ObjectSchema(
        name: "metric", doc: "One outcome, measured per customer.",
        properties: [
            .required("key", .scalar(.name), "The short name of the metric.", "ordered"),
            .optional("name", .scalar(.text), "The name people read.", "Ordered within 14 days"),
            .required(
                "type", .scalar(.choice(["proportion", "mean", "count", "ratio"])),
                "proportion: did it or not; mean: a number; count: how many; ratio: one column "
                    + "over another.",
                "proportion"),
            .optional("column", .scalar(.text), "The column with the outcome.", "ordered"),
            .optional(
                "numerator", .object(part),
                "The column above the line of a ratio, or the "
                    + "successes in a file of counts."),
            .optional(
                "denominator", .object(part),
                "The column below the line of a ratio, or the "
                    + "trials in a file of counts."),
            .required(
                "direction", .scalar(.choice(["increase", "decrease"])), "Which way is better.",
                "increase"
            )
            .missing(
                "direction-missing",
                why: "without it nobody can tell a gain from harm",
                fix: "add `direction: increase` when more is better, else "
                    + "`direction: decrease`"),
            .optional("cap", .object(cap), cap.doc),
            .optional(
                "missing", .scalar(.choice(["exclude", "zero"])),
                "What a missing value means: left out and counted (default), or zero.", "zero"),
            .optional(
                "currency", .scalar(.currency), "The currency, when the metric is money.", "EUR"),
        ])

    static let part = ObjectSchema(
        name: "column_of", doc: "One side of a ratio.",
        properties: [.required("column", .scalar(.text), "The column.", "revenue")])

    static let cap = ObjectSchema(
        name: "cap", doc: "Where large values are cut: at a value or at a percentile.",
        properties: [
            .optional("value", .scalar(.amount), "At a value.", "2500 EUR"),
            .optional(
                "percentile", .scalar(.number(upTo: 100)),
                "At a percentile of all variants together.", "99.5"),
        ], exactlyOne: true)

    static let guardrail = ObjectSchema(
        name: "guardrail", doc: "A metric that may not get worse by more than its margin.",
        properties: [
            .required("metric", .scalar(.name), "The metric.", "unsubscribed"),
            .required(
                "margin", .scalar(.bar),
                "How much worse is still safe, with the sign of worse: -2% where more is better, "
                    + "0.10 pt where less is better.",
                "0.10 pt", "-2%"),
        ])
}
