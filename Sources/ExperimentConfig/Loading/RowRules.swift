// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads which rows of a file belong to the plan.
struct RowRules {
    private let reader: Reader
    private let log: PlanLog

    init(_ reader: Reader, _ log: PlanLog) {
        self.reader = reader
        self.log = log
    }

    /// The filters, sorted by column: their order has no meaning.
    func read() -> [DataSource.RowFilter] {
        let filters = (reader.textMap("rows") ?? []).compactMap { entry -> DataSource.RowFilter? in
            let values = entry.values.map(\.value)
            for (number, value) in entry.values.enumerated()
            where values[..<number].contains(value.value) {
                log.report(
                    "value-duplicate",
                    "the value is in the list already "
                        + "(seen: \(Visible.value(value.value)))",
                    at: value.spot, why: "once is enough", fix: "remove it here")
            }
            return values.isEmpty
                ? nil : DataSource.RowFilter(column: entry.key.value, values: values)
        }
        return filters.sorted { $0.column.utf8.lexicographicallyPrecedes($1.column.utf8) }
    }
}
