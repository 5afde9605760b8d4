// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the file of the data, or the file of each variant.
struct FileRules {
    private let reader: Reader
    private let builder: PlanBuilder
    private let kind: DataSource.Kind
    private let variants: [VariantRules.Read]
    private var log: PlanLog { builder.log }

    init(
        _ reader: Reader, _ builder: PlanBuilder, _ kind: DataSource.Kind,
        variants: [VariantRules.Read]
    ) {
        self.reader = reader
        self.builder = builder
        self.kind = kind
        self.variants = variants
    }

    /// The one file, where the plan names one.
    func file() -> String? {
        let file = reader.text("file")
        if let file { checkPath(file) }
        return file?.value
    }

    /// The file of each variant, in the order of the variants: that of the group has no meaning.
    func files() -> [DataSource.VariantFile] {
        guard let entries = reader.textMap("files") else { return [] }
        // What is wrong with the files themselves matters only where they can be used.
        guard isPossible(entries.isEmpty) else { return [] }
        if reader.has("file") {
            log.report(
                "one-of", "the data have both `file` and `files`", at: reader.spot(of: "files"),
                why: "all variants are in one file, or each has its own", fix: "keep one of them")
        }
        if reader.has("variant") {
            log.report(
                "key-no-effect", "`variant` does nothing beside `files`",
                at: reader.spot(of: "variant"),
                why: "the file that a row is in says its variant", fix: "remove it, or use `file`")
        }
        VariantKeys(variants, builder).check(
            entries.map { ($0.key.value, $0.key.spot) }, at: reader.spot(of: "files"),
            what: "file", why: "a variant without customers cannot be compared")
        let files = entries.compactMap { entry in
            entry.values.first.map { (key: entry.key.value, file: $0) }
        }
        for (number, entry) in files.enumerated() {
            checkPath(entry.file)
            let same = files[..<number].first { $0.file.value == entry.file.value }
            guard let same else { continue }
            log.report(
                "file-twice",
                "`\(same.key)` and `\(entry.key)` have the same file "
                    + "(seen: \(Visible.value(entry.file.value)))",
                at: entry.file.spot, why: "the same rows would count for both",
                fix: "give each variant its own file")
        }
        return variants.compactMap { read in
            files.first { $0.key == read.variant.key }.map {
                DataSource.VariantFile(variant: $0.key, file: $0.file.value)
            }
        }
    }

    /// Whether the rows may come as a file per variant; reports when not.
    private func isPossible(_ isEmpty: Bool) -> Bool {
        let isUnclear = reader.has("kind") || reader.isMisspelt("kind")
        guard kind == .units, !isEmpty,
            !isUnclear || reader.choice("kind", as: DataSource.Kind.self) != nil
        else { return true }
        log.report(
            "files-unsupported", "a file per variant, and each row is a customer",
            at: reader.spot(of: "files"),
            why: "whether a customer is in two variants shows only when all are in one file; only "
                + "counts and moments can come as a file per variant",
            fix: reader.has("file")
                ? "remove `files`; the column that names the variant goes under `variant`"
                : "put the rows in one file with a column that names the variant, as "
                    + "`file: results.csv` and `variant: variant`")
        return false
    }

    private func checkPath(_ file: Located<String>) {
        guard let problem = builder.paths.problem(with: file.value) else { return }
        log.report(problem.id, problem.what, at: file.spot, why: problem.why, fix: problem.fix)
    }
}
