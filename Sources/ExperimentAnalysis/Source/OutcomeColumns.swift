// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Whether a plan says where the outcomes stand in data with a row per customer.
///
/// A metric may be worked out from events; such a plan can be validated, locked and assigned, but an
/// analysis needs the outcome of each customer.
public enum OutcomeColumns {
    /// Checks a plan before any data are read.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - file: The plan's file, for the messages.
    /// - Throws: `DiagnosticsError` naming every metric without its columns.
    public static func check(_ plan: Plan, file: String) throws(DiagnosticsError) {
        let kind = plan.data?.kind ?? .units
        let problems = plan.metrics.definitions.compactMap { metric in
            missing(metric, kind).map { problem(metric, $0, kind, file) }
        }
        guard problems.isEmpty else { throw DiagnosticsError(.badPlan, problems) }
    }

    /// The keys that a metric lacks; nil when it lacks none.
    private static func missing(_ metric: Metric, _ kind: DataSource.Kind) -> [String]? {
        let isPair: Bool
        switch kind {
        case .moments: return nil
        case .counts: isPair = true
        case .units: isPair = metric.kind == .ratio
        }
        guard isPair else { return metric.column == nil ? ["column"] : nil }
        let sides = [("numerator", metric.numerator), ("denominator", metric.denominator)]
        let lacking = sides.filter { $0.1 == nil }.map(\.0)
        return lacking.isEmpty ? nil : lacking
    }

    private static func problem(
        _ metric: Metric, _ keys: [String], _ kind: DataSource.Kind, _ file: String
    ) -> Diagnostic {
        let lines = keys.map { key in
            key == "column" ? "`column: \(metric.key)`" : "`\(key): { column: … }`"
        }
        let event = metric.events.map { " (\(Visible.value($0.event)))" } ?? ""
        return Diagnostic(
            .error, "metric-column",
            "nothing says in which column the outcome of `\(metric.key)` stands",
            at: Diagnostic.Place(file: file, keyPath: "metrics.\(metric.key)"),
            why: kind == .counts
                ? "rows of counts are read here, with a numerator and a denominator"
                : "the metric is worked out from events\(event), and a row per customer is read "
                    + "here",
            fix:
                "add \(lines.joined(separator: " and ")) to the metric, with the name of the column "
                + "in the data")
    }
}
