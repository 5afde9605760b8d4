// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the covariates and the cluster of a metric on units, and what goes with neither.
struct AdjustmentRules {
    private let reader: Reader
    private let kind: Metric.Kind
    private let columns: MetricColumns
    private let data: DataSource?
    private let log: PlanLog

    init(
        _ reader: Reader, _ kind: Metric.Kind, _ columns: MetricColumns, _ data: DataSource?,
        _ log: PlanLog
    ) {
        self.reader = reader
        self.kind = kind
        self.columns = columns
        self.data = data
        self.log = log
    }

    /// Reports what does not go with the type of the metric, or with each other.
    func check() {
        // On other rows each key was reported as doing nothing.
        guard (data?.kind ?? .units) == .units else { return }
        if kind == .quantile {
            refuse(
                "cap", "a quantile does not move when the values above it are cut", "remove it")
            refuse(
                "covariate", "covariates adjust a mean; no quantile is adjusted by them",
                "remove it, or use `type: mean`")
            refuse(
                "cluster", "the interval of a quantile takes the customers as drawn one by one",
                "remove it, or use `type: mean`")
        } else if kind == .ratio {
            refuse(
                "cluster", "clusters are compared by one column per customer, not by two",
                "remove it, or use `type: mean` on the numerator")
        }
        if reader.has("covariate"), reader.has("cluster"), kind != .quantile, kind != .ratio {
            log.report(
                "key-unsupported", "`covariate` and `cluster` are not supported together",
                at: reader.spot(of: "covariate"),
                why: "the adjustment takes the customers as drawn one by one",
                fix: "keep `cluster` when households or stores were drawn, else `covariate`")
        }
        checkCluster()
    }

    private func refuse(_ key: String, _ why: String, _ fix: String) {
        guard reader.has(key) else { return }
        log.report(
            "key-unsupported", "`\(key)` does not go with \(kind.phrase)",
            at: reader.spot(of: key), why: why, fix: fix)
    }

    private var outcomes: [String] {
        [columns.column, columns.numerator, columns.denominator].compactMap { $0 }
    }

    private func checkCluster() {
        guard let cluster = reader.text("cluster") else { return }
        let seen = "(seen: \(Visible.value(cluster.value)))"
        if let data, data.id == .column(cluster.value) {
            log.report(
                "cluster-column", "the cluster is the customer's own id \(seen)", at: cluster.spot,
                why: "with one customer in each there is nothing to cluster",
                fix: "remove it, or name the column of the household, store or village")
        } else if cluster.value == data?.variant || outcomes.contains(cluster.value) {
            log.report(
                "cluster-column", "the column cannot be a cluster \(seen)", at: cluster.spot,
                why: cluster.value == data?.variant
                    ? "each variant would be one cluster, and two clusters show nothing"
                    : "it is the outcome of the metric",
                fix: "name the column of the household, store or village")
        }
    }

    /// The covariates that can be read, in plan order.
    func covariates() -> [Metric.Covariate] {
        guard kind != .quantile else { return [] }
        var all: [Metric.Covariate] = []
        for group in reader.groups("covariate") {
            guard let covariate = covariate(group) else { continue }
            if all.contains(covariate) {
                log.report(
                    "covariate-twice", "the covariate is in the list already", at: group.spot,
                    why: "once takes all the noise out that it can", fix: "remove it here")
            }
            all.append(covariate)
        }
        return all
    }

    private func covariate(_ group: Reader) -> Metric.Covariate? {
        let column = group.text("column")
        let numerator = group.group("numerator")?.text("column")
        let denominator = group.group("denominator")?.text("column")
        let isOne = group.has("column")
        let isRatio = group.has("numerator") && group.has("denominator")
        let isHalf = group.has("numerator") != group.has("denominator")
        if group.has("event") || group.has("lookback") {
            checkEvent(group, alone: !isOne && !isRatio && !isHalf)
            return nil
        }
        if isOne == isRatio || isHalf {
            log.report(
                "one-of", "a covariate needs `column`, or `numerator` and `denominator`",
                at: group.spot, why: "it is one column, or for a ratio the two of them",
                fix: kind == .ratio
                    ? "write `{ numerator: { column: revenue_before }, denominator: { column: "
                        + "orders_before } }`"
                    : "write `{ column: spend_before }`")
            return nil
        }
        if isRatio, kind != .ratio {
            log.report(
                "covariate-form", "the covariate does not fit \(kind.phrase)", at: group.spot,
                why: "only a ratio has a numerator and a denominator",
                fix: "write `{ column: spend_before }`")
            return nil
        }
        for part in [column, numerator, denominator].compactMap({ $0 }) { checkKnown(part) }
        if let numerator, let denominator {
            return .ratio(numerator: numerator.value, denominator: denominator.value)
        }
        return column.map { .column($0.value) }
    }

