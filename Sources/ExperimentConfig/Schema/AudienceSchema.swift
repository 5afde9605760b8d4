// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of the plan language that says whom a test is about and how they are contacted.
enum AudienceSchema {
    static let audience = ObjectSchema(
        name: "audience", doc: "Which customers the test is about, decided before anyone is drawn.",
        properties: [
            .optional(
                "require", .oneOrMore(.name),
                "The permissions of the shared file that a customer must have given.", "email"),
            .optional(
                "where", .oneOrMore(.rule),
                "The rules that must all hold, as orders_12m >= 1.", "orders_12m >= 1"),
            .optional(
                "exclude", .oneOrMore(.rule),
                "The rules of which none may hold, as open_complaint = true.",
                "open_complaint = true"),
        ])

    static let contactStrategy = ObjectSchema(
        name: "contact_strategy", doc: "The card of the contact strategy, in your own words.",
        properties: [
            .optional("who", .scalar(.text), "Whom it is for.", "Customers without an order"),
            .optional("what", .scalar(.text), "What is offered.", "Free delivery"),
            .optional("why", .scalar(.text), "Why these customers.", "High value, fewer orders"),
            .optional("when", .scalar(.text), "When they are contacted.", "Day 0 and day 4"),
            .optional("channels", .oneOrMore(.text), "By which media.", "email"),
            .optional("systems", .oneOrMore(.text), "The systems that take part.", "CDP"),
            .optional("people", .oneOrMore(.text), "The people that take part.", "CRM"),
            .optional("process", .scalar(.text), "How the work goes.", "Print order on day -5"),
            .optional(
                "governance", .scalar(.text), "Who watches over it, and how often.",
                "Review every two weeks"),
        ])

    static let exposure = ObjectSchema(
        name: "exposure", doc: "How contact and analysis meet.",
        properties: [
            .optional(
                "trigger", .scalar(.text),
                "The event that starts the clock, for every variant alike, control included.",
                "churn_signal"),
            .optional(
                "reentry", .scalar(.choice(["first_only", "every_entry"])),
                "How often one customer may enter a flow; the test counts each customer once.",
                "first_only"),
            .optional(
                "multiple_variants", .scalar(.choice(["exclude", "first"])),
                "What a customer seen in several variants becomes: left out, or kept in the first.",
                "exclude"),
            .optional(
                "analysis", .scalar(.choice(["intention_to_treat"])),
                "Everyone assigned counts, contacted or not; there is no other way.",
                "intention_to_treat"),
        ])

    /// What the messages of a test are for.
    static let purposes = ["marketing", "transactional", "service", "legal", "safety"]
}
