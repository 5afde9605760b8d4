// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

/// What a plan asks that a query cannot do.
struct QueryProblems {
    var plan: Plan
    var design: AssignmentDesign
    var rules: AudienceRules
    var table: [String]
    var forced: [AssignmentQuery.Forced]
    var file: String

    var found: [Diagnostic] {
        [algorithm, householdMap, tooManyForced, pseudonyms, strata, nul].compactMap { $0 }
    }

    private func place(_ keyPath: String) -> Diagnostic.Place {
        Diagnostic.Place(file: file, keyPath: keyPath)
    }

    private var algorithm: Diagnostic? {
        let known = AssignmentAlgorithm.sha256First52.rawValue
        guard design.algorithm != known else { return nil }
        return Diagnostic(
            .error, "sql-algorithm",
            "a query cannot draw by the algorithm `\(Visible.value(design.algorithm))`",
            at: place("assignment.algorithm"),
            why: "databases agree on SHA-256 and have no common murmur3, FNV or 128-bit numbers",
            fix: "use `\(known)`, or assign with `experiment assign` and load the result")
    }

    private var householdMap: Diagnostic? {
        guard let members = plan.assignment.members, let map = members.map else { return nil }
        return Diagnostic(
            .error, "sql-household-map",
            "a query cannot read the household map `\(Visible.value(map))`",
            at: place("assignment.members.map"),
            why: "the households must stand in the table itself",
            fix: "join the map to the customers in a view with the column "
                + "`\(Visible.value(plan.assignment.unit))`, remove `map`, and lock again")
    }

    private var tooManyForced: Diagnostic? {
        guard forced.count > AssignmentQuery.forcedLimit else { return nil }
        return Diagnostic(
            .error, "sql-overrides",
            "the overrides name \(forced.count) units; a query takes "
                + "\(AssignmentQuery.forcedLimit)",
            at: place("assignment.overrides"),
            why: "each of them stands in the text of the query",
            fix: "assign with `experiment assign` and load the result")
    }

    private var pseudonyms: Diagnostic? {
        guard plan.privacy?.pseudonymise != nil else { return nil }
        let isPerson = plan.assignment.members?.missing == .person
        guard isPerson || !forced.isEmpty else { return nil }
        return Diagnostic(
            .error, "sql-pseudonyms",
            "the plan asks for pseudonyms of "
                + (isPerson ? "people without a household" : "the units in its overrides"),
            at: place(isPerson ? "assignment.members.missing" : "assignment.overrides"),
            why: "a database does not know the pepper, so it cannot make them",
            fix: "assign with `experiment assign` and load the result")
    }

    private var strata: Diagnostic? {
        guard plan.assignment.stratify?.isEmpty == false else { return nil }
        guard plan.assignment.members != nil || design.bands.count > 1 else { return nil }
        return Diagnostic(
            .error, "sql-strata",
            "a query cannot give exact quotas to "
                + (plan.assignment.members == nil ? "a test with phases" : "households"),
            at: place("assignment.stratify"),
            why: "quotas are counted over single customers and one set of weights",
            fix: "assign with `experiment assign` and load the result")
    }

    private var nul: Diagnostic? {
        let columns =
            [plan.assignment.unit, plan.assignment.members?.column].compactMap { $0 }
            + rules.permissions.flatMap { [$0.attribute, $0.equals, $0.key] }
            + (rules.include + rules.exclude).flatMap { $0.columns + [$0.text] }
        let others =
            design.variants + table + forced.flatMap { [$0.unit, $0.variant] }
            + (plan.segments ?? []).flatMap { [$0.key] + $0.names }
            + (plan.assignment.stratify ?? [])
            + (plan.data?.missing ?? [])
        let texts = columns + others + [design.splitSalt, design.gateSalt]
        guard let seen = texts.first(where: { $0.unicodeScalars.contains("\u{0}") }) else {
            return nil
        }
        return Diagnostic(
            .error, "sql-nul", "`\(Visible.value(seen))` holds the character U+0000",
            at: place("assignment"), why: "databases cannot hold it in a text or a name",
            fix: "remove the character")
    }
}
