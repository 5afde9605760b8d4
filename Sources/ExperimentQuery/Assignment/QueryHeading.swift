// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

/// The comment at the head of a query: what it does, what it needs, and how a point is drawn.
struct QueryHeading {
    var builder: QueryBuilder

    var text: String { QueryStep.comment(lines.joined(separator: "\n")) }

    private var lines: [String] {
        let plan = builder.plan
        var lines = [
            "Assigns the customers of \(builder.table.joined(separator: ".")) to the variants of "
                + "`\(plan.key)`, in \(builder.dialect.title).",
            "Every row comes back with its columns and two more: variant, which is NULL for a row "
                + "that is not in the test, and reason. The query changes nothing.",
            "Variants and reasons are those of `experiment assign` on the same rows.", "",
            "Day: \(builder.day.iso). Algorithm: \(builder.design.algorithm).",
        ]
        lines += builder.draws.map { "  \($0.salt)  decides: \($0.words)" }
        lines += ["", "Before you run it:"]
        lines += [idNote] + registration + numberNote + segmentNote + privacyNote + forcedNote
        return lines
    }

    private var idNote: String {
        "- \(builder.idColumn) must be a text or a whole number. It is hashed as its text, byte for "
            + "byte in UTF-8: 42, not 42.0 or 4.2E1; no padding to a fixed length; no NUL. NULL "
            + "gives empty-id."
    }

    private var registration: [String] {
        guard builder.dialect == .sqlite else { return [] }
        return [
            "- SQLite has no SHA-256. Register a function sha256hex(text) that gives the digest of "
                + "the text in UTF-8 as 64 hexadecimal digits in lower case. In Python:",
            "  connection.create_function(\"sha256hex\", 1, lambda k: None if k is None else "
                + "hashlib.sha256(k.encode()).hexdigest(), deterministic=True)",
            "  In C and Swift: sqlite3_create_function_v2 with SQLITE_UTF8 | SQLITE_DETERMINISTIC.",
        ]
    }

    private var numberNote: [String] {
        builder.columns.readings.contains { $0.kind == .number }
            ? ["- Numbers that stand in texts have a decimal point and no marks between thousands."]
            : []
    }

    private var segmentNote: [String] {
        builder.plan.assignment.stratify == nil
            ? []
            : [
                "- The list must be final: exact quotas are counted over the rows that are there, "
                    + "so a later list moves customers. Keep the result."
            ]
    }

    private var privacyNote: [String] {
        builder.plan.privacy?.pseudonymise == nil
            ? []
            : [
                "- \(builder.idColumn) must hold the pseudonyms that the plan asks for: a database "
                    + "does not know the pepper."
            ]
    }

    private var forcedNote: [String] {
        builder.forced.isEmpty
            ? []
            : ["- The units with a variant by hand stand in it as they were when it was written."]
    }
}
