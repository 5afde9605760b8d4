// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import ExperimentQuery
import Tabular

/// The units that a plan gives a variant by hand, as a query takes them.
struct OverrideFile {
    let forced: [AssignmentQuery.Forced]

    /// Reads the file that a plan names; nil when it names none.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - planFile: The plan's path; the file is relative to it.
    /// - Throws: When the file cannot be read, a unit stands in it twice with different variants, or
    ///   a variant is not in the plan.
    init?(plan: Plan, planFile: String) throws {
        guard let named = plan.assignment.overrides else { return nil }
        let path = Paths.join(Paths.folder(of: planFile), named)
        let reader = try DelimitedReader(path: path)
        let unit = try reader.column(named: plan.assignment.unit)
        let variant = try reader.column(named: "variant")
        var forced: [AssignmentQuery.Forced] = []
        var known: [String: String] = [:]
        var problems: [Diagnostic] = []
        try reader.forEachBlock { block in
            var rows: [(row: Int, forced: AssignmentQuery.Forced)] = []
            block.forEachRecord { record in
                let named = record.bytes(variant).string
                // A variant may stand there by the value that names it in the data, as in `assign`.
                let key = plan.variants.first { $0.matches.contains(named) }?.key ?? named
                let pair = AssignmentQuery.Forced(unit: record.bytes(unit).string, variant: key)
                rows.append((record.row, pair))
            }
            return rows
        } merge: { rows in
            for (row, pair) in rows where problems.count < 50 {
                if let earlier = known[pair.unit], earlier == pair.variant { continue }
                if let problem = Self.problem(pair, known[pair.unit], plan, path, row) {
                    problems.append(problem)
                    continue
                }
                known[pair.unit] = pair.variant
                forced.append(pair)
            }
        }
        guard problems.isEmpty else { throw DiagnosticsError(.badData, problems) }
        self.forced = forced
    }

    private static func problem(
        _ pair: AssignmentQuery.Forced, _ earlier: String?, _ plan: Plan, _ path: String, _ row: Int
    ) -> Diagnostic? {
        let place = Diagnostic.Place(file: path, keyPath: "row \(row)")
        if earlier != nil {
            return Diagnostic(
                .error, "override-conflict",
                "\(Visible.maskedID(pair.unit)) has two variants", at: place,
                why: "it is not clear which of them holds", fix: "keep one row for each unit")
        }
        guard plan.variant(pair.variant) == nil else { return nil }
        return Diagnostic(
            .error, "override-variant-unknown",
            "there is no variant `\(Visible.value(pair.variant))`", at: place,
            why: "the variants are: \(plan.variants.map(\.key).joined(separator: ", "))",
            fix: "write one of them")
    }
}
