// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// A confidence level as it is told, and the level of one reading that the numbers are computed at.
///
/// They differ only where a test is read repeatedly.
struct DecisionConfidence: Sendable {
    var told: Double
    var computed: Double
}

extension DecisionBuilder {
    /// The level of the decision interval of one comparison on the primary metric.
    ///
    /// It is 1 - alpha / k for k test arms. Holm tests a later arm at a larger share of alpha; where
    /// that makes a win, the interval at 1 - alpha / k may still cover zero and would contradict the
    /// verdict beside it, so the level of that step is taken. Dunnett's level follows from how the
    /// comparisons with that reference go together.
    func decisionLevel(_ pair: ArmPair) -> DecisionConfidence {
        if let family = dunnett[pair.reference] {
            let level = 1 - family.nominalP
            return DecisionConfidence(told: level, computed: level)
        }
        let level = level(pair)
        guard correction == .holm, let place = tests.firstIndex(of: pair.treatment),
            mustBeat.contains(pair.reference),
            let contrast = contrasts[plan.metrics.primary, pair],
            let p = orientedP(pair.treatment, pair.reference)
        else { return level }
        var steps = tests.map { armP($0) }
        steps[place] = p
        let covers =
            contrast.orientedPosition(
                against: .points(0), direction: direction, confidence: level.computed
            ).value == .undecided
        guard covers, let adjusted = adjust(steps)[place], adjusted < alpha else { return level }
        let told = 1 - alpha / Double(steps.count { ($0 ?? 1) >= p })
        return DecisionConfidence(told: told, computed: looks.confidence(told, for: pair))
    }

    /// The level of rules on any metric: 1 - alpha / k for k test arms.
    func level(_ pair: ArmPair) -> DecisionConfidence {
        let told = Self.level(of: plan)
        return DecisionConfidence(told: told, computed: looks.confidence(told, for: pair))
    }
}
