// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The columns a metric needs, by its type and by what a row of the data is.
struct MetricColumns {
    let column: String?
    let numerator: String?
    let denominator: String?
    private let reader: Reader
    private let kind: Metric.Kind
    private let rows: DataSource.Kind
    private let log: PlanLog

    init(_ reader: Reader, _ kind: Metric.Kind, _ rows: DataSource.Kind, _ log: PlanLog) {
        self.reader = reader
        self.kind = kind
        self.rows = rows
        self.log = log
        column = reader.text("column")?.value
        numerator = reader.group("numerator")?.text("column")?.value
        denominator = reader.group("denominator")?.text("column")?.value
    }

    /// Reports columns that are missing, or that would do nothing.
    func check() {
        guard isPossible() else { return }
        let needed: [String] =
            switch (rows, kind) {
            case (.moments, _): []
            case (.counts, _), (.units, .ratio): ["numerator", "denominator"]
            case (.units, _): ["column"]
            }
        for key in needed where !reader.has(key) {
            let example = key == "column" ? "`column: ordered`" : "`\(key): { column: revenue }`"
            log.report(
                "missing-key", "`\(key)` is missing in `\(reader.spot.path)`", at: reader.spot,
                why: "a \(kind.rawValue) on \(rows.rawValue) is measured from it",
                fix: "add \(example), with the name of the column")
        }
        for key in ["column", "numerator", "denominator"] where !needed.contains(key) {
            noEffect(key)
        }
        if kind == .proportion || kind == .ratio || rows != .units { noEffect("cap") }
        if kind == .proportion { noEffect("currency") }
        if rows != .units { noEffect("missing") }
    }

    private func isPossible() -> Bool {
        let isFine =
            switch rows {
            case .units: true
            case .moments: kind != .ratio
            case .counts: kind == .proportion
            }
        if !isFine {
            log.report(
                "type-unsupported",
                "a \(kind.rawValue) cannot be measured on \(rows.rawValue)",
                at: reader.spot(of: "type"),
                why: rows == .counts
                    ? "counts carry successes and trials only"
                    : "moments per metric do not say how two columns go together",
                fix: rows == .counts
                    ? "use `type: proportion`" : "use a file with one row per customer")
        }
        return isFine
    }

    private func noEffect(_ key: String) {
        guard reader.has(key) else { return }
        log.report(
            "key-no-effect", "`\(key)` does nothing for a \(kind.rawValue) on \(rows.rawValue)",
            at: reader.spot(of: key),
            why: "a key that does nothing would mislead whoever reads the plan",
            fix: "remove it, or check `type`")
    }
}
