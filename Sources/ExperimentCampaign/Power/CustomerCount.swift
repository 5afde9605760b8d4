// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
public import ExperimentModel
public import Tabular

/// Counts the customers of a file who can take part in a test, each valid id once.
public enum CustomerCount {
    /// Counts those whom the permissions and rules of a plan let in.
    ///
    /// - Parameters:
    ///   - path: The customer file.
    ///   - plan: The plan, whose unit names the id column.
    ///   - options: What the user declared about the file.
    ///   - workers: The number of threads; the count does not depend on it.
    /// - Returns: The number of different valid ids that are let in.
    /// - Throws: When the file, its id column or a column that a rule asks for cannot be read.
    public static func eligible(
        in path: String, plan: Plan, options: ReadOptions = ReadOptions(), workers: Int = 1
    ) throws(DiagnosticsError) -> Int {
        do {
            let reader = try DelimitedReader(path: path, options: options)
            let column = try reader.column(named: plan.assignment.unit)
            let door = try Door(plan: plan, reader: reader, decimal: options.decimal)
            let takesPart = { @Sendable (record: Record) in
                !record.isRagged && UnitID.invalid(record.bytes(column).buffer) == nil
                    && door.letsIn(record)
            }
            let duplicates = DuplicateDetector()
            var found = 0
            try reader.forEachBlock(workers: workers) { block in
                var prints = Fingerprints(capacity: block.recordCount)
                var count = 0
                block.forEachRecord { record in
                    guard takesPart(record) else { return }
                    prints.append(record.bytes(column))
                    count += 1
                }
                return (prints, count)
            } merge: { prints, count in
                try duplicates.add(prints)
                found += count
            }
            let repeated = try duplicates.finish(
                reading: reader, column: column, workers: workers, including: takesPart)
            return found - repeated.duplicateRows
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

    /// The permissions and rules of a plan, looked up in a file.
    private struct Door: Sendable {
        private var permissions: [(column: Int, equals: [UInt8])] = []
        private var filter: AudienceFilter?

        init(plan: Plan, reader: DelimitedReader, decimal: DecimalConvention?) throws {
            for permission in plan.permissions ?? [] {
                permissions.append(
                    (try reader.column(named: permission.attribute), Array(permission.equals.utf8)))
            }
            guard let audience = plan.audience,
                !audience.include.isEmpty || !audience.exclude.isEmpty
            else { return }
            filter = try AudienceFilter(
                include: audience.include, exclude: audience.exclude,
                header: reader.header, decimal: decimal, file: reader.source.name)
        }

        func letsIn(_ record: Record) -> Bool {
            for permission in permissions
            where !record.bytes(permission.column).trimmed.equals(permission.equals) {
                return false
            }
            return filter.map { $0.decide(record) == .selected } ?? true
        }
    }
}
