// SPDX-License-Identifier: GPL-3.0-or-later

/// The language of `experiments.yaml`, the file that plans share.
enum WorkspaceSchema {
    /// The address that names the schema.
    static let identifier = "urn:experiment:shared:1"

    static let file = ObjectSchema(
        name: "shared",
        doc: "What plans share; a plan takes from it only what it names.",
        properties: [
            .required(
                "version", .scalar(.integer(1...1)), "The version of the plan language.", "1"),
            .optional("workspace", .object(workspace), workspace.doc),
            .optional(
                "permissions", .map(key: .name, value: .object(permission)),
                "What must hold in the customer file before a channel may be used, by name."),
            .optional(
                "holdouts", .list(.object(holdout), atLeast: 1),
                "The global controls: customers held out of all campaigns."),
            .optional(
                "layers", .list(.object(layer), atLeast: 1),
                "The layers; tests in one layer never share a customer."),
            .optional(
                "segments", .list(.object(segment), atLeast: 1),
                "The segments that are worked out when customers are assigned."),
            .optional(
                "metrics", .list(.object(MetricSchema.metric), atLeast: 1),
                "The metrics that plans may name."),
        ])

    static let workspace = ObjectSchema(
        name: "workspace", doc: "The defaults of every plan.",
        properties: [
            .optional("name", .scalar(.text), "The name people read.", "Webshop NL"),
            .optional(
                "timezone", .scalar(.timeZone), "The time zone of days and times.",
                "Europe/Amsterdam"),
            .optional(
                "currency", .scalar(.currency), "The currency of the customer file's amounts.",
                "EUR"),
            .optional(
                "language", .scalar(.choice(["en", "nl"])), "The language of reports.", "nl"),
            .optional(
                "unit", .scalar(.text), "The column that holds the unit's id.", "customer_id"),
            .optional(
                "margin_pct", .scalar(.percent(0.000001...100)),
                "The part of revenue that is margin.", "40%"),
            .optional("privacy", .object(privacy), privacy.doc),
        ])

    static let privacy = ObjectSchema(
        name: "shared_privacy", doc: "How customer ids and small groups are protected.",
        properties: [
            .optional(
                "report_ids", .scalar(.choice(["masked"])),
                "Ids are masked in everything that is shown; there is no other way.", "masked"),
            .optional(
                "min_cell_size", .scalar(.integer(1...1_000_000_000)),
                "Segment cells with fewer customers in any variant are not shown.", "25"),
        ] + ScheduleSchema.pseudonyms)

    static let permission = ObjectSchema(
        name: "permission", doc: "What must hold before a channel may be used.",
        properties: [
            .required(
                "attribute", .scalar(.text), "The column that holds it.", "optin_email"),
            .required(
                "equals", .scalar(.text), "The value that means yes.", "yes"),
        ])

    static let holdout = ObjectSchema(
        name: "holdout", doc: "Customers held out of all campaigns, drawn before everything else.",
        properties: [
            .required("key", .scalar(.name), "The short name.", "global-control"),
            .optional(
                "share", .scalar(.part(orNothing: false)),
                "The share of the customers, for a group that stays the same.", "5%"),
            .optional("rotate", .object(rotation), rotation.doc),
            .required(
                "salt", .scalar(.salt), "What makes its draw differ from others; fixed for good.",
                "gc-2026"),
            .required("from", .scalar(.day), "The first day.", "2026-01-01"),
            .optional("until", .scalar(.day), "The last day, included.", "2026-12-31"),
            .optional("comparator", .object(comparator), comparator.doc),
            .optional(
                "exempt", .list(.scalar(.choice(AudienceSchema.purposes)), atLeast: 1),
                "The purposes whose messages everybody gets.", "service"),
        ])

    static let rotation = ObjectSchema(
        name: "rotate", doc: "A group that changes every period.",
        properties: [
            .required(
                "every", .scalar(.choice(["month", "quarter", "half_year", "year"])),
                "How long one period takes, in calendar months from `from`.", "quarter"),
            .required(
                "size", .scalar(.part(orNothing: false)), "The share of the customers.", "5%"),
            .optional(
                "overlap", .scalar(.part(orNothing: true)),
                "The part of a group that was in the one before; default 0%.", "0%"),
        ])

    static let comparator = ObjectSchema(
        name: "comparator", doc: "A second group, not held out, to compare the held out with.",
        properties: [
            .required(
                "clear_periods", .scalar(.integer(1...100)),
                "The periods in which none of them may have been held out.", "4")
        ])

    static let layer = ObjectSchema(
        name: "layer", doc: "Tests in it never share a customer.",
        properties: [
            .required("key", .scalar(.name), "The short name.", "lifecycle"),
            .required(
                "salt", .scalar(.salt), "What makes its draw differ from others; fixed for good.",
                "lifecycle-2026"),
            .optional(
                "cooldown", .scalar(.duration),
                "How long customers rest after a test before another may have them.", "30d"),
        ])

    static let segment = ObjectSchema(
        name: "derived_segment", doc: "A segment that is worked out from columns.",
        properties: [
            .required(
                "key", .scalar(.name), "The short name; it becomes a column.", "quadrant"),
            .optional("name", .scalar(.text), "The name people read.", "Quadrant"),
            .required(
                "type", .scalar(.choice(["column", "quadrant", "bands"])),
                "column: its values as they are; quadrant: two columns cut in two; bands: a number "
                    + "between cuts.",
                "bands"),
            .optional("column", .scalar(.text), "The column of a segment of values.", "region"),
            .optional("x", .object(axis), "The first column of a quadrant."),
            .optional("y", .object(axis), "The second column of a quadrant."),
            .optional("attribute", .scalar(.text), "The column of a segment of bands.", "score"),
            .optional(
                "cuts", .list(.scalar(.amount), atLeast: 1), "Where one band ends, ascending.",
                "20"),
        ])

    static let axis = ObjectSchema(
        name: "axis", doc: "One column of a quadrant.",
        properties: [
            .required("attribute", .scalar(.text), "The column.", "orders_12m"),
            .required(
                "cut", .scalar(.amount), "From here on the second label, below it the first.",
                "75 EUR"),
            .required(
                "labels", .list(.scalar(.text), atLeast: 2), "The two labels, low first.",
                "seldom"),
        ])
}
