// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Lays out who was in fact contacted, and the effect on those whom contact reached.
struct ContactBuilder {
    let plan: Plan
    let contrasts: ContrastTable

    func result(_ contacts: [BivariateMoments]?) -> ContactResult? {
        guard let contacts else { return nil }
        let arms = contacts.enumerated().map { arm, moments in
            ContactResult.Arm(
                key: plan.variants[arm].key, count: moments.count,
                rate: moments.count > 0 ? moments.x.mean : nil)
        }
        let method = ComplierEffect(confidence: plan.decision.confidence)
        let effects = ArmPair.all(in: plan).filter { pair in
            plan.variants[pair.treatment].role == .test
                && plan.variants[pair.reference].role == .control
        }.map { pair in
            ContactResult.Effect(
                treatment: plan.variants[pair.treatment].key,
                reference: plan.variants[pair.reference].key,
                absolute: isPlain(pair)
                    ? method.compare(
                        control: contacts[pair.reference], treatment: contacts[pair.treatment]
                    ).absolute : .notEstimable(.notApplicable))
        }
        return ContactResult(arms: arms, effects: effects)
    }

    /// Whether the main result is one that this effect can be held against: read once, of units that
    /// stand by themselves, as they were counted and not too skewed.
    private func isPlain(_ pair: ArmPair) -> Bool {
        guard plan.decision.monitoring == .fixed else { return false }
        switch contrasts[plan.metrics.primary, pair]?.method {
        case .score, .welch: return contrasts[plan.metrics.primary, pair]?.isUnguarded == false
        case .ratio, .permutation, .adjusted, .clustered, .quantile, nil: return false
        }
    }
}
