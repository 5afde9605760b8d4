// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of the plan language about time, growth and what is known beforehand.
enum ScheduleSchema {
    static let schedule = ObjectSchema(
        name: "schedule", doc: "When the test runs.",
        properties: [
            .optional(
                "start", .scalar(.dayTime), "The first day, with a time where it matters.",
                "2026-03-02", "2026-03-02T09:00"),
            .optional("end", .scalar(.day), "The last day, included.", "2026-03-29"),
            .optional(
                "timezone", .scalar(.timeZone),
                "The time zone of days and times; default that of the shared file, else UTC.",
                "Europe/Amsterdam"),
            .optional(
                "entry", .scalar(.choice(["once", "recurring", "continuous"])),
                "How customers come in: one list (default), a list again and again, or one by one.",
                "once"),
            .optional(
                "review_every", .scalar(.duration), "How often somebody looks at the test.", "14d"),
        ])

    static let rollout = ObjectSchema(
        name: "rollout", doc: "The steps by which a winner takes over.",
        properties: [
            .required(
                "steps", .list(.scalar(.part(orNothing: false)), atLeast: 1),
                "The shares of the customers, ascending.", "30%"),
            .optional(
                "keep_control", .scalar(.part(orNothing: false)),
                "The share that stays in the control group for good.", "10%"),
        ])

    static let power = ObjectSchema(
        name: "power", doc: "What is known of the outcomes before the test.",
        properties: [
            .optional(
                "baseline", .scalar(.level),
                "The primary metric without contact: a rate, or a mean.", "3%"),
            .optional(
                "base_baseline", .scalar(.level), "The same under the base strategy.", "3.4%"),
            .optional(
                "standard_deviation", .scalar(.amount),
                "The standard deviation of a mean between customers.", "18.5"),
            .optional(
                "customers", .scalar(.integer(1...10_000_000_000)),
                "The customers that can take part, before global control and allocation.",
                "100000"),
            .optional(
                "weekly_customers", .scalar(.integer(1...1_000_000_000)),
                "The customers that become eligible in a week, where people keep entering.",
                "2500"),
            .optional(
                "power", .scalar(.percent(50...99.99)), "The power asked for; default 80%.",
                "80%"),
            .optional(
                "expected_effect", .scalar(.bar),
                "The effect of contact that the price of the control group is reckoned with.",
                "0.60 pt"),
            .optional(
                "from_result", .scalar(.text),
                "A result file of an earlier test to take baseline and variance from.",
                "out/earlier/result.json"),
            .optional(
                "from_history", .scalar(.text),
                "A file of customers with their earlier outcomes to take them from.",
                "data/history.csv"),
        ])

    static let privacy = ObjectSchema(
        name: "privacy", doc: "How customer ids are protected.",
        properties: pseudonyms)

    /// How ids become pseudonyms, in a plan or for all plans.
    static let pseudonyms: [Property] = [
        .optional(
            "pseudonymise", .scalar(.choice(["hmac-sha256"])),
            "Replaces ids by keyed hashes before anything else.", "hmac-sha256"),
        .optional(
            "pepper_env", .scalar(.variable),
            "The environment variable that holds the secret key.", "EXPERIMENT_PEPPER"),
    ]
}
