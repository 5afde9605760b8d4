// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Warns of segments and rules that look at what the test itself changes.
struct OutcomeAttributeRule {
    private let builder: PlanBuilder
    private let metrics: MetricSet
    private let data: DataSource?
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder, metrics: MetricSet, data: DataSource?) {
        self.builder = builder
        self.metrics = metrics
        self.data = data
    }

    /// Warns at the name of each segment, in the report and among the strata.
    func check(_ derived: [SegmentRule]) {
        let named =
            (builder.root.group("report")?.texts("segments") ?? [])
            + (builder.root.group("assignment")?.texts("stratify") ?? [])
        for name in named {
            for column in columns(of: name.value, derived) {
                guard let metric = owner(of: column) else { continue }
                warn("the segment `\(name.value)`", column, metric, at: name.spot)
            }
        }
    }

    /// Warns of one column that something looks at.
    func check(_ column: String, of what: String, at spot: Spot) {
        guard let metric = owner(of: column) else { return }
        warn(what, column, metric, at: spot)
    }

    private func warn(_ what: String, _ column: String, _ metric: Metric, at spot: Spot) {
        log.warn(
            "outcome-attribute",
            "\(what) looks at an outcome of the test (seen: \(Visible.value(column)))", at: spot,
            why: "`\(metric.key)` is measured from this column, and the treatment changes it: "
                + "customers would move between groups",
            fix: "segment on values from before the start, in a column of their own")
    }

    private func columns(of segment: String, _ derived: [SegmentRule]) -> [String] {
        if let own = data?.segments.first(where: { $0.key == segment }) { return [own.column] }
        guard let rule = derived.first(where: { $0.key == segment }) else { return [] }
        return switch rule.kind {
        case .column(let column): [column]
        case .quadrant(let x, let y): [x.attribute, y.attribute]
        case .bands(let attribute, _): [attribute]
        }
    }

    private func owner(of column: String) -> Metric? {
        metrics.definitions.first {
            $0.column == column || $0.numerator == column || $0.denominator == column
        }
    }
}
