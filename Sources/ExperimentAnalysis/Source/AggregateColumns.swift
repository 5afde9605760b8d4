// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// Finds the columns of a file of aggregates and gathers everything that is wrong with the plan.
struct AggregateColumns {
    let reader: DelimitedReader
    private var missing: [Diagnostic] = []
    private var unsupported: [Diagnostic] = []

    init(_ reader: DelimitedReader) { self.reader = reader }

    /// The position of a column; zero, with a problem noted, where there is none.
    mutating func place(_ name: String, _ keyPath: String) -> Int {
        do { return try reader.column(named: name) } catch {
            var problem = error.diagnostic
            problem.summary += " (asked for by \(keyPath))"
            missing.append(problem)
            return 0
        }
    }

    /// The column that names the variant, which aggregates cannot do without.
    mutating func variant(_ data: DataSource) -> Int {
        guard let name = data.variant else {
            note(
                "variant-column-missing", "the data name no variant column", "data",
                why: "rows of \(data.kind.rawValue) carry no ids to compute the variant from",
                fix: "add `variant:` with the column that names the variant")
            return 0
        }
        return place(name, "data.variant")
    }

    /// Notes something that this kind of data cannot give.
    mutating func note(
        _ id: String, _ summary: String, _ keyPath: String, why: String, fix: String
    ) {
        unsupported.append(
            Diagnostic(
                .error, id, summary,
                at: Diagnostic.Place(file: reader.source.name, keyPath: keyPath), why: why, fix: fix
            ))
    }

    /// Notes a cap, which only single values can be cut at.
    mutating func refuseCap(_ metric: Metric, _ kind: DataSource.Kind) {
        guard metric.cap != nil else { return }
        note(
            "cap-unsupported", "\(metric.key) has a cap, and rows of \(kind.rawValue) no values",
            "metrics.\(metric.key)", why: "values are cut one by one, before they are added up",
            fix: "cut the values where the file is made and remove `cap`, or use one row per unit")
    }

    /// Throws every problem noted so far.
    func check() throws {
        if !unsupported.isEmpty {
            throw DiagnosticsError(.badPlan, (unsupported + missing).sortedByPlace())
        }
        if !missing.isEmpty { throw DiagnosticsError(.badData, missing.sortedByPlace()) }
    }
}
