// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// Looks columns up in a header and gathers every one that is not there.
struct ColumnFinder {
    private let reader: DelimitedReader
    private(set) var slots: [ColumnPlan.Slot] = []
    private var problems: [Diagnostic] = []

    init(_ reader: DelimitedReader) { self.reader = reader }

    /// The position of a column; zero, with a problem noted, where there is none.
    mutating func place(_ name: String, _ keyPath: String) -> Int {
        do { return try reader.column(named: name) } catch {
            var problem = error.diagnostic
            problem.summary += " (asked for by \(keyPath))"
            problems.append(problem)
            return 0
        }
    }

    /// The slot of a column of numbers.
    ///
    /// A column is read once, as the strictest kind that a metric takes it for; numbers that are
    /// kept as others than the file has them have a slot of their own.
    mutating func slot(_ name: String, _ kind: ColumnPlan.Kind, _ keyPath: String) -> Int {
        let column = place(name, keyPath)
        let known = slots.firstIndex {
            $0.column == column && (kind.isDerived ? $0.kind == kind : !$0.kind.isDerived)
        }
        if let known {
            slots[known].kind = max(slots[known].kind, kind)
            return known
        }
        slots.append(ColumnPlan.Slot(column: column, name: name, kind: kind))
        return slots.count - 1
    }

    /// Throws every problem noted so far.
    func check() throws {
        if !problems.isEmpty { throw DiagnosticsError(.badData, problems.sortedByPlace()) }
    }
}
