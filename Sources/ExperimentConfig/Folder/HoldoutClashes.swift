// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Plans that spoil a global control.
enum HoldoutClashes {
    /// Tests that start before the group is drawn, and campaigns that contact the group.
    static func between(_ plans: [PlanClashes.Placed]) -> [Diagnostic] {
        plans.compactMap(late) + plans.compactMap { unused($0, among: plans) }
    }

    private static func late(_ placed: PlanClashes.Placed) -> Diagnostic? {
        guard let holdout = placed.plan.assignment.holdout, !isExempt(placed.plan, from: holdout),
            let start = placed.plan.schedule?.start, start < holdout.from
        else { return nil }
        return Diagnostic(
            .error, "holdout-late",
            "the global control `\(holdout.key)` starts after the test "
                + "(seen: test \(start.iso), global control \(holdout.from.iso))",
            at: placed.place("assignment.holdout"),
            why: "people already drawn to a variant would be held out halfway",
            fix: "start the global control on \(start.iso) or before, or leave it out of this plan")
    }

    /// The first global control that other plans keep and this one contacts.
    private static func unused(
        _ placed: PlanClashes.Placed, among plans: [PlanClashes.Placed]
    ) -> Diagnostic? {
        guard placed.plan.assignment.holdout == nil, placed.plan.schedule?.start != nil,
            placed.plan.variants.contains(where: \.contact)
        else { return nil }
        // Two shared files are two groups of customers.
        let named = plans.first { other in
            guard let holdout = other.plan.assignment.holdout,
                other.entry.loaded.shared?.file == placed.entry.loaded.shared?.file
            else { return false }
            return !isExempt(placed.plan, from: holdout)
                && overlaps(placed.plan, from: holdout.from, until: holdout.until)
        }
        guard let named, let holdout = named.plan.assignment.holdout else { return nil }
        return Diagnostic(
            .warning, "holdout-unused",
            "`\(placed.plan.key)` contacts the global control `\(holdout.key)`",
            at: placed.place("assignment", "key"),
            why: "`\(named.plan.key)` leaves these people alone; one campaign that does not spoils "
                + "the group for all",
            fix: "add `holdout: \(holdout.key)` under `assignment`"
                + (holdout.exempt.isEmpty ? "" : ", or a `purpose` that is exempt"))
    }

    private static func isExempt(_ plan: Plan, from holdout: Holdout) -> Bool {
        holdout.exempt.contains(plan.purpose ?? .marketing)
    }

    private static func overlaps(_ plan: Plan, from: Day, until: Day?) -> Bool {
        let start = plan.schedule?.start ?? from
        let end = plan.schedule?.end
        return (end.map { $0 >= from } ?? true) && (until.map { start <= $0 } ?? true)
    }
}
