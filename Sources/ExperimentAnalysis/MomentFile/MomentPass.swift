// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// One pass over files of moments.
struct MomentPass {
    let plan: Plan
    let layout: MomentLayout
    let timeName: String?
    var ledger: AggregateLedger
    /// Per metric and arm, what the rows add up to.
    private(set) var cells: [[MomentCell]]
    private(set) var history: MomentHistory
    private var problems: [Diagnostic] = []

    init(plan: Plan, layout: MomentLayout, timeName: String?, ledger: AggregateLedger) {
        self.plan = plan
        self.layout = layout
        self.timeName = timeName
        self.ledger = ledger
        let arms = plan.variants.count
        cells = plan.metrics.definitions.map { _ in
            [MomentCell](repeating: MomentCell(), count: arms)
        }
        history = MomentHistory(plan: plan)
    }

    /// Takes a row as a whole, or rejects it as a whole.
    mutating func take(_ row: AggregateRow, isOwn: Bool, of file: AggregateFile) throws {
        guard try ledger.admits(row, isOwn: isOwn) else { return }
        var match: ArmMatch?
        if !layout.isWide {
            match = try ledger.arm(of: row)
            if match == nil { return }
        }
        let metric = plan.metrics.definitions.firstIndex { $0.match == row.texts[0] }
        guard let metric else {
            ledger.exclude()
            return
        }
        var time: TimePoint?
        if let timeName {
            time = try self.time(row, timeName, match?.arm)
            if time == nil { return }
        }
        guard let parts = try parts(row, metric, match, of: file) else { return }
        let read = MomentRow(row: row.row, metric: metric, time: time, parts: parts)
        if time == nil {
            ledger.keep()
            add(read)
        } else if !history.add(read) {
            try ledger.reject(
                row.row, arm: match?.arm, column: timeName ?? "", .duplicateRow,
                value: time?.text ?? "")
        }
    }

    /// Settles the rows of a file in order of time, once all of them were read.
    mutating func endFile() throws {
        guard timeName != nil else { return }
        for latest in try history.settle(&ledger, layout) { add(latest) }
    }

    /// Throws what was found wrong with the numbers of proportions.
    func check() throws {
        if !problems.isEmpty { throw DiagnosticsError(.badData, problems.sortedByPlace()) }
    }

    private mutating func add(_ row: MomentRow) {
        for part in row.parts { cells[row.metric][part.match.arm].add(part.entry) }
    }

    /// The numbers of each variant in the row; nil for a row that is now accounted for.
    private mutating func parts(
        _ row: AggregateRow, _ metric: Int, _ match: ArmMatch?, of file: AggregateFile
    ) throws -> [MomentRow.Part]? {
        do {
            return try layout.groups.compactMap { group in
                guard let match = match ?? group.match else { return nil }
                return MomentRow.Part(
                    match: match,
                    entry: try MomentEntry(row, group, plan.metrics.definitions[metric]))
            }
        } catch let flaw as MomentEntry.Flaw {
            try ledger.reject(
                row.row, arm: match?.arm, column: flaw.column, flaw.code, value: flaw.value)
        } catch let flaw as MomentEntry.NotAProportion {
            problems.append(
                Diagnostic(
                    .error, "moments-not-a-proportion",
                    "\(flaw.count) units with mean \(flaw.mean) are not a number of successes",
                    at: Diagnostic.Place(
                        file: file.reader.source.name,
                        keyPath: "row \(row.row), column \(flaw.column)"),
                    why: "\(plan.metrics.definitions[metric].key) is a "
                        + "\(plan.metrics.definitions[metric].kind.rawValue): each unit did it or "
                        + "not",
                    fix: "give the mean with all its digits, or make the metric a mean"))
        }
        return nil
    }

    /// The time of a row; nil for a row that is now accounted for.
    private mutating func time(
        _ row: AggregateRow, _ column: String, _ arm: Int?
    ) throws -> TimePoint? {
        let text = row.texts[1]
        var time = Day(text).map(TimePoint.init)
        if time == nil, case .value(let number)? = row.cells.last {
            time = TimePoint(number, text: text)
        }
        if let time, history.isDay ?? time.isDay == time.isDay {
            history.isDay = time.isDay
            return time
        }
        try ledger.reject(
            row.row, arm: arm, column: column, text.isEmpty ? .emptyValue : .notATime, value: text)
        return nil
    }
}
