// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel

/// A query that assigns the customers of a table inside the database, as the program does in a file.
///
/// Each step of the assignment is a named query, in the order of the program and with its reason
/// codes. The query only reads. The same plan, design, dialect and table give the same bytes.
public struct AssignmentQuery: Sendable {
    /// A unit that gets a variant by hand.
    public struct Forced: Sendable, Hashable {
        /// The id of the unit.
        public var unit: String
        /// The key of the variant.
        public var variant: String

        /// Creates a forced unit.
        public init(unit: String, variant: String) {
            self.unit = unit
            self.variant = variant
        }
    }

    /// The most units that a query takes with a variant given by hand.
    public static let forcedLimit = 10_000

    /// The query, with a line end after its last line.
    public let text: String

    /// Writes the query of a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan: its audience, segments, unit and strata.
    ///   - design: What the draws depend on, on the day that is meant.
    ///   - day: The day that is meant, which the query names.
    ///   - dialect: The database.
    ///   - table: The table or view with the customers, as `customers` or `crm.customers`; a part in
    ///     double quotes or back ticks may hold anything.
    ///   - forced: The units of the plan's overrides.
    ///   - file: The plan's file, for messages.
    /// - Throws: Everything in the plan that SQL cannot do.
    public init(
        plan: Plan, design: AssignmentDesign, day: Day, dialect: SQLDialect,
        table: String = "customers", forced: [Forced] = [], file: String
    ) throws(DiagnosticsError) {
        let parts = try TableName.parts(table)
        let rules = AudienceRules(plan: plan)
        let problems = QueryProblems(
            plan: plan, design: design, rules: rules, table: parts, forced: forced, file: file
        ).found
        guard problems.isEmpty else {
            throw DiagnosticsError(.badPlan, problems.sortedByPlace())
        }
        text =
            QueryBuilder(
                plan: plan, design: design, day: day, dialect: dialect, table: parts,
                forced: forced,
                rules: rules
            ).text
    }
}
