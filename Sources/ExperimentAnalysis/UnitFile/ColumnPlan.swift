// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// Which columns of a file are read, as what, and which metric takes which value.
struct ColumnPlan: Sendable {
    /// How the text of a column becomes a number.
    enum Kind: Int, Sendable, Hashable, Comparable {
        /// Any finite number.
        case number
        /// A whole number of zero or more.
        case count
        /// 0 or 1.
        case proportion

        static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// One column; the metrics on it share its values.
    struct Slot: Sendable, Hashable {
        var column: Int
        var name: String
        var kind: Kind
    }

    /// What a metric is made of.
    enum Use: Sendable {
        case proportion(slot: Int)
        case mean(slot: Int)
        case ratio(numerator: Int, denominator: Int)
    }

    var slots: [Slot] = []
    var uses: [Use] = []
    /// Whether a missing value of the metric counts as zero.
    var zeroForMissing: [Bool] = []
    var idColumn: Int?
    var armColumn: Int?
    var segmentColumns: [Int] = []

    /// Finds the plan's columns in a header.
    ///
    /// - Throws: `DiagnosticsError` naming every column that is not there.
    init(plan: Plan, data: DataSource, reader: DelimitedReader) throws {
        var problems: [Diagnostic] = []
        func place(_ name: String, _ keyPath: String) -> Int {
            do { return try reader.column(named: name) } catch {
                var problem = error.diagnostic
                problem.summary += " (asked for by \(keyPath))"
                problems.append(problem)
                return 0
            }
        }
        // A column is read once, as the strictest kind that a metric takes it for.
        func slot(_ name: String, _ kind: Kind, _ keyPath: String) -> Int {
            let column = place(name, keyPath)
            if let known = slots.firstIndex(where: { $0.column == column }) {
                slots[known].kind = max(slots[known].kind, kind)
                return known
            }
            slots.append(Slot(column: column, name: name, kind: kind))
            return slots.count - 1
        }
        if case .column(let name) = data.id { idColumn = place(name, "data.id") }
        armColumn = data.variant.map { place($0, "data.variant") }
        segmentColumns = data.segments.map { place($0.column, "data.segments") }
        for metric in plan.metrics.definitions {
            let path = "metrics.\(metric.key)"
            zeroForMissing.append(metric.missing == .zero)
            switch metric.kind {
            case .proportion, .retention:
                uses.append(.proportion(slot: slot(metric.column ?? "", .proportion, path)))
            case .mean, .quantile, .nps: uses.append(.mean(slot: slot(metric.column ?? "", .number, path)))
            case .count: uses.append(.mean(slot: slot(metric.column ?? "", .count, path)))
            case .ratio:
                uses.append(
                    .ratio(
                        numerator: slot(metric.numerator ?? "", .number, path),
                        denominator: slot(metric.denominator ?? "", .number, path)))
            }
        }
        if !problems.isEmpty { throw DiagnosticsError(.badData, problems.sortedByPlace()) }
    }
}
