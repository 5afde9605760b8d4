// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of the plan language that says how customers are drawn.
enum AssignmentSchema {
    /// The ids of the algorithms, the tool's own first.
    static let algorithms = [
        "sha256-52/1", "eppo-md5/1", "growthbook/1", "growthbook/2", "optimizely-murmur3/1",
        "unleash-murmur3/1", "planout-sha1/1", "statsig-sha256/1", "posthog-sha1/1",
        "firebase-sha256/1", "flagd-murmur3/2", "launchdarkly-sha1/1", "proctor-md5/1",
        "split-murmur3/1", "flagsmith-md5/1", "amplitude-murmur3/1",
    ]

    static let assignment = ObjectSchema(
        name: "assignment", doc: "How customers are drawn to variants by hashing their ids.",
        properties: [
            .optional(
                "algorithm", .scalar(.choice(algorithms)),
                "How an id becomes a point; default sha256-52/1, the others repeat the draws of "
                    + "other tools.",
                "sha256-52/1"),
            .optional(
                "weights", .scalar(.choice(["even"])),
                "Divides the customers evenly; else every variant has a weight.", "even"),
            .optional(
                "salt", .scalar(.salt),
                "What makes this draw differ from others; default the plan's key.",
                "winback-2026"),
            .optional(
                "gate_salt", .scalar(.salt),
                "The salt of the draw for `allocation`; default the salt with /gate behind it.",
                "winback-2026/gate"),
            .optional(
                "unit", .scalar(.text),
                "The column that holds the id in a customer file; default customer_id.",
                "customer_id"),
            .optional(
                "allocation", .scalar(.part(orNothing: false)),
                "The share of the audience that takes part; default 100%.", "50%"),
            .optional(
                "layer", .scalar(.name),
                "The layer of the shared file whose tests never share a customer.", "lifecycle"),
            .optional(
                "slots", .scalar(.part(orNothing: false)),
                "The share of the layer that this test takes; default 100%.", "40%"),
            .optional(
                "holdout", .scalar(.name),
                "The global control of the shared file that is drawn before.", "global-control"),
            .optional(
                "overrides", .scalar(.text),
                "A file of customers that get a variant by hand and stay out of the analysis.",
                "data/overrides.csv"),
            .optional("members", .object(members), members.doc),
            .optional(
                "stratify", .list(.scalar(.name), atLeast: 1),
                "The segments within which the variants get exact quotas, for a list that is "
                    + "final.",
                "quadrant"),
            .optional("balance", .object(balance), balance.doc),
        ])

    static let members = ObjectSchema(
        name: "members", doc: "The people within a household or account, when that is drawn.",
        properties: [
            .required(
                "column", .scalar(.text), "The column with the person's own id.", "customer_id"),
            .optional(
                "missing", .scalar(.choice(["exclude", "person"])),
                "A person without a household is left out (default), or drawn alone.", "person"),
            .optional(
                "map", .scalar(.text),
                "A file of pairs that says who lives together, in place of the columns of the "
                    + "customer file.",
                "data/households.csv"),
        ])

    static let balance = ObjectSchema(
        name: "balance", doc: "A search for the first salt under which the variants start alike.",
        properties: [
            .required(
                "covariates", .list(.scalar(.text), atLeast: 1),
                "The numeric columns that must be alike.", "spend_before"),
            .optional(
                "threshold", .scalar(.number(upTo: 10)),
                "The largest standardised difference of means that is taken; default 0.1.", "0.1"),
            .optional(
                "candidates", .scalar(.integer(2...10_000)),
                "The most salts that are tried; default 100.", "100"),
        ])
}
