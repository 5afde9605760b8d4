// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Draws of several plans that are one draw, because they have one salt.
enum SaltClashes {
    /// What a salt draws.
    private enum Use: Hashable {
        case split, gate
        case layer(String)
        case holdout(String)

        var words: String {
            switch self {
            case .split: "split"
            case .gate: "gate"
            case .layer(let key): "layer `\(key)`"
            case .holdout(let key): "global control `\(key)`"
            }
        }

        /// Plans may share a layer and a global control; their salts are the same draw.
        var isShared: Bool { self != .split && self != .gate }

        /// The keys of a plan that decide the salt, the first one written counts.
        func place(in placed: PlanClashes.Placed) -> Diagnostic.Place {
            switch self {
            case .split: placed.place("assignment.salt", "key")
            case .gate: placed.place("assignment.gate_salt", "assignment.salt", "key")
            case .layer: placed.place("assignment.layer")
            case .holdout: placed.place("assignment.holdout")
            }
        }
    }

    /// One message for each draw of a plan that is the draw of a plan before it.
    static func between(_ plans: [PlanClashes.Placed]) -> [Diagnostic] {
        var found: [Diagnostic] = []
        var owners: [String: (use: Use, plan: PlanClashes.Placed)] = [:]
        var keys: Set<String> = []
        // Of two plans with one key the key is said, once.
        for placed in plans where keys.insert(placed.plan.key).inserted {
            for (use, salt) in uses(placed.plan) {
                guard let other = owners[salt] else {
                    owners[salt] = (use, placed)
                    continue
                }
                guard use != other.use || isReuse(use, placed.plan, other.plan.plan) else {
                    continue
                }
                found.append(
                    use == other.use
                        ? reused(salt, use, placed, other.plan)
                        : collision(salt, use, placed, other.use, other.plan))
            }
        }
        return found
    }

    /// Whether one use by two plans is a clash that was not said before.
    private static func isReuse(_ use: Use, _ plan: Plan, _ other: Plan) -> Bool {
        // Gates that take their salts from the splits are one where the splits are, which was said.
        use == .split
            || use == .gate
                && (plan.assignment.gateSalt != nil || other.assignment.gateSalt != nil)
    }

    private static func uses(_ plan: Plan) -> [(use: Use, salt: String)] {
        let rule = plan.assignment
        var all = [(use: Use.split, salt: rule.salt)]
        if let allocation = rule.allocation, allocation != .whole {
            all.append((.gate, rule.gateSalt ?? rule.salt + "/gate"))
        }
        if let layer = rule.layer { all.append((.layer(layer.key), layer.salt)) }
        if let holdout = rule.holdout { all.append((.holdout(holdout.key), holdout.salt)) }
        return all
    }

    private static func reused(
        _ salt: String, _ use: Use, _ placed: PlanClashes.Placed, _ other: PlanClashes.Placed
    ) -> Diagnostic {
        Diagnostic(
            .warning, "salt-reused",
            use == .split
                ? "two plans draw with the salt `\(salt)` (seen: \(other.file))"
                : "two plans let people in by the salt `\(salt)` (seen: \(other.file))",
            at: use.place(in: placed),
            why: use == .split
                ? "the same people fall in the same arms: the tests are correlated"
                : "the same people take part in both: the tests are correlated",
            fix: advice(use, of: placed.plan, against: salt))
    }

    private static func collision(
        _ salt: String, _ use: Use, _ placed: PlanClashes.Placed, _ otherUse: Use,
        _ other: PlanClashes.Placed
    ) -> Diagnostic {
        let fix =
            if !use.isShared {
                advice(use, of: placed.plan, against: salt)
            } else if !otherUse.isShared {
                advice(otherUse, of: other.plan, against: salt)
            } else {
                "give one of the two another salt where it is defined, before it is used"
            }
        let owner = other.plan.key == placed.plan.key ? "" : " of `\(other.plan.key)`"
        return Diagnostic(
            .error, "salt-collision",
            "the \(use.words) of `\(placed.plan.key)` and the \(otherUse.words)\(owner) draw with "
                + "one salt (seen: \(salt))",
            at: use.place(in: placed),
            why: "the two draws would be one, so one decides the other", fix: fix)
    }

    /// A salt that is not the one in question: the key of the plan, or made from it.
    private static func advice(_ use: Use, of plan: Plan, against salt: String) -> String {
        let wish = use == .gate ? plan.key + "/gate" : plan.key
        let free = wish == salt ? wish + (use == .gate ? "-2" : "/split") : wish
        return "write `\(use == .gate ? "gate_salt" : "salt"): \(free)` under `assignment` of "
            + "`\(plan.key)`"
    }
}
