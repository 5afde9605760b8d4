// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads the steps by which a winner takes over.
struct RolloutRules {
    private let builder: PlanBuilder
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder) { self.builder = builder }

    /// The steps, if the plan has them.
    func read() -> Rollout? {
        guard let reader = builder.root.group("rollout") else { return nil }
        let values = reader.values("steps") ?? []
        let steps = values.compactMap { value -> Located<Share>? in
            guard case .share(let share) = value.value else { return nil }
            return Located(value: share, text: value.text, spot: value.spot)
        }
        for (earlier, later) in zip(steps, steps.dropFirst())
        where later.value.fraction <= earlier.value.fraction {
            log.report(
                "steps-order", "a step is not above the one before it (seen: \(later.text))",
                at: later.spot, why: "a rollout only adds customers",
                fix: "write the steps from small to large, each once")
        }
        let kept = reader.share("keep_control")
        if let kept, let last = steps.last,
            last.value.fraction + kept.value.fraction > 1 + 1e-12
        {
            log.report(
                "steps-sum",
                "the last step leaves no room for the control group "
                    + "(seen: \(last.text) + \(kept.text))",
                at: last.spot, why: "together they are more than all customers",
                fix: "lower the last step, or `keep_control`")
        }
        return steps.isEmpty
            ? nil : Rollout(steps: steps.map(\.value), keepControl: kept?.value)
    }
}
