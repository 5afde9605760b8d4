// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// What is said about a file of customers besides its ids: who is left, who stands twice, from when.
struct AssignmentFindings {
    let plan: Plan
    let options: AssignmentOptions
    let reader: DelimitedReader

    var file: String { reader.source.name }

    /// The problem of a file in which nobody is left for the test.
    func nobody(_ summary: AssignmentSummary, isPreview: Bool) -> Diagnostic {
        let repeats = summary.reasons.filter { $0.code.hasPrefix("duplicate-id") }
            .reduce(0) { $0 + $1.rows }
        let rejected = summary.rejected - repeats
        let reasons = summary.exclusions.sorted { ($1.rows, $0.code) < ($0.rows, $1.code) }.prefix(
            3
        ).map {
            "\($0.code): \($0.rows)"
        }
        let all =
            reasons + (rejected > 0 ? ["rejected: \(rejected)"] : [])
            + (repeats > 0 ? ["repeats: \(repeats)"] : [])
        return Diagnostic(
            .error, "audience-empty",
            "nobody is left for the test (\(all.joined(separator: ", ")))",
            at: .init(file: file), why: "a test needs customers in every variant",
            fix: "check the rule that leaves most customers out"
                + (isPreview ? "" : ", with `experiment preview`"))
    }

    /// The warnings about variants without customers, and cells that are too small to be shown.
    func small(_ variants: [AssignmentSummary.VariantCount], _ segments: [SegmentCounted])
        -> [Diagnostic]
    {
        var warnings: [Diagnostic] = []
        let empty = variants.filter { $0.count == 0 && $0.plannedShare > 0 }
        if !empty.isEmpty {
            let total = variants.reduce(0) { $0 + $1.units }
            let smallest = empty.map(\.plannedShare).min() ?? 1
            // So many that an empty variant would be as rare as one in a thousand.
            let needed = Int((6.9 / smallest).rounded(.up))
            warnings.append(
                Diagnostic(
                    .warning, "variant-empty",
                    "no customer is in \(empty.map { "`\($0.key)`" }.joined(separator: ", ")) "
                        + "(\(total) are in the test)",
                    at: .init(file: file), why: "a variant without customers has no result",
                    fix: "draw from \(needed) customers or more, or give it a larger weight"))
        }
        let least = plan.report.minimumCellSize
        for segment in segments {
            let cells = segment.levels.filter { level in
                level.perVariant.reduce(0, +) > 0 && level.perVariant.contains { $0 < least }
            }
            guard !cells.isEmpty else { continue }
            let named = cells.prefix(3).map { level in
                let smallest = level.perVariant.min() ?? 0
                let label = level.label.isEmpty ? "(none)" : Visible.value(level.label)
                return "\(label): \(smallest)"
            }
            let more = cells.count > 3 ? ", …" : ""
            warnings.append(
                Diagnostic(
                    .warning, "segment-cells-small",
                    "\(cells.count) \(cells.count == 1 ? "level" : "levels") of segment "
                        + "`\(Visible.value(segment.key))` \(cells.count == 1 ? "has" : "have") a "
                        + "variant with too few customers (\(named.joined(separator: ", "))\(more))",
                    at: .init(file: file),
                    why: "a cell with fewer than \(least) customers is not shown in a report",
                    fix: "take coarser segments, so that every cell has \(least) or more"))
        }
        return warnings
    }

    typealias SegmentCounted = AssignmentSummary.SegmentCount

    /// The warning about attributes that were looked up after the test began.
    func late(_ notes: RowNotes) -> Diagnostic? {
        guard let start = plan.schedule?.start else { return nil }
        let why = "attributes from after the start may be what the test itself changed"
        if let day = options.customersDated, day > start {
            return Diagnostic(
                .warning, "attributes-after-start",
                "\(Visible.text(file)) is dated \(day.iso), the start is \(start.iso)",
                at: .init(file: file), why: why, fix: "take attributes from before the start")
        }
        guard notes.late.count > 0, let latest = notes.latest, let column = options.datedColumn
        else { return nil }
        return Diagnostic(
            .warning, "attributes-after-start",
            notes.late.said(
                "row is", "rows are", "dated after the start, \(start.iso); the last \(latest.iso)"),
            at: .init(file: file, keyPath: "column \(column)"), why: why,
            fix: "take attributes from before the start")
    }

