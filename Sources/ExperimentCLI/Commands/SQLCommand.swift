// SPDX-License-Identifier: GPL-3.0-or-later
public import ArgumentParser
import Assignment
import ExperimentCampaign
import ExperimentModel
public import ExperimentQuery
import Tabular

extension SQLDialect: ExpressibleByArgument {}

/// `experiment sql`: what the program does, as queries.
struct SQLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Prints queries that do in a database what the program does on files.",
        subcommands: [SQLAssignCommand.self])
}

/// `experiment sql assign`: the draw as a query.
struct SQLAssignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Prints the query that draws every customer of a table to a variant.",
        discussion: """
            experiment sql assign winback.yaml --dialect postgres --table crm.customers
            experiment sql assign winback.yaml --dialect sqlite --out assign.sql

            The query returns every row of the table with two columns more, variant and reason, and \
            changes nothing. They are those of `experiment assign` on the same rows: rules, global \
            control, layer, gate and split, point for point. Dialects: sqlite, duckdb, postgres, \
            spark, bigquery, snowflake, trino, redshift, clickhouse.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "The database the query is for.")
    var dialect: SQLDialect

    @Option(help: "The table or view with the customers, with its schema where it has one.")
    var table = "customers"

    @Option(
        help: "The day of the draw, which decides the global control (default: the plan's start).")
    var asOf: String?

    @Option(help: "The file to write; standard output when not given.", completion: .file())
    var out: String?

    @Flag(help: "Replace an existing file.")
    var force = false

    func run() throws {
        try guarded {
            let plan = try self.plan.load()
            let file = self.plan.plan
            let resolved = try LockedPlan(plan, file: file).design(asOf: day(), for: .drawing)
            show(resolved.warnings)
            let forced = try OverrideFile(plan: plan, planFile: file)?.forced ?? []
            let query = try AssignmentQuery(
                plan: plan, design: resolved.design, day: resolved.day, dialect: dialect,
                table: table, forced: forced, file: file)
            guard let out else { return try Console.result(query.text) }
            try OutputGuard.check(outputs: [("--out", out)], inputs: [file])
            try AtomicFile.write(Array(query.text.utf8), to: out, overwrites: force)
        }
    }

    private func day() throws -> Day? {
        guard let asOf else { return nil }
        guard let day = Day(asOf) else {
            throw ValidationError("--as-of is a day, as 2026-03-31, not '\(asOf)'")
        }
        return day
    }
}
