// SPDX-License-Identifier: GPL-3.0-or-later

/// The plan language, described once: the loader's known keys and the JSON Schema both come from
/// this value, so they cannot drift apart.
public enum PlanSchema {
    /// The version of the plan language that this tool reads.
    public static let version = 1

    /// The address that names the schema.
    public static let identifier = "urn:experiment:plan:1"

    /// A whole plan.
    static let plan = ObjectSchema(
        name: "plan", doc: "One experiment: what is tested on whom, and what decides.",
        properties: [
            .required(
                "version", .scalar(.integer(1...1)), "The version of the plan language.", "1"),
            .required(
                "key", .scalar(.key),
                "The short name of the experiment; it becomes a file name.", "winback-spring"),
            .optional("name", .scalar(.text), "The name people read.", "Winback spring"),
            .optional("owner", .scalar(.text), "The team that owns the test.", "team-crm"),
            .optional(
                "approvers", .oneOrMore(.text), "Who must agree before it starts.", "finance"),
            .optional(
                "purpose", .scalar(.choice(AudienceSchema.purposes)),
                "What the messages are for; default marketing.", "marketing"),
            .optional(
                "hypothesis", .scalar(.text), "What the test is to find out, in one sentence."),
            .optional("goal", .object(goal), goal.doc),
            .optional(
                "contact_strategy", .object(AudienceSchema.contactStrategy),
                AudienceSchema.contactStrategy.doc),
            .optional(
                "audience", .object(AudienceSchema.audience), AudienceSchema.audience.doc),
            .optional("data", .object(DataSchema.data), DataSchema.data.doc),
            .optional(
                "assignment", .object(AssignmentSchema.assignment),
                AssignmentSchema.assignment.doc),
            .required(
                "variants", .list(.object(variant), atLeast: 2),
                "The contact strategies, in order: control, base and tests."),
            .optional(
                "exposure", .object(AudienceSchema.exposure), AudienceSchema.exposure.doc),
            .required("metrics", .object(MetricSchema.metrics), MetricSchema.metrics.doc),
            .optional("value", .object(value), value.doc),
            .optional(
                "decision", .object(DecisionSchema.decision), DecisionSchema.decision.doc),
            .optional(
                "schedule", .object(ScheduleSchema.schedule), ScheduleSchema.schedule.doc),
            .optional("rollout", .object(ScheduleSchema.rollout), ScheduleSchema.rollout.doc),
            .optional("power", .object(ScheduleSchema.power), ScheduleSchema.power.doc),
            .optional("privacy", .object(ScheduleSchema.privacy), ScheduleSchema.privacy.doc),
            .optional("report", .object(report), report.doc),
            .optional(
                "simulate", .object(SimulationSchema.simulate), SimulationSchema.simulate.doc),
        ])

    static let goal = ObjectSchema(
        name: "goal", doc: "The goal the test serves.",
        properties: [
            .optional(
                "domain",
                .scalar(.choice(["lifecycle", "customer", "channel", "journey", "perception"])),
                "The goal domain.", "lifecycle"),
            .optional("objective", .scalar(.text), "The objective in one word.", "winback"),
            .optional(
                "metric", .scalar(.name), "The metric the target is set on; default the primary.",
                "ordered"),
            .optional(
                "target", .scalar(.bar),
                "The effect aimed at against control: +8% is relative, 0.20 pt percentage points.",
                "+20%", "0.60 pt"),
            .optional("deadline", .scalar(.day), "The day by which.", "2026-05-15"),
            .optional("contributes_to", .scalar(.text), "The goal above this one."),
            .optional("budget", .scalar(.money), "What the campaign may cost.", "6000 EUR"),
        ])

    static let variant = ObjectSchema(
        name: "variant", doc: "One contact strategy.",
        properties: [
            .required("key", .scalar(.key), "The short name of the variant.", "postcard"),
            .optional("name", .scalar(.text), "The name people read.", "Card by post"),
            .required(
                "role", .scalar(.choice(["control", "base", "test"])),
                "control is not contacted, base is today's strategy, test is new.", "test"),
            .optional(
                "weight", .scalar(.share),
                "The variant's share of the customers; all weights total 100%.", "45%", "1/3"),
            .optional(
                "contact", .scalar(.bool),
                "Whether its customers are contacted; default false for control, else true.",
                "false"),
            .optional("channel", .scalar(.text), "The channel, in your words.", "email+post"),
            .optional("cost", .object(cost), cost.doc),
            .optional(
                "match", .oneOrMore(.text),
                "The value in the variant column that means this variant, or a list of such "
                    + "values; default the key.", "No E-Mail"),
            .optional(
                "payload", .map(key: .text, value: .scalar(.text)),
                "What the sending tool is told, as columns of this variant's list."),
        ])

    static let cost = ObjectSchema(
        name: "cost", doc: "What contacting costs.",
        properties: [
            .optional("per_contact", .scalar(.money), "For each customer contacted.", "0.62 EUR"),
            .optional("fixed", .scalar(.money), "Once for the variant.", "1500 EUR"),
        ])

    static let value = ObjectSchema(
        name: "value", doc: "What a result is worth in money.",
        properties: [
            .required(
                "metric", .scalar(.name), "The metric whose effect is turned into money.",
                "ordered"),
            .optional(
                "per_result", .scalar(.money),
                "What one result brings; left out when the metric is money itself.", "62 EUR"),
            .optional(
                "margin_pct", .scalar(.percent(0.000001...100)),
                "The part of the revenue that is margin; default that of the shared file, else "
                    + "100%.",
                "40%"),
        ])

    static let report = ObjectSchema(
        name: "report", doc: "How the report is made.",
        properties: [
            .optional(
                "language", .scalar(.choice(["en", "nl"])),
                "The language; default that of the shared file, else en.", "nl"),
            .optional(
                "segments", .list(.scalar(.name), atLeast: 1),
                "The segments to break the primary metric down by, of the data or the shared file.",
                "quadrant"),
            .optional(
                "min_cell_size", .scalar(.integer(1...1_000_000_000)),
                "Segment cells with fewer customers in any variant are not shown; default 25.",
                "25"),
            .optional(
                "compare_global_control", .scalar(.bool),
                "Compares customers in the global control with everybody else who was eligible, by "
                    + "the column `reason` that assignment writes; decides nothing.",
                "true"),
        ])
}
