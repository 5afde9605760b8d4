// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The columns a metric needs, by its type and by what a row of the data is.
struct MetricColumns {
    /// The column with the outcome, whichever way it was named.
    let column: String?
    let numerator: String?
    let denominator: String?
    /// Whether the column says who left.
    let isChurn: Bool
    /// Whether the metric is worked out from events, or can be.
    var hasEvents: Bool { events.isGiven }
    private let reader: Reader
    private let kind: Metric.Kind
    private let rows: DataSource.Kind
    private let events: EventRules
    private let log: PlanLog

    init(
        _ reader: Reader, _ kind: Metric.Kind, _ rows: DataSource.Kind, _ events: EventRules,
        _ log: PlanLog
    ) {
        self.events = events
        self.reader = reader
        self.kind = kind
        self.rows = rows
        self.log = log
        let stayed = reader.text("column")?.value
        let left = reader.text("churned")?.value
        column = stayed ?? left
        isChurn = stayed == nil && left != nil
        numerator = reader.group("numerator")?.text("column")?.value
        denominator = reader.group("denominator")?.text("column")?.value
    }

    /// Reports columns that are missing, or that would do nothing.
    ///
    /// - Parameter isShared: Whether plans with other rows may use the metric too.
    func check(isShared: Bool) {
        guard isPossible() else { return }
        let needed: [String] =
            switch (rows, kind) {
            case (.moments, _), (.units, .retention): []
            case (.counts, _), (.units, .ratio): ["numerator", "denominator"]
            case (.units, _): ["column"]
            }
        // Events stand in for a column, and a shared metric may be one of counts or moments.
        let hasOther =
            events.isGiven && kind != .ratio || events.isLifetime
            || isShared && (reader.has("numerator") || reader.has("match"))
        for key in needed where !reader.has(key) && !reader.isMisspelt(key) && !hasOther {
            missing(key)
        }
        let isChoice = rows == .units && kind == .retention
        if isChoice, !hasOther { checkChoice() }
        let choice = isChoice ? ["column", "churned"] : []
        for key in ["column", "churned", "numerator", "denominator"]
        where !needed.contains(key) && !choice.contains(key) {
            if isShared, key != "churned", key != "column" { continue }
            noEffect(key)
        }
        checkRest(isShared)
        checkLifetime()
    }

    /// Keys that only a lifetime value has, and those that it has not.
    private func checkLifetime() {
        let foreign =
            events.isLifetime
            ? ["event", "aggregate", "value", "window", "refunds"]
            : ["revenue", "cost", "horizon", "predicted", "discount_rate"]
        for key in foreign where reader.has(key) {
            log.report(
                "key-no-effect",
                "`\(key)` does nothing for \(events.isLifetime ? "a clv" : kind.phrase)",
                at: reader.spot(of: key),
                why: events.isLifetime
                    ? "a lifetime value has `revenue`, `cost` and `horizon` of its own"
                    : "only a lifetime value has it",
                fix: events.isLifetime
                    ? "remove it, or check `type`" : "remove it, or write `type: clv`")
        }
    }

    private func checkRest(_ isShared: Bool) {
        if kind == .quantile {
            if !reader.has("percentile"), !reader.isMisspelt("percentile") {
                log.report(
                    "missing-key", "`percentile` is missing in `\(reader.spot.path)`",
                    at: reader.spot, why: "a quantile is the value that this share stays below",
                    fix: "add `percentile: 50` for the median, or another share")
            }
        } else {
            noEffect("percentile")
        }
        let isCut = kind == .mean || kind == .count
        // A quantile has words of its own for what does not go with it.
        if rows != .units || (!isCut && kind != .quantile) { noEffect("cap") }
        if kind == .proportion || kind == .retention || kind == .nps { noEffect("currency") }
        if rows != .units {
            for key in ["missing", "covariate", "cluster"] {
                noEffect(key, check: "data.kind")
            }
        }
        if rows != .moments, !isShared { noEffect("match", check: "data.kind") }
    }

    private func missing(_ key: String) {
        let example = key == "column" ? "`column: ordered`" : "`\(key): { column: revenue }`"
        log.report(
            "missing-key", "`\(key)` is missing in `\(reader.spot.path)`", at: reader.spot,
            why: "\(kind.phrase) on \(rows.rawValue) is measured from it",
            fix: "add \(example), with the name of the column")
    }

    private func checkChoice() {
        switch (reader.has("column"), reader.has("churned")) {
        case (true, true):
            log.report(
                "one-of", "`\(reader.spot.path)` has both `column` and `churned`",
                at: reader.spot(of: "churned"),
                why: "the one is 1 when the customer stayed, the other when the customer left",
                fix: "keep the one that your file has")
        case (false, false):
            guard !reader.isMisspelt("column"), !reader.isMisspelt("churned") else { return }
            log.report(
                "missing-key", "`\(reader.spot.path)` has neither `column` nor `churned`",
                at: reader.spot,
                why: "a retention is measured from a column that says who stayed or who left",
                fix: "add `column: stayed` (1 when the customer stayed) or `churned: left` (1 when "
                    + "the customer left), with the name of the column")
        default: return
        }
    }

    private func isPossible() -> Bool {
        let why: String? =
            switch (rows, kind) {
            case (.units, _), (.counts, .proportion), (.counts, .retention): nil
            case (.counts, _): "counts carry successes and trials only"
            case (.moments, .ratio):
                "moments per metric do not say how two columns go together"
            case (.moments, .quantile), (.moments, .nps):
                "moments do not hold the customers' own values"
            case (.moments, _): nil
            }
        guard let why else { return true }
        log.report(
            "type-unsupported", "\(kind.phrase) cannot be measured on \(rows.rawValue)",
            at: reader.spot(of: "type"), why: why,
            fix: rows == .counts
                ? "use `type: proportion`" : "use a file with one row per customer")
        return false
    }

    private func noEffect(_ key: String, check other: String = "type") {
        guard reader.has(key) else { return }
        log.report(
            "key-no-effect", "`\(key)` does nothing for \(kind.phrase) on \(rows.rawValue)",
            at: reader.spot(of: key),
            why: "a key that does nothing would mislead whoever reads the plan",
            fix: "remove it, or check `\(other)`")
    }
}

extension Metric.Kind {
    /// The kind as a person names one metric of it.
    var phrase: String { self == .nps ? "an NPS" : "a \(rawValue)" }
}
