// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads how the report is made, and which segments it and the draw need.
struct ReportRules {
    private let builder: PlanBuilder
    private let data: DataSource?
    private let metrics: MetricRules.Result
    private var log: PlanLog { builder.log }
    private var workspace: Workspace? { builder.shared.workspace }

    init(_ builder: PlanBuilder, data: DataSource?, metrics: MetricRules.Result) {
        self.builder = builder
        self.data = data
        self.metrics = metrics
    }

    /// The options, with the defaults where plan and shared file are silent.
    func read() -> ReportOptions {
        let reader = builder.root.group("report")
        let segments = reader?.texts("segments") ?? []
        if let reader { check(segments, reader) }
        return ReportOptions(
            language: reader?.text("language")?.value ?? workspace?.language ?? "en",
            segments: segments.map(\.value),
            minimumCellSize: reader?.integer("min_cell_size")?.value
                ?? workspace?.minimumCellSize ?? 25,
            comparesGlobalControl: reader.flatMap(comparesGlobalControl))
    }

    private func comparesGlobalControl(_ reader: Reader) -> Bool? {
        let key = "compare_global_control"
        guard let asked = reader.bool(key) else { return nil }
        guard asked.value else { return false }
        let assignment = builder.root.group("assignment")
        if assignment?.has("holdout") != true, assignment?.isMisspelt("holdout") != true {
            log.report(
                "global-control-missing", "`\(key)` is asked for, but the plan has no holdout",
                at: asked.spot, why: "only customers who were held out can be compared with",
                fix: "add `holdout` to `assignment`, or remove this line")
        } else if let kind = data?.kind, kind != .units {
            log.report(
                "key-no-effect", "rows of \(kind.rawValue) do not say who was held out",
                at: asked.spot, why: "each row stands for many customers, so it would do nothing",
                fix: "remove it, or check `data.kind`")
        }
        return true
    }

    private func check(_ segments: [Located<String>], _ reader: Reader) {
        if reader.has("segments"), let primary = metrics.metric(metrics.set.primary),
            primary.kind == .quantile
        {
            log.report(
                "segment-quantile", "`\(primary.key)` cannot be broken down by segment",
                at: reader.spot(of: "segments"),
                why: "it is the primary metric and a quantile, which is not taken per segment",
                fix: "remove `segments`, or choose another primary")
        }
        let kind = data?.kind ?? .units
        if reader.has("segments"), kind != .units {
            log.report(
                "key-no-effect", "rows of \(kind.rawValue) are not broken down by segment",
                at: reader.spot(of: "segments"),
                why: "each row stands for many customers, so it would do nothing",
                fix: "remove it, or check `data.kind`")
        }
        let own = data?.segments.map(\.key) ?? []
        guard let names = builder.shared.names else { return }
        let known = own + names.segments.filter { !own.contains($0) }
        for segment in segments where kind == .units && !known.contains(segment.value) {
            let near = NearestName.name(like: segment.value, among: known)
            log.report(
                "segment-unknown", "there is no such segment (seen: \(segment.value))",
                at: segment.spot,
                why: known.isEmpty
                    ? "the plan names no segment columns"
                    : "known here: " + known.map { "`\($0)`" }.joined(separator: ", "),
                fix: near.map { "did you mean `\($0)`?" }
                    ?? "add it under `data`: `segments: [\(segment.value)]`")
        }
    }

    /// The segments that are worked out at assignment: those of the shared file that report or strata
    /// name, and the columns that strata name.
    func derived(_ report: ReportOptions, _ assignment: AssignmentRule) -> [SegmentRule]? {
        let own = data?.segments ?? []
        let strata = assignment.stratify ?? []
        let named = report.segments.filter { key in !own.contains { $0.key == key } } + strata
        var rules = (workspace?.segments ?? []).filter { rule in
            named.contains(rule.key) && !own.contains { $0.key == rule.key }
        }
        for segment in own where strata.contains(segment.key) {
            rules.append(
                SegmentRule(
                    key: segment.key, name: segment.name, kind: .column(segment.column)))
        }
        return rules.isEmpty ? nil : rules
    }

    /// The data source with a column for each derived segment of the report: assignment writes it.
    func data(with derived: [SegmentRule]?, for report: ReportOptions) -> DataSource? {
        guard var data, data.kind == .units else { return data }
        for rule in derived ?? []
        where report.segments.contains(rule.key)
            && !data.segments.contains(where: { $0.key == rule.key })
        {
            var column = rule.key
            if case .column(let name) = rule.kind { column = name }
            data.segments.append(
                DataSource.Segment(key: rule.key, name: rule.name, column: column))
        }
        return data
    }
}
