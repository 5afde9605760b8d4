// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

/// Titles and remarks that depend on the kind of metric, or on what it was adjusted for.
extension ReportBuilder {
    /// The title of a column of levels.
    func levelTitle(_ metric: Metric) -> String {
        guard metric.kind == .quantile, let share = metric.quantile else {
            return say("column.\(metric.kind.rawValue)")
        }
        return share == 0.5
            ? say("quantile.median")
            : say("quantile.percentile", texts: ["ordinal": numbers.ordinal(hundredfold(share))])
    }

    /// The title of a column of sums.
    func sumTitle(_ metric: Metric) -> String {
        if metric.kind == .retention { return say("column.stayed") }
        return say(metric.isShare ? "column.did" : "column.sum")
    }

    private func hundredfold(_ share: Double) -> Double { (share * 1000).rounded() / 10 }

    /// What the levels of this kind of metric are.
    func levelNotes(_ metric: MetricResult) -> [String] {
        var notes: [String] = []
        switch metric.metric.kind {
        case .quantile: notes = quantileNotes(metric.metric)
        case .nps: notes = [say("note.nps")]
        case .proportion, .mean, .count, .ratio, .retention: break
        }
        if metric.comparisons.contains(where: { $0.adjustment != nil }) {
            notes.append(say("note.adjusted.levels"))
        }
        return notes
    }

    private func quantileNotes(_ metric: Metric) -> [String] {
        let share = metric.quantile ?? 0.5
        let meaning =
            share == 0.5
            ? say("note.quantile.median")
            : say(
                "note.quantile.percentile",
                texts: [
                    "ordinal": numbers.ordinal(hundredfold(share)),
                    "share": numbers.percent(
                        share, decimals: hundredfold(share).rounded() == hundredfold(share) ? 0 : 1),
                ])
        return [meaning + " " + say("note.quantile.total")]
    }

    /// What stands below a table of comparisons.
    func comparisonNotes(_ metric: MetricResult, decides: Bool) -> [String] {
        var notes = adjustmentNotes(metric)
        if metric.metric.kind == .retention { notes.append(retentionNote(metric)) }
        notes += reasonNotes(metric.comparisons, of: metric.metric)
        notes += guardNotes(metric.comparisons)
        if decides, readsRepeatedly {
            notes.append(say("note.looks", levelSlot(plan.decision.confidence)))
        }
        return notes
    }

    /// What each comparison was adjusted for, and what that brought.
    private func adjustmentNotes(_ metric: MetricResult) -> [String] {
        let unit = unit(metric.metric)
        let places = unit.decimals(metric.comparisons)
        return metric.comparisons.compactMap { comparison in
            guard let adjustment = comparison.adjustment else { return nil }
            return say(
                "note.named",
                texts: [
                    "comparison": comparisonName(comparison),
                    "note": composer.adjustment(adjustment, unit: unit, decimals: places),
                ])
        }
    }

    /// A retention seen from the side of those who leave.
    private func retentionNote(_ metric: MetricResult) -> String {
        let base = say("note.retention")
        let shown =
            metric.comparisons.first { plan.variant($0.treatment)?.role == .test }
            ?? metric.comparisons.first
        guard let effect = shown?.absolute.value, effect.estimate != 0 else { return base }
        let unit = unit(metric.metric)
        let places = unit.decimals(effect)
        let levels = metric.arms.compactMap(\.value)
        let mostStay = !levels.isEmpty && levels.allSatisfy { $0 > 0.5 }
        return base + " "
            + say(
                "note.retention.mirror" + (mostStay ? "" : ".plain"),
                texts: [
                    "stay": unit.difference(effect.estimate, decimals: places),
                    "leave": unit.difference(-effect.estimate, decimals: places),
                ])
    }

    /// How many left, where it is clear that more or fewer stayed.
    func turned(
        _ comparison: Comparison, _ unit: MetricUnit, _ slots: [String: String]
    ) -> String? {
        guard unit.metric.kind == .retention, slots["size"] != nil,
            let effect = comparison.absolute.value
        else { return nil }
        return say("effect.retention." + (effect.estimate < 0 ? "less" : "more"), texts: slots)
    }
}

extension Composer {
    /// What a comparison was adjusted for and what that brought, in the metric's unit.
    func adjustment(_ remark: Remark, unit: MetricUnit, decimals: Int) -> String {
        guard case .share(let reduction)? = remark.values["reduction"] else {
            return sentence(remark)
        }
        var values = remark.values
        if let plain = unit.unadjusted(remark, decimals: decimals) {
            values["unadjusted"] = .text(plain)
        }
        values["reduction"] = .text(numbers.percent(reduction, decimals: 0))
        return say(reduction < 0.005 ? remark.id + ".no-gain" : remark.id, values)
    }
}

extension MetricUnit {
    /// The difference as counted, before what was known beforehand is allowed for.
    func unadjusted(_ adjustment: Remark, decimals: Int) -> String? {
        switch adjustment.values["unadjusted"] {
        case .points(let plain), .number(let plain), .money(let plain, _):
            difference(plain, decimals: decimals)
        default: nil
        }
    }
}
