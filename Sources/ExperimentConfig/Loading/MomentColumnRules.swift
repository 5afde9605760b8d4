// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the names of the columns of a file of moments.
struct MomentColumnRules {
    /// The text that stands for a variant in the name of a column.
    static let placeholder = "{variant}"

    private let reader: Reader?
    private let log: PlanLog

    init(_ reader: Reader?, _ log: PlanLog) {
        self.reader = reader
        self.log = log
    }

    /// Whether one row has the columns of all variants.
    var isSideBySide: Bool {
        ["count", "mean", "variance", "third_moment"].contains { has($0) }
    }

    /// The names, with the defaults where the plan is silent.
    func read() -> DataSource.MomentColumns {
        check()
        return DataSource.MomentColumns(
            metric: reader?.text("metric")?.value ?? "metric",
            count: reader?.text("count")?.value ?? "n",
            mean: reader?.text("mean")?.value ?? "mean",
            variance: reader?.text("variance")?.value ?? "variance",
            thirdMoment: reader?.text("third_moment")?.value, time: reader?.text("time")?.value)
    }

    private func has(_ key: String) -> Bool {
        reader?.text(key)?.value.contains(Self.placeholder) == true
    }

    private func check() {
        guard let reader else { return }
        for key in ["metric", "time"] where has(key) {
            log.report(
                "placeholder-place", "`{variant}` has no meaning in `\(key)`",
                at: reader.spot(of: key), why: "a row has one \(key) for all variants",
                fix: "write the name of the column")
        }
        guard isSideBySide else { return }
        for key in ["count", "mean", "variance", "third_moment"] where !has(key) {
            guard key != "third_moment" || reader.has(key), !reader.isMisspelt(key) else {
                continue
            }
            let name = reader.text(key)?.value
            log.report(
                "placeholder-mixed",
                name.map { "`\(key)` is one column for all variants (seen: \(Visible.value($0)))" }
                    ?? "`\(key)` is missing beside columns with `{variant}`",
                at: reader.spot(of: key),
                why: "the other columns have `{variant}`: each variant has columns of its own",
                fix: "write \(name == nil ? "`\(key):` with " : "")`{variant}` in its name, as "
                    + "\"\(name ?? key)_{variant}\"")
        }
    }
}
