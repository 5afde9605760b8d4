// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentAnalysis
import ExperimentModel
import Inference

extension ReportBuilder {
    /// What was measured where the difference is adjusted: it is not that of the levels beside it.
    func adjustedSentences(
        _ comparison: Comparison, _ absolute: EffectEstimate, _ adjustment: Remark,
        _ unit: MetricUnit, _ named: [String: String]
    ) -> String {
        var slots = named
        let places = unit.decimals(absolute)
        slots["difference"] = unit.difference(absolute.estimate, decimals: places)
        slots["unadjusted"] = unit.unadjusted(adjustment, decimals: places)
        if case .list(let names)? = adjustment.values["covariates"] {
            slots["covariates"] = numbers.list(names.map { Visible.value($0) })
        }
        let decided = comparison.decisionInterval?.absolute ?? absolute.interval
        let isOpen = decided.low <= 0 && decided.high >= 0
        if !isOpen {
            slots["size"] = unit.difference(absolute.estimate, decimals: places, sign: .never)
            slots["relative"] = comparison.relative.value.map {
                relativeUnit.text($0.estimate, decimals: relativeUnit.decimals($0))
            }
        }
        var sentences = [
            say("effect.adjusted.levels", texts: slots), say("effect.adjusted", texts: slots),
        ]
        if isOpen {
            slots["low"] = unit.bare(decided.low, decimals: places)
            slots["high"] = unit.difference(decided.high, decimals: places)
            sentences.append(say("effect.adjusted.not-shown", texts: slots))
        } else if unit.metric.direction == .decrease {
            sentences.append(say("effect.adjusted.decrease"))
        }
        if let missing = comparison.relative.reason, unit.metric.kind != .nps {
            slots["reason"] = reason(missing)
            sentences.append(say("effect.relative-missing", texts: slots))
        }
        if let turned = turned(comparison, unit, slots) { sentences.append(turned) }
        return sentences.joined(separator: " ")
    }
}
