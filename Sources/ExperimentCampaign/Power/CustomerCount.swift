// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
public import ExperimentModel
public import Tabular

/// Counts the customers of a file: every valid id once.
public enum CustomerCount {
    /// Counts the units of a file.
    ///
    /// - Parameters:
    ///   - path: The customer file.
    ///   - plan: The plan, whose unit names the id column.
    ///   - options: What the user declared about the file.
    ///   - workers: The number of threads; the count does not depend on it.
    /// - Returns: The number of different valid ids.
    /// - Throws: When the file or its id column cannot be read.
    public static func unique(
        in path: String, plan: Plan, options: ReadOptions = ReadOptions(), workers: Int = 1
    ) throws(DiagnosticsError) -> Int {
        do {
            let reader = try DelimitedReader(path: path, options: options)
            let column = try reader.column(named: plan.assignment.unit)
            let duplicates = DuplicateDetector()
            var valid = 0
            try reader.forEachBlock(workers: workers) { block in
                var prints = Fingerprints(capacity: block.recordCount)
                var count = 0
                block.forEachRecord { record in
                    guard BlockAssigner.takesPart(record, idColumn: column) else { return }
                    prints.append(record.bytes(column))
                    count += 1
                }
                return (prints, count)
            } merge: { prints, count in
                try duplicates.add(prints)
                valid += count
            }
            let found = try duplicates.finish(
                reading: reader, column: column, workers: workers,
                including: { BlockAssigner.takesPart($0, idColumn: column) })
            return valid - found.duplicateRows
        } catch let error as DiagnosticsError {
            throw error
        } catch let error as TabularError {
            throw DiagnosticsError(error.kind, [error.diagnostic])
        } catch {
            throw DiagnosticsError(
                .badData,
                [
                    Diagnostic(
                        .error, "customers-unreadable", String(describing: error),
                        at: .init(file: path), why: "the customers cannot be counted",
                        fix: "check the file")
                ])
        }
    }
}
