// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of the plan language that says what is measured.
enum MetricSchema {
    static let metrics = ObjectSchema(
        name: "metrics", doc: "What is measured, and the part each metric plays.",
        properties: [
            .optional(
                "define", .list(.object(metric), atLeast: 1),
                "The metrics of this plan, beside those of the shared file."),
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
                "type",
                .scalar(
                    .choice([
                        "proportion", "mean", "count", "ratio", "quantile", "nps", "retention",
                        "clv",
                    ])),
                "proportion: did it or not; mean: a number; count: how many; ratio: one column "
                    + "over another; quantile: the value a share of the customers stay below; "
                    + "nps: promoters minus detractors; retention: stayed or left; clv: revenue "
                    + "less cost over the length of the relation.",
                "proportion"),
            .optional(
                "column", .scalar(.text),
                "The column with the outcome; for an nps answers of 0 to 10, for a retention 1 "
                    + "when the customer stayed.",
                "ordered"),
            .optional(
                "churned", .scalar(.text),
                "The column of a retention that is 1 when the customer left, in place of `column`.",
                "cancelled"),
            .optional(
                "percentile", .scalar(.number(upTo: 100)),
                "The share of customers below the value of a quantile: 50 is the median.", "90"),
            .optional(
                "event", .scalar(.text),
                "The event that the metric is worked out from, for data with a row per event.",
                "order"),
            .optional(
                "aggregate", .scalar(.choice(["any", "count", "sum", "last"])),
                "How the events of one customer become one number; the default fits the type.",
                "sum"),
            .optional(
                "value", .scalar(.text), "The value of the event that is summed or taken.",
                "amount"),
            .optional(
                "numerator", .object(side),
                "The column or event above the line of a ratio, or the "
                    + "successes in a file of counts."),
            .optional(
                "denominator", .object(side),
                "The column or event below the line of a ratio, or the "
                    + "trials in a file of counts."),
            .optional("revenue", .object(flow), "The events that bring in money, of a clv."),
            .optional("cost", .object(flow), "The events that cost money, of a clv."),
            .optional("horizon", .scalar(.duration), "How far a clv looks ahead.", "24m"),
            .optional(
                "predicted", .scalar(.text),
                "The column with the part of a clv that a model predicts.", "clv_score"),
            .optional(
                "discount_rate", .scalar(.percent(0...100)),
                "What later money is worth less per year, of a clv.", "8%"),
            .optional(
                "window", .scalar(.duration),
                "The time each customer has from the start of contact.", "14d"),
            .optional("refunds", .object(refunds), refunds.doc),
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
            .optional("covariate", .groups(covariate, atMost: covariateLimit), covariate.doc),
            .optional(
                "cluster", .scalar(.text),
                "The column that names the household, store or village that was drawn as a whole.",
                "household_id"),
            .optional(
                "match", .scalar(.text),
                "The value in the metric column of a file of moments; default the key.", "1"),
            .optional(
                "missing", .scalar(.choice(["exclude", "zero"])),
                "What a missing value means: left out and counted (default), or zero.", "zero"),
            .optional(
                "currency", .scalar(.currency), "The currency, when the metric is money.", "EUR"),
        ])

    static let part = ObjectSchema(
        name: "column_of", doc: "One side of a ratio.",
        properties: [.required("column", .scalar(.text), "The column.", "revenue")])

    static let side = ObjectSchema(
        name: "side_of", doc: "One side of a ratio: a column, or events.",
        properties: [
            .optional("column", .scalar(.text), "The column.", "revenue"),
            .optional("event", .scalar(.text), "The event.", "order"),
            .optional(
                "aggregate", .scalar(.choice(["any", "count", "sum", "last"])),
                "How the events of one customer become one number; default sum where there is a "
                    + "value, else count.",
                "sum"),
            .optional(
                "value", .scalar(.text), "The value that is summed or taken.", "amount"),
        ])

    static let flow = ObjectSchema(
        name: "flow", doc: "Events whose values are added up.",
        properties: [
            .required("event", .scalar(.text), "The event.", "order"),
            .required("value", .scalar(.text), "The value that is summed.", "amount"),
        ])

    static let refunds = ObjectSchema(
        name: "refunds", doc: "The event that takes an amount back, and what becomes of it.",
        properties: [
            .required("event", .scalar(.text), "The event.", "refund"),
            .optional(
                "policy", .scalar(.choice(["net", "separate", "reject"])),
                "net: subtracted (default); separate: told beside the metric; reject: refused.",
                "net"),
        ])

    /// The most covariates of one metric.
    static let covariateLimit = 6

    static let covariate = ObjectSchema(
        name: "covariate",
        doc: "What is known of a customer before the test and takes noise out of the metric: a "
            + "column, for a ratio its two columns, or an event before the start; up to "
            + "\(covariateLimit) in a list.",
        properties: [
            .optional(
                "column", .scalar(.text), "A column with a number from before the test.",
                "spend_before"),
            .optional(
                "numerator", .object(part),
                "The column above the line, of a ratio before the test."),
            .optional(
                "denominator", .object(part),
                "The column below the line, of a ratio before the test."),
            .optional(
                "event", .scalar(.text), "The same outcome of this event, before the start.",
                "order"),
            .optional(
                "lookback", .scalar(.duration), "How far before the start the event counts.",
                "90d"),
        ])

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
                    + "0.10 pt where less is better; for an nps in points, as -2.",
                "0.10 pt", "-2%", "-2"),
        ])
}
