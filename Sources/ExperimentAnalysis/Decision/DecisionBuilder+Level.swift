// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

extension DecisionBuilder {
    /// The level of the decision interval of one comparison on the primary metric.
    ///
    /// It is 1 - alpha / k for k test arms. Holm tests a later arm at a larger share of alpha; where
    /// that makes a win, the interval at 1 - alpha / k may still cover zero and would contradict the
    /// verdict beside it, so the level of that step is taken.
    func decisionLevel(_ pair: ArmPair) -> Double {
        let level = Self.level(of: plan)
        guard plan.decision.correction == .holm, let place = tests.firstIndex(of: pair.treatment),
            mustBeat.contains(pair.reference),
            let contrast = contrasts[plan.metrics.primary, pair],
            let p = orientedP(pair.treatment, pair.reference)
        else { return level }
        var steps = tests.map { armP($0) }
        steps[place] = p
        let covers =
            contrast.orientedPosition(against: .points(0), direction: direction, confidence: level)
            .value == .undecided
        guard covers, let adjusted = adjust(steps)[place], adjusted < alpha else { return level }
        return 1 - alpha / Double(steps.count { ($0 ?? 1) >= p })
    }
}