    /// The event before the start that is a covariate, and how far back it counts.
    func lookback() -> (event: String, lookback: PlanDuration)? {
        let found = reader.groups("covariate").compactMap { group in
            group.text("event").flatMap { event in
                group.duration("lookback").map { (event: event, lookback: $0.value) }
            }
        }
        if found.count > 1 {
            log.report(
                "covariate-twice", "there are two covariates of events", at: found[1].event.spot,
                why: "one earlier outcome of the event is taken", fix: "keep one of them")
        }
        return found.first.map { ($0.event.value, $0.lookback) }
    }

    private func checkEvent(_ group: Reader, alone: Bool) {
        if !alone {
            log.report(
                "one-of", "a covariate is a column or an event, not both", at: group.spot,
                why: "each says what was known before the test", fix: "write two covariates")
        } else if !group.has("event"), !group.isMisspelt("event") {
            log.report(
                "key-no-effect", "`lookback` does nothing without `event`",
                at: group.spot(of: "lookback"), why: "a column holds its own length of time",
                fix: "remove it, or add `event:`")
        } else if !group.has("lookback"), !group.isMisspelt("lookback") {
            log.report(
                "missing-key", "`lookback` is missing in `\(group.spot.path)`", at: group.spot,
                why: "nothing says how far before the start the event counts",
                fix: "add `lookback: 90d`")
        } else if !columns.hasEvents {
            log.report(
                "covariate-form", "the covariate is an event, and the metric has none",
                at: group.spot,
                why: "the earlier outcome is counted as the metric's own events are",
                fix: "write `{ column: spend_before }`, or give the metric an `event`")
        }
    }

    /// A covariate is known before the test: neither outcome nor contact nor variant is.
    private func checkKnown(_ column: Located<String>) {
        let seen = "(seen: \(Visible.value(column.value)))"
        if outcomes.contains(column.value) {
            log.report(
                "covariate-outcome", "the covariate is the outcome itself \(seen)",
                at: column.spot,
                why: "it must be known before the test; the outcome itself would take the effect "
                    + "away",
                fix: AdjustmentRules.other(column.value))
        } else if column.value == data?.variant || column.value == data?.contacted {
            log.report(
                "covariate-outcome",
                "the covariate says what was done in the test \(seen)", at: column.spot,
                why: "it must be known before the test; this would take the effect away",
                fix: AdjustmentRules.other(column.value))
        } else if let data, data.id == .column(column.value) {
            log.report(
                "covariate-outcome", "the covariate is the customer's id \(seen)",
                at: column.spot, why: "a covariate is a number that says something of a customer",
                fix: AdjustmentRules.other(column.value))
        }
    }

    /// Where to look for a covariate, told to whoever named a column that cannot be one.
    private static func other(_ column: String) -> String {
        column.contains("before")
            ? "name another column, with a number from before the test"
            : "name a column from before the test, as spend_before"
    }

    /// Warns of covariates that are the outcome of another metric.
    static func warn(_ metrics: [(metric: Metric, reader: Reader)], _ log: PlanLog) {
        var owners: [String: String] = [:]
        for (metric, _) in metrics {
            for column in [metric.column, metric.numerator, metric.denominator] {
                if let column, owners[column] == nil { owners[column] = metric.key }
            }
        }
        for (metric, reader) in metrics {
            for group in reader.groups("covariate") {
                let parts = [
                    group.text("column"), group.group("numerator")?.text("column"),
                    group.group("denominator")?.text("column"),
                ]
                for part in parts.compactMap({ $0 }) {
                    guard let owner = owners[part.value], owner != metric.key else { continue }
                    log.warn(
                        "covariate-outcome",
                        "the covariate is the outcome of `\(owner)` "
                            + "(seen: \(Visible.value(part.value)))",
                        at: part.spot,
                        why: "it must be known before the test; an outcome would take the effect "
                            + "away",
                        fix: part.value.contains("before")
                            ? "is it from before the test? then remove the metric, else name "
                                + "another column"
                            : other(part.value))
                }
            }
        }
    }
}
