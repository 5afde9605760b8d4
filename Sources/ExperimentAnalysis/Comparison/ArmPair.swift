// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel

/// Two arms that are compared, by their place in the plan.
struct ArmPair: Sendable, Hashable {
    /// The treatment arm.
    var treatment: Int
    /// The reference arm.
    var reference: Int

    /// The comparisons a plan calls for, in the order they are shown.
    ///
    /// Each test against control, each test against base, base against control. A plan with one
    /// reference simply has fewer.
    static func all(in plan: Plan) -> [ArmPair] {
        let tests = plan.variants.indices.filter { plan.variants[$0].role == .test }
        let control = plan.variants.firstIndex { $0.role == .control }
        let base = plan.variants.firstIndex { $0.role == .base }
        var pairs: [ArmPair] = []
        if let control { pairs += tests.map { ArmPair(treatment: $0, reference: control) } }
        if let base { pairs += tests.map { ArmPair(treatment: $0, reference: base) } }
        if let base, let control { pairs.append(ArmPair(treatment: base, reference: control)) }
        return pairs
    }
}