    /// The warnings about values that a rule needs and cannot read, one per column.
    func unreadable(_ found: [RowNotes.Unreadable], _ judge: RowJudge) -> [Diagnostic] {
        guard let filter = judge.filter else { return [] }
        return found.compactMap { seen in
            let rules = seen.isExclude ? filter.exclude : filter.include
            guard rules.indices.contains(seen.rule), let row = seen.rows.rows.first else {
                return nil
            }
            var warning = rules[seen.rule].problem(
                inColumn: seen.column, holding: seen.value, row: row, file: file)
            let name = reader.header[seen.column]
            let isID = [judge.idColumn, judge.units.unitColumn].contains(seen.column)
            let shown = isID ? Visible.maskedID(seen.value) : Visible.value(seen.value)
            warning.severity = .warning
            warning.summary = seen.rows.said(
                "value of `\(Visible.value(name))` cannot be read",
                "values of `\(Visible.value(name))` cannot be read", "(as: \(shown))")
            warning.place = .init(file: file, keyPath: "column \(name)")
            return warning
        }
    }

    /// The warnings about addresses and households that stand in several variants.
    func shared(
        _ columns: [Int], _ reports: [KeyClasses.Report], _ judge: RowJudge, workers: Int
    ) throws -> [Diagnostic] {
        var warnings: [Diagnostic] = []
        for (column, report) in zip(columns, reports) where report.mixed > 0 {
            let name = reader.header[column]
            let pairs = try examples(column, report.examples, judge, workers: workers)
            let more = report.mixed > pairs.count ? ", …" : ""
            let shown = pairs.map { "\($0.0) and \($0.1)" }.joined(separator: ", ")
            warnings.append(
                Diagnostic(
                    .warning, "shared-across-variants",
                    "\(report.mixed) \(report.mixed == 1 ? "value" : "values") of "
                        + "`\(Visible.value(name))` "
                        + "\(report.mixed == 1 ? "stands" : "stand") with customers in different "
                        + "variants (rows \(shown)\(more))",
                    at: .init(file: file, keyPath: "column \(name)"),
                    why: "one person sees two variants, which makes them look more alike",
                    fix: "draw what they share, with `assignment: { unit: \(name), members: "
                        + "{ column: \(reader.header[judge.idColumn]) } }`"))
        }
        return warnings
    }

    /// The first rows in which shared values meet two variants.
    private func examples(
        _ column: Int, _ keys: Set<UInt64>, _ judge: RowJudge, workers: Int
    ) throws -> [(Int, Int)] {
        let variants = plan.variants.count
        var first: [UInt64: (row: Int, variant: Int)] = [:]
        var told: Set<UInt64> = []
        var pairs: [(Int, Int)] = []
        try reader.forEachBlock(workers: workers) { block in
            var found: [(key: UInt64, row: Int, variant: Int)] = []
            block.forEachRecord { record in
                let key = KeyClasses.key(of: record.bytes(column).trimmed)
                guard keys.contains(key) else { return }
                let outcome = Int(judge.decided(record))
                if outcome < variants { found.append((key, record.row, outcome)) }
            }
            return found
        } merge: { found in
            for row in found where pairs.count < 5 {
                guard let earlier = first[row.key] else {
                    first[row.key] = (row.row, row.variant)
                    continue
                }
                guard earlier.variant != row.variant, told.insert(row.key).inserted else {
                    continue
                }
                pairs.append((earlier.row, row.row))
            }
        }
        return pairs
    }
}
