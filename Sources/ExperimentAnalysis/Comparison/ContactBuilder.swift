// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference

/// Lays out who was in fact contacted, and the effect on those whom contact reached.
struct ContactBuilder {
    let plan: Plan

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
                absolute: method.compare(
                    control: contacts[pair.reference], treatment: contacts[pair.treatment]
                ).absolute)
        }
        return ContactResult(arms: arms, effects: effects)
    }
}
