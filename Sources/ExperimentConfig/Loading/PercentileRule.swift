// SPDX-License-Identifier: GPL-3.0-or-later

/// Asks after a percentile below 1, which is most often a share: 0.9 for 90.
struct PercentileRule {
    private let log: PlanLog

    init(_ log: PlanLog) { self.log = log }

    /// Warns of a quantile; the lowest percent of the customers may be meant.
    func checkQuantile(_ percentile: Located<Double>) {
        guard let meant = meant(percentile) else { return }
        log.warn(
            "percentile-share", summary(percentile), at: percentile.spot,
            why: "percentiles go from 0 to 100: only \(percentile.text)% of the customers stay "
                + "below this one",
            fix: "did you mean \(meant)? leave it when the lowest values are meant")
    }

    /// Reports a cap, which would leave nearly nothing as it was.
    func checkCap(_ percentile: Located<Double>) {
        guard percentile.value < 1 else { return }
        log.report(
            "percentile-share", summary(percentile), at: percentile.spot,
            why: "percentiles go from 0 to 100: a cap at this one would cut nearly every value",
            fix: meant(percentile).map { "did you mean \($0)?" } ?? "write a percentile as 99.5")
    }

    private func summary(_ percentile: Located<Double>) -> String {
        "`percentile` is below 1 (seen: \(percentile.text))"
    }

    /// The percentile of a share; nil when it would be below 1 again.
    private func meant(_ percentile: Located<Double>) -> String? {
        guard percentile.value < 1, let text = DecimalText(percentile.text) else { return nil }
        let whole = text.value(timesTenTo: 2)
        return whole < 1 ? nil : NumberText.short(whole)
    }
}
