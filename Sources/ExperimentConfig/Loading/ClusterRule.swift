// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Warns of metrics that take customers as drawn one by one, beside one that says they were not.
struct ClusterRule {
    private let set: MetricSet
    private let log: PlanLog

    init(_ set: MetricSet, _ log: PlanLog) {
        self.set = set
        self.log = log
    }

    /// Warns where a metric that decides is on the one side or on the other.
    func check(_ root: Reader) {
        let clustered = set.definitions.filter { $0.cluster != nil }
        let primary = clustered.first { $0.key == set.primary }
        guard let named = primary ?? clustered.first, let cluster = named.cluster else { return }
        let guardrails = set.guardrails.map(\.metric)
        for reader in root.group("metrics")?.groups("define") ?? [] {
            let key = reader.text("key")?.value
            guard let metric = set.definitions.first(where: { $0.key == key }),
                metric.cluster == nil
            else { continue }
            let decides = metric.key == set.primary || guardrails.contains(metric.key)
            guard decides || (primary != nil && set.secondary.contains(metric.key)) else {
                continue
            }
            log.warn(
                "cluster-mixed",
                "`\(metric.key)` takes the customers as independent, `\(named.key)` does not",
                at: reader.spot,
                why: "`\(named.key)` has `cluster: \(cluster)`; where whole clusters were drawn, "
                    + "the interval of `\(metric.key)` is too narrow without it",
                fix: fix(metric, cluster))
        }
    }

    private func fix(_ metric: Metric, _ cluster: String) -> String {
        if metric.kind == .quantile || metric.kind == .ratio {
            return "measure it as `type: mean` with `cluster: \(cluster)`; "
                + "\(metric.kind.phrase) cannot have a cluster"
        }
        return metric.covariates.isEmpty
            ? "add `cluster: \(cluster)` to it"
            : "write `cluster: \(cluster)` in place of its `covariate`"
    }
}
