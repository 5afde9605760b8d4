// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads where the data are.
struct DataRules {
    private let builder: PlanBuilder
    private let variants: [VariantRules.Read]
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder, variants: [VariantRules.Read]) {
        self.builder = builder
        self.variants = variants
    }

    /// The data source, if the plan names one.
    func read() -> DataSource? {
        guard let reader = builder.root.group("data") else { return nil }
        let kind = reader.choice("kind", as: DataSource.Kind.self)?.value ?? .units
        let variant = reader.text("variant")?.value
        let columns = MomentColumnRules(reader.group("columns"), log)
        let paths = FileRules(reader, builder, kind, variants: variants)
        if kind == .moments, columns.isSideBySide {
            checkSideBySide(reader)
        } else if !reader.has("files") {
            checkVariant(kind, reader)
        }
        if kind != .moments, reader.has("columns") {
            log.report(
                "key-no-effect", "`columns` names the columns of a file of moments",
                at: reader.spot(of: "columns"),
                why: "this plan reads \(kind.rawValue), so it would do nothing",
                fix: "remove it, or write `kind: moments`")
        }
        if kind != .units {
            noCustomers("id", "have no id", kind, reader)
            noCustomers("contacted", "do not say who was contacted", kind, reader)
            noCustomers("segments", "are not broken down by segment", kind, reader)
        }
        let unit = AssignmentRules(builder).unit
        return DataSource(
            kind: kind, file: paths.file(), files: paths.files(),
            rows: RowRules(reader, log).read(),
            contacted: reader.text("contacted")?.value,
            id: unitID(reader.text("id")?.value ?? unit),
            variant: variant, missing: reader.texts("missing")?.map(\.value) ?? [""],
            maximumRejected: reader.number("max_rejected")?.value ?? 0.01,
            asOf: reader.day("as_of")?.value, segments: segments(reader),
            columns: columns.read(), format: format(reader.group("format")))
    }

    private func noCustomers(
        _ key: String, _ what: String, _ kind: DataSource.Kind, _ reader: Reader
    ) {
        guard reader.has(key) else { return }
        log.report(
            "key-no-effect", "rows of \(kind.rawValue) \(what)", at: reader.spot(of: key),
            why: "each row stands for many customers, so it would do nothing",
            fix: "remove it, or check `kind`")
    }

    /// The rules for a file whose columns carry the variant in their names.
    private func checkSideBySide(_ reader: Reader) {
        for key in ["variant", "files"] where reader.has(key) {
            log.report(
                "key-no-effect", "`\(key)` does nothing beside columns with `{variant}`",
                at: reader.spot(of: key), why: "each row has the numbers of all variants",
                fix: "remove it, or write the columns without `{variant}`")
        }
        for read in variants where read.variant.matches.count > 1 {
            log.report(
                "match-several", "`\(read.variant.key)` matches several values",
                at: read.matches.first?.spot ?? read.reader.spot,
                why: "`{variant}` in the name of a column stands for one",
                fix: "keep the one that the columns have")
        }
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

    private func format(_ reader: Reader?) -> DataSource.Format {
        let delimiter = reader?.text("delimiter")?.value
        return DataSource.Format(
            delimiter: delimiter == "tab" ? "\t" : delimiter,
            decimal: reader?.text("decimal")?.value,
            encoding: reader?.text("encoding")?.value)
    }
}
