// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads where the data are.
struct DataRules {
    private let builder: PlanBuilder
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder) { self.builder = builder }

    /// The data source, if the plan names one.
    func read() -> DataSource? {
        guard let reader = builder.root.group("data") else { return nil }
        let file = reader.text("file")
        if let file, let problem = builder.paths.problem(with: file.value) {
            log.report(problem.id, problem.what, at: file.spot, why: problem.why, fix: problem.fix)
        }
        let kind = reader.choice("kind", as: DataSource.Kind.self)?.value ?? .units
        let variant = reader.text("variant")?.value
        checkVariant(kind, reader)
        if kind != .moments, reader.has("columns") {
            log.report(
                "key-no-effect", "`columns` names the columns of a file of moments",
                at: reader.spot(of: "columns"),
                why: "this plan reads \(kind.rawValue), so it would do nothing",
                fix: "remove it, or write `kind: moments`")
        }
        if kind != .units, reader.has("id") {
            log.report(
                "key-no-effect", "rows of \(kind.rawValue) have no id", at: reader.spot(of: "id"),
                why: "each row stands for many customers, so it would do nothing",
                fix: "remove it, or check `kind`")
        }
        let unit = builder.root.group("assignment")?.text("unit")?.value
        return DataSource(
            kind: kind, file: file?.value, id: unitID(reader.text("id")?.value ?? unit),
            variant: variant, missing: reader.texts("missing")?.map(\.value) ?? [""],
            maximumRejected: reader.number("max_rejected")?.value ?? 0.01,
            asOf: reader.day("as_of")?.value, segments: segments(reader),
            columns: columns(reader.group("columns")), format: format(reader.group("format")))
    }

    private func unitID(_ text: String?) -> DataSource.UnitID {
        text == "row" ? .row : .column(text ?? "customer_id")
    }

    private func checkVariant(_ kind: DataSource.Kind, _ reader: Reader) {
        guard !reader.has("variant") else { return }
        if kind != .units {
            log.report(
                "variant-column-missing", "the data name no variant column",
                at: reader.spot,
                why: "rows of \(kind.rawValue) carry no ids to compute the variant from",
                fix: "add `variant:` with the column that names the variant")
        } else if reader.text("id")?.value == "row" {
            log.report(
                "variant-column-missing", "the data have neither ids nor a variant column",
                at: reader.spot, why: "a variant can only be computed again from an id",
                fix: "add `variant:` with the column that names the variant, or `id:` with the "
                    + "column of ids")
        }
    }

    private func segments(_ reader: Reader) -> [DataSource.Segment] {
        // A list may mix words and groups; its order is kept by place.
        let words = (reader.texts("segments") ?? []).map {
            (spot: $0.spot, segment: DataSource.Segment(key: $0.value))
        }
        let groups = reader.groups("segments").compactMap { group in
            group.text("key").map { key in
                (
                    spot: key.spot,
                    segment: DataSource.Segment(
                        key: key.value, name: group.text("name")?.value,
                        column: group.text("column")?.value)
                )
            }
        }
        let all = (words + groups).sorted { $0.spot.mark < $1.spot.mark }
        for (number, item) in all.enumerated() {
            guard all[..<number].contains(where: { $0.segment.key == item.segment.key }) else {
                continue
            }
            log.report(
                "key-duplicate", "two segments are called `\(item.segment.key)`", at: item.spot,
                why: "the report could not tell them apart", fix: "rename or remove one of the two")
        }
        return all.map(\.segment)
    }

    private func columns(_ reader: Reader?) -> DataSource.MomentColumns {
        DataSource.MomentColumns(
            metric: reader?.text("metric")?.value ?? "metric",
            count: reader?.text("count")?.value ?? "n",
            mean: reader?.text("mean")?.value ?? "mean",
            variance: reader?.text("variance")?.value ?? "variance",
            thirdMoment: reader?.text("third_moment")?.value)
    }

    private func format(_ reader: Reader?) -> DataSource.Format {
        let delimiter = reader?.text("delimiter")?.value
        return DataSource.Format(
            delimiter: delimiter == "tab" ? "\t" : delimiter,
            decimal: reader?.text("decimal")?.value,
            encoding: reader?.text("encoding")?.value)
    }
}
