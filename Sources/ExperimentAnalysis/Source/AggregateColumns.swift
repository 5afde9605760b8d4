// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// Finds the columns of files of aggregates and gathers everything that is wrong with the plan.
struct AggregateColumns {
    let data: DataSource
    let readers: [DelimitedReader]
    private var missing: [Diagnostic] = []
    private var unsupported: [Diagnostic] = []

    init(_ data: DataSource, _ readers: [DelimitedReader]) {
        self.data = data
        self.readers = readers
    }

    /// The position of a column; zero, with a problem noted, where there is none.
    mutating func place(_ name: String, _ keyPath: String, in reader: DelimitedReader) -> Int {
        do { return try reader.column(named: name) } catch {
            var problem = error.diagnostic
            problem.summary += " (asked for by \(keyPath))"
            missing.append(problem)
            return 0
        }
    }

    /// Notes something that this kind of data cannot give.
    mutating func note(
        _ id: String, _ summary: String, _ keyPath: String, why: String, fix: String
    ) {
        unsupported.append(
            Diagnostic(
                .error, id, summary,
                at: Diagnostic.Place(file: readers.first?.source.name ?? "-", keyPath: keyPath),
                why: why, fix: fix))
    }

    /// Notes what only single values can be asked for: a cap, a covariate, a cluster.
    mutating func refuseUnitWork(_ metric: Metric) {
        let rows = data.kind.rawValue
        if metric.cap != nil {
            note(
                "cap-unsupported", "\(metric.key) has a cap, and rows of \(rows) no values",
                "metrics.\(metric.key)",
                why: "values are cut one by one, before they are added up",
                fix: "cut the values where the file is made and remove `cap`, or use one row per "
                    + "unit")
        }
        for (word, isAsked) in [
            ("covariate", !metric.covariates.isEmpty), ("cluster", metric.cluster != nil),
        ] where isAsked {
            note(
                "\(word)-unsupported", "\(metric.key) has a \(word), and rows of \(rows) no units",
                "metrics.\(metric.key)",
                why: "sums do not say how a \(word) goes together with each unit's value",
                fix: "remove `\(word)`, or use a file with one row per unit")
        }
    }

    /// Notes data whose rows do not say which variant they belong to.
    mutating func requireVariant() {
        guard data.variant == nil, data.files.isEmpty else { return }
        note(
            "variant-column-missing", "the data name no variant column", "data",
            why: "rows of \(data.kind.rawValue) carry no ids to compute the variant from",
            fix: "add `variant:` with the column that names the variant")
    }

    /// Throws every problem noted so far.
    func check() throws {
        if !unsupported.isEmpty {
            throw DiagnosticsError(.badPlan, (unsupported + missing).sortedByPlace())
        }
        if !missing.isEmpty { throw DiagnosticsError(.badData, missing.sortedByPlace()) }
    }
}

extension AggregateColumns {
    /// What a kind of aggregates reads from a row.
    struct Layout {
        /// The columns read as text.
        var texts: [Int]
        /// The columns read as numbers; nil for an optional one that the file does not have.
        var numbers: [Int?]
    }

    /// The plan's files, each with its own places of the columns.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - missing: The texts that mean "no value".
    ///   - workers: The number of threads that read.
    ///   - layout: Finds the columns of one file.
    /// - Returns: One file per reader, in their order.
    mutating func files(
        plan: Plan, missing: [String], workers: Int,
        layout: (inout AggregateColumns, DelimitedReader) -> Layout
    ) -> [AggregateFile] {
        let arms = armsOfFiles(plan)
        let names = shownNames()
        return readers.indices.map { place in
            let reader = readers[place]
            let arm = place < arms.count ? arms[place] : nil
            let variant = arm == nil ? data.variant : nil
            let filters = data.rows.map {
                RowFilters.Part(
                    column: self.place($0.column, "data.rows", in: reader), name: $0.column,
                    values: $0.values)
            }
            let layout = layout(&self, reader)
            return AggregateFile(
                reader: reader, name: names[place], arm: arm,
                variantColumn: variant.map { self.place($0, "data.variant", in: reader) },
                filters: filters, textColumns: layout.texts, numberColumns: layout.numbers,
                missing: MissingMarkers(missing), workers: workers)
        }
    }

    /// The arm of each file, where each variant has its own; empty where one file holds all.
    private mutating func armsOfFiles(_ plan: Plan) -> [Int?] {
        guard !data.files.isEmpty else {
            if readers.count != 1 { noteCount(expected: 1) }
            return []
        }
        if readers.count != data.files.count { noteCount(expected: data.files.count) }
        return data.files.map { file in
            let arm = plan.variants.firstIndex { $0.key == file.variant }
            if arm == nil {
                note(
                    "variant-unknown", "no variant '\(Visible.value(file.variant))'", "data.files",
                    why: "a file of its own belongs to one of the plan's variants: "
                        + plan.variants.map(\.key).joined(separator: ", "),
                    fix: "give the file the key of its variant")
            }
            return arm
        }
    }

    private mutating func noteCount(expected: Int) {
        note(
            "files-count",
            "the plan names \(expected) data file\(expected == 1 ? "" : "s"), and "
                + "\(readers.count) were given", "data.files",
            why: "each file stands for one variant",
            fix: "give every file of the plan, in its order")
    }

    /// The names of the files without their folders, unless two would be the same.
    private func shownNames() -> [String] {
        let last = readers.map { AggregateFile.lastPart($0.source.name) }
        guard Set(last).count < last.count else { return last }
        return data.files.count == last.count ? data.files.map(\.file) : last
    }
}
