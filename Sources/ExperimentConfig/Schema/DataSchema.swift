// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of the plan language that says where the data are.
enum DataSchema {
    static let data = ObjectSchema(
        name: "data", doc: "Where the customers and their outcomes are.",
        properties: [
            .optional(
                "kind", .scalar(.choice(["units", "moments", "counts"])),
                "What one row of the file is; default units: one row per customer.", "units"),
            .optional("file", .scalar(.text), "The file, relative to the plan.", "results.csv"),
            .optional(
                "files", .map(key: .key, value: .scalar(.text)),
                "A file per variant, in place of `file` and `variant`: each variant's key with its "
                    + "file; for counts and moments only, units go in one file."),
            .optional(
                "rows", .map(key: .text, value: .oneOrMore(.text)),
                "Columns with the value, or list of values, of the rows that belong to this test, "
                    + "for a file that holds more."),
            .optional(
                "id", .scalar(.text),
                "The column with the customer's id, or row for a file without ids.",
                "customer_id", "row"),
            .optional(
                "variant", .scalar(.text),
                "The column that says which variant a customer was in; without it the variant is "
                    + "computed again from the id.",
                "variant"),
            .optional(
                "contacted", .scalar(.text),
                "The column that is 1 when a customer was in fact contacted, else 0.", "mailed"),
            .optional(
                "missing", .list(.scalar(.marker), atLeast: 1),
                "The values that mean \"no value\"; default the empty one.", "NA"),
            .optional(
                "max_rejected", .scalar(.percent(0...100)),
                "The largest share of rejected rows that still gives a verdict; default 1%.", "1%"),
            .optional(
                "as_of", .scalar(.day), "The day up to which the data are complete.", "2026-04-12"),
            .optional(
                "segments", .list(.either(.name, segment), atLeast: 1),
                "The columns that split the customers into segments.", "quadrant"),
            .optional("columns", .object(columns), columns.doc),
            .optional("format", .object(format), format.doc),
        ])

    static let segment = ObjectSchema(
        name: "segment", doc: "A column that splits the customers into segments.",
        properties: [
            .required("key", .scalar(.name), "The short name of the segment.", "quadrant"),
            .optional("name", .scalar(.text), "The name people read.", "Quadrant"),
            .optional("column", .scalar(.text), "The column; default the key.", "Quadrant code"),
        ])

    static let columns = ObjectSchema(
        name: "columns",
        doc: "The names of the columns in a file of moments; in those of numbers `{variant}` "
            + "stands for the variant's `match`, where one row has all variants side by side.",
        properties: [
            .optional("metric", .scalar(.text), "The metric's key; default metric.", "metric"),
            .optional(
                "count", .scalar(.text), "The count of units; default n.", "n", "n_{variant}"),
            .optional("mean", .scalar(.text), "The mean; default mean.", "mean"),
            .optional("variance", .scalar(.text), "The variance; default variance.", "variance"),
            .optional(
                "third_moment", .scalar(.text), "The third central moment, where the file has one.",
                "m3"),
            .optional(
                "time", .scalar(.text),
                "The time of a row whose numbers cover everything up to then, where the file has "
                    + "one.",
                "day"),
        ])

    static let format = ObjectSchema(
        name: "format", doc: "How the bytes of the file are read; what is left out is detected.",
        properties: [
            .optional(
                "delimiter", .scalar(.choice([",", ";", "tab", "|"])),
                "The mark between columns.", ";"),
            .optional(
                "decimal", .scalar(.choice(["point", "comma"])), "The decimal mark.", "comma"),
            .optional(
                "encoding", .scalar(.choice(["utf-8", "windows-1252", "utf-16"])), "The encoding.",
                "utf-8"),
        ])
}
