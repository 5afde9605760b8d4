// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Tests of one layer that together take more than it has.
enum LayerClashes {
    /// One message per layer and moment at which a test that starts finds too little room.
    static func between(_ plans: [PlanClashes.Placed]) -> [Diagnostic] {
        var found: [Diagnostic] = []
        let keys = Set(plans.compactMap { $0.plan.assignment.layer?.key })
        for key in keys.sorted() {
            let inLayer = plans.filter { $0.plan.assignment.layer?.key == key }
            for placed in inLayer {
                if let diagnostic = crowded(placed, among: inLayer, layer: key) {
                    found.append(diagnostic)
                }
            }
        }
        return found
    }

    /// The tests that hold slots on the first day of one, that one last.
    private static func crowded(
        _ placed: PlanClashes.Placed, among all: [PlanClashes.Placed], layer: String
    ) -> Diagnostic? {
        let start = placed.plan.schedule?.start
        let others = all.filter { other in
            guard other.plan.key != placed.plan.key else { return false }
            guard let start else { return true }
            guard let otherStart = other.plan.schedule?.start else { return true }
            // Of two that start together the later file says it, once.
            guard otherStart < start || (otherStart == start && other.file < placed.file) else {
                return false
            }
            guard let end = other.plan.schedule?.end else { return true }
            let rest = other.plan.assignment.layer?.cooldown?.longestDays ?? 0
            return start.ordinal <= end.ordinal + rest
        }
        guard !others.isEmpty else { return nil }
        let takers = others + [placed]
        let total = takers.reduce(0.0) { $0 + share($1) }
        guard total > 1 + 1e-9 else { return nil }
        let list = takers.map { "`\($0.plan.key)` \(percent(share($0)))" }.joined(separator: ", ")
        let when = start.map { " on \($0.iso)" } ?? ""
        return Diagnostic(
            .error, "layer-full",
            "the tests in layer `\(layer)` take \(percent(total)) of it\(when) (seen: \(list))",
            at: placed.place(
                placed.plan.assignment.slots == nil ? "assignment.layer" : "assignment.slots"),
            why: "in one layer a customer takes part in one test at a time, and slots rest after "
                + "a test where the layer has a cooldown",
            fix: "write `slots:` in each plan so that they total at most 100%, or move the dates "
                + "apart")
    }

    private static func share(_ placed: PlanClashes.Placed) -> Double {
        placed.plan.assignment.slots?.fraction ?? 1
    }

    private static func percent(_ fraction: Double) -> String {
        NumberText.short((fraction * 1_000_000).rounded() / 10_000) + "%"
    }
}
