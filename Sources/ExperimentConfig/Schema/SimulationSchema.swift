// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of the plan language that describes a generated campaign.
enum SimulationSchema {
    static let simulate = ObjectSchema(
        name: "simulate", doc: "What a generated campaign looks like.",
        properties: [
            .required(
                "outcomes", .list(.object(outcome), atLeast: 1), "The true behaviour per metric."),
            .optional(
                "segments", .list(.object(segment), atLeast: 1), "The levels of each segment."),
        ])

    static let outcome = ObjectSchema(
        name: "simulated_outcome", doc: "The true behaviour of one metric.",
        properties: [
            .required("metric", .scalar(.name), "The metric.", "ordered"),
            .optional(
                "rates", .map(key: .key, value: .scalar(.percent(0...100))),
                "The true rate of each variant, for a proportion."),
            .optional(
                "means", .map(key: .key, value: .scalar(.number(upTo: nil))),
                "The true mean of each variant, for a mean or count."),
            .optional(
                "buyers", .scalar(.percent(0.000001...100)),
                "The share of customers with more than zero, for a mean.", "3%"),
            .optional(
                "given", .scalar(.name),
                "The proportion, earlier in the list, without which this outcome is zero.",
                "ordered"),
            .optional(
                "sigma", .scalar(.number(upTo: 5)),
                "The spread of the lognormal amounts; default 1.", "0.6"),
        ])

    static let segment = ObjectSchema(
        name: "simulated_segment", doc: "The levels of one segment.",
        properties: [
            .required("segment", .scalar(.name), "The segment.", "quadrant"),
            .required(
                "levels", .list(.object(level), atLeast: 1), "The levels; shares total 100%."),
        ])

    static let level = ObjectSchema(
        name: "simulated_level", doc: "One level of a segment.",
        properties: [
            .required("label", .scalar(.text), "What is written to the file.", "often-high"),
            .required("share", .scalar(.share), "Its share of the customers.", "25%"),
            .optional(
                "multiplier", .scalar(.number(upTo: 100)),
                "What the rates and the share of buyers are multiplied by; default 1.", "1.5"),
        ])
}
