// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentConfig
import ExperimentModel

/// The tests of a folder in the order of time.
struct PlanCalendar {
    /// How a plan stands to its lock.
    enum State: String, Encodable {
        /// Not locked.
        case draft
        /// The plan is the one that was locked.
        case locked
        /// The plan is not the one that was locked.
        case changed = "changed-since-lock"
        /// There is a lock that cannot be read.
        case unreadable = "lock-unreadable"
    }

    /// One test.
    struct Row: Encodable {
        var key: String
        var name: String
        var file: String
        var state: State
        var start: Day?
        var end: Day?
        var entry: Schedule.Entry
        var layer: String?
        /// The share of the layer, between 0 and 1.
        var slots: Double?
        var globalControl: String?
        var channels: [String]
        var primaryMetric: String
        var runs: Bool

        private enum CodingKeys: String, CodingKey {
            case key, name, file, state, start, end, entry, layer, slots, channels, runs
            case globalControl = "global_control"
            case primaryMetric = "primary_metric"
        }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(key, forKey: .key)
            try values.encode(name, forKey: .name)
            try values.encode(file, forKey: .file)
            try values.encode(state, forKey: .state)
            try values.encodeIfPresent(start?.iso, forKey: .start)
            try values.encodeIfPresent(end?.iso, forKey: .end)
            try values.encode(entry, forKey: .entry)
            try values.encodeIfPresent(layer, forKey: .layer)
            try values.encodeIfPresent(slots, forKey: .slots)
            try values.encodeIfPresent(globalControl, forKey: .globalControl)
            try values.encode(channels, forKey: .channels)
            try values.encode(primaryMetric, forKey: .primaryMetric)
            try values.encode(runs, forKey: .runs)
        }
    }

    private struct Document: Encodable {
        var schema = "experiment-list/1"
        var asOf: String
        var plans: [Row]

        private enum CodingKeys: String, CodingKey {
            case schema, plans
            case asOf = "as_of"
        }
    }

    /// The day that is asked about.
    let day: Day
    /// The tests, by start, then by key; those without dates last.
    let rows: [Row]
    /// What is wrong with plans and locks, so that a row is missing or says less.
    let problems: [Diagnostic]

    /// Reads the locks beside the plans.
    init(_ folder: PlanFolder, on day: Day) {
        self.day = day
        var rows: [Row] = []
        var problems = folder.remarks.filter { $0.id == "no-plans" }
        problems += folder.shared.flatMap(\.diagnostics).filter { $0.severity == .error }
        for entry in folder.entries {
            guard let plan = entry.loaded.plan, !entry.loaded.hasErrors else {
                problems += entry.loaded.diagnostics.filter { $0.severity == .error }
                continue
            }
            let (state, problem) = Self.state(of: plan, file: entry.file)
            problems += problem
            rows.append(Self.row(plan, entry.file, state, on: day))
        }
        self.problems = problems
        self.rows = rows.sorted { Self.order($0) < Self.order($1) }
    }

    private static func order(_ row: Row) -> (Int, String, String) {
        (row.start?.ordinal ?? .max, row.key, row.file)
    }

    private static func state(of plan: Plan, file: String) -> (State, [Diagnostic]) {
        do {
            let path = PlanLockFile.path(beside: file, key: plan.key)
            guard let lock = try PlanLockFile.read(path) else { return (.draft, []) }
            return (try lock.holds(for: plan) ? .locked : .changed, [])
        } catch let error as DiagnosticsError {
            return (.unreadable, error.diagnostics)
        } catch {
            // A loaded plan has a digest.
            return (.changed, [])
        }
    }

    private static func row(_ plan: Plan, _ file: String, _ state: State, on day: Day) -> Row {
        let schedule = plan.schedule
        let rule = plan.assignment
        var channels: [String] = []
        for channel in plan.variants.filter(\.contact).compactMap(\.channel)
        where !channels.contains(channel) { channels.append(channel) }
        return Row(
            key: plan.key, name: plan.name, file: file, state: state, start: schedule?.start,
            end: schedule?.end, entry: schedule?.entry ?? .once, layer: rule.layer?.key,
            slots: rule.layer == nil ? nil : rule.slots?.fraction ?? 1,
            globalControl: rule.holdout?.key, channels: channels,
            primaryMetric: plan.metrics.primary,
            runs: schedule?.start.map { $0 <= day && day <= (schedule?.end ?? day) } ?? false)
    }

    /// The calendar as JSON with sorted keys.
    func json() throws -> String {
        try CanonicalJSON(encoding: Document(asOf: day.iso, plans: rows)).sorted.pretty
    }

    /// The calendar as a table of at most a hundred columns.
    func text() -> String {
        let table = TextTable(
            columns: [
                .init("  KEY", least: 17), .init("STATE"), .init("START"), .init("END"),
                .init("ENTRY"), .init("LAYER", least: 8), .init("HELD OUT", least: 8),
                .init("CHANNELS", least: 8), .init("METRIC", least: 6),
            ],
            rows: rows.map { row in
                [
                    (row.runs ? "* " : "  ") + row.key, Self.word(row.state), row.start?.iso ?? "-",
                    row.end?.iso ?? (row.start == nil ? "-" : "open"), row.entry.rawValue,
                    Self.layer(row), row.globalControl ?? "-",
                    row.channels.isEmpty
                        ? "-" : row.channels.map(Visible.text).joined(separator: ", "),
                    Visible.text(row.primaryMetric),
                ]
            })
        let running = rows.count(where: \.runs)
        let verb = rows.count == 1 ? "test runs" : "tests run"
        var notes = ["\(running) of \(rows.count) \(verb) on \(day.iso) (*)"]
        if rows.contains(where: { $0.state == .changed }) {
            notes.append("changed: the plan is no longer the one that was locked")
        }
        if rows.contains(where: { $0.state == .unreadable }) {
            notes.append("damaged: the lock cannot be read")
        }
        return table.text + "\n" + notes.joined(separator: "\n") + "\n"
    }

    private static func word(_ state: State) -> String {
        switch state {
        case .draft: "draft"
        case .locked: "locked"
        case .changed: "changed"
        case .unreadable: "damaged"
        }
    }

    /// The share first, so that it stays when the name is cut.
    private static func layer(_ row: Row) -> String {
        guard let layer = row.layer, let slots = row.slots else { return "-" }
        // Whole percents are enough here; the JSON has the share itself.
        let percent = (slots * 100).rounded()
        let number = percent < 1 ? "<1" : String(Int(percent))
        return "\(number)% \(layer)"
    }
}
