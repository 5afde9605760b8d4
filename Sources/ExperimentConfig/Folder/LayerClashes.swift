// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Tests of one layer that together take more than it has.
enum LayerClashes {
    /// One message per layer and test that finds too little room when it starts.
    static func between(_ plans: [PlanClashes.Placed]) -> [Diagnostic] {
        var found: [Diagnostic] = []
        // A layer is its ring: two shared files may use one name for two.
        let layers = Set(plans.compactMap(\.plan.assignment.layer))
        for layer in layers.sorted(by: { ($0.key, $0.salt) < ($1.key, $1.salt) }) {
            let inLayer = plans.filter { $0.plan.assignment.layer == layer }
            for number in inLayer.indices {
                if let diagnostic = crowded(number, in: inLayer, layer) {
                    found.append(diagnostic)
                }
            }
        }
        return found
    }

    /// The tests that hold slots on the first day of one, that one last.
    ///
    /// A test without dates holds its slots always. It is held only against others like it: against
    /// a test with dates, that one says it.
    private static func crowded(
        _ number: Int, in all: [PlanClashes.Placed], _ layer: Layer
    ) -> Diagnostic? {
        let placed = all[number]
        let start = placed.plan.schedule?.start
        let others = all.indices.filter { index in
            let other = all[index].plan
            guard index != number, other.key != placed.plan.key else { return false }
            guard let otherStart = other.schedule?.start else {
                return start != nil || index < number
            }
            // Of two that start together the later file says it, once.
            guard let start, otherStart < start || (otherStart == start && index < number) else {
                return false
            }
            guard let end = other.schedule?.end else { return true }
            return start <= end.adding(days: layer.cooldown?.longestDays ?? 0)
        }
        guard !others.isEmpty else { return nil }
        let takers = others.map { all[$0] } + [placed]
        // Who is locked had its slots first, whatever the dates say.
        let locked = takers.filter(\.isLocked)
        // Locks own slots that do not overlap, those of a test that gave its own back among them.
        guard locked.count < takers.count else { return nil }
        let blamed = placed.isLocked ? takers.last { !$0.isLocked } ?? placed : placed
        let total = takers.reduce(0.0) { $0 + share($1) }
        guard total > 1 + 1e-9 else { return nil }
        let list = takers.map { "`\($0.plan.key)` \(percent(share($0)))" }.joined(separator: ", ")
        let when = start.map { " on \($0.iso)" } ?? ""
        let rests = layer.cooldown.map { ", and slots rest for \($0.text) after a test" } ?? ""
        let kept = locked.filter { $0.plan.key != blamed.plan.key }.map { "`\($0.plan.key)`" }
        let keeps =
            kept.isEmpty
            ? ""
            : "; \(kept.joined(separator: " and ")) \(kept.count == 1 ? "is" : "are") locked and "
                + "\(kept.count == 1 ? "keeps its" : "keep their") slots"
        return Diagnostic(
            .error, "layer-full",
            "the tests in layer `\(layer.key)` take \(percent(total)) of it\(when) (seen: \(list))",
            at: blamed.place("assignment.slots", "assignment.layer"),
            why: "in one layer a customer takes part in one test at a time\(rests)\(keeps)",
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
